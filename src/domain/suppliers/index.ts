export * from './payee.ts';
