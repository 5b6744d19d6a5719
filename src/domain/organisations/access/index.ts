export * from './may.ts';
export { type AccessRule, type Grant, type Grantee, type RecordKind, statesOf } from './rules.ts';
export * from './table.ts';
