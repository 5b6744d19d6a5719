export * from './rules.ts';
export type * from './types.ts';
export { jobKinds } from './types.ts';
