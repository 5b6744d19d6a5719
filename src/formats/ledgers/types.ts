import type { RawRecord, TableSample } from '../../domain/spend/mapping/types.ts';
import type { Refusal } from '../../domain/values/index.ts';

/** Limits on what one ledger file may make us do. Every refusal names the limit it met. */
export interface OpenLimits {
  /** Unpacked bytes of one table; 20 GB unless told. */
  readonly unpackedBytes: number;
  /** Unpacked bytes per packed byte, checked after the first 10 MB; 200 unless told. */
  readonly ratio: number;
  /** Files in one zip; 2,000 unless told. */
  readonly filesInZip: number;
  /** Characters in one record; 1,000,000 unless told. */
  readonly recordCharacters: number;
  /** Cells in one record; 500 unless told. */
  readonly cells: number;
}

/** UTF-8 text with comma-like delimiters that DuckDB can read as it lies there. */
export interface DirectFile {
  readonly path: string;
  readonly delimiter: string;
  /** Cells of the widest record met in the sample; a wider one makes the lake refuse and go the other way. */
  readonly width: number;
}

/**
 * Canonical UTF-8 written by us: comma, double quotes where needed, LF, no header; every row is
 * `record, width, c0 ... c(width-1)` padded to the same number of cells. Blank records are not in it.
 */
export interface CanonicalFile {
  readonly path: string;
  /** As many cells as the widest record has, or a few more. */
  readonly width: number;
  readonly records: number;
}

/**
 * One table of records inside a ledger file. `record` always means the index, from 0, among the non-blank
 * records of the table, titles and header included. A record is blank when it has no characters but
 * delimiters, quotes and white space.
 */
export interface LedgerTable extends TableSample {
  /** Shown to people: `april.csv`, `year.zip › april.csv`, `book.xlsx › April`. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Shown to people: "CSV, UTF-8, CRLF line ends", "Excel workbook, sheet April". */
  readonly format: string;
  /** Non-blank records, titles and header included. */
  readonly records: number;
  /** Blank records, in the whole table. */
  readonly blanks: number;
  /** Blank records that stand before the given record. */
  readonly blanksBefore: (record: number) => number;
  /** Physical line (from 1) on which a record starts; for a sheet its row. */
  readonly lineOf: (record: number) => number;
  /** Set when DuckDB can read the bytes as they are; its count must then equal `records`. */
  readonly direct: DirectFile | null;
  /** Writes the canonical form (once) and says where it lies. */
  readonly canonical: () => Promise<CanonicalFile>;
  /** The records as they stand in the file, each cut at 2,000 characters. `records` is sorted. */
  readonly rawText: (records: readonly number[]) => Promise<ReadonlyMap<number, string>>;
}

export type OpenedLedger =
  | { readonly kind: 'table'; readonly table: LedgerTable }
  | { readonly kind: 'refused'; readonly name: string; readonly refusal: Refusal }
  | { readonly kind: 'ignored'; readonly name: string; readonly why: string };

/** What the analysis needs of the formats layer. */
export interface LedgerFiles {
  /**
   * Opens files, folders (all below them, in name order) and globs one after another, packed files and
   * workbooks table by table. Never throws for what a person gave it.
   */
  readonly open: (paths: readonly string[], scratch: string) => AsyncIterable<OpenedLedger>;
}

export type { RawRecord };
