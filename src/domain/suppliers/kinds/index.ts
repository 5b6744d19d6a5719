export * from './concentration.ts';
export * from './credits.ts';
export * from './definitions.ts';
export * from './kindsDecided.ts';
export * from './kindsOf.ts';
export * from './standingWhenPaid.ts';
export * from './supplierChange.ts';
export { type KindAnswer, type KindId, type KindSaid, kindIds, type Pointing } from './types.ts';
