export * from './owner.ts';
export * from './ownerDetails.ts';
