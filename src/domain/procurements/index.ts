export * from './evaluation.ts';
export type { AmountPoint } from './robustness/amounts.ts';
export type { Scenario } from './robustness/scenarios.ts';
export type { Strip, TurningPoint, WeightStrips } from './robustness/strips.ts';
export * from './scoring/formulas.ts';
export * from './scoring/formulaWords.ts';
export * from './scoring/scoreTender.ts';
export type * from './scoring/types.ts';
export * from './tenderFile.ts';
