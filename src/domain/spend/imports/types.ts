import type { OrganisationId } from '../../organisations/index.ts';
import type { Instant, LocalDate, Pence } from '../../values/index.ts';
import type { Control, FileReport, Question, Reject, Warning } from '../analysis.ts';
import type { Profile, Role } from '../mapping/index.ts';

declare const importId: unique symbol;
declare const batchId: unique symbol;
declare const storeId: unique symbol;

/** `imp_` and twenty small letters and digits. */
export type ImportId = string & { readonly [importId]: true };
/** `bat_` and twenty small letters and digits; also the name of the batch's folder in the lake. */
export type BatchId = string & { readonly [batchId]: true };
/** `sto_` and twenty small letters and digits: what records and lake of one store have in common. */
export type StoreId = string & { readonly [storeId]: true };

/**
 * Where an import stands.
 *
 * receiving -> reading -> waiting -> importing -> imported; from waiting back to reading when answers change.
 * `cancelled` by a person and `stopped` by a fault; a stopped import can be read again. Only `imported` has batches.
 */
export const importStates = [
  'receiving',
  'reading',
  'waiting',
  'importing',
  'imported',
  'cancelled',
  'stopped',
] as const;
export type ImportState = (typeof importStates)[number];

/** A file as it was uploaded. Its bytes lie in the import's working folder under its position. */
export interface UploadedFile {
  /** As the browser named it, without folders. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What happens to one table: it is added, left out, or takes the place of a batch that is there. */
export type TableChoice =
  | { readonly take: 'add' }
  | { readonly take: 'leave-out' }
  | { readonly take: 'replace'; readonly batch: BatchId };

export interface ImportAnswers {
  /** By the signature of a header; wins over what was saved before. */
  readonly profiles: Readonly<Record<string, Profile>>;
  /** By the shown name of a table. */
  readonly tables: Readonly<Record<string, TableChoice>>;
}

/** A batch that holds some of the same payments as a table that was just read. */
export interface Overlap {
  readonly batch: BatchId;
  readonly name: string;
  readonly importedAt: Instant;
  /** Lines of the new table that are in the batch as well, in every column that is read. */
  readonly sameLines: number;
  readonly sameLinesPence: Pence;
  /** Lines of the new table whose document number and supplier are in the batch, with whatever amount. */
  readonly sameDocuments: number;
}

/** One of the first lines of a table, as written and as read. */
export interface SeenLine {
  /** Physical line in the file. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Null where the cell does not read. */
  readonly pence: Pence | null;
  readonly day: LocalDate | null;
}

/** Rejected lines with one reason. */
export interface RejectGroup {
  readonly rule: string;
  readonly example: Reject;
  readonly lines: number;
  /** Null when the amount of some line could not be read. */
  readonly pence: Pence | null;
}

/** Everything a person needs to see of one table before it is imported. */
export interface TableReading {
  /** As shown: `april.csv`, `book.xlsx › April`. Unique within the import. */
  readonly name: string;
  /**
   * `ready` counts as it is; `asks` has open questions; `same` is in the store already, byte for byte and read the
   * same way; `refused` cannot be read; `ignored` holds no payments.
   */
  readonly status: 'ready' | 'asks' | 'same' | 'refused' | 'ignored';
  readonly report: FileReport;
  /** The key of answers: what files with the same header have in common; null where it was not opened as a table. */
  readonly signature: string | null;
  /** The names of the columns, and what each is read as. */
  readonly columns: readonly { readonly name: string; readonly role: Role | null }[];
  /** True when answers saved from an earlier import settled at least one question. */
  readonly fromSavedAnswers: boolean;
  /** The answers that repeat this reading; null while questions are open. */
  readonly profile: Profile | null;
  readonly questions: readonly Question[];
  readonly warnings: readonly Warning[];
  /** At most 100. */
  readonly firstLines: readonly SeenLine[];
  readonly rejectGroups: readonly RejectGroup[];
  /** At most 1,000. */
  readonly rejects: readonly Reject[];
  /** Money in and out among the accepted lines. */
  readonly paymentsPence: Pence;
  readonly creditsPence: Pence;
  /** The total that the file itself states in its last lines, where it does. */
  readonly ownTotalPence: Pence | null;
  /** The batch that holds the same bytes, however they were read. */
  readonly sameBytes: { readonly batch: BatchId; readonly name: string; readonly importedAt: Instant } | null;
  readonly overlaps: readonly Overlap[];
}

/** What was found in the files of an import. */
export interface Reading {
  readonly tables: readonly TableReading[];
  readonly control: Control;
}

export interface Import {
  readonly id: ImportId;
  readonly owner: OrganisationId;
  readonly state: ImportState;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly files: readonly UploadedFile[];
  readonly answers: ImportAnswers;
  readonly reading: Reading | null;
  /** Why it stopped, as a sentence a person can act on. */
  readonly sentence: string | null;
  /** Grows by one with every change, so that two people cannot overwrite each other. */
  readonly version: number;
}

/** `current` counts; `undone` was taken back; `superseded` was replaced. Only `current` is in figures. */
export type BatchState = 'current' | 'undone' | 'superseded';

/** One table in the store: a catalogue row, and a folder of the same name in the lake. */
export interface Batch {
  readonly id: BatchId;
  readonly owner: OrganisationId;
  readonly import: ImportId;
  /** SHA-256 over the source bytes and the answers; unique among the current batches of an owner. */
  readonly identity: string;
  readonly name: string;
  readonly sha256: string;
  /** What files with the same header have in common; null where there is no header. */
  readonly signature: string | null;
  readonly profile: Profile;
  readonly report: FileReport;
  readonly warnings: readonly Warning[];
  /** At most 10,000. */
  readonly rejects: readonly Reject[];
  readonly state: BatchState;
  readonly importedAt: Instant;
  /** When it stopped counting; null while it counts. */
  readonly endedAt: Instant | null;
  /** The batch that took its place, also while that one is undone and this one counts again. */
  readonly supersededBy: BatchId | null;
}
