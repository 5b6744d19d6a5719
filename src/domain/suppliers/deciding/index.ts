export * from './aliasBook.ts';
export * from './contradiction.ts';
export * from './decideOutcome.ts';
export * from './dictionary.ts';
export * from './finding.ts';
export * from './types.ts';
export * from './whoIs.ts';
