import { parseDataRows } from './dataRows.ts';
import { textCell, writeCsv } from './downloads/csv.ts';

/** A dictionary of decisions as a CSV file; the first row names the columns. */
export function writeDictionary([header = [], ...rows]: readonly (readonly string[])[]): string {
  return writeCsv(
    header,
    rows.map((row) => row.map(textCell)),
  );
}

/** Takes off the apostrophe that keeps a spreadsheet from running a text. */
function asWritten(text: string): string {
  return /^'[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? text.slice(1) : text;
}

/** Reads such a file, also one that a spreadsheet saved: each row by the names of its columns. */
export function readDictionaryFile(text: string): readonly Readonly<Record<string, string>>[] {
  const rows = parseDataRows(text.replace(/^\uFEFF/, ''), { notes: false });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [name.trim(), asWritten(cell)])),
  );
}
