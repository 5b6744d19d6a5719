export * from './matching/matchKey.ts';
export * from './payee.ts';
export * from './register/types.ts';
