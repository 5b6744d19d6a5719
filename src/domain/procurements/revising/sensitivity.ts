import {
  compareRatios,
  formatRatio,
  larger,
  listed,
  nought,
  one,
  type Ratio,
  signOf,
  smaller,
} from '../../values/index.ts';
import type { ScoredBid } from '../scoring/types.ts';
import { type PromiseLine, promiseLines, type Stretch, winnersOver } from './promiseLines.ts';
import { winnersOf } from './simulate.ts';
import type { WorkedTender } from './types.ts';
import type { IndexedSet } from './workOut.ts';

/** Between which multiples of a value a procurement keeps its winner. */
export interface HoldingRange {
  readonly tender: string;
  readonly winners: readonly string[];
  /** The award holds from this multiple of the value on: nought where no lower value changes it. */
  readonly from: Ratio;
  /** Up to this one; null where no higher value changes it. */
  readonly to: Ratio | null;
  /** Who wins below and above; nobody where the award never changes there. */
  readonly below: readonly string[];
  readonly above: readonly string[];
  readonly sentence: string;
}

/** How much the awards of the past hang on the value of one measure. */
export interface ProxyRange {
  readonly reference: string;
  readonly tenders: readonly HoldingRange[];
  /** The multiples between which every award holds. */
  readonly from: Ratio;
  readonly to: Ratio | null;
}

const timesText = (multiple: Ratio) => `${formatRatio(multiple, 2)} times`;

function sentenceOf(reference: string, range: Omit<HoldingRange, 'sentence'>): string {
  const { tender, winners, from, to, below, above } = range;
  const turns = [
    ...(below.length > 0 ? [`below ${timesText(from)} it, ${listed(below)} would win`] : []),
    ...(to !== null && above.length > 0 ? [`above ${timesText(to)} it, ${listed(above)} would win`] : []),
  ];
  const begins = `“${tender}” goes to ${listed(winners)}`;
  if (turns.length === 0) return `${begins} whatever the value of ${reference} is.`;
  return `${begins} at the value of ${reference} as it is; ${turns.join(', and ')}.`;
}

/** Winners now as numbers of the bids that stand, with the stretch around the value as it is. */
function aroundNow(stretches: readonly Stretch[], now: readonly number[]) {
  const index = stretches.findIndex(
    ({ from, to, winners }) =>
      compareRatios(from, one) <= 0 &&
      (to === null || compareRatios(one, to) <= 0) &&
      String(winners) === String(now),
  );
  const here = stretches[index];
  if (here) return { from: here.from, to: here.to, below: stretches[index - 1], above: stretches[index + 1] };
  const above = stretches.find(({ to }) => to === null || compareRatios(one, to) < 0);
  const below = stretches.findLast(({ from }) => compareRatios(from, one) < 0);
  return { from: one, to: one, below, above };
}

function namesAt(standing: readonly ScoredBid[], stretch: Stretch | undefined): readonly string[] {
  const winners = stretch?.winners ?? [];
  return standing.flatMap(({ bid }, index) => (winners.includes(index) ? [bid.name] : []));
}

function rangeIn(worked: WorkedTender, reference: string): readonly HoldingRange[] {
  const { scored } = worked;
  const standing = scored.bids.filter(({ out }) => out === null);
  return scored.criteria.flatMap(({ assessment }, column) => {
    if (assessment.kind !== 'quantity') return [];
    const { formula } = assessment;
    const lines: readonly PromiseLine[] = promiseLines(worked, standing, { reference, column, formula });
    if (lines.every(({ rise }) => signOf(rise) === 0)) return [];
    const now = standing.flatMap(({ rank }, index) => (rank === 1 ? [index] : []));
    const { from, to, below, above } = aroundNow(winnersOver(formula, lines), now);
    const range = {
      ...{ tender: worked.past.name, winners: winnersOf(scored), from, to },
      ...{ below: namesAt(standing, below), above: namesAt(standing, above) },
    };
    return [{ ...range, sentence: sentenceOf(reference, range) }];
  });
}

function tighter(one: Ratio | null, other: Ratio | null): Ratio | null {
  if (one === null || other === null) return one ?? other;
  return smaller(one, other);
}

/** For each measure that brought value, between which multiples of its value each award of the past holds. Exact. */
export function proxyRanges(indexed: IndexedSet, worked: readonly WorkedTender[]): readonly ProxyRange[] {
  return [...indexed.measures.keys()].flatMap((reference) => {
    const tenders = worked.flatMap((tender) => rangeIn(tender, reference));
    if (tenders.length === 0) return [];
    const from = tenders.reduce((most, range) => larger(most, range.from), nought);
    const to = tenders.map((range) => range.to).reduce(tighter);
    return [{ reference, tenders, from, to }];
  });
}
