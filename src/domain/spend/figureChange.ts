import type { Figure } from './analysis.ts';
import { comparePeriods } from './figures/cube.ts';

/** The figure of one ring in one period, before and after a change; null where there is none. */
export interface FigurePair {
  readonly period: string;
  readonly ring: string;
  readonly before: Figure | null;
  readonly after: Figure | null;
}

/**
 * What can be said of two figures over the same ledgers, wherever the money that could not be placed went: `higher` and
 * `lower` only where the bounds do not meet, `equal` where nothing is open and the shares are one, `unchanged` where
 * both are the same figure of the same ring. `open`: they could be the same. `none`: one of them has no bounds.
 */
export type FigureDifference =
  | { readonly kind: 'higher' | 'lower'; readonly least: number; readonly most: number }
  | { readonly kind: 'equal' | 'unchanged' | 'open' | 'none' };

interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

function boundsOf(figure: Figure | null): Bounds | undefined {
  if (figure === null || figure.shareLower === null || figure.shareUpper === null) return undefined;
  return { lower: figure.shareLower, upper: figure.shareUpper };
}

const amounts = [
  'totalPence',
  'localPence',
  'elsewherePence',
  'undeterminedPositivePence',
  'undeterminedNegativePence',
] as const;

function isSameFigure(before: Figure, after: Figure): boolean {
  const sameRing = [...before.ring.codes].sort().join() === [...after.ring.codes].sort().join();
  return sameRing && amounts.every((amount) => before[amount] === after[amount]);
}

/** How a share 0..1 differs between two figures; `least` and `most` are positive shares, the reach of the difference. */
export function differenceOf(before: Figure | null, after: Figure | null): FigureDifference {
  if (before !== null && after !== null && isSameFigure(before, after)) return { kind: 'unchanged' };
  const [old, now] = [boundsOf(before), boundsOf(after)];
  if (old === undefined || now === undefined) return { kind: 'none' };
  if (now.lower > old.upper) {
    return { kind: 'higher', least: now.lower - old.upper, most: now.upper - old.lower };
  }
  if (now.upper < old.lower) {
    return { kind: 'lower', least: old.lower - now.upper, most: old.upper - now.lower };
  }
  const exact = old.lower === old.upper && now.lower === now.upper;
  return { kind: exact ? 'equal' : 'open' };
}

/**
 * Pairs the figures before with the figures after, ring by ring (those of `after` first, in their order) and year by
 * year. A ring or year that only one side has is paired with null.
 */
export function pairFigures(before: readonly Figure[], after: readonly Figure[]): readonly FigurePair[] {
  const all = [...after, ...before];
  const rings = [...new Set(all.map((figure) => figure.ring.id))];
  const periods = [...new Set(all.map((figure) => figure.period))].sort(comparePeriods);
  const at = (figures: readonly Figure[], ring: string, period: string) =>
    figures.find((one) => one.ring.id === ring && one.period === period) ?? null;
  return rings.flatMap((ring) =>
    periods.flatMap((period) => {
      const pair = { period, ring, before: at(before, ring, period), after: at(after, ring, period) };
      return pair.before === null && pair.after === null ? [] : [pair];
    }),
  );
}
