export * from './anchors.ts';
export * from './canonical.ts';
export * from './compareRecords.ts';
export * from './entry.ts';
export * from './page.ts';
export * from './types.ts';
export * from './verify.ts';
