import type { Kysely } from 'kysely';
import type { JobHold } from '../domain/jobs/index.ts';
import type {
  Acting,
  AuditFacts,
  AuditFilter,
  AuditPage,
  AuditPaging,
  Belonging,
  ChainHead,
  Invitation,
  InvitationId,
  Member,
  MemberChange,
  Organisation,
  OrganisationId,
  Owner,
  PersonId,
  PresentRecords,
  Role,
  StoredEntry,
} from '../domain/organisations/index.ts';
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
import type { Decision, Instant } from '../domain/values/index.ts';
import type { BytesAcross, EvidenceRecords } from './evidenceTypes.ts';
import type { ImportJob, JobRecords, JobsAcross } from './jobTypes.ts';
import type { MeasureRecords } from './measureTypes.ts';
import type { SupplierRecords } from './supplierTypes.ts';
import type { Tables } from './tables.ts';

/** What a finished import writes, in one transaction. */
export interface ImportCommit {
  /** The job that wrote it; refused when the job is not held any more. */
  readonly hold?: JobHold;
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

/** Who an organisation is made with. */
export interface FirstMember {
  readonly person: PersonId;
  readonly roles: readonly Role[];
}

/**
 * What one organisation has in the records, bound to one thing that is being done: every change is one transaction, and
 * one entry in the audit chain of the organisation.
 */
export interface Records extends EvidenceRecords, JobRecords, MeasureRecords, SupplierRecords {
  readonly organisation: () => Promise<Organisation | null>;
  /** Makes the organisation that is acted in, with the first person in it. */
  readonly addOrganisation: (
    organisation: Organisation,
    first: FirstMember | null,
    at: Instant,
  ) => Promise<void>;
  readonly saveOrganisation: (organisation: Organisation, at: Instant) => Promise<void>;

  /** The people of the organisation, by name. */
  readonly members: () => Promise<readonly Member[]>;
  readonly addMember: (person: PersonId, roles: readonly Role[], at: Instant) => Promise<void>;
  /** Carries out what is decided over the people as they are; nobody else changes them meanwhile. */
  readonly changeMember: (
    person: PersonId,
    decide: (members: readonly Member[]) => Decision<MemberChange>,
    at: Instant,
  ) => Promise<Decision<MemberChange>>;

  /** Newest first. */
  readonly invitations: (limit: number) => Promise<readonly Invitation[]>;
  /** Adds an invitation; an open one to the same address is withdrawn. */
  readonly addInvitation: (invitation: Invitation, tokenHash: string) => Promise<void>;
  /** Withdraws an open invitation; false when it is not open. */
  readonly endInvitation: (id: InvitationId, at: Instant) => Promise<boolean>;
  /** Takes up an open invitation: the person is a member from then on; false when it is not open, or ended before. */
  readonly acceptInvitation: (invitation: Invitation, person: PersonId, at: Instant) => Promise<boolean>;

  /** The organisation as the owner of ledgers; null until its home is known. */
  readonly owner: () => Promise<Owner | null>;
  /** Changes what is known of an organisation that is there, and makes it the owner of ledgers. */
  readonly saveOwner: (owner: Owner, at: Instant) => Promise<void>;

  readonly addImport: (one: Import) => Promise<void>;
  readonly importOf: (owner: OrganisationId, id: ImportId) => Promise<Import | null>;
  /** Newest first, without `reading`. */
  readonly imports: (owner: OrganisationId, limit: number) => Promise<readonly Import[]>;
  /**
   * Saves a changed import, and what that does about its job; false when somebody changed it since, because its stored
   * version is not one less, and when the job that changes it is not held any more. The job of an import that is
   * neither read nor imported from now on ends with the change.
   */
  readonly saveImport: (one: Import, job?: ImportJob) => Promise<boolean>;
  /** Makes a finished import visible, all of it or nothing; false as `saveImport` says. */
  readonly commitImport: (commit: ImportCommit) => Promise<boolean>;

  /** What was answered for headers before. */
  readonly profiles: (owner: OrganisationId) => Promise<Answers>;
  readonly removeProfile: (owner: OrganisationId, signature: string, at: Instant) => Promise<void>;

  /** In the order of import, then of name. */
  readonly currentBatches: (owner: OrganisationId) => Promise<readonly BatchRow[]>;
  /** Of every state: the newest import first, and in it by name. */
  readonly batches: (owner: OrganisationId) => Promise<readonly BatchRow[]>;
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

  /** Removes invitations that ended or ran out by a moment; how many. */
  readonly removePastInvitations: (by: Instant) => Promise<number>;

  /** Entries of the organisation's own audit chain, newest first. */
  readonly auditEntries: (filter: Omit<AuditFilter, 'chain'>, paging: AuditPaging) => Promise<AuditPage>;

