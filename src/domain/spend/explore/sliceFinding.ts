import {
  assert,
  type Pence,
  percentDown,
  percentUp,
  type Share,
  shortPounds,
  toPence,
} from '../../values/index.ts';
import type { DefinitionSummary, Figure } from '../analysis.ts';
import { comparePeriods } from '../figures/cube.ts';
import { type Finding, findingFor } from '../findings.ts';
import type { Dimension, Slice } from './types.ts';

/** Of what a division of the spend speaks: the dimension, the ring and the year it is asked for. */
export interface SliceQuestion {
  readonly by: Dimension;
  readonly ring: { readonly id: string; readonly name: string };
  /** The year for every dimension but `year`. */
  readonly year: string | null;
  readonly basis: DefinitionSummary['basis'];
  /** Years of which the ledgers hold only a part. */
  readonly partYears: readonly string[];
}

interface Part {
  readonly value: string;
  readonly totalPence: number;
  readonly figure: Figure;
}

const longestName = 80;
/** What several parts of a dimension are called. */
export const dimensionPlurals: Readonly<Record<Dimension, string>> = {
  year: 'years',
  quarter: 'quarters',
  body: 'bodies',
  department: 'departments',
  category: 'categories',
};

/** The months of a quarter of the financial year: `Q1` is April to June. */
export function quarterMonths(value: string): string {
  const months: Readonly<Record<string, string>> = {
    Q1: 'April to June',
    Q2: 'July to September',
    Q3: 'October to December',
    Q4: 'January to March',
  };
  return months[value.slice(-2)] ?? value;
}

const undatedWords = 'payments without a date';

/** Whether a part is the payments that lie in no quarter. A department may be called undated and is none. */
function isUndated(value: string, by: Dimension): boolean {
  return by === 'quarter' && value === 'undated';
}

/** The name of a part in a sentence; long names are cut. */
export function sliceName(value: string, by: Dimension): string {
  if (value === '') return `lines that name no ${by}`;
  if (by === 'quarter') return isUndated(value, by) ? undatedWords : `${value} (${quarterMonths(value)})`;
  const letters = [...value];
  return letters.length > longestName ? `${letters.slice(0, longestName).join('').trimEnd()}…` : value;
}

/** Pounds rounded down to what `shortPounds` shows, so that "at least" stays true. */
function atLeastPounds(pence: number): string {
  const step = pence >= 99_995_000 ? 10_000_000 : pence >= 100_000 ? 10_000 : 100;
  return shortPounds(toPence(Math.floor(pence / step) * step));
}

function lowestElsewhere({ figure }: Part): number {
  return figure.elsewherePence + figure.undeterminedNegativePence;
}

function highestElsewhere({ figure }: Part): number {
  return figure.elsewherePence + figure.undeterminedPositivePence;
}

/** The part whose lowest is above the highest of every other; undefined where no part certainly leads. */
function certainLeader<P extends Part>(
  parts: readonly P[],
  lowest: (part: P) => number,
  highest: (part: P) => number,
): P | undefined {
  return parts.find((part) => parts.every((other) => other === part || highest(other) < lowest(part)));
}

/** `Adult social care spent most outside Kirklees`, in the words of each dimension. */
function mostWords(part: Part, { by }: SliceQuestion, where: string): string {
  const name = sliceName(part.value, by);
  if (part.value !== '' && (by === 'body' || by === 'department')) return `${name} spent most${where}`;
  const isQuarter = by === 'quarter' && !isUndated(part.value, by);
  return `Most was spent${where} ${isQuarter ? 'in' : 'on'} ${name}`;
}

function inYear({ by, year }: SliceQuestion): string {
  if (year === 'undated') return ` among ${undatedWords}`;
  return year === null || by === 'quarter' ? '' : ` in ${year}`;
}

function elsewhereTitle(parts: readonly Part[], question: SliceQuestion): string | undefined {
  const leader = certainLeader(parts, lowestElsewhere, highestElsewhere);
  if (leader === undefined) return undefined;
  const [least, most] = [lowestElsewhere(leader), highestElsewhere(leader)];
  if (least <= 0) return undefined;
  const money = least === most ? shortPounds(toPence(least)) : `at least ${atLeastPounds(least)}`;
  return `${mostWords(leader, question, ` outside ${question.ring.name}`)}: ${money}${inYear(question)}`;
}

function totalTitle(parts: readonly Part[], question: SliceQuestion): string {
  const total = (part: Part) => part.totalPence;
  const leader = certainLeader(parts, total, total);
  if (leader === undefined || leader.totalPence <= 0)
    return `No part of the spend stands out${inYear(question)}`;
  return `${mostWords(leader, question, '')}: ${shortPounds(toPence(leader.totalPence))}${inYear(question)}`;
}

interface Bounded extends Part {
  readonly lower: Share;
  readonly upper: Share;
}

