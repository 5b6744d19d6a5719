import type { OrganisationId, Owner } from '../domain/organisations/index.ts';
import type { LocalDefinition } from '../domain/spend/definitions.ts';
import type {
  Batch,
  BatchId,
  Import,
  ImportId,
  ImportState,
  StoreId,
} from '../domain/spend/imports/types.ts';
import type { Answers, Profile } from '../domain/spend/mapping/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** What a finished import writes, in one transaction. */
export interface ImportCommit {
  /** The import in its new state; refused when its stored version is not one less. */
  readonly import: Import;
  readonly batches: readonly Batch[];
  /**
   * Batches that the new ones take the place of, and by which. Throws when another import took the place of one
   * since, because both would count.
   */
  readonly supersedes: readonly { readonly old: BatchId; readonly by: BatchId }[];
  /** Answers to keep for the owner, by the signature of a header. */
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly at: Instant;
}

/** A version of one of the owner's own definitions. */
export interface StoredDefinition {
  readonly definition: LocalDefinition;
  readonly savedAt: Instant;
  /** The shipped or own definition it was copied from; null when made from nothing. */
  readonly copiedFrom: string | null;
  /** Why this version was made, in the words of the person who made it; empty for the first. */
  readonly note: string;
}

export interface StoreFacts {
  readonly kind: 'embedded' | 'server';
  /** As the database says, for example `PostgreSQL 15.18`. */
  readonly version: string;
  /** Numbers of the migrations that were carried out. */
  readonly migrations: readonly number[];
}

/** A batch in a list, without its rejected lines. */
export type BatchRow = Omit<Batch, 'rejects'>;

/** The records: PostgreSQL behind one port, embedded or a server. Every change is one transaction. */
export interface Records {
  /** The organisation made at first start; null on an empty store. */
  readonly firstOwner: () => Promise<Owner | null>;
  readonly saveOwner: (owner: Owner, at: Instant) => Promise<void>;

  readonly addImport: (one: Import) => Promise<void>;
  readonly importOf: (owner: OrganisationId, id: ImportId) => Promise<Import | null>;
  /** Newest first, without `reading`. */
  readonly imports: (owner: OrganisationId, limit: number) => Promise<readonly Import[]>;
  /** Of all owners, oldest first, without `reading`. */
  readonly importsIn: (states: readonly ImportState[]) => Promise<readonly Import[]>;
  /** Saves a changed import; false when somebody changed it since: its stored version is not one less. */
  readonly saveImport: (one: Import) => Promise<boolean>;
  /** Makes a finished import visible, all of it or nothing; false when the import was changed since. */
  readonly commitImport: (commit: ImportCommit) => Promise<boolean>;

  /** What was answered for headers before. */
  readonly profiles: (owner: OrganisationId) => Promise<Answers>;
  readonly removeProfile: (owner: OrganisationId, signature: string, at: Instant) => Promise<void>;

  /** In the order of import, then of name. */
  readonly currentBatches: (owner: OrganisationId) => Promise<readonly BatchRow[]>;
  /** Of every state: the newest import first, and in it by name. */
  readonly batches: (owner: OrganisationId) => Promise<readonly BatchRow[]>;
  /** Ids of all batches of all owners, whatever their state: what in the lake is no orphan. */
  readonly batchIds: () => Promise<ReadonlySet<string>>;
  readonly batchOf: (owner: OrganisationId, id: BatchId) => Promise<Batch | null>;
  /**
   * Takes current batches out of the figures; answers those that were current. What one of them replaced counts again,
   * unless its bytes count already.
   */
  readonly undoBatches: (
    owner: OrganisationId,
    ids: readonly BatchId[],
    at: Instant,
  ) => Promise<readonly BatchId[]>;
  /**
   * Brings undone batches back; answers those that came back (not one whose identity counts already). What one of them
   * replaced, and what counts since it was undone, is replaced again.
   */
  readonly restoreBatches: (
    owner: OrganisationId,
    ids: readonly BatchId[],
    at: Instant,
  ) => Promise<readonly BatchId[]>;

  /** Every version of the owner's own definitions, by id, newest version first. */
  readonly definitions: (owner: OrganisationId) => Promise<readonly StoredDefinition[]>;
  /** Adds a version; false when that id and version are there. */
  readonly addDefinition: (owner: OrganisationId, stored: StoredDefinition) => Promise<boolean>;

  readonly facts: () => Promise<StoreFacts>;
  /** Which store this is; null until it is named. No backup holds it. */
  readonly storeId: () => Promise<StoreId | null>;
  /** Names a store that has no name yet; answers the name it has now. */
  readonly nameStore: (id: StoreId) => Promise<StoreId>;
  /**
   * Every row of every table of ours, as at one moment, table by table in an order that can be written back; the list
   * of migrations is in `facts` and the name of the store in `storeId`. Between two rows an embedded store answers
   * nobody else, so keep no one waiting.
   */
  readonly dump: () => AsyncIterable<{
    readonly table: string;
    readonly row: Readonly<Record<string, unknown>>;
  }>;
  /** Writes rows back into an empty store, in one transaction; throws when it is not empty. */
  readonly load: (
    rows: AsyncIterable<{ readonly table: string; readonly row: Readonly<Record<string, unknown>> }>,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}
