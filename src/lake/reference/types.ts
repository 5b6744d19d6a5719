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
  readonly approximate: false;
}

/** An edition after `add`; `alreadyThere` when the same bytes had been added before and nothing changed. */
export interface AddedEdition extends EditionManifest {
  readonly alreadyThere: boolean;
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
  /** Refuses in words what it cannot read. The same bytes again change nothing. */
  readonly add: (
    kind: ReferenceKind,
    source: ReferenceSource,
    today: LocalDate,
  ) => Promise<Decision<AddedEdition>>;
  /** Every edition, by kind and the newest first. */
  readonly list: () => Promise<readonly EditionManifest[]>;
  readonly newest: (kind: ReferenceKind) => Promise<EditionManifest | undefined>;
  /** Places of the postcodes the newest register of postcodes knows; others are absent. Empty without a register. */
  readonly postcodes: (codes: readonly Postcode[]) => Promise<ReadonlyMap<Postcode, RegisterPlace>>;
  /** Rows of the newest supplier list, in the order of the list. */
  readonly supplierPlaces: () => Promise<readonly SupplierPlace[]>;
  /** Combined authorities and regions from the newest look-up of each; for `withLookups`. */
  readonly ladLookups: () => Promise<readonly LadLookup[]>;
}
