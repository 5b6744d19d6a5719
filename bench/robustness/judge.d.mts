import type { AmountPoint } from '../../src/domain/procurements/robustness/amounts.ts';
import type { LeastChange } from '../../src/domain/procurements/robustness/leastChange.ts';
import type { PricePoint } from '../../src/domain/procurements/robustness/prices.ts';
import type { Scenario } from '../../src/domain/procurements/robustness/scenarios.ts';
import type { Matrix, WeightStrips } from '../../src/domain/procurements/robustness/strips.ts';
import type { ScoredTender, Tender } from '../../src/domain/procurements/scoring/types.ts';

export function judgeAwards(
  tender: Tender,
  found: { readonly scored: ScoredTender; readonly removed: readonly Scenario[] },
): { readonly points: boolean; readonly winners: boolean; readonly removals: boolean };
export function judgeStrips(
  matrix: Matrix,
  strips: readonly WeightStrips[],
  steps: number,
): { readonly wrong: number; readonly asked: number };
export function judgeMoves(found: {
  readonly matrix: Matrix;
  readonly winner: number;
  readonly changes: readonly LeastChange[];
}): number;
export function judgeProgrammed(
  found: { readonly changes: readonly LeastChange[] },
  moved: readonly (number | null)[] | null,
): number;
export function judgeDrawn(
  exact: readonly number[],
  drawn: readonly number[],
  draws: number,
): readonly { readonly errors: number; readonly isFar: boolean }[];
export function turnsAtPrice(tender: Tender, point: PricePoint): boolean;
export function turnsAt(tender: Tender, point: AmountPoint): boolean;
