export { type ArrayPlace, type ArrayPlaces, areSoundTables, nameIndexFormat, tablesOver } from './arrays.ts';
export { type NameIndexBuilder, nameIndex, nameIndexBuilder } from './build.ts';
export { type NameIndex, type Nearness, type NearRow, nameIndexOver } from './nameIndex.ts';
export { nearestByScan } from './scan.ts';
export { type NameIndexTables, tableNames } from './tables.ts';
