import type { Ratio } from '../../values/index.ts';

/** Where a procurement stands: bids of one in evaluation are hidden. */
export const procurementStates = ['awarded', 'in evaluation', 'abandoned'] as const;
export type ProcurementState = (typeof procurementStates)[number];

/** One row of results of the past, as a file has it. Empty cells are empty texts. */
export interface ResultRow {
  /** The line of the file, for messages. */
  readonly line: number;
  readonly procurement: string;
  readonly contractValue: string;
  readonly status: string;
  readonly bidder: string;
  readonly commitment: string;
  readonly winner: string;
}

/** What one bidder promised. */
export interface Commitment {
  /** Null where the file names nobody. */
  readonly bidder: string | null;
  /** The promise in pounds. */
  readonly value: Ratio;
  readonly isWinner: boolean;
}

/** A past procurement with what was promised. */
export interface PastProcurement {
  readonly name: string;
  /** The published value of the contract in pounds, above nought. */
  readonly contractValue: Ratio;
  readonly state: ProcurementState;
  readonly commitments: readonly Commitment[];
}

/** Something in one line that cannot be right. */
export interface ResultProblem {
  readonly line: number;
  readonly sentence: string;
}
