import { financialYearOf, formatDay, type LocalDate } from '../../values/index.ts';
import type { Question } from '../analysis.ts';
import { type DateOrder, ordersOf, readDate } from '../reading/date.ts';
import { monthsOfName } from './monthsOfName.ts';

/** What settled the order of day and month in a file. `open` means that a person must say. */
export type DateOrderSource =
  | 'option'
  | 'values'
  | 'other files'
  | 'file name'
  | 'same year'
  | 'not ambiguous'
  | 'open';

export interface DateOrderDecision {
  readonly order: DateOrder;
  readonly settledBy: DateOrderSource;
  readonly question: Question | null;
  /** Set when some dates can only be read the other way. */
  readonly warning: string | null;
}

export interface DateOrderSetting {
  readonly file: string;
  /** Said by the person who runs the analysis, or by a saved answer. */
  readonly said: DateOrder | undefined;
  /** Orders that other files with the same header were settled to by their values. */
  readonly otherOrders: readonly DateOrder[];
}

type Settled = Pick<DateOrderDecision, 'order' | 'settledBy'>;

function settled(order: DateOrder, settledBy: DateOrderSource): DateOrderDecision {
  return { order, settledBy, question: null, warning: null };
}

/** The more frequent of two counts of orders; undefined when they are equal. */
function majority(orders: readonly DateOrder[]): DateOrder | undefined {
  const dayFirst = orders.filter((order) => order === 'day first').length;
  if (dayFirst * 2 === orders.length) return undefined;
  return dayFirst * 2 > orders.length ? 'day first' : 'month first';
}

function byValues(only: readonly DateOrder[], file: string): DateOrderDecision {
  const order = majority(only) ?? 'day first';
  const against = only.filter((other) => other !== order).length;
  if (against === 0) return settled(order, 'values');
  const warning = `In ${file} most dates can only be read ${order}, but ${against} can only be read the other way. Those are not dated.`;
  return { ...settled(order, 'values'), warning };
}

function daysIn(texts: readonly string[], order: DateOrder): readonly LocalDate[] {
  return texts
    .map((text) => readDate(text, order))
    .filter((day) => day !== undefined)
    .toSorted();
}

function byFileName(texts: readonly string[], file: string): Settled | undefined {
  const months = monthsOfName(file);
  const inside = (order: DateOrder) =>
    daysIn(texts, order).filter((day) => months.has(Number(day.slice(5, 7)))).length;
  const [dayFirst, monthFirst] = [inside('day first'), inside('month first')];
  if (dayFirst === monthFirst) return undefined;
  return { order: dayFirst > monthFirst ? 'day first' : 'month first', settledBy: 'file name' };
}

function sameYears(texts: readonly string[]): boolean {
  return texts.every((text) => {
    const days = [readDate(text, 'day first'), readDate(text, 'month first')];
    const years = days.map((day) => day && financialYearOf(day));
    return years[0] === years[1];
  });
}

function ask(texts: readonly string[], file: string): Question {
  const span = (order: DateOrder) => {
    const days = daysIn(texts, order);
    return `from ${[...days.slice(0, 1), ...days.slice(-1)].map(formatDay).join(' to ')}`;
  };
  return {
    id: 'dateOrder',
    file,
    sentence: `Do the dates of ${file} give the day or the month first?`,
    evidence: `Every date, such as ${texts.slice(0, 1)}, reads both ways. Day first they run ${span('day first')}; month first ${span('month first')}. The two fall in different financial years.`,
    options: [
      { answer: 'dmy', label: 'Day first', effect: `Payments run ${span('day first')}.` },
      { answer: 'mdy', label: 'Month first', effect: `Payments run ${span('month first')}.` },
    ],
    howToAnswer: '--date-order dmy (day first) or --date-order mdy (month first)',
  };
}

/**
 * Settles whether numeric dates give the day or the month first: by what a person said, by any value that
 * reads only one way, by other files with the same header, by the month in the file's name. It is asked
 * only where the choice would move a payment into another financial year.
 */
export function decideDateOrder(texts: readonly string[], setting: DateOrderSetting): DateOrderDecision {
  if (setting.said) return settled(setting.said, 'option');
  const numeric = texts.filter((text) => ordersOf(text).length > 0);
  if (numeric.length === 0) return settled('day first', 'not ambiguous');
  const only = numeric.flatMap((text) => {
    const orders = ordersOf(text);
    return orders.length === 1 ? orders : [];
  });
  if (only.length > 0) return byValues(only, setting.file);
  const elsewhere = majority(setting.otherOrders);
  if (elsewhere) return settled(elsewhere, 'other files');
  const named = byFileName(numeric, setting.file);
  if (named) return settled(named.order, named.settledBy);
  if (sameYears(numeric)) return settled('day first', 'same year');
  return { order: 'day first', settledBy: 'open', question: ask(numeric, setting.file), warning: null };
}
