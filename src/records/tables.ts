import type { ColumnType, Generated } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { LocalDefinition } from '../domain/spend/definitions.ts';
import type {
  Batch,
  BatchId,
  BatchState,
  Import,
  ImportId,
  ImportState,
  Reading,
  StoreId,
} from '../domain/spend/imports/types.ts';
import type { Profile } from '../domain/spend/mapping/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** A JSON column: read as its value, written as text. */
type Json<T> = ColumnType<T, string, string>;

export interface OwnersTable {
  readonly id: OrganisationId;
  readonly name: string;
  readonly org_id: string | null;
  readonly home_code: string;
  readonly home_name: string;
  readonly definition: string;
  readonly created_at: Instant;
  readonly changed_at: Instant;
}

export interface ImportsTable {
  readonly id: ImportId;
  readonly owner: OrganisationId;
  readonly state: ImportState;
  readonly created_at: Instant;
  readonly changed_at: Instant;
  readonly files: Json<Import['files']>;
  readonly answers: Json<Import['answers']>;
  readonly reading: ColumnType<Reading | null, string | null, string | null>;
  readonly sentence: string | null;
  readonly version: number;
}

export interface BatchesTable {
  readonly id: BatchId;
  readonly owner: OrganisationId;
  readonly import: ImportId;
  readonly identity: string;
  readonly name: string;
  readonly sha256: string;
  readonly signature: string | null;
  readonly profile: Json<Profile>;
  readonly report: Json<Batch['report']>;
  readonly warnings: Json<Batch['warnings']>;
  readonly state: BatchState;
  readonly imported_at: Instant;
  readonly ended_at: Instant | null;
  readonly superseded_by: BatchId | null;
}

export interface BatchRejectsTable {
  readonly batch: BatchId;
  readonly rejects: Json<Batch['rejects']>;
}

export interface ProfilesTable {
  readonly owner: OrganisationId;
  readonly signature: string;
  readonly ordinal: number;
  /** Null when the profile was removed. */
  readonly profile: ColumnType<Profile | null, string | null, string | null>;
  readonly saved_at: Instant;
}

export interface DefinitionsTable {
  readonly owner: OrganisationId;
  readonly id: string;
  readonly version: string;
  readonly ordinal: number;
  readonly definition: Json<LocalDefinition>;
  readonly saved_at: Instant;
  readonly copied_from: string | null;
  readonly note: string;
}

export interface StoreTable {
  readonly id: StoreId;
  readonly single: Generated<boolean>;
}

export interface MigrationsTable {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly carried_out_at: Instant;
}

/** The tables as `migrations` makes them. */
export interface Tables {
  readonly owners: OwnersTable;
  readonly imports: ImportsTable;
  readonly batches: BatchesTable;
  readonly batch_rejects: BatchRejectsTable;
  readonly profiles: ProfilesTable;
  readonly definitions: DefinitionsTable;
  readonly store: StoreTable;
  readonly migrations: MigrationsTable;
}
