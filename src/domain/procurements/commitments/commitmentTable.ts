import {
  compareRatios,
  countOf,
  dividedBy,
  larger,
  nought,
  type Ratio,
  ratio,
  roundedUnits,
  smaller,
  timesRatios,
} from '../../values/index.ts';
import type { PastProcurement, ProcurementState } from './types.ts';

/** Bids below which nothing but the winner's promise may be shown to the public: others could be told apart. */
export const fewestShown = 3;

/** One procurement as the chart shows it. Shares are of the published contract value; null where nothing may be shown. */
export interface CommitmentRow {
  readonly name: string;
  readonly contractValue: Ratio;
  readonly state: ProcurementState;
  readonly bids: number;
  readonly lowest: Ratio | null;
  readonly highest: Ratio | null;
  readonly winner: Ratio | null;
  /** The winner's promise in pounds. */
  readonly winnerValue: Ratio | null;
  /** Why the range is not shown; null where it is, or where there is no bid. */
  readonly hidden: 'in evaluation' | 'too few bids' | null;
}

function hiddenBecause({ state, commitments }: PastProcurement, isPublic: boolean): CommitmentRow['hidden'] {
  if (state === 'in evaluation') return 'in evaluation';
  return isPublic && commitments.length > 0 && commitments.length < fewestShown ? 'too few bids' : null;
}

function rowOf(procurement: PastProcurement, isPublic: boolean): CommitmentRow {
  const { name, contractValue, state, commitments } = procurement;
  const hidden = hiddenBecause(procurement, isPublic);
  const shares = commitments.map(({ value }) => dividedBy(value, contractValue));
  const [first, ...others] = hidden ? [] : shares;
  const winner = hidden === 'in evaluation' ? undefined : commitments.find(({ isWinner }) => isWinner);
  return {
    ...{ name, contractValue, state, hidden, bids: commitments.length },
    lowest: first ? others.reduce(smaller, first) : null,
    highest: first ? others.reduce(larger, first) : null,
    winner: winner ? dividedBy(winner.value, contractValue) : null,
    winnerValue: winner?.value ?? null,
  };
}

const rankOfState = (state: ProcurementState) => ['awarded', 'in evaluation', 'abandoned'].indexOf(state);

/**
 * What bidders promised, as a share of the published value of the contract: the largest winning share first, then what is in
 * evaluation, whose values nobody may see, then what was abandoned. For the public, ranges of fewer than three bids are hidden.
 */
export function commitmentTable(
  procurements: readonly PastProcurement[],
  { isPublic }: { readonly isPublic: boolean },
): readonly CommitmentRow[] {
  return procurements
    .map((procurement) => rowOf(procurement, isPublic))
    .sort(
      (one, other) =>
        rankOfState(one.state) - rankOfState(other.state) ||
        compareRatios(other.winner ?? nought, one.winner ?? nought) ||
        (one.name < other.name ? -1 : 1),
    );
}

/** `38%`: a share in whole per cent. */
export function wholePercent(share: Ratio): string {
  return `${roundedUnits(timesRatios(share, ratio(100)), 0)}%`;
}

/** What the chart says, in a title and sentences. */
export interface CommitmentFinding {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** The finding of the chart: what winners promised, and how often somebody else promised more. */
export function commitmentFinding(rows: readonly CommitmentRow[]): CommitmentFinding {
  const won = rows.flatMap(({ winner }) => winner ?? []).sort(compareRatios);
  const [least, most] = [won[0], won.at(-1)];
  if (!least || !most) {
    return {
      title: 'No contract has been awarded yet',
      sentences: ['Promises are shown once a contract is awarded.'],
    };
  }
  const range =
    wholePercent(least) === wholePercent(most)
      ? wholePercent(least)
      : `${wholePercent(least)} to ${wholePercent(most)}`;
  const comparable = rows.filter(({ winner, highest }) => winner && highest);
  const outbid = comparable.filter(
    ({ winner, highest }) => winner && highest && compareRatios(highest, winner) > 0,
  );
  const sentence =
    outbid.length === 0
      ? 'Nobody promised more than the winner in any of them.'
      : `In ${outbid.length} of the ${countOf(comparable.length, 'contract', 'contracts')} awarded, another bidder promised more than the winner. Social value was one part of the score, next to price and quality.`;
  const title =
    won.length === 1
      ? `The winner promised ${range} of contract value in social value`
      : `Winners promised ${range} of contract value in social value`;
  return { title, sentences: [sentence] };
}
