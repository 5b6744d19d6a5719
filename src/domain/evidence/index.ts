export * from './downloadHeaders.ts';
export * from './fileTypes.ts';
