import type { LadLookup, SupplierPlace } from '../../domain/places/index.ts';
import type { Decision, LocalDate, PlaceCode, Postcode } from '../../domain/values/index.ts';

export const referenceKinds = ['onspd', 'lad-lookups', 'suppliers'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** One edition of a register, exactly as its manifest.json describes it. */
export interface EditionManifest {
  readonly kind: ReferenceKind;
  /** The first twelve digits of `sha256`; also the name of the edition's folder. */
  readonly edition: string;
  /** The name of the file or the address it came from, without folders. */
  readonly source: string;
  readonly date: LocalDate;
  /** Whether the date was read from the file's name or is only the day it was added. */
  readonly dateFrom: 'file name' | 'day added';
  readonly addedOn: LocalDate;
  readonly rows: number;
  /** Records of the source that say nothing usable and are not among the rows. */
  readonly leftOut: number;
  /** Sentences about records left out or read in part, at most twenty. */
  readonly notes: readonly string[];
  readonly licence: string;
  readonly sha256: string;
  /** Which add of its kind this was, counted from 1; 0 for editions made before adds were counted. */
  readonly sequence: number;
  /** What a look-up holds; empty for the other kinds, and for look-ups made before this was noted. */
  readonly holds: readonly ('combined authorities' | 'regions')[];
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

/** Reference editions as files. Reading needs no lock; adding publishes by renaming a finished folder. */
export interface ReferenceStore {
  /**
   * Refuses in words what it cannot read. The same bytes again change nothing, but a supplier list that is added
   * again is the one in use again.
   */
  readonly add: (
    kind: ReferenceKind,
    source: ReferenceSource,
    today: LocalDate,
  ) => Promise<Decision<AddedEdition>>;
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
