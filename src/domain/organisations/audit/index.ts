export * from './canonical.ts';
export * from './entry.ts';
export * from './types.ts';
