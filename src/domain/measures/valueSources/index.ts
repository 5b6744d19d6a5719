export * from './carbon.ts';
export * from './deflators.ts';
export type * from './types.ts';
export { valueKinds } from './types.ts';
export * from './unitCosts.ts';
export * from './upratedValues.ts';
export * from './wages.ts';
