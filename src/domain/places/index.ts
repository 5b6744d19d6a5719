export { withLookups } from './lookups.ts';
export { candidateNames, describeCandidates, type Overlap, overlap } from './overlap.ts';
export { placeIndex } from './placeIndex.ts';
export type * from './tables.ts';
export type * from './types.ts';
