export { openReferenceStore } from './openReferenceStore.ts';
export * from './types.ts';
