import { percent, percentDown, percentUp, type Share } from '../values/index.ts';
import type { DefinitionSummary } from './analysis.ts';

/** One place in one financial year. Shares are 0..1, null where none can be stated. */
export interface YearShare {
  readonly period: string;
  readonly share: number | null;
  readonly shareLower: number | null;
  readonly shareUpper: number | null;
  /** True where the ledgers hold fewer than twelve months of the year, so that it is compared with no other. */
  readonly partYear?: boolean;
}

/** What the figures of one place allow us to say, in whole sentences. */
export interface Finding {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** The direction in which a share certainly moved; `open` where the bounds allow both. */
export type Change = 'rose' | 'fell' | 'same' | 'open';

interface Bounded {
  readonly period: string;
  readonly share: number | null;
  readonly lower: Share;
  readonly upper: Share;
  readonly partYear: boolean;
}

const numberWords = 'no one two three four five six seven eight nine'.split(' ');

/** A count in words up to nine, then in figures. */
export function countInWords(count: number): string {
  return numberWords[count] ?? String(count);
}

/** `Kirklees`, `Kirklees and Leeds`, `Kirklees, Leeds and Wakefield`. */
export function listInWords(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** The same list with a comma before the last name, for names that hold the word "and" themselves. */
export function listOfPlaces(names: readonly string[]): string {
  const holdsAnd = names.length > 2 && names.some((name) => name.includes(' and '));
  return holdsAnd ? `${names.slice(0, -1).join(', ')}, and ${names[names.length - 1]}` : listInWords(names);
}

function bounded(year: YearShare): Bounded | undefined {
  if (year.shareLower === null || year.shareUpper === null) return undefined;
  return {
    period: year.period,
    share: year.share,
    lower: year.shareLower as Share,
    upper: year.shareUpper as Share,
    partYear: year.partYear ?? false,
  };
}

/** The years that can be charted and spoken of: dated, with bounds, in order of time. */
function boundedYears(years: readonly YearShare[]): readonly Bounded[] {
  return years.flatMap((year) => (year.period === 'undated' ? [] : (bounded(year) ?? [])));
}

function startsOrEndsInPartYear(known: readonly Bounded[]): boolean {
  return (known[0]?.partYear || known[known.length - 1]?.partYear) ?? false;
}

/** The same years, or the latest alone where the first or the last is only part of a year. */
function comparableYears(known: readonly Bounded[]): readonly Bounded[] {
  return startsOrEndsInPartYear(known) ? known.slice(-1) : known;
}

/** Whether nothing can be said of a year: no share, or bounds that leave everything open. */
function saysNothing(year: Bounded): boolean {
  return year.share === null || (year.lower <= 0 && year.upper >= 1);
}

function isPart(share: number | null): share is number {
  return share !== null && share >= 0 && share <= 1;
}

function changeOf(first: Bounded, last: Bounded): Change {
  if (last.lower > first.upper) return 'rose';
  if (last.upper < first.lower) return 'fell';
  const exact = first.lower === first.upper && last.lower === last.upper;
  return exact ? 'same' : 'open';
}

/** How a place's share moved from its first to its last year: only what no placing of the rest could undo. */
export function changeOver(years: readonly YearShare[]): Change {
  const known = comparableYears(boundedYears(years));
  const first = known[0];
  const last = known[known.length - 1];
  return first === undefined || last === undefined || first === last ? 'open' : changeOf(first, last);
}

function lowest(share: Share, decimals = 0): string {
  return `${percentDown(share, decimals)}%`;
}

function highest(share: Share, decimals = 0): string {
  return `${percentUp(share, decimals)}%`;
}

/** `50% to 54%`: bounds rounded outwards, or one number where they are the same. */
export function boundsInWords(lower: number, upper: number): string {
  const [from, to] = [lowest(lower as Share), highest(upper as Share)];
  return lower === upper ? `${percent(lower as Share)}%` : `${from} to ${to}`;
}

/** The fewest decimals at which two shares are written differently. */
function decimalsThatDiffer(first: Share, second: Share): number {
  const decimals = [0, 1, 2, 3].find((count) => percent(first, count) !== percent(second, count));
  return decimals ?? 4;
}

function spanInWords(first: Bounded, last: Bounded): string {
  const years = Number(last.period.slice(0, 4)) - Number(first.period.slice(0, 4)) + 1;
  return years > 2 ? `in ${countInWords(years)} years` : `between ${first.period} and ${last.period}`;
}

/** `Between 50% and 54%`, or the one end that lies within 0 to 100% where credits take the other past it. */
function reachInWords({ lower, upper }: Bounded): string {
  if (lower === upper) return `${percent(lower)}%`;
  if (lower <= 0 && upper >= 1) return 'anything from none to all';
  if (lower < 0) return `at most ${highest(upper)}`;
  if (upper > 1) return `at least ${lowest(lower)}`;
  return `between ${lowest(lower)} and ${highest(upper)}`;
}

function oneYearTitle(year: Bounded): string {
  if (year.upper < 0 || year.lower > 1)
    return `Credits outweigh payments in part of the ${year.period} spend`;
  const reach = reachInWords(year);
  return `${reach.charAt(0).toUpperCase()}${reach.slice(1)} of spend was local in ${year.period}`;
}

function movedTitle(first: Bounded, last: Bounded, change: 'rose' | 'fell'): string {
  if (!isPart(first.share) || !isPart(last.share)) return oneYearTitle(last);
  const [from, to] = [first.share as Share, last.share as Share];
  const decimals = decimalsThatDiffer(from, to);
  return `Local spend ${change} from ${percent(from, decimals)}% to ${percent(to, decimals)}% ${spanInWords(first, last)}`;
}

function title(known: readonly Bounded[]): string {
  const first = known[0];
  const last = known[known.length - 1];
  if (first === undefined || last === undefined) return 'No local share can be stated';
  if (first === last) return oneYearTitle(last);
  const change = changeOf(first, last);
  if (change === 'same' && isPart(last.share)) {
    return `Local spend was ${percent(last.lower)}% in ${last.period}, as in ${first.period}`;
  }
  if (change === 'rose' || change === 'fell') return movedTitle(first, last, change);
  return `${oneYearTitle(last)}; a change since ${first.period} cannot be shown`;
}

/** Who counts as local under a definition, for sentences: `suppliers with an address in Kirklees`. */
export function localInWords(basis: DefinitionSummary['basis'], place: string): string {
  if (basis === 'registered office') return `suppliers registered in ${place}`;
  if (basis === 'delivery site') return `suppliers of work done in ${place}`;
  return `suppliers with an address in ${place}`;
}

function inPence(share: number | null): string | undefined {
  return isPart(share) ? `${percent(share as Share)}p` : undefined;
}

function shareSentence(known: readonly Bounded[], local: string): string | undefined {
  const first = known[0];
  const last = known[known.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const now = inPence(last.share);
  if (now === undefined) {
    return `In ${last.period} credits outweigh payments in part of the ledger, so the share of ${percent(last.share as Share)}% is not a part of a pound.`;
  }
  const before = inPence(first.share);
  const change = changeOf(first, last);
  const moved = change === 'rose' ? 'up from' : 'down from';
  const since =
    (change === 'rose' || change === 'fell') && before !== undefined && before !== now
      ? `, ${moved} ${before} in ${first.period}`
      : '';
  return `In ${last.period}, ${now} of every £1 that could be placed went to ${local}${since}.`;
}

function riseSentence(earlier: readonly Bounded[], last: Bounded): string | undefined {
  const ceiling = Math.max(...earlier.map((year) => year.upper)) as Share;
  const floor = Math.min(...earlier.map((year) => year.lower)) as Share;
  const which = earlier.length === 1 ? `The ${earlier[0]?.period} figure` : 'No earlier year';
  const could = earlier.length === 1 ? 'could not' : 'could';
  if (last.lower > ceiling) return `${which} ${could} be above ${highest(ceiling)}, so the rise is real.`;
  if (last.upper < floor) return `${which} ${could} be below ${lowest(floor)}, so the fall is real.`;
  return undefined;
}

function overlapSentence(first: Bounded, last: Bounded): string {
  const change = changeOf(first, last);
  if (change === 'rose') return `In ${first.period} it could not be above ${highest(first.upper)}.`;
  if (change === 'fell') return `In ${first.period} it could not be below ${lowest(first.lower)}.`;
  if (change === 'same') return '';
  return `In ${first.period} it could be ${reachInWords(first)}. The two ranges overlap, so a change cannot be shown.`;
}

function boundsSentence(known: readonly Bounded[]): string | undefined {
  const first = known[0];
  const last = known[known.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const range =
    last.lower === last.upper
      ? `All spend in ${last.period} could be placed, so the figure has no range.`
      : `Some money could not be placed, so the ${last.period} figure ${last.lower < 0 || last.upper > 1 ? 'is' : 'lies'} ${reachInWords(last)}.`;
  if (first === last) return range;
  const earlier = known.slice(0, -1);
  return `${range} ${riseSentence(earlier, last) ?? overlapSentence(first, last)}`.trim();
}

function emptySentence(years: readonly YearShare[]): string {
  return years.length === 0
    ? 'No spend with a readable date was counted. Look at the files set aside and the lines rejected.'
    : 'In no year did the payments counted add up to more than the credits, so there is nothing to take a share of.';
}

/** The finding where too little could be placed in the latest year, with the last year of which something can be said. */
function openFinding(known: readonly Bounded[], last: Bounded): Finding {
  const before = known.findLast((year) => !saysNothing(year));
  const which = before === undefined ? '' : ` in ${last.period}`;
  return {
    title: `How much was local${which} cannot be said yet`,
    sentences: [
      `Too little of the ${last.period} spend could be placed, so any share from none to all of it could be local.`,
      'Next, add a list of your suppliers with their postcodes, or the ONS Postcode Directory if the ledger has postcodes.',
      ...(before === undefined ? [] : [`${oneYearTitle(before)}.`]),
    ],
  };
}

/**
 * The finding for the innermost place: a title and sentences that stay true wherever the money that could not be
 * placed went. Bounds are rounded outwards, shares half up; a title names no share outside 0 to 100%. No change is
 * claimed from or to a part year. Years must be in order of time.
 */
export function findingFor(
  years: readonly YearShare[],
  place: string,
  basis: DefinitionSummary['basis'],
): Finding {
  const known = comparableYears(boundedYears(years));
  const last = known[known.length - 1];
  if (last !== undefined && saysNothing(last)) return openFinding(boundedYears(years), last);
  const sentences = [shareSentence(known, localInWords(basis, place)), boundsSentence(known)].filter(
    (sentence): sentence is string => sentence !== undefined,
  );
  return { title: title(known), sentences: sentences.length > 0 ? sentences : [emptySentence(years)] };
}

interface PlaceYears {
  readonly name: string;
  readonly years: readonly YearShare[];
}

function placesInWords(names: readonly string[], all: number): string {
  if (names.length < 2 || names.length < all) return listOfPlaces(names);
  return names.length === 2 ? 'both places' : `all ${countInWords(names.length)} places`;
}

function movedClause(places: readonly PlaceYears[], change: 'rose' | 'fell'): string | undefined {
  const names = places.filter((place) => changeOver(place.years) === change).map((place) => place.name);
  return names.length === 0 ? undefined : `${change} in ${placesInWords(names, places.length)}`;
}

/** The finding of the chart over all its places; like the page's title it says only what the bounds support. */
export function chartTitleFor(places: readonly PlaceYears[]): string {
  const periods = places.flatMap((place) => boundedYears(place.years).map((year) => year.period)).sort();
  const first = periods[0];
  const last = periods[periods.length - 1];
  if (first === undefined || last === undefined) return 'No share can be drawn';
  if (first === last) return `Share of spend in each place, ${last}`;
  const moved = [movedClause(places, 'rose'), movedClause(places, 'fell')].filter(
    (clause): clause is string => clause !== undefined,
  );
  if (places.some((place) => startsOrEndsInPartYear(boundedYears(place.years)))) {
    return `Share of spend in each place, ${first} to ${last}`;
  }
  const span = `between ${first} and ${last}`;
  if (moved.length === 0) return `No change in the shares can be shown ${span}`;
  const open = places.filter((place) => !['rose', 'fell'].includes(changeOver(place.years)));
  const rest =
    open.length > 0 ? `; no change can be shown for ${listOfPlaces(open.map((place) => place.name))}` : '';
  return `The share ${moved.join(' and ')} ${span}${rest}`;
}
