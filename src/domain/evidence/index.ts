export * from './downloadHeaders.ts';
export * from './evidenceFile.ts';
export * from './fileTypes.ts';