  /** Every version of the owner's own definitions, by id, newest version first. */
  readonly definitions: (owner: OrganisationId) => Promise<readonly StoredDefinition[]>;
  /** Adds a version; false when that id and version are there. */
  readonly addDefinition: (owner: OrganisationId, stored: StoredDefinition) => Promise<boolean>;
}

/** Audit chains and the records they are about, as at one moment. */
export interface AuditSnapshot {
  readonly chainNames: () => Promise<readonly string[]>;
  readonly heads: () => Promise<readonly ChainHead[]>;
  /** From a number on; from the beginning unless told. */
  readonly chainEntries: (chain: string, first?: number) => AsyncIterable<StoredEntry>;
  /** The records of an organisation as they are; null for the chain of the system, which has none. */
  readonly presentRecords: (chain: string) => PresentRecords | null;
}

/** When the first entries of chains are made, and in which run of the program. */
export type FirstFacts = Pick<AuditFacts, 'at' | 'request'>;

/** Named functions that work across organisations: for upkeep, for who signs in, and for backups. */
export interface AcrossOrganisations extends BytesAcross, JobsAcross {
  /** Whether there is any organisation at all. */
  readonly isEmpty: () => Promise<boolean>;
  /** Whether somebody can sign in as administrator of any organisation. */
  readonly hasAdministrator: () => Promise<boolean>;
  /** Every organisation, the one made first before the others. */
  readonly organisations: () => Promise<readonly Organisation[]>;
  /** The organisations of a person, by name. */
  readonly belongingsOf: (person: PersonId) => Promise<readonly Belonging[]>;
  /** Invented people of a demonstration, by name, with what they are in an organisation; none in a real store. */
  readonly demoPeople: () => Promise<
    readonly {
      readonly person: PersonId;
      readonly name: string;
      readonly organisation: string;
      readonly roles: readonly Role[];
    }[]
  >;
  /** The invitation of a link, by the SHA-256 of its secret part; null where there is none. */
  readonly invitationOf: (
    tokenHash: string,
  ) => Promise<{ readonly invitation: Invitation; readonly organisationName: string } | null>;

  /** Imports of all organisations in some states, oldest first, without `reading`. */
  readonly importsIn: (states: readonly ImportState[]) => Promise<readonly Import[]>;
  /** Ids of all batches of all organisations, whatever their state: what in the lake is no orphan. */
  readonly batchIds: () => Promise<ReadonlySet<string>>;
  readonly everyBatch: () => Promise<readonly BatchRow[]>;

  /** Sessions that ended by a moment are removed; how many. */
  readonly removePastSessions: (by: Instant) => Promise<number>;
  readonly removePastVerifications: (by: Instant) => Promise<number>;
  /** Who has an email address; null for nobody. */
  readonly personWith: (email: string) => Promise<PersonId | null>;
  /** Erases somebody who has left every organisation; false where nobody has that id. */
  readonly erasePerson: (
    person: PersonId,
    about: { readonly at: Instant; readonly request: string },
  ) => Promise<boolean>;

  /** Enters in an audit chain what changed no record: a sign-in, or an access that was refused. */
  readonly enter: (facts: AuditFacts) => Promise<void>;
  /** Enters what was there before there were chains: for organisations that have none yet. */
  readonly enterFirstRecords: (facts: FirstFacts) => Promise<void>;
  /** Looks at the chains as at one moment; an embedded store answers nobody else meanwhile. */
  readonly auditSnapshot: <T>(work: (snapshot: AuditSnapshot) => Promise<T>) => Promise<T>;
  readonly auditHeads: () => Promise<readonly ChainHead[]>;
  /** Entries of one chain in the order of their numbers. */
  readonly chainEntries: (chain: string) => AsyncIterable<StoredEntry>;
  /** What each record is now, as a hash, and the chain in which its changes are: to compare with the last it says. */
  readonly recordHashes: () => AsyncIterable<{
    readonly chain: OrganisationId;
    readonly kind: string;
    readonly id: string;
    readonly hash: string;
  }>;

  readonly facts: () => Promise<StoreFacts>;
  /** Which store this is; null until it is named. No backup holds it. */
  readonly storeId: () => Promise<StoreId | null>;
  /** Names a store that has no name yet; answers the name it has now. */
  readonly nameStore: (id: StoreId) => Promise<StoreId>;
  /** Whether the store is one of the demonstration; null until it is named. */
  readonly mode: () => Promise<StoreMode | null>;
  /** Says what a store is, once: only before anybody belongs to it. */
  readonly setMode: (mode: StoreMode) => Promise<void>;
  /**
   * Every row of every table that is kept, as at one moment, table by table in an order that can be written back; the
   * list of migrations is in `facts` and the name of the store in `storeId`. Sessions are left out: after a restore
   * everybody signs in again. Between two rows an embedded store answers nobody else, so keep no one waiting.
   */
  readonly dump: () => AsyncIterable<{
    readonly table: string;
    readonly row: Readonly<Record<string, unknown>>;
  }>;
  /** Writes rows back into an empty store, in one transaction; throws when it is not empty. */
  readonly load: (
    rows: AsyncIterable<{ readonly table: string; readonly row: Readonly<Record<string, unknown>> }>,
  ) => Promise<void>;
}

/** How many attempts a key stands for, and until when they count. */
export interface AttemptCount {
  /** 64 hexadecimal digits from which nothing can be read. */
  readonly key: string;
  readonly count: number;
  readonly endsAt: Instant;
}

/** Counts of attempts, so that guessing is slow. What is over is removed as others come. */
export interface Attempts {
  /** Counts one more under each key; `endsAt` holds for a key that counts nothing yet. */
  readonly count: (
    attempts: readonly Omit<AttemptCount, 'count'>[],
    now: Instant,
  ) => Promise<readonly AttemptCount[]>;
  /** Counts one less under each key: the attempt was none to be counted. */
  readonly takeBack: (keys: readonly string[]) => Promise<void>;
}

/** A real store, or one of the demonstration with its invented people. */
export type StoreMode = 'real' | 'demo';

/** The records: PostgreSQL behind one port, embedded or a server. */
export interface Store extends AcrossOrganisations {
  /** What an organisation has, for one thing that is being done. */
  readonly as: (acting: Acting) => Records;
  /** Tables of people and their sessions, for the library that signs people in: each statement under its own role. */
  readonly identity: Kysely<Tables>;
  readonly attempts: Attempts;
  readonly close: () => Promise<void>;
}
