import type { LadLookup, SupplierPlace } from '../../domain/places/index.ts';
import {
  type MatchingWords,
  type OtherNameKind,
  type ReadRegister,
  type RegisteredEntity,
  type RegisterFile,
  type RegisterKind,
  registerKinds,
} from '../../domain/suppliers/index.ts';
import type { Decision, LocalDate, PlaceCode, Postcode } from '../../domain/values/index.ts';
import type { SearchedNames } from '../nameIndex/index.ts';

/** Kinds that say where postcodes, authorities and suppliers are; the other kinds are registers of organisations. */
export const placeKinds = ['onspd', 'lad-lookups', 'suppliers'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export const referenceKinds = [...placeKinds, ...registerKinds] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** One edition of a register, exactly as its manifest.json describes it. */
export interface EditionManifest {
  readonly kind: ReferenceKind;
  /** The first twelve digits of `sha256`; also the name of the edition's folder. */
  readonly edition: string;
  /** The name of the file or the address it came from, without folders. */
  readonly source: string;
  readonly date: LocalDate;
  /** Whether the date was read from the file's name, stands in the register, was given, or is only the day it was added. */
  readonly dateFrom: 'file name' | 'register' | 'given' | 'day added';
  readonly addedOn: LocalDate;
  readonly rows: number;
  /** Present and other names of the organisations of a register; 0 for the other kinds. */
  readonly names: number;
  /** Records of the source that say nothing usable and are not among the rows. */
  readonly leftOut: number;
  /** Sentences about records left out or read in part, at most twenty. */
  readonly notes: readonly string[];
  readonly licence: string;
  readonly sha256: string;
  /** Which add of its kind this was, counted from 1; 0 for editions made before adds were counted. */
  readonly sequence: number;
  /**
   * The halves that a look-up holds, or the registers that the identifiers of a plain register belong to; empty for the
   * other kinds, and for look-ups made before this was noted.
   */
  readonly holds: readonly string[];
  /** The rules by which the names of a register were made keys, as a fingerprint; empty for the other kinds. */
  readonly keyedBy: string;
  readonly approximate: false;
}

export interface ListedEdition extends EditionManifest {
  /** Whether analyses use it. Two look-ups are in use where each holds what the other lacks. */
  readonly inUse: boolean;
}

/** An edition after `add`, and what analyses use from now on. */
export interface AddedEdition extends EditionManifest {
  /** The same bytes had been added before; nothing was read again. */
  readonly alreadyThere: boolean;
  /** The same bytes came under a name that says their month, which was not known before. */
  readonly dated: boolean;
  /** Editions of this kind in use now. */
  readonly inUse: readonly EditionManifest[];
  /** Editions that were in use before and are not any more. */
  readonly replaced: readonly EditionManifest[];
}

/** An edition that has been taken out, and what analyses use from now on. */
export interface RemovedEdition extends EditionManifest {
  readonly wasInUse: boolean;
  readonly inUse: readonly EditionManifest[];
}

export interface ReferenceSource {
  readonly path: string;
  /** What people should see as the source: a file name or an address. */
  readonly label: string;
}

export interface RegisterPlace {
  readonly code: PlaceCode;
  readonly terminated: boolean;
}

/** An edition of a register of organisations. */
export interface RegisterEdition extends EditionManifest {
  readonly kind: RegisterKind;
}

/** How far adding a register has come. */
export interface RegisterProgress {
  readonly step: 'reading' | 'sorting';
  /** Organisations read so far, of all parts. */
  readonly organisations: number;
  /** How much has been read, from 0 to 1; null where the size is not known beforehand. */
  readonly share: number | null;
}

/** A register to add, in one file, several, or a folder of them. */
export interface RegisterOrder {
  readonly kind: RegisterKind;
  readonly files: readonly RegisterFile[];
  readonly today: LocalDate;
  /** The day of which the register is, where a person says so; otherwise the register or its file name says it. */
  readonly date: LocalDate | null;
  readonly read: ReadRegister;
  readonly progress?: (progress: RegisterProgress) => void;
}

/** Names of a register that came together, column by column, in the order of the organisations and current name first. */
export interface RegisterNames {
  readonly rows: number;
  /** The number of the organisation in the edition, counted from 0. */
  readonly entity: ArrayLike<number>;
  readonly kind: readonly ('current' | OtherNameKind)[];
  readonly until: readonly (LocalDate | null)[];
  readonly name: readonly string[];
  readonly key: readonly string[];
}

/** What can be asked of the registers that are in use. Reading needs no lock. */
export interface RegisterStore {
  /** The editions in use: the newest of companies, of charities, and of every other register. */
  readonly registers: () => Promise<readonly RegisterEdition[]>;
  /** Every name in an edition. The caller may stop early. */
  readonly registerNames: (edition: RegisterEdition) => AsyncIterable<RegisterNames>;
  /** The names of an edition ready to be searched: made at the first time, and kept where that can be. */
  readonly searchedNames: (edition: RegisterEdition, words: MatchingWords) => Promise<SearchedNames>;
  /** Organisations by their numbers in an edition, in the order of the numbers, which must be there. */
  readonly entities: (
    edition: RegisterEdition,
    numbers: readonly number[],
  ) => Promise<readonly RegisteredEntity[]>;
  /** Organisations by org-id, from the editions in use; those on no register are absent. */
  readonly entitiesOf: (identifiers: readonly string[]) => Promise<ReadonlyMap<string, RegisteredEntity>>;
  /**
   * Organisations in the editions in use that name one of the org-ids as themselves on another register, as a charity
   * names its company; by the org-id named.
   */
  readonly entitiesNaming: (
    identifiers: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly RegisteredEntity[]>>;
  readonly entityByIdentifier: (identifier: string) => Promise<RegisteredEntity | undefined>;
}

/** Reference editions as files. Reading needs no lock; adding publishes by renaming a finished folder. */
export interface ReferenceStore extends RegisterStore {
  /**
   * Refuses in words what it cannot read. The same bytes again change nothing, but a supplier list that is added
   * again is the one in use again.
   */
  readonly add: (
    kind: PlaceKind,
    source: ReferenceSource,
    today: LocalDate,
  ) => Promise<Decision<AddedEdition>>;
  /** Adds a register of organisations. Parts that were read before a stop are not read again. */
  readonly addRegister: (order: RegisterOrder) => Promise<Decision<AddedEdition>>;
  /** Takes an edition out; a kind need be named only where the same bytes were added under two. */
  readonly remove: (edition: string, kind?: ReferenceKind) => Promise<Decision<RemovedEdition>>;
  /** Every edition, by kind and the one in use first. */
  readonly list: () => Promise<readonly ListedEdition[]>;
  /** The edition in use: the last supplier list added; of registers and look-ups the newest. */
  readonly newest: (kind: ReferenceKind) => Promise<EditionManifest | undefined>;
  /** Places of the postcodes the newest register of postcodes knows; others are absent. Empty without a register. */
  readonly postcodes: (codes: readonly Postcode[]) => Promise<ReadonlyMap<Postcode, RegisterPlace>>;
  /** Rows of the newest supplier list, in the order of the list. */
  readonly supplierPlaces: () => Promise<readonly SupplierPlace[]>;
  /** Combined authorities and regions from the newest look-up of each; for `withLookups`. */
  readonly ladLookups: () => Promise<readonly LadLookup[]>;
}
