export * from './deciding/index.ts';
export * from './kinds/index.ts';
export * from './matching/index.ts';
export * from './nameIndex/index.ts';
export * from './payee.ts';
export * from './register/identifiers.ts';
export * from './register/reading.ts';
export * from './register/types.ts';
