import type { Tender } from '../../src/domain/procurements/scoring/types.ts';

export function plainTotals(tender: Tender): ReadonlyMap<string, number>;
export function plainWinners(tender: Tender): string[];
