import { closeSync, openSync, writeFileSync } from 'node:fs';
import { overLimit } from '../refusals.ts';
import { quotedText, writePadded } from '../text/canonical.ts';
import { newSteps } from '../text/positions.ts';
import { isBlank } from '../text/scanner.ts';
import type { SheetRows } from '../text/textTable.ts';
import type { OpenLimits } from '../types.ts';

const COMMA = 44;
const blockCharacters = 1_048_576;

/** A sheet written out as plain CSV: every record as wide as the widest, blank rows left out. */
export interface WrittenSheet extends Omit<SheetRows, 'format'> {
  readonly path: string;
  readonly records: number;
}

export interface SheetWriter {
  /** Takes the cells of a row, which is counted from 1. Rows may leave gaps but must rise. */
  readonly row: (row: number, cells: readonly string[]) => void;
  readonly finish: () => Promise<WrittenSheet>;
  /** Closes the sheet's file; more than once does no harm. */
  readonly close: () => void;
}

/** Cells without the empty ones at the end. */
function trimmed(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] ?? '') === '') end -= 1;
  return Array.from({ length: end }, (_, index) => cells[index] ?? '');
}

/** Rows of a sheet in the spreadsheets people use, which is also what a repeated row may add up to. */
const mostRows = 1_048_576;

/** Bytes of text in one sheet; a sheet of a million payments has some three hundred million. */
const mostBytes = 1_000_000_000;

/** Writes the rows of one sheet to a scratch file. Throws a refusal for a row over the limits. */
export function newSheetWriter(newPath: (ending: string) => string, limits: OpenLimits): SheetWriter {
  const path = newPath('csv');
  const file = openSync(path, 'w');
  const rows = newSteps();
  const widths = { least: Number.POSITIVE_INFINITY, most: 0 };
  let pending = '';
  let records = 0;
  let lastRow = 0;
  let written = 0;
  const row = (number: number, cells: readonly string[]): void => {
    const kept = trimmed(cells);
    const text = kept.map(quotedText).join(',');
    const bytes = Buffer.from(text);
    if (isBlank(bytes, 0, bytes.length, COMMA)) return;
    if (number > mostRows) throw overLimit.rows();
    written += bytes.length;
    if (written > Math.min(mostBytes, limits.unpackedBytes)) throw overLimit.sheet(mostBytes);
    if (kept.length > limits.cells) throw overLimit.cells(limits, number);
    if (text.length > limits.recordCharacters) throw overLimit.record(limits, number);
    rows.set(records, number - records);
    widths.least = Math.min(widths.least, kept.length);
    widths.most = Math.max(widths.most, kept.length);
    pending += `${text}\n`;
    records += 1;
    lastRow = number;
    if (pending.length >= blockCharacters) flush();
  };
  const flush = (): void => {
    writeFileSync(file, pending);
    pending = '';
  };
  const rowOf = (record: number): number => record + rows.at(record);
  let open = true;
  const close = (): void => {
    if (!open) return;
    flush();
    closeSync(file);
    open = false;
  };
  const finish = async (): Promise<WrittenSheet> => {
    close();
    const even = widths.least >= widths.most;
    const blanksBefore = (record: number): number => rowOf(record) - record - 1;
    const about = { records, blanks: lastRow - records, rowOf, blanksBefore };
    if (even) return { path, ...about };
    const padded = newPath('csv');
    await writePadded({ path, start: 0, delimiter: ',' }, limits, { path: padded, width: widths.most });
    return { path: padded, ...about };
  };
  return { row, finish, close };
}
