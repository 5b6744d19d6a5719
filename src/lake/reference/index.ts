export { adoptSharedLists } from './adoptSharedLists.ts';
export { openReferenceStore } from './openReferenceStore.ts';
export * from './types.ts';
