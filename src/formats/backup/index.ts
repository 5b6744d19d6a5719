export { keyCheckOf, keyFileText, parseKeyFile } from './keyFile.ts';
export type { BackupManifest, BackupPart } from './manifest.ts';
export { blobPartName, recordsName } from './manifest.ts';
export { type OpenBackup, openBackup, unpackAll } from './read.ts';
export { readRows, type TableRow, writeRows } from './rows.ts';
export { isThere, maySave, type SaveSettings, saveBackup } from './save.ts';
export { type BackupFacts, type BackupFile, writeBackup } from './write.ts';
