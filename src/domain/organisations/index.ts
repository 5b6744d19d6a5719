export * from './owner.ts';
