/** Splits the text of a table into records as it comes. */
export interface RecordSplitter {
  /** Called once, when the header is known: which columns are wanted. */
  readonly keep: (columns: readonly boolean[]) => void;
  readonly push: (block: string) => string[][];
  readonly end: () => string[][];
}

/** Records of one table that came together. */
export interface RecordBatch {
  /** The names of the columns, trimmed, in small letters. */
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
  /** Whether the last of them is the last of the table. */
  readonly isLast: boolean;
}