function bounded(part: Part): readonly Bounded[] {
  const { shareLower, shareUpper } = part.figure;
  if (shareLower === null || shareUpper === null) return [];
  return [{ ...part, lower: shareLower as Share, upper: shareUpper as Share }];
}

/** Bounds rounded outwards; `between 50% and 54%` or one number. */
function boundsInWords({ lower, upper }: Bounded): string {
  const [from, to] = [`${percentDown(lower)}%`, `${percentUp(upper)}%`];
  if (lower < 0) return `at most ${to}`;
  if (upper > 1) return `at least ${from}`;
  return from === to ? from : `between ${from} and ${to}`;
}

/** Which part certainly has the largest or the smallest share inside; said only where every part has a share. */
function shareSentence(
  parts: readonly Part[],
  question: SliceQuestion,
  end: 'highest' | 'lowest',
): string | undefined {
  const known = parts.flatMap(bounded);
  if (known.length < parts.length) return undefined;
  const lower = ({ lower }: Bounded) => lower;
  const upper = ({ upper }: Bounded) => upper;
  const leader =
    end === 'highest'
      ? certainLeader(known, lower, upper)
      : certainLeader(
          known,
          (part) => -part.upper,
          (part) => -part.lower,
        );
  if (leader === undefined) return undefined;
  const name = sliceName(leader.value, question.by);
  return `The ${end} share in ${question.ring.name} is that of ${name}: ${boundsInWords(leader)}.`;
}

/** How much of all parts could not be placed; credits are told apart, because they are not in the sum above. */
function unplacedSentence(parts: readonly Part[], { ring }: SliceQuestion): string {
  const sum = (amountOf: (part: Part) => number) =>
    toPence(parts.reduce((all, part) => all + amountOf(part), 0));
  const paid = sum(({ figure }) => figure.undeterminedPositivePence);
  const credits = sum(({ figure }) => -figure.undeterminedNegativePence);
  if (paid === 0 && credits === 0) return 'All of this money could be placed.';
  const what =
    credits === 0
      ? shortPounds(paid)
      : `${shortPounds(paid)} of payments and ${shortPounds(credits)} of credits`;
  return `${what} could not be placed: it could be in ${ring.name} or outside.`;
}

function oneValue(part: Part, question: SliceQuestion): string {
  const { by } = question;
  const name = sliceName(part.value, by);
  const which = question.year === 'undated' ? ' without a date' : inYear(question);
  if (part.value === '') return `No payment${which} names a ${by}`;
  if (isUndated(part.value, by)) return 'No payment has a date';
  return by === 'quarter' ? `All payments are in ${name}` : `All payments${which} name one ${by}: ${name}`;
}

function yearFinding(parts: readonly Part[], question: SliceQuestion): Finding {
  const years = parts
    .map(({ figure, value }) => ({ ...figure, period: value, partYear: question.partYears.includes(value) }))
    .toSorted((one, other) => comparePeriods(one.period, other.period));
  return findingFor(years, question.ring.name, question.basis);
}

function moneyFinding(parts: readonly Part[], question: SliceQuestion): Finding {
  const elsewhere = elsewhereTitle(parts, question);
  const open =
    elsewhere === undefined && parts.some((part) => highestElsewhere(part) > 0)
      ? `Which of the ${dimensionPlurals[question.by]} spent most outside ${question.ring.name} cannot be said, because it depends on money that could not be placed or two of them are equal.`
      : undefined;
  const sentences = [
    open,
    shareSentence(parts, question, 'highest'),
    shareSentence(parts, question, 'lowest'),
    unplacedSentence(parts, question),
  ].filter((sentence) => sentence !== undefined);
  return { title: elsewhere ?? totalTitle(parts, question), sentences };
}

/**
 * What the parts of the spend allow us to say, as a title and sentences that stay true wherever the money that could
 * not be placed went. Amounts after "at least" are rounded down, shares outwards. No part is said to lead where another
 * could be as large.
 */
export function sliceFinding(slices: readonly Slice[], question: SliceQuestion): Finding {
  const parts = slices.map(({ value, totalPence, figures }) => {
    const figure = figures.find((one) => one.ring.id === question.ring.id);
    assert(figure !== undefined, 'every part of the spend has a figure of the ring');
    return { value, totalPence, figure };
  });
  const [first, second] = parts;
  if (first === undefined) {
    return {
      title: `No spend was counted${inYear(question)}`,
      sentences: ['Choose another year or fewer filters, or add a ledger.'],
    };
  }
  if (question.by === 'year') return yearFinding(parts, question);
  if (second === undefined) {
    return { title: oneValue(first, question), sentences: [unplacedSentence(parts, question)] };
  }
  return moneyFinding(parts, question);
}

/** What all parts add up to. */
export function sliceTotal(slices: readonly Slice[]): Pence {
  return toPence(slices.reduce((sum, slice) => sum + slice.totalPence, 0));
}
