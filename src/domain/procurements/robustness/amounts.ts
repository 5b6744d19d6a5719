import {
  addRatios,
  compareRatios,
  dividedBy,
  larger,
  minus,
  nought,
  one,
  type Ratio,
  ratio,
  signOf,
  timesRatios,
} from '../../values/index.ts';
import { isPerPound, scoreTender } from '../scoring/scoreTender.ts';
import type { Band, Criterion, QuantityFormula, ScoredBid, ScoredTender, Tender } from '../scoring/types.ts';

/** A score of the panel, or a promise, at which a bid wins or stops winning while everything else stays as it is. */
export interface AmountPoint {
  readonly bid: string;
  readonly criterion: string;
  readonly now: Ratio;
  readonly at: Ratio;
  /** `level`: at this amount the bid is level with the best other one. `beyond`: it wins once the amount is passed. */
  readonly reach: 'level' | 'beyond';
}

/** What a bid has apart from one criterion, and what a whole share of that criterion would add. */
interface Standing {
  readonly bid: ScoredBid;
  readonly base: Ratio;
  readonly whole: Ratio;
  /** What the formula compares: the promise, or the promise for each pound of price. */
  readonly value: Ratio;
}

function standingsFor(scored: ScoredTender, column: number): readonly Standing[] {
  const criterion = scored.criteria[column];
  const perPound = isPerPound(scored.criteria);
  const isForPrice =
    criterion?.assessment.kind === 'quantity' && criterion.assessment.formula.kind === 'highest-for-price';
  return scored.bids
    .filter(({ out }) => out === null)
    .map((bid) => {
      const factor = perPound ? dividedBy(ratio(1000), bid.bid.price) : one;
      const whole = timesRatios(criterion?.weight ?? nought, factor);
      const base = minus(bid.total, timesRatios(whole, bid.shares[column] ?? nought));
      const { socialValue, price } = bid.bid;
      return { bid, base, whole, value: isForPrice ? dividedBy(socialValue, price) : socialValue };
    });
}

const most = (all: readonly Ratio[]) => all.reduce((best, next) => larger(best, next), nought);

/** The share at which a bid draws level with the best of the others, whatever it is worth. */
function levelShare(own: Standing, others: readonly Standing[]): Ratio {
  const best = most(others.map(({ bid }) => bid.total));
  return dividedBy(minus(best, own.base), own.whole);
}

/**
 * Where a promise that is compared with the highest draws level: beyond the promises of all others, each of them loses
 * points as this one grows. Null where it never does.
 */
function beyondOthers(own: Standing, others: readonly Standing[]): Ratio | null {
  let at = nought;
  for (const other of others) {
    const room = minus(addRatios(own.base, own.whole), other.base);
    const pressure = timesRatios(other.whole, other.value);
    if (signOf(room) <= 0 && signOf(pressure) > 0) return null;
    if (signOf(room) < 0) return null;
    if (signOf(pressure) > 0) at = larger(at, dividedBy(pressure, room));
  }
  return at;
}

/** The promise at which a bid draws level with the best of the others under a formula that looks at the highest. */
function relativeLevel(own: Standing, others: readonly Standing[]): Ratio | null {
  const top = most(others.map(({ value }) => value));
  const levels = others.map((other) =>
    signOf(top) === 0
      ? other.base
      : addRatios(other.base, timesRatios(other.whole, dividedBy(other.value, top))),
  );
  const share = dividedBy(minus(most(levels), own.base), own.whole);
  if (signOf(share) < 0) return null;
  if (compareRatios(share, one) <= 0) return timesRatios(share, top);
  return beyondOthers(own, others);
}

/** The end of the band after which a bid has at least a share of the points. */
function bandToPass(bands: readonly Band[], share: Ratio): Ratio | null {
  const top = most(bands.map(({ points }) => points));
  const index = bands.findIndex(({ points }) => compareRatios(dividedBy(points, top), share) >= 0);
  return bands[index - 1]?.upTo ?? null;
}

