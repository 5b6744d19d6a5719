import type {
  ColumnsBy,
  MeasureSet,
  MeasureSetId,
  ReadSet,
  Revision,
  RowProblem,
  SetMapping,
  SheetRow,
} from '../domain/measures/index.ts';
import type { PersonId } from '../domain/organisations/index.ts';
import type { TenderFileId, TenderFileKind } from '../domain/procurements/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** The file that a set was read from, and how. */
export interface FileSource {
  readonly kind: 'file';
  readonly file: string;
  /** SHA-256 of the file as it was given, in hexadecimal. */
  readonly sha256: string;
  /** The sheet or file that the list was found in. */
  readonly table: string;
  readonly mapping: SetMapping;
  readonly columnsBy: ColumnsBy;
  /** The number of the row that names the columns. */
  readonly headerRow: number;
  readonly priceYear: string | null;
  readonly counts: ReadSet['counts'];
  readonly problems: readonly RowProblem[];
  /** The rows of the sheet while the set is a draft, so that columns can be read otherwise; null from then on. */
  readonly rows: readonly SheetRow[] | null;
}

/** What a version was made of by revising another one. */
export interface RevisionSource {
  readonly kind: 'revision';
  /** The version that was revised, as addresses name it. */
  readonly base: string;
  readonly revision: Revision;
}

/** How a version came. */
export type SetSource = FileSource | RevisionSource;

/** A version of a set in a list. */
export interface StoredSetRow {
  readonly id: MeasureSetId;
  readonly content: MeasureSet;
  /** Counts the changes of a draft. */
  readonly edits: number;
  readonly savedAt: Instant;
  /** Null where the person has left, or where no person saved it. */
  readonly savedByName: string | null;
  readonly publishedAt: Instant | null;
}

/** A version of a set with how it came. */
export interface StoredSet extends StoredSetRow {
  readonly source: SetSource;
}

/** A version that is to be kept. Its content says whether it is a draft. */
export interface NewSet {
  readonly id: MeasureSetId;
  readonly content: MeasureSet;
  readonly source: SetSource;
  readonly savedBy: PersonId | null;
  readonly savedAt: Instant;
}

/** What was read from a file about tenders, without its content. */
export interface StoredTenderFileRow {
  readonly id: TenderFileId;
  readonly kind: TenderFileKind;
  readonly title: string;
  readonly fileName: string;
  /** SHA-256 of the file as it was given, in hexadecimal. */
  readonly sha256: string;
  readonly savedAt: Instant;
  readonly savedByName: string | null;
}

/** What was read from a file about tenders: plain JSON, which is read again by whoever reads such a file. */
export interface StoredTenderFile extends StoredTenderFileRow {
  readonly content: unknown;
}

/** What was read from a file about tenders and is to be kept. */
export interface NewTenderFile extends Omit<StoredTenderFile, 'savedByName'> {
  readonly savedBy: PersonId | null;
}

/** Measure sets of one organisation, and what it keeps of files about tenders. */
export interface MeasureRecords {
  /** Every version of every set, the one saved last first. */
  readonly measureSets: () => Promise<readonly StoredSetRow[]>;
  readonly measureSetOf: (id: MeasureSetId) => Promise<StoredSet | null>;
  /** Adds a version; false when that set has that version already. */
  readonly addMeasureSet: (set: NewSet) => Promise<boolean>;
  /**
   * Saves a draft in the place of the draft that had `edits` changes, or publishes it; false when it is no draft any
   * more, or when somebody changed it since, or when another version has that number.
   */
  readonly saveMeasureSet: (set: NewSet, edits: number) => Promise<boolean>;
  /** Removes a version, a published one too; false when it is not there. */
  readonly removeMeasureSet: (id: MeasureSetId) => Promise<boolean>;

  /** Newest first. */
  readonly tenderFiles: (kind: TenderFileKind) => Promise<readonly StoredTenderFileRow[]>;
  readonly tenderFileOf: (id: TenderFileId) => Promise<StoredTenderFile | null>;
  readonly addTenderFile: (file: NewTenderFile) => Promise<void>;
  /** False when it is not there. */
  readonly removeTenderFile: (id: TenderFileId) => Promise<boolean>;
}
