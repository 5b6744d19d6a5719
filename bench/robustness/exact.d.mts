import type { Ratio } from '../../src/domain/values/index.ts';

interface Matrix {
  readonly weights: readonly Ratio[];
  readonly shares: readonly (readonly Ratio[])[];
}

export function exactGrid(matrix: Matrix, steps: number): readonly (readonly (readonly number[])[])[];
export function isLevelMove(
  matrix: Matrix,
  winner: number,
  change: { readonly rival: number; readonly moved: Ratio; readonly weights: readonly Ratio[] },
): boolean;
