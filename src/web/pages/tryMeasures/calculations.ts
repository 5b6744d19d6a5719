import {
  adjustValue,
  type DatedValue,
  returnOnInvestment,
  valueOn,
  valueWellbeing,
  wageGap,
} from '../../../domain/measures/index.ts';
import {
  compareRatios,
  type Decision,
  exactInWords,
  exactText,
  formatRatio,
  type LocalDate,
  nought,
  poundsText,
  type Ratio,
  ratio,
  signOf,
  timesRatios,
} from '../../../domain/values/index.ts';
import { type AskedField, type FieldProblem, type FormField, fieldsIn, numbersIn } from './formNumbers.ts';

/** What an address asks for, and the numbers of the day. */
export interface CalculationsAsked {
  readonly query: URLSearchParams;
  readonly values: readonly DatedValue[];
  readonly today: LocalDate;
}

/** A number that is shown with where it comes from. */
interface SourceOfNumber {
  readonly text: string;
  readonly source: string;
  readonly address: string;
  readonly warning: string | null;
}

/** One calculation: its form, and what came out of it with every step. */
export interface Calculation {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly fields: readonly FormField[];
  readonly problems: readonly FieldProblem[];
  /** The problem of a box, by its id. */
  readonly errorOf: Readonly<Record<string, string>>;
  readonly result: { readonly title: string; readonly steps: readonly string[] } | null;
  readonly sources: readonly SourceOfNumber[];
}

interface Worked {
  readonly title: string;
  readonly steps: readonly string[];
}

function numberOn({ values, today }: CalculationsAsked, id: string): DatedValue | null {
  const found = valueOn(values, id, today);
  return found.ok ? found.value.row : null;
}

function sourceOn({ values, today }: CalculationsAsked, id: string): readonly SourceOfNumber[] {
  const found = valueOn(values, id, today);
  if (!found.ok) return [];
  const { what, source, address } = found.value.row;
  return [{ text: what, source, address, warning: found.value.warning }];
}

interface Form {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly asked: readonly AskedField[];
  /** Ids of published numbers that stand in the boxes. */
  readonly published: readonly string[];
  readonly work: (number: (name: string) => Ratio) => Decision<Worked>;
}

/** A form is worked out when it was sent; the first box of it is then in the address. */
function calculated(asked: CalculationsAsked, { work, published, asked: boxes, ...form }: Form): Calculation {
  const isSent = boxes.some(({ name }) => asked.query.has(name));
  const { problems, number } = numbersIn(asked.query, boxes);
  const worked = isSent && problems.length === 0 ? work(number) : null;
  const refused = worked === null || worked.ok ? [] : worked.refusals;
  const first = boxes[0]?.name ?? form.id;
  const refusals = refused.map(({ sentence }) => ({ text: sentence, href: `#${first}` }));
  const all = isSent ? [...problems, ...refusals] : [];
  return {
    ...form,
    fields: fieldsIn(asked.query, boxes),
    problems: all,
    errorOf: Object.fromEntries(all.map(({ text, href }) => [href.slice(1), text])),
    result: worked?.ok ? worked.value : null,
    sources: published.flatMap((id) => sourceOn(asked, id)),
  };
}

function yearsOf(years: Ratio): number {
  return years.denominator === 1n && compareRatios(years, ratio(1000)) < 0 ? Number(years.numerator) : 0;
}

function returnForm(asked: CalculationsAsked): Form {
  const rate = numberOn(asked, 'discount-rate');
  const perCent = rate ? exactText(timesRatios(rate.value, ratio(100))) : '';
  return {
    ...{
      id: 'return',
      title: 'What is left of a value, and what a pound brings',
      published: ['discount-rate'],
    },
    intro:
      'A gross value says nothing of what would have happened anyway. Here nothing is taken off unseen: each step says what is left. No measure of Sevenbox takes anything off by itself.',
    asked: [
      { name: 'gross', label: 'Value in the first year', kind: 'pounds', usual: '' },
      { name: 'deadweight', label: 'Would have happened anyway', kind: 'per-cent', usual: '0' },
      { name: 'others', label: 'Due to others', kind: 'per-cent', usual: '0' },
      { name: 'years', label: 'Years it lasts', kind: 'number', usual: '1' },
      { name: 'dropOff', label: 'Fades each further year by', kind: 'per-cent', usual: '0' },
      { name: 'rate', label: 'Discount rate a year', kind: 'per-cent', usual: perCent },
      { name: 'input', label: 'What was put in, if anything', kind: 'pounds', usual: '0' },
    ],
    work: (number) => {
      const adjusted = adjustValue(number('gross'), {
        ...{ deadweight: number('deadweight'), attribution: number('others'), dropOff: number('dropOff') },
        ...{ discountRate: number('rate'), years: yearsOf(number('years')) },
      });
      if (!adjusted.ok) return adjusted;
      const { total, steps } = adjusted.value;
      const said = steps.map(({ sentence }) => sentence);
      const title = `${poundsText(total)} is left`;
      if (signOf(number('input')) === 0) return { ok: true, value: { title, steps: said } };
      const back = returnOnInvestment(total, number('input'));
      if (!back.ok) return back;
      const brings = `${poundsText(total)} for ${poundsText(number('input'))}: each pound brings ${poundsText(back.value)}.`;
      return {
        ok: true,
        value: { title: `${title}: ${poundsText(back.value)} for each pound`, steps: [...said, brings] },
      };
    },
  };
}

