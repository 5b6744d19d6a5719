export * from './acting.ts';
export * from './audit/index.ts';
export * from './ids.ts';
export * from './owner.ts';
export * from './ownerDetails.ts';
export * from './roles.ts';
