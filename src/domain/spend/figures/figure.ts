import { type Overlap, overlap, type Ring } from '../../places/index.ts';
import { type Pence, type Share, shareOf, toPence } from '../../values/index.ts';
import type { Figure } from '../analysis.ts';
import { comparePeriods } from './cube.ts';
import type { PlacedUnit } from './placing.ts';

export interface RingTotals {
  readonly totalPence: Pence;
  readonly localPence: Pence;
  readonly elsewherePence: Pence;
  readonly undeterminedPositivePence: Pence;
  readonly undeterminedNegativePence: Pence;
}

/** Money of which it is known how it lies as seen from a ring; the two amounts are of units netted apart. */
export interface SeenMoney {
  readonly where: Overlap;
  readonly positivePence: Pence;
  readonly negativePence: Pence;
}

/** Adds up money by whether it lies inside a ring, outside it, or could be either. */
export function totalsOf(money: Iterable<SeenMoney>): RingTotals {
  let [local, elsewhere, positive, negative] = [0, 0, 0, 0];
  for (const { where, positivePence, negativePence } of money) {
    if (where === 'inside') local += positivePence + negativePence;
    else if (where === 'outside') elsewhere += positivePence + negativePence;
    else {
      positive += positivePence;
      negative += negativePence;
    }
  }
  return {
    totalPence: toPence(local + elsewhere + positive + negative),
    localPence: toPence(local),
    elsewherePence: toPence(elsewhere),
    undeterminedPositivePence: toPence(positive),
    undeterminedNegativePence: toPence(negative),
  };
}

/** Adds up units by whether they lie inside a ring, outside it, or could be either. */
export function totalsFor(units: readonly PlacedUnit[], ring: Ring): RingTotals {
  return totalsOf(units.map((unit) => ({ ...unit, where: overlap(unit.candidates, ring) })));
}

export interface Shares {
  readonly share: Share | null;
  readonly shareOfAll: Share | null;
  readonly shareLower: Share | null;
  readonly shareUpper: Share | null;
  readonly whyNoShare: string | null;
}

/**
 * The headline share, local / (local + elsewhere), the share of all, and the bounds
 * (local + negative undetermined) / total and (local + positive undetermined) / total: the identification
 * region of Horowitz and Manski. No share of money that adds up to nothing or less.
 */
export function sharesOf(totals: RingTotals): Shares {
  const { totalPence, localPence, elsewherePence } = totals;
  const placedPence = toPence(localPence + elsewherePence);
  if (totalPence <= 0) {
    const whyNoShare = 'The payments and credits add up to nothing or less, so there is no share to state.';
    return { share: null, shareOfAll: null, shareLower: null, shareUpper: null, whyNoShare };
  }
  return {
    share: placedPence > 0 ? shareOf(localPence, placedPence) : null,
    shareOfAll: shareOf(localPence, totalPence),
    shareLower: shareOf(toPence(localPence + totals.undeterminedNegativePence), totalPence),
    shareUpper: shareOf(toPence(localPence + totals.undeterminedPositivePence), totalPence),
    whyNoShare:
      placedPence > 0 ? null : 'None of this money could be placed, so only the bounds can be stated.',
  };
}

/** The figure of one ring, with its shares. */
export function figureOf(
  about: { definition: string; period: string },
  ring: Ring,
  totals: RingTotals,
): Figure {
  const { id, name, codes } = ring;
  return { ...about, ring: { id, name, codes: [...codes] }, ...totals, ...sharesOf(totals) };
}

function byPeriod(units: readonly PlacedUnit[]): ReadonlyMap<string, readonly PlacedUnit[]> {
  const groups = new Map<string, PlacedUnit[]>();
  for (const unit of units) {
    const group = groups.get(unit.period);
    if (group) group.push(unit);
    else groups.set(unit.period, [unit]);
  }
  return groups;
}

/** The figures of one definition: by period, then by ring from the inside out. */
export function figuresOf(
  definition: string,
  units: readonly PlacedUnit[],
  rings: readonly Ring[],
): Figure[] {
  const groups = [...byPeriod(units)].sort(([one], [other]) => comparePeriods(one, other));
  return groups.flatMap(([period, members]) =>
    rings.map((ring) => figureOf({ definition, period }, ring, totalsFor(members, ring))),
  );
}