function wageForm(asked: CalculationsAsked): Form {
  const [living, floor] = [numberOn(asked, 'real-living-wage-uk'), numberOn(asked, 'national-living-wage')];
  return {
    ...{
      id: 'wage',
      title: 'What better pay brings',
      published: ['real-living-wage-uk', 'national-living-wage'],
    },
    intro:
      'The difference between what is paid and the lowest lawful wage, for a full-time post and a year. It is pay, and says nothing of what it leads to.',
    asked: [
      {
        name: 'paid',
        label: 'Pay by the hour',
        kind: 'pounds',
        usual: living ? exactText(living.value) : '',
      },
      {
        name: 'floor',
        label: 'Lowest lawful wage by the hour',
        kind: 'pounds',
        usual: floor ? exactText(floor.value) : '',
      },
      { name: 'hours', label: 'Hours a week', kind: 'number', usual: '37.5' },
      { name: 'weeks', label: 'Weeks a year', kind: 'number', usual: '52' },
      { name: 'posts', label: 'Posts, in FTE', kind: 'number', usual: '1' },
    ],
    work: (number) => {
      const gap = wageGap({
        ...{ paidPerHour: number('paid'), floorPerHour: number('floor') },
        ...{ hoursPerWeek: number('hours'), weeksPerYear: number('weeks') },
      });
      if (!gap.ok) return gap;
      const all = timesRatios(gap.value, number('posts'));
      return {
        ok: true,
        value: {
          title: `${poundsText(all)} a year`,
          steps: [
            `(£${exactInWords(number('paid'))} − £${exactInWords(number('floor'))}) × ${exactInWords(number('hours'))} hours × ${exactInWords(number('weeks'))} weeks = ${poundsText(gap.value)} for one post.`,
            `${exactInWords(number('posts'))} posts: ${poundsText(all)}.`,
          ],
        },
      };
    },
  };
}

function wellbeingForm(asked: CalculationsAsked): Form {
  const row = numberOn(asked, 'wellby');
  return {
    ...{ id: 'wellbeing', title: 'What wellbeing is worth', published: ['wellby'] },
    intro:
      'A change of life satisfaction, asked before and after on a scale of 0 to 10, for so many people and years, at the value of the Green Book. It is always a range.',
    asked: [
      { name: 'points', label: 'Change in points', kind: 'number', usual: '' },
      { name: 'people', label: 'People', kind: 'number', usual: '' },
      { name: 'lasting', label: 'Years', kind: 'number', usual: '1' },
    ],
    work: (number) => {
      const value = { central: row?.value ?? nought, low: row?.low ?? nought, high: row?.high ?? nought };
      const worth = valueWellbeing(
        { points: number('points'), people: number('people'), years: number('lasting') },
        value,
      );
      if (!worth.ok) return worth;
      const { central, low, high } = worth.value;
      const each = [value.central, value.low, value.high].map((one) => `£${formatRatio(one, 0)}`);
      return {
        ok: true,
        value: {
          title: `${poundsText(central)}, from ${poundsText(low)} to ${poundsText(high)}`,
          steps: [
            `${exactInWords(number('points'))} points × ${exactInWords(number('people'))} people × ${exactInWords(number('lasting'))} years, at ${each[0]} for each, from ${each[1]} to ${each[2]}, in prices of ${row?.priceYear ?? 'a year that is not given'}.`,
          ],
        },
      };
    },
  };
}

/** The calculations that stand beside measures, each as its address asks for it. */
export function calculations(asked: CalculationsAsked): readonly Calculation[] {
  return [returnForm(asked), wageForm(asked), wellbeingForm(asked)].map((form) => calculated(asked, form));
}
