export { type OpenedIndex, openNameIndex, saveNameIndex } from './file.ts';
export { type NameThreads, startNameThreads } from './threads.ts';
