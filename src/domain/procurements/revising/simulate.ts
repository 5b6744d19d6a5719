import type { MeasureSet } from '../../measures/index.ts';
import { countOf, listed, type Ratio } from '../../values/index.ts';
import type { ScoredBid, ScoredTender } from '../scoring/types.ts';
import type { NotCounted, PastTender, WorkedTender } from './types.ts';
import { indexedSet, workOut } from './workOut.ts';

/** What a bid got under one version. The rank is null where it is out. */
export interface BidUnder {
  readonly socialValue: Ratio;
  readonly total: Ratio;
  readonly rank: number | null;
}

/** A bid of the past under both versions. */
export interface SimulatedBid {
  readonly name: string;
  readonly before: BidUnder;
  readonly after: BidUnder;
}

/** A procurement of the past under both versions. */
export interface SimulatedTender {
  readonly name: string;
  readonly bids: readonly SimulatedBid[];
  /** The names of the best bids: several where they tie, none where every bid is out. */
  readonly winnersBefore: readonly string[];
  readonly winnersAfter: readonly string[];
  readonly changesWinner: boolean;
  readonly changesRanks: boolean;
  readonly sentence: string;
  /** Offers that bring nothing under either version, and those that bring nothing under the new one because they break a rule of it. */
  readonly notCounted: readonly NotCounted[];
}

/** What a revision would have changed in procurements of the past. */
export interface Simulation {
  readonly before: string;
  readonly after: string;
  readonly tenders: readonly SimulatedTender[];
  readonly winnersChanged: number;
  readonly ranksChanged: number;
  readonly sentences: readonly string[];
}

function under({ bid, total, rank }: ScoredBid): BidUnder {
  return { socialValue: bid.socialValue, total, rank };
}

/** The names of the best bids in the order of the file. */
export function winnersOf({ winners }: ScoredTender): readonly string[] {
  return winners.map(({ bid }) => bid.name);
}

/** Whether two outcomes have the same winners, and the same ranks all the way down. */
export function sameWinners(one: ScoredTender, other: ScoredTender): boolean {
  return String(one.winners.map(({ bid }) => bid.id)) === String(other.winners.map(({ bid }) => bid.id));
}

/** Whether every bid of the past has the same rank in two outcomes. */
export function sameRanks(one: ScoredTender, other: ScoredTender): boolean {
  return String(one.bids.map(({ rank }) => rank)) === String(other.bids.map(({ rank }) => rank));
}

function movesText(bids: readonly SimulatedBid[]): string {
  const moved = bids.filter(({ before, after }) => before.rank !== after.rank);
  return listed(moved.map(({ name, before, after }) => `${name} from ${before.rank} to ${after.rank}`));
}

type Outcome = Omit<SimulatedTender, 'sentence' | 'notCounted'>;

function sentenceOf({
  name,
  bids,
  winnersBefore,
  winnersAfter,
  changesWinner,
  changesRanks,
}: Outcome): string {
  if (changesWinner) {
    return `“${name}”: the first place would go to ${listed(winnersAfter)} instead of ${listed(winnersBefore)}.`;
  }
  const stays =
    winnersAfter.length === 0
      ? 'every bid is out under both versions'
      : `the first place stays with ${listed(winnersAfter)}`;
  return `“${name}”: ${stays}, and ${changesRanks ? `others move: ${movesText(bids)}` : 'no place moves'}.`;
}

/** What did not count before, and what breaks a rule of the new version only. Measures that are gone are no surprise. */
function toldOf(before: WorkedTender, after: WorkedTender): readonly NotCounted[] {
  const known = before.bids.flatMap(({ notCounted }) => notCounted);
  const lines = new Set(known.map(({ line }) => line));
  const now = after.bids.flatMap(({ notCounted }) => notCounted);
  return [...known, ...now.filter(({ why, line }) => why === 'refused' && !lines.has(line))];
}

function comparedTender(before: WorkedTender, after: WorkedTender): SimulatedTender {
  const outcome: Outcome = {
    name: before.past.name,
    bids: before.scored.bids.flatMap((was, index) =>
      after.scored.bids
        .slice(index, index + 1)
        .map((is) => ({ name: was.bid.name, before: under(was), after: under(is) })),
    ),
    ...{ winnersBefore: winnersOf(before.scored), winnersAfter: winnersOf(after.scored) },
    changesWinner: !sameWinners(before.scored, after.scored),
    changesRanks: !sameRanks(before.scored, after.scored),
  };
  return { ...outcome, sentence: sentenceOf(outcome), notCounted: toldOf(before, after) };
}

function summaryOf(tenders: readonly SimulatedTender[]): string {
  if (tenders.length === 0) return 'There are no past procurements to look at.';
  const winners = tenders.filter(({ changesWinner }) => changesWinner).length;
  const places = tenders.filter(({ changesRanks }) => changesRanks).length;
  const all = countOf(tenders.length, 'past procurement');
  const won =
    winners === 0 ? `The winner stays the same in ${all}` : `Another bid would win in ${winners} of ${all}`;
  return `${won}; ${places === 0 ? 'no place moves' : `places move in ${places}`}.`;
}

/**
 * What a revision would have changed: every past procurement valued and scored under the version before and after. The
 * bids stay what they were; people who bid under another list would have offered something else.
 */
export function simulateRevision(
  before: MeasureSet,
  after: MeasureSet,
  past: readonly PastTender[],
): Simulation {
  const [was, is] = [indexedSet(before), indexedSet(after)];
  const tenders = past.map((tender) => comparedTender(workOut(was, tender), workOut(is, tender)));
  return {
    ...{ before: before.version, after: after.version, tenders },
    winnersChanged: tenders.filter(({ changesWinner }) => changesWinner).length,
    ranksChanged: tenders.filter(({ changesRanks }) => changesRanks).length,
    sentences: [summaryOf(tenders), ...tenders.map(({ sentence }) => sentence)],
  };
}
