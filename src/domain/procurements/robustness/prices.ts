import {
  addRatios,
  compareRatios,
  dividedBy,
  larger,
  minus,
  nought,
  one,
  poundsText,
  type Ratio,
  ratio,
  signOf,
  timesRatios,
} from '../../values/index.ts';
import { priceShares, quantityShares, valueForPrice } from '../scoring/formulas.ts';
import { isPerPound, scoreTender } from '../scoring/scoreTender.ts';
import type { Bid, Criterion, ScoredBid, ScoredTender, Tender } from '../scoring/types.ts';

/** A price at which a bid wins or stops winning while everything else stays as it is. */
export interface PricePoint {
  readonly bid: string;
  readonly now: Ratio;
  /**
   * In whole pence. For a bid that lost, the highest price at which it would win or have the same points as the best; for
   * the winner, the lowest price at which it would no longer win alone.
   */
  readonly at: Ratio;
  readonly isWinner: boolean;
  /** The price at which the points are the same; null where they never are, or where it is no fraction. */
  readonly level: Ratio | null;
}

/** A bid with the points that no price moves. */
interface Entry {
  readonly bid: Bid;
  readonly kept: Ratio;
}

interface Contest {
  /** The criteria whose points a price moves. */
  readonly moving: readonly Criterion[];
  readonly perPound: boolean;
}

interface Asked extends Contest {
  readonly own: Entry;
  readonly others: readonly Entry[];
}

/** Prices move points for price, and those for what is promised for each pound of the bidder's own price. */
function isMoving({ assessment }: Criterion): boolean {
  if (assessment.kind === 'price') return assessment.formula.kind !== 'quality-per-pound';
  return assessment.kind === 'quantity' && ['highest-for-price', 'bands'].includes(assessment.formula.kind);
}

function entryOf({ criteria }: ScoredTender, { bid, points }: ScoredBid): Entry {
  const kept = criteria.flatMap((criterion, column) =>
    isMoving(criterion) ? [] : [points[column] ?? nought],
  );
  return { bid, kept: addRatios(...kept) };
}

/** Whether one bid has at least the points of another whatever a third bids, so that the other never decides. */
function isAhead(first: Entry, other: Entry): boolean {
  return (
    compareRatios(first.kept, other.kept) >= 0 &&
    compareRatios(first.bid.price, other.bid.price) <= 0 &&
    compareRatios(valueForPrice(first.bid), valueForPrice(other.bid)) >= 0
  );
}

/** The bids that can decide: those that no other is ahead of. They set every mark that all of them together set. */
function deciding(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(
    (entry, index) =>
      !entries.some(
        (other, at) => at !== index && isAhead(other, entry) && (at < index || !isAhead(entry, other)),
      ),
  );
}

function sharesFor({ assessment }: Criterion, bids: readonly Bid[]): readonly Ratio[] {
  if (assessment.kind === 'price') return priceShares(assessment.formula, bids);
  return assessment.kind === 'quantity' ? quantityShares(assessment.formula, bids) : [];
}

/** By how much a bid leads the best of the others at a price. It falls, or stays, as the price rises. */
function leadAt({ own, others, moving, perPound }: Asked, price: Ratio): Ratio {
  const entries = [{ ...own, bid: { ...own.bid, price } }, ...others];
  const bids = entries.map(({ bid }) => bid);
  const shares = moving.map((criterion) => sharesFor(criterion, bids));
  const totals = entries.map(({ kept, bid }, index) => {
    const moved = moving.map(({ weight }, at) => timesRatios(weight, shares[at]?.[index] ?? nought));
    const points = addRatios(kept, ...moved);
    return perPound ? dividedBy(points, bid.price) : points;
  });
  const [first = nought, ...rest] = totals;
  return minus(first, rest.reduce(larger, nought));
}

/** The last of the whole numbers from `low` to `high` for which something holds that holds for `low` and not for `high`. */
function lastOf(low: bigint, high: bigint, holds: (number: bigint) => boolean): bigint {
  let [yes, no] = [low, high];
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n;
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}

const pence = (count: bigint) => ratio(count, 100n);

/**
 * The price between two neighbouring pence at which the lead is nought. Between marks the lead is a line over the price or
 * over its inverse; either guess counts only where the lead there is nought indeed.
 */
function levelBetween(asked: Asked, low: Ratio, high: Ratio): Ratio | null {
  const [above, below] = [leadAt(asked, low), leadAt(asked, high)];
  if (signOf(above) === 0) return low;
  if (signOf(below) === 0) return high;
  const part = dividedBy(above, minus(above, below));
  const along = (from: Ratio, to: Ratio) => addRatios(from, timesRatios(part, minus(to, from)));
  const guesses = [along(low, high), dividedBy(one, along(dividedBy(one, low), dividedBy(one, high)))];
  return guesses.find((guess) => signOf(leadAt(asked, guess)) === 0) ?? null;
}

/** Higher prices than so many times the highest are not looked at. */
const mostTimes = 100n;

function highestLooked({ own, others }: Asked): bigint {
  const highest = [own, ...others].map(({ bid }) => bid.price).reduce(larger, nought);
  return (mostTimes * 100n * highest.numerator) / highest.denominator + 1n;
}

function pointOf(asked: Asked, isWinner: boolean): PricePoint | null {
  const { price } = asked.own.bid;
  const floor = (100n * price.numerator) / price.denominator;
  const about = { bid: asked.own.bid.id, now: price, isWinner };
  const [low, high] = isWinner ? [floor, highestLooked(asked)] : [1n, floor + 1n];
  const least = isWinner ? 1 : 0;
  const holds = (count: bigint) => signOf(leadAt(asked, pence(count))) >= least;
  if (low < 1n || !holds(low) || holds(high)) return null;
  const last = lastOf(low, high, holds);
  const level = levelBetween(asked, pence(last), pence(last + 1n));
  return { ...about, at: pence(isWinner ? last + 1n : last), level };
}

/**
 * For each bid that lost the price at which it would win, for the winner the price at which it would stop winning, under the
 * formulas chosen, everything else as it is: that a price also moves the points of others is reckoned with. Exact: a lower
 * price never makes a bid worse against any other, so the last penny is found by halving. Left out are bids that no price
 * helps, and a winner that no price up to a hundred times the highest one harms.
 */
export function pricePoints(tender: Tender): readonly PricePoint[] {
  const scored = scoreTender(tender);
  const [winner] = scored.winners;
  if (!winner || scored.winners.length > 1) return [];
  const { criteria } = scored;
  const contest = { moving: criteria.filter(isMoving), perPound: isPerPound(criteria) };
  const entries = scored.bids.filter(({ out }) => out === null).map((each) => entryOf(scored, each));
  const front = deciding(entries);
  return entries.flatMap((own) => {
    const others = front.includes(own) ? deciding(entries.filter((each) => each !== own)) : front;
    if (others.length === 0) return [];
    return pointOf({ ...contest, own, others }, own.bid === winner.bid) ?? [];
  });
}

/** A tender in which the price of one bid is another. */
export function withPrice(tender: Tender, bid: string, price: Ratio): Tender {
  return { ...tender, bids: tender.bids.map((each) => (each.id === bid ? { ...each, price } : each)) };
}

/** Which prices change the award: `£912,000 or less` would win, `£804,000 or more` would no longer. */
export function priceTurn({ at, isWinner }: PricePoint): string {
  return `${poundsText(at)} or ${isWinner ? 'more' : 'less'}`;
}
