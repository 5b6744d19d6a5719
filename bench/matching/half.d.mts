import type { Truth } from './truth.mjs';

/** Counts of one half of the names; see `measure.mjs`. */
export interface Total {
  readonly positives: number;
  readonly right: number;
  readonly wrong: number;
  readonly negatives: number;
  readonly false: number;
  readonly readRight: number;
}

export interface MeasuredHalf {
  readonly ours: Total;
  readonly bands: readonly { readonly band: string; readonly total: Total }[];
}

export function readVerdicts(): ReadonlyMap<string, string>;

export function measuredHalf(order: {
  readonly product: object;
  readonly asking: object;
  readonly truth: Truth;
  readonly read: ReadonlyMap<string, string>;
  readonly half: 'tuning' | 'test';
  readonly withPeers?: boolean;
}): MeasuredHalf;
