import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { readAmount } from '../../domain/spend/reading/amount.ts';
import { writeWorkbook } from '../downloads/xlsx.ts';
import type { Sheet, SheetCell } from '../downloads/xlsxSheet.ts';
import type { DemoTable } from './tables.ts';

export interface TextManner {
  readonly encoding: 'UTF-8' | 'UTF-8 with a mark' | 'Windows-1252' | 'UTF-16';
  readonly newline: '\r\n' | '\n' | '\r';
  readonly delimiter: ',' | '\t';
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Each cell quoted where it must be, except where a row is wrong on purpose. */
function lineOf(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => quoted(cell, delimiter)).join(delimiter);
}

function encoded(text: string, encoding: TextManner['encoding']): Buffer {
  if (encoding === 'Windows-1252') return Buffer.from(text, 'latin1');
  if (encoding === 'UTF-16') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  return Buffer.from(encoding === 'UTF-8' ? text : `\uFEFF${text}`, 'utf8');
}

/**
 * A delimited file: titles, a blank line below them, the header, the rows. All letters of the demonstration
 * have the same number in Windows-1252 as in Latin-1.
 */
export function textFile(table: DemoTable, { encoding, newline, delimiter }: TextManner): Buffer {
  const above = table.titles.length > 0 ? [...table.titles.map((title) => [title]), []] : [];
  const lines = [...above, table.header, ...table.rows].map((cells) => lineOf(cells, delimiter));
  return encoded(lines.map((line) => line + newline).join(''), encoding);
}

/** The file packed with gzip. Node writes neither time nor name into it. */
export function gzipped(bytes: Uint8Array): Buffer {
  return gzipSync(bytes, { level: 9 });
}

/** Several files in one zip, their time written as midnight on 3 January 1980 without a zone. */
export async function zipped(
  files: readonly { readonly name: string; readonly bytes: Buffer }[],
): Promise<Buffer> {
  const zip = new ZipFile();
  const options = { mtime: new Date(1980, 0, 3), mode: 0o100644, forceDosTimestamp: true };
  for (const { name, bytes } of files) zip.addBuffer(bytes, name, options);
  zip.end();
  return buffer(zip.outputStream);
}

function sheetCell(text: string, isAmount: boolean): SheetCell {
  const pence = isAmount ? readAmount(text) : undefined;
  return pence === undefined ? { kind: 'text', text } : { kind: 'pounds', pence };
}

function sheetOf(name: string, table: DemoTable, position: number): Sheet {
  const amount = table.header.indexOf('Net Amount');
  return {
    kind: 'table',
    name,
    tableName: `Payments${position + 1}`,
    title: table.titles[0] ?? name,
    sentence: table.titles[1] ?? '',
    columns: table.header.map((header) => ({ name: header, width: 22 })),
    rows: table.rows.map((cells) => cells.map((cell, index) => sheetCell(cell, index === amount))),
  };
}

/** A workbook with a sheet of notes and a sheet for each table. */
export async function workbookFile(
  title: string,
  notes: readonly string[],
  sheets: readonly { readonly name: string; readonly table: DemoTable }[],
): Promise<Buffer> {
  const cover: Sheet = { kind: 'prose', name: 'Notes', title, lines: notes };
  return writeWorkbook(title, [
    cover,
    ...sheets.map(({ name, table }, index) => sheetOf(name, table, index)),
  ]);
}
