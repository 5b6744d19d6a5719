export * from './aliasBook.ts';
export * from './finding.ts';
export * from './types.ts';
