import type { CubeRow, ExclusionRow } from '../../domain/spend/figures/cube.ts';
import type { Mapping } from '../../domain/spend/mapping/types.ts';
import type { ScopeDecision, ScopeField } from '../../domain/spend/scope.ts';
import type { SparseRecord } from '../../domain/spend/totalRows.ts';
import type { PayeeClass } from '../../domain/suppliers/index.ts';
import type { FinancialYear, LocalDate, Pence } from '../../domain/values/index.ts';
import type { SupplierString } from '../batches/types.ts';

/** Delimited UTF-8 text as it lies on disk, or the canonical form that the formats layer writes. */
export type CellSource =
  | { readonly kind: 'direct'; readonly path: string; readonly delimiter: string; readonly width: number }
  | { readonly kind: 'canonical'; readonly path: string; readonly width: number };

export interface ImportRequest {
  /** A small number unique within the analysis; it names the table in queries. */
  readonly table: number;
  readonly source: CellSource;
  /** Non-blank records in the file, titles and header included, as counted from the bytes. */
  readonly records: number;
  /** The first record below the header. */
  readonly firstRecord: number;
  /** Cells a record should have. */
  readonly width: number;
  readonly mapping: Mapping;
  /** Records whose amount was seen in the bytes; the engine must find the same amounts at the same places. */
  readonly witnesses: readonly Witness[];
  /** Tokens that stand for "no value" in number columns, in upper case. */
  readonly placeholders: readonly string[];
}

export interface Witness {
  readonly record: number;
  /** Without its sign; null where the cell does not read as an amount. */
  readonly sizePence: number | null;
}

/** The counts of one table after import, all below the header and in non-blank records. */
export interface TableCounts {
  readonly accepted: number;
  readonly acceptedPence: Pence;
  readonly rejected: number;
  readonly rejectedPence: Pence;
  readonly undated: number;
  readonly unnamed: number;
  readonly wrongWidthAccepted: number;
  /** Accepted records with nothing but an amount and perhaps a word. */
  readonly sparse: number;
  /** True when the amounts add up to more than whole pence can hold exactly; the sums are then nought. */
  readonly tooLarge: boolean;
  readonly firstDay: LocalDate | null;
  readonly lastDay: LocalDate | null;
}

export interface RejectedRecord {
  readonly record: number;
  readonly rule: string;
  /** The cell that did not read, as written; null where it is missing. */
  readonly cell: string | null;
  readonly pence: Pence | null;
}

export interface Duplicates {
  readonly records: number;
  readonly pence: Pence;
  readonly everyRecordTwice: boolean;
}

/** Distinct texts of the accepted lines, from which the domain decides who, where and whether in scope. */
export type DistinctTexts = Readonly<Record<ScopeField | 'postcode' | 'oddNumber', readonly string[]>>;

/** What the domain decided about the texts; the same words as `DistinctTexts`. */
export interface TextDecisions {
  /** Texts that stand for no one number in a column of supplier or document numbers, trimmed, in upper case. */
  readonly placeholders: readonly string[];
  /** `key` is null for payees that are many: their unit is the document, else the line. */
  readonly suppliers: readonly {
    readonly text: string;
    readonly kind: PayeeClass;
    readonly key: string | null;
  }[];
  readonly postcodes: readonly { readonly text: string; readonly postcode: string }[];
  readonly scope: readonly ScopeDecision[];
}

/** What a bundle of figures is made from. */
export type FigureLines = Pick<LedgerLake, 'cube' | 'writeLines' | 'recomputeSql'>;

export interface LedgerLake {
  /**
   * Reads one table into typed lines. `disagrees` when the engine's own count is not the count of the bytes
   * or it refuses the file: the caller then sends the canonical form.
   */
  readonly importTable: (request: ImportRequest) => Promise<'imported' | 'disagrees'>;
  readonly sparseRecords: (table: number) => Promise<readonly SparseRecord[]>;
  /** Turns accepted records into rejects under `rule`. */
  readonly reject: (table: number, records: readonly number[], rule: string) => Promise<void>;
  /** Takes a table out of everything that is counted. */
  readonly forget: (table: number) => Promise<void>;
  readonly counts: (table: number) => Promise<TableCounts>;
  readonly rejects: (table: number, limit: number) => Promise<readonly RejectedRecord[]>;
  /** Counts repeats among the accepted records, of which there are `accepted`. */
  readonly duplicates: (table: number, accepted: number) => Promise<Duplicates>;
  readonly distinctTexts: (fields: readonly ScopeField[]) => Promise<DistinctTexts>;
  readonly decide: (decisions: TextDecisions) => Promise<void>;
  /** What the lines say of each supplier that is one, under each of its names. Ask after `decide`. */
  readonly supplierStrings: () => AsyncIterable<readonly SupplierString[]>;
  /** Financial years in order, and in how many of their months there are lines. */
  readonly coverage: () => Promise<readonly { readonly period: FinancialYear; readonly months: number }[]>;
  /** The cube of the lines whose scope class is not among `excludedClasses`. */
  readonly cube: (excludedClasses: readonly string[]) => Promise<readonly CubeRow[]>;
  readonly exclusions: (excludedClasses: readonly string[]) => Promise<readonly ExclusionRow[]>;
  /**
   * Writes `lines.csv` of a figure bundle: file, record, period, supplier, unit, place, pence, left_out. A
   * supplier among `settled` is one unit wherever its lines say it is.
   */
  readonly writeLines: (
    path: string,
    excludedClasses: readonly string[],
    about: {
      /** Suppliers under a name and a postcode, and the unit and place that they are instead of their postcode. */
      readonly settled: readonly {
        readonly key: string;
        readonly nameKey: string | null;
        readonly postcode: string | null;
        readonly place: string;
      }[];
      /** The numbers of the tables and what they are called. */
      readonly names: readonly (readonly [number, string])[];
    },
  ) => Promise<void>;
  /** The statement that recomputes a bundle. */
  readonly recomputeSql: string;
  readonly close: () => Promise<void>;
}
