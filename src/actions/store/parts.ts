import type { Readable } from 'node:stream';
import type { Anchor, Sha256 } from '../../domain/organisations/index.ts';
import type { ImportId, StoreId } from '../../domain/spend/imports/types.ts';
import type { Decision, Instant } from '../../domain/values/index.ts';
import type { Blobs } from '../../external/blobs/types.ts';
import type { Uploads } from '../../external/uploads/types.ts';
import type { OpenBackup } from '../../formats/backup/read.ts';
import type { TableRow } from '../../formats/backup/rows.ts';
import type { BackupFacts, BackupFile } from '../../formats/backup/write.ts';
import type { BatchFolders } from '../../lake/batches/types.ts';
import type { LakeInspector } from '../../lake/inspect/types.ts';
import type { RestoreHome } from '../../lake/restoring/restoreHome.ts';
import type { Store } from '../../records/types.ts';
import type { RestoreKeys } from './keys.ts';

/** The key that second factors are sealed with. */
export interface StoreKey {
  /** By which the key is known; null where there is none yet. */
  readonly check: () => Promise<string | null>;
  /** What is to be said of the file that holds it. */
  readonly condition: () => Promise<'setting' | 'sound' | 'none' | 'open-to-others' | 'unreadable'>;
}

/** A store that is open in this process. */
export interface OpenStore {
  readonly home: string;
  readonly records: Pick<
    Store,
    | 'isEmpty'
    | 'everyBatch'
    | 'batchIds'
    | 'importsIn'
    | 'facts'
    | 'dump'
    | 'storeId'
    | 'mode'
    | 'organisations'
    | 'auditSnapshot'
    | 'namedBytes'
    | 'ifUnnamed'
  >;
  readonly folders: Pick<BatchFolders, 'list' | 'sweep' | 'setAside' | 'clear' | 'storeId'>;
  readonly lake: LakeInspector;
  readonly uploads: Pick<Uploads, 'list' | 'holds' | 'remove'>;
  readonly blobs: Pick<Blobs, 'check' | 'list' | 'pathOf' | 'putAt' | 'remove'>;
  readonly key: StoreKey;
  /** Heads of audit chains that were kept elsewhere; null where no file for them is set. */
  readonly anchors: (() => Promise<Decision<readonly Anchor[]>>) | null;
  readonly sha256: Sha256;
  readonly now: () => Instant;
  /** Numbers of the migrations that this program has. */
  readonly migrations: readonly number[];
  /** Whether this process works on an import at this moment. */
  readonly isWorkingOn: (id: ImportId) => boolean;
  /** A restore that was cut off, and what it left. */
  readonly restoring: Pick<RestoreHome, 'wasCutOff' | 'end'>;
  readonly freeBytes: () => Promise<number>;
}

/** What a backup is made with. */
export interface BackUpParts {
  readonly store: Pick<OpenStore, 'records' | 'lake' | 'blobs' | 'key'>;
  /** A path for a file that is written, read and removed; its folder is there. */
  readonly scratchFile: () => Promise<string>;
  readonly removeFile: (path: string) => Promise<void>;
  readonly writeRows: (
    path: string,
    rows: AsyncIterable<TableRow>,
  ) => Promise<Readonly<Record<string, number>>>;
  readonly blobPartName: (sha256: string) => string;
  readonly writeBackup: (facts: BackupFacts, files: Iterable<BackupFile>) => Readable;
  readonly productVersion: string;
  readonly now: () => Instant;
}

/** What a backup is restored with. */
export interface RestoreParts {
  readonly openBackup: (path: string) => Promise<Decision<OpenBackup>>;
  readonly unpackAll: (backup: OpenBackup, folder: string) => Promise<Decision<null>>;
  readonly readRows: (path: string) => AsyncIterable<TableRow>;
  readonly home: RestoreHome;
  readonly keys: RestoreKeys;
  readonly folders: Pick<BatchFolders, 'list' | 'storeId' | 'nameStore'>;
  readonly newStoreId: () => StoreId;
  readonly migrations: readonly number[];
  /** The number of this restore, as the audit chain names it. */
  readonly request: string;
  readonly now: () => Instant;
}

export type RestoreRecords = Pick<
  Store,
  | 'isEmpty'
  | 'batchIds'
  | 'load'
  | 'importsIn'
  | 'as'
  | 'storeId'
  | 'nameStore'
  | 'mode'
  | 'setMode'
  | 'enter'
>;
