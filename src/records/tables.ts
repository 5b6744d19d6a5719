import type { ColumnType, Generated } from 'kysely';
import type { EvidenceId, FileType } from '../domain/evidence/index.ts';
import type { JobId, JobKind, JobState } from '../domain/jobs/index.ts';
import type {
  ActionName,
  InvitationId,
  OrganisationId,
  OrganisationKind,
  PersonId,
  Role,
  SupplierForm,
} from '../domain/organisations/index.ts';
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
import type { DecisionId, MatchingId, SupplierDecision, SupplierFinding } from '../domain/suppliers/index.ts';
import type { Instant } from '../domain/values/index.ts';
import type { MeasureSetsTable, TenderFilesTable } from './measureTables.ts';

/** A JSON column: read as its value, written as text. */
type Json<T> = ColumnType<T, string, string>;

/** Made by the database with the record, and never read by the program. */
type Salt = Generated<string>;

export interface OwnersTable {
  readonly id: OrganisationId;
  readonly home_code: string;
  readonly home_name: string;
  readonly definition: string;
  readonly created_at: Instant;
  readonly changed_at: Instant;
  readonly salt: Salt;
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
  readonly salt: Salt;
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
  readonly salt: Salt;
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
  readonly salt: Salt;
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
  readonly salt: Salt;
}

export interface OrganisationsTable {
  readonly id: OrganisationId;
  readonly kind: OrganisationKind;
  readonly form: SupplierForm | null;
  readonly name: string;
  readonly org_id: string | null;
  readonly created_at: Instant;
  readonly changed_at: Instant;
  readonly salt: Salt;
}

export interface MembershipsTable {
  readonly organisation: OrganisationId;
  readonly person: PersonId;
  readonly roles: Json<readonly Role[]>;
  readonly joined_at: Instant;
  readonly changed_at: Instant;
  readonly salt: Salt;
}

export interface InvitationsTable {
  readonly id: InvitationId;
  readonly organisation: OrganisationId;
  readonly email: string;
  readonly roles: Json<readonly Role[]>;
  readonly token_hash: string;
  readonly invited_by: PersonId | null;
  readonly state: 'open' | 'accepted' | 'withdrawn';
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly ended_at: Instant | null;
  readonly salt: Salt;
}

export interface EvidenceFilesTable {
  readonly id: EvidenceId;
  readonly organisation: OrganisationId;
  readonly sha256: string;
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  readonly note: string;
  readonly added_by: PersonId | null;
  readonly added_at: Instant;
  readonly removed_at: Instant | null;
  readonly salt: Salt;
}

export interface SupplierDecisionsTable {
  readonly id: DecisionId;
  readonly organisation: OrganisationId;
  readonly supplier_number: string | null;
  readonly name_keys: Json<readonly string[]>;
  readonly name: string;
  readonly outcome: SupplierDecision['outcome']['kind'];
  readonly identifier: string | null;
  readonly delivery_postcode: string | null;
  readonly reason: string | null;
  readonly editions: string;
  readonly source: SupplierDecision['source'];
  readonly decided_by: PersonId | null;
  readonly decided_at: Instant;
  readonly undone_by: PersonId | null;
  readonly undone_at: Instant | null;
  readonly salt: Salt;
}

export interface MatchingsTable {
  readonly id: MatchingId;
  readonly organisation: OrganisationId;
  readonly editions: string;
  readonly rules: string;
  readonly names: number;
  readonly linked: number;
  readonly ambiguous: number;
  readonly content_hash: string;
  readonly made_at: Instant;
  readonly salt: Salt;
}

/** What the newest run found; its hash is in the row of the run, which the audit chain is about. */
export interface SupplierMatchesTable {
  readonly organisation: OrganisationId;
  readonly asked: string;
  readonly supplier_number: string;
  readonly name_key: string;
  readonly finding: Json<SupplierFinding>;
}

/** Jobs are upkeep: they have no salt, because no entry of an audit chain is about them. */
export interface JobsTable {
  readonly id: JobId;
  readonly ordinal: Generated<number>;
  readonly organisation: OrganisationId;
  readonly kind: JobKind;
  readonly subject: string;
  readonly ordered_by: PersonId | null;
  readonly action: ActionName;
  readonly request: string;
  readonly state: JobState;
  readonly attempts: Generated<number>;
  readonly run_at: Instant;
  readonly taken_by: string | null;
  readonly lease_until: Instant | null;
  readonly progress: string | null;
  readonly started_at: Instant | null;
  readonly sentence: string | null;
  readonly created_at: Instant;
  readonly ended_at: Instant | null;
}

/** What the records read of a person; the library that signs people in has the rest. */
export interface PeopleTable {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly two_factor_enabled: boolean;
  readonly demo: Generated<boolean>;
}

export interface StoreTable {
  readonly id: StoreId;
  readonly single: Generated<boolean>;
  readonly mode: Generated<'real' | 'demo'>;
}

export interface MigrationsTable {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly carried_out_at: Instant;
}

/** Attempts that are counted; a key is 64 hexadecimal digits from which nothing can be read. */
export interface RateLimitsTable {
  readonly key: string;
  readonly count: number;
  readonly ends_at: Instant;
}

/** The tables as `migrations` makes them. */
export interface Tables {
  readonly organisations: OrganisationsTable;
  readonly people: PeopleTable;
  readonly memberships: MembershipsTable;
  readonly invitations: InvitationsTable;
  readonly owners: OwnersTable;
  readonly imports: ImportsTable;
  readonly batches: BatchesTable;
  readonly batch_rejects: BatchRejectsTable;
  readonly profiles: ProfilesTable;
  readonly definitions: DefinitionsTable;
  readonly evidence_files: EvidenceFilesTable;
  readonly supplier_decisions: SupplierDecisionsTable;
  readonly matchings: MatchingsTable;
  readonly supplier_matches: SupplierMatchesTable;
  readonly measure_sets: MeasureSetsTable;
  readonly tender_files: TenderFilesTable;
  readonly jobs: JobsTable;
  readonly store: StoreTable;
  readonly migrations: MigrationsTable;
  readonly rate_limits: RateLimitsTable;
}
