import type { Acting, OrganisationId } from '../../domain/organisations/index.ts';
import type { PlaceTables } from '../../domain/places/index.ts';
import type { ImportId } from '../../domain/spend/imports/types.ts';
import type { Vocabulary } from '../../domain/spend/mapping/index.ts';
import type { Instant } from '../../domain/values/index.ts';
import type { Uploads } from '../../external/uploads/types.ts';
import type { LedgerFiles } from '../../formats/ledgers/types.ts';
import type { BatchFolders, StagedTables } from '../../lake/batches/types.ts';
import type { LedgerLake } from '../../lake/ledgers/types.ts';
import type { ReferenceStore } from '../../lake/reference/types.ts';
import type { Records, Store } from '../../records/types.ts';
import type { SoonAdded } from '../explore/types.ts';

/** The steps of an import at which a fault may strike, in the order they are passed. */
export const importBoundaries = [
  'receiving',
  'files-received',
  'reading',
  'read',
  'waiting',
  'importing',
  'read-again',
  'batch-drafted',
  'batch-published',
  'before-commit',
  'committed',
  'cleaned',
] as const;
export type ImportBoundary = (typeof importBoundaries)[number];

/** What the import journey asks of the records of an organisation. */
export type ImportRecords = Pick<
  Records,
  | 'organisation'
  | 'owner'
  | 'saveOwner'
  | 'addImport'
  | 'importOf'
  | 'imports'
  | 'saveImport'
  | 'commitImport'
  | 'addJob'
  | 'jobsWaiting'
  | 'jobOf'
  | 'profiles'
  | 'currentBatches'
  | 'batches'
  | 'batchOf'
  | 'undoBatches'
  | 'restoreBatches'
>;

/** What the import journey works with; `main.ts` hands the real parts in. */
export interface ImportParts {
  readonly store: Pick<Store, 'enter' | 'importsIn' | 'batchIds' | 'liveJobs' | 'jobsBefore' | 'freeJobs'> & {
    readonly as: (acting: Acting) => ImportRecords;
  };
  readonly folders: BatchFolders;
  /** A new session whose working files lie in `scratch`. */
  readonly openLake: (scratch: string) => Promise<LedgerLake & StagedTables>;
  readonly files: LedgerFiles;
  readonly uploads: Uploads;
  /** Hears that a job waits, so that one who carries out jobs looks at once. */
  readonly ordered: () => void;
  readonly vocabulary: Vocabulary;
  readonly placeTables: PlaceTables;
  readonly references: Pick<ReferenceStore, 'ladLookups'>;
  /** The id of the definition that leads until an organisation chooses another. */
  readonly firstDefinition: string;
  readonly now: () => Instant;
  /** A new identifier: the prefix, a line and twenty small letters and digits. */
  readonly newId: (prefix: 'imp' | 'bat' | 'org' | 'job') => string;
  /** Hears what is written and about to count, and may take its time; that it fails keeps nothing from counting. */
  readonly prepare: (owner: OrganisationId, soon: SoonAdded) => Promise<void>;
  /** Hears that the current batches of an owner are others now. */
  readonly changed: (owner: OrganisationId) => void | Promise<void>;
  /** Called at each step with its name; does nothing except where faults are tried. */
  readonly reached: (boundary: ImportBoundary, id: ImportId) => void | Promise<void>;
}
