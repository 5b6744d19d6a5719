import type { Tender } from '../../src/domain/procurements/scoring/types.ts';

export function tendersOf(order: {
  readonly bids: number;
  readonly criteria: number;
  readonly count: number;
  readonly seed: number;
}): readonly Tender[];