/** The end of the highest band in which a bid has a share of the points at most. */
function bandToFallTo(bands: readonly Band[], share: Ratio): Ratio | null {
  const top = most(bands.map(({ points }) => points));
  return bands.findLast(({ points }) => compareRatios(dividedBy(points, top), share) <= 0)?.upTo ?? null;
}

interface Asked {
  readonly own: Standing;
  readonly others: readonly Standing[];
  readonly formula: QuantityFormula;
  readonly isWinner: boolean;
}

function promiseLevel({ own, others, formula, isWinner }: Asked): Pick<AmountPoint, 'at' | 'reach'> | null {
  const { price } = own.bid.bid;
  if (formula.kind === 'highest' || formula.kind === 'highest-for-price') {
    const value = relativeLevel(own, others);
    if (value === null) return null;
    const at = formula.kind === 'highest' ? value : timesRatios(value, price);
    return { at, reach: signOf(at) === 0 && !isWinner ? 'beyond' : 'level' };
  }
  const share = levelShare(own, others);
  if (signOf(share) < 0 || compareRatios(share, one) > 0) return null;
  if (formula.kind === 'target') return { at: timesRatios(share, formula.target), reach: 'level' };
  const end = isWinner ? bandToFallTo(formula.bands, share) : bandToPass(formula.bands, share);
  return end === null ? null : { at: timesRatios(end, price), reach: isWinner ? 'level' : 'beyond' };
}

function panelLevel(
  own: Standing,
  others: readonly Standing[],
  top: Ratio,
): Pick<AmountPoint, 'at' | 'reach'> | null {
  const share = levelShare(own, others);
  if (signOf(share) < 0 || compareRatios(share, one) > 0) return null;
  return { at: timesRatios(share, top), reach: 'level' };
}

function pointFor(scored: ScoredTender, column: number, id: string): AmountPoint | null {
  const criterion = scored.criteria[column];
  if (!criterion || criterion.assessment.kind === 'price') return null;
  const standings = standingsFor(scored, column);
  const own = standings.find(({ bid }) => bid.bid.id === id);
  const others = standings.filter((each) => each !== own);
  if (!own || others.length === 0 || signOf(own.whole) === 0) return null;
  const { assessment } = criterion;
  const isWinner = own.bid.rank === 1;
  if (assessment.kind === 'panel') {
    const found = panelLevel(own, others, assessment.top);
    const now = own.bid.bid.scores.get(criterion.id) ?? nought;
    return found && { bid: id, criterion: criterion.id, now, ...found };
  }
  const found = promiseLevel({ own, others, formula: assessment.formula, isWinner });
  return found && { bid: id, criterion: criterion.id, now: own.bid.bid.socialValue, ...found };
}

/**
 * For each bid and criterion the amount at which it wins or stops winning: what the winner could lose, and what each other
 * bid would need. Exact; amounts that no score or promise can reach are left out. Prices are not moved. A promise that grows
 * can also help one of the others to win before; `removals` and `withBid` show that.
 */
export function amountPoints(tender: Tender): readonly AmountPoint[] {
  const scored = scoreTender(tender);
  if (scored.winners.length !== 1) return [];
  return scored.bids.flatMap(({ bid, out }) => {
    if (out) return [];
    return scored.criteria.flatMap((_, column) => pointFor(scored, column, bid.id) ?? []);
  });
}

/** A tender in which one amount of one bid is another. */
export function withAmount(tender: Tender, bid: string, criterion: Criterion, amount: Ratio): Tender {
  const bids = tender.bids.map((each) => {
    if (each.id !== bid) return each;
    if (criterion.assessment.kind === 'quantity') return { ...each, socialValue: amount };
    return { ...each, scores: new Map([...each.scores, [criterion.id, amount]]) };
  });
  return { ...tender, bids };
}
