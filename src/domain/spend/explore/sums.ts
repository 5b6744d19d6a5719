import type { Ring } from '../../places/index.ts';
import { financialYearStarting, type Pence } from '../../values/index.ts';
import type { Figure } from '../analysis.ts';
import { figureOf, type RingTotals, totalsOf } from '../figures/figure.ts';
import { whereaboutsIn } from './placeCode.ts';
import type { Slice } from './types.ts';

/** What lies at one place code, in whole pence: of units whose net amount is positive, and of the others. */
export interface PlacedSum {
  readonly code: number;
  readonly positivePence: Pence;
  readonly negativePence: Pence;
  readonly lines: number;
}

const overlapOf = { inside: 'inside', elsewhere: 'outside', unplaced: 'undetermined' } as const;

function totalsAt(sums: readonly PlacedSum[], ring: number): RingTotals {
  return totalsOf(sums.map((sum) => ({ ...sum, where: overlapOf[whereaboutsIn(sum.code, ring)] })));
}

/** The figures of one part of the spend, ring by ring from the inside, from its sums by place code. Whole pence. */
export function figuresFromSums(
  about: { readonly definition: string; readonly period: string },
  sums: readonly PlacedSum[],
  rings: readonly Ring[],
): readonly Figure[] {
  return rings.map((ring, index) => figureOf(about, ring, totalsAt(sums, index)));
}

/** The year in which a period starts, null for `undated`; undefined where the text is no period. */
export function parsePeriod(text: string): number | null | undefined {
  if (text === 'undated') return null;
  const start = /^(?:19|20)\d\d/.exec(text)?.[0];
  return start !== undefined && financialYearStarting(Number(start)) === text ? Number(start) : undefined;
}

/** Parts of the spend by size, the largest first, then by name. */
export function slicesInOrder(slices: readonly Slice[]): readonly Slice[] {
  return slices.toSorted((one, other) => {
    if (one.totalPence !== other.totalPence) return other.totalPence - one.totalPence;
    return one.value < other.value ? -1 : 1;
  });
}
