import { larger, nought, type Ratio, ratio, smaller, timesRatios } from '../../values/index.ts';
import { scoredWithout, scoreTender } from '../scoring/scoreTender.ts';
import type { Bid, Criterion, ScoredTender, Tender } from '../scoring/types.ts';

/** What happens to the award when something about the bids is another. */
export interface Scenario {
  readonly kind: 'without' | 'inflated' | 'hopeless';
  /** The bid that is taken out or added. */
  readonly bid: Bid;
  readonly scored: ScoredTender;
  /** The best of the bids that are there in both cases, before and after. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Whether another of them is best now. */
  readonly changesWinner: boolean;
  /** Whether two of them changed places. */
  readonly changesOrder: boolean;
}

/** The bids by rank, those that share one together. */
function orderOf({ bids }: ScoredTender, among: ReadonlySet<string>): readonly (readonly string[])[] {
  const byRank: string[][] = [];
  for (const { bid, rank } of bids) {
    if (rank === null || !among.has(bid.id)) continue;
    byRank[rank] = [...(byRank[rank] ?? []), bid.id];
  }
  return byRank.filter((ids) => ids.length > 0);
}

function compared(kind: Scenario['kind'], bid: Bid, before: ScoredTender, scored: ScoredTender): Scenario {
  const ids = new Set(scored.bids.map((one) => one.bid.id));
  const both = new Set(before.bids.map((one) => one.bid.id).filter((id) => ids.has(id)));
  const [was, is] = [orderOf(before, both), orderOf(scored, both)];
  const [first = [], now = []] = [was[0], is[0]];
  return {
    ...{ kind, bid, scored, before: first, after: now },
    changesWinner: String(first) !== String(now),
    changesOrder: JSON.stringify(was) !== JSON.stringify(is),
  };
}

/** The award without each bid that did not win. */
export function removals(tender: Tender): readonly Scenario[] {
  const before = scoreTender(tender);
  return before.bids.flatMap((each) =>
    each.rank === 1 || each.out ? [] : [compared('without', each.bid, before, scoredWithout(before, each))],
  );
}

/** The lowest scores with which a bid is still in. */
function weakScores(criteria: readonly Criterion[]): ReadonlyMap<string, Ratio> {
  return new Map(
    criteria.flatMap(({ id, assessment }) =>
      assessment.kind === 'panel' ? [[id, assessment.floor ?? nought] as const] : [],
    ),
  );
}

const manyTimes = ratio(10);
const dearer = ratio(6, 5);
const cheaper = ratio(2, 3);

/** A weak and dear bid that promises ten times what the highest does. */
export function inflatedBid({ criteria, bids }: Tender): Bid {
  const most = bids.reduce((best, { socialValue }) => larger(best, socialValue), nought);
  const price = bids.reduce((best, bid) => larger(best, bid.price), nought);
  return {
    ...{ id: 'inflated', name: 'A made-up bid with an inflated promise' },
    price: timesRatios(price, dearer),
    socialValue: timesRatios(most, manyTimes),
    scores: weakScores(criteria),
  };
}

/** A weak bid that promises nothing, at two thirds of the lowest price. */
export function hopelessBid({ criteria, bids }: Tender): Bid {
  const [first] = bids;
  const lowest = bids.reduce((best, { price }) => smaller(best, price), first?.price ?? ratio(1));
  return {
    ...{ id: 'hopeless', name: 'A made-up bid with no promise at a low price' },
    price: timesRatios(lowest, cheaper),
    socialValue: nought,
    scores: weakScores(criteria),
  };
}

/** What one more bid does to the award among those that are there. */
export function withBid(tender: Tender, bid: Bid, kind: 'inflated' | 'hopeless'): Scenario {
  return compared(kind, bid, scoreTender(tender), scoreTender({ ...tender, bids: [...tender.bids, bid] }));
}
