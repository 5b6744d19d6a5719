export type { SearchedNames } from './layout.ts';
export { loadNames, type WantedNames } from './loadNames.ts';
export { saveNames } from './saveNames.ts';
export { type Nearest, startNearest } from './startNearest.ts';
