export * from './choosing.ts';
export * from './commitments/commitmentTable.ts';
export * from './commitments/readResults.ts';
export type * from './commitments/types.ts';
export * from './evaluation.ts';
export * from './keeping/pastBidContent.ts';
export * from './keeping/resultContent.ts';
export * from './keeping/tenderContent.ts';
export * from './revising/committeePaper.ts';
export type { MeasureEffect } from './revising/dominance.ts';
export { findingTables } from './revising/effectTables.ts';
export * from './revising/findings.ts';
export type { Overlap } from './revising/overlaps.ts';
export { cellText } from './revising/paperCells.ts';
export type * from './revising/paperTypes.ts';
export * from './revising/pastBidRow.ts';
export * from './revising/readPastBids.ts';
export { reasonName } from './revising/revisionTables.ts';
export type { HoldingRange, ProxyRange } from './revising/sensitivity.ts';
export {
  type BidUnder,
  type SimulatedBid,
  type SimulatedTender,
  type Simulation,
  simulateRevision,
} from './revising/simulate.ts';
export type * from './revising/types.ts';
export type { AmountPoint } from './robustness/amounts.ts';
export { type PricePoint, priceTurn } from './robustness/prices.ts';
export type { Scenario } from './robustness/scenarios.ts';
export type { Strip, TurningPoint, WeightStrips } from './robustness/strips.ts';
export * from './scoring/formulas.ts';
export * from './scoring/formulaWords.ts';
export * from './scoring/scoreTender.ts';
export type * from './scoring/types.ts';
export * from './tenderFile.ts';
export * from './tenderFileId.ts';
export { mostBids, mostCriteria, tenderFileSchema } from './tenderSchema.ts';
export type { SheetLine, TenderSheet } from './tenderSheets/layout.ts';
export * from './tenderSheets/readTenderSheets.ts';
