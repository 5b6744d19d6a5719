export * from './count.ts';
export * from './decision.ts';
export * from './instant.ts';
export * from './localDate.ts';
export * from './pence.ts';
export * from './placeCode.ts';
export * from './postcode.ts';
export * from './share.ts';
