import type { Overlap } from '../../places/index.ts';
import { type Pence, type Share, toPence } from '../../values/index.ts';
import { type SeenMoney, sharesOf, totalsOf } from './figure.ts';

/** Money of one supplier, netted: whether the supplier is of a kind, and whether it is local. */
export interface KindUnit {
  readonly pence: Pence;
  readonly kind: 'yes' | 'no' | 'open';
  readonly local: 'inside' | 'elsewhere' | 'open';
}

/** Money with suppliers of a kind, and the least and the most it could be. */
export interface KindMoney {
  /** What is known to be of the kind. */
  readonly pence: Pence;
  readonly lowerPence: Pence;
  readonly upperPence: Pence;
  /** Of the money of which it is known; null where there is none. */
  readonly share: Share | null;
  readonly shareOfAll: Share | null;
  readonly shareLower: Share | null;
  readonly shareUpper: Share | null;
  /** A sentence where a share is missing. */
  readonly whyNoShare: string | null;
}

export interface KindSpend {
  readonly totalPence: Pence;
  /** Spend with suppliers of the kind, wherever they are. */
  readonly anywhere: KindMoney;
  /** Spend with suppliers of the kind that are local; shares are of all spend, as those of local spend are. */
  readonly local: KindMoney;
}

/** Whether a unit is both of the kind and local: one no settles it, and so do two yeses. */
function both({ kind, local }: KindUnit): Overlap {
  if (kind === 'no' || local === 'elsewhere') return 'outside';
  return kind === 'yes' && local === 'inside' ? 'inside' : 'undetermined';
}

function ofKind({ kind }: KindUnit): Overlap {
  if (kind === 'open') return 'undetermined';
  return kind === 'yes' ? 'inside' : 'outside';
}

function moneyOf(units: readonly KindUnit[], where: (unit: KindUnit) => Overlap): KindMoney {
  const seen = (unit: KindUnit): SeenMoney => ({
    where: where(unit),
    positivePence: toPence(Math.max(unit.pence, 0)),
    negativePence: toPence(Math.min(unit.pence, 0)),
  });
  const totals = totalsOf(units.map(seen));
  const { share, shareOfAll, shareLower, shareUpper, whyNoShare } = sharesOf(totals);
  const unknown = 'Of none of this money is it known, so only the bounds can be stated.';
  return {
    pence: totals.localPence,
    lowerPence: toPence(totals.localPence + totals.undeterminedNegativePence),
    upperPence: toPence(totals.localPence + totals.undeterminedPositivePence),
    share,
    shareOfAll,
    shareLower,
    shareUpper,
    whyNoShare: shareOfAll !== null && whyNoShare !== null ? unknown : whyNoShare,
  };
}

/**
 * Total and local spend with suppliers of a kind, with the bounds of every local figure: what is open counts for the
 * upper bound where it is a payment, and for the lower where it is a credit (Horowitz and Manski).
 */
export function spendByKind(units: readonly KindUnit[]): KindSpend {
  const totalPence = toPence(units.reduce((sum, { pence }) => sum + pence, 0));
  return { totalPence, anywhere: moneyOf(units, ofKind), local: moneyOf(units, both) };
}
