import { closeSync, openSync, writeSync } from 'node:fs';
import type { CanonicalFile, OpenLimits } from '../types.ts';
import { type TextSource, visitRecords } from './records.ts';
import { cellTexts, type Scan } from './scanner.ts';
import { type IndexBuilder, newIndex, type TableIndex } from './tableIndex.ts';

const COMMA = 44;
const LF = 10;
const blockBytes = 1024 * 1024;

/** A big buffer in front of a file. */
interface Out {
  readonly file: number;
  block: Buffer;
  at: number;
}

function flush(out: Out): void {
  for (let done = 0; done < out.at; ) done += writeSync(out.file, out.block, done, out.at - done);
  out.at = 0;
}

/** Makes room for so many bytes. */
function room(out: Out, bytes: number): void {
  if (out.at + bytes <= out.block.length) return;
  flush(out);
  if (bytes > out.block.length) out.block = Buffer.allocUnsafe(2 * bytes);
}

/** Writes a whole number and a comma. */
function putNumber(out: Out, value: number): void {
  let digits = 1;
  for (let power = 10; power <= value; power *= 10) digits += 1;
  const end = out.at + digits;
  let rest = value;
  for (let at = end - 1; at >= out.at; at -= 1) {
    const tens = Math.floor(rest / 10);
    out.block[at] = 48 + rest - 10 * tens;
    rest = tens;
  }
  out.block[end] = COMMA;
  out.at = end + 1;
}

/** A cell as RFC 4180 text: in quotes only where it must be. */
export function quotedText(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function rewritten(scan: Scan): string {
  return cellTexts(scan).map(quotedText).join(',');
}

function putCells(out: Out, scan: Scan): void {
  if (scan.tidy && scan.delimiter === COMMA) {
    out.at += scan.buffer.copy(out.block, out.at, scan.start, scan.end);
    return;
  }
  const text = Buffer.from(rewritten(scan));
  room(out, text.length);
  out.at += text.copy(out.block, out.at);
}

interface Shape {
  readonly path: string;
  /** Cells of the widest record. */
  readonly width: number;
  /** Whether each row starts with its record number and the number of cells it had. */
  readonly numbered: boolean;
}

function putRecord(out: Out, scan: Scan, shape: Shape, record: number): void {
  room(out, scan.end - scan.start + shape.width + 64);
  if (shape.numbered) {
    putNumber(out, record);
    putNumber(out, scan.cells);
  }
  putCells(out, scan);
  const padding = shape.width - scan.cells;
  room(out, padding + 1);
  for (let count = 0; count < padding; count += 1) out.block[out.at++] = COMMA;
  out.block[out.at++] = LF;
}

async function writeRecords(
  source: TextSource,
  limits: OpenLimits,
  shape: Shape & { readonly index?: IndexBuilder },
): Promise<number> {
  const out: Out = { file: openSync(shape.path, 'w'), block: Buffer.allocUnsafe(blockBytes), at: 0 };
  const { index } = shape;
  let records = 0;
  try {
    await visitRecords(source, limits, {
      record: (scan, place) => {
        index?.add(place.offset, place.line, scan.cells);
        putRecord(out, scan, shape, records);
        records += 1;
      },
      ...(index ? { blank: index.blank } : {}),
    });
    flush(out);
    return records;
  } finally {
    closeSync(out.file);
  }
}

interface Target {
  readonly path: string;
  readonly width: number;
}

/** Writes the canonical form of a source whose widest record has `width` cells. */
export async function writeCanonical(
  source: TextSource,
  limits: OpenLimits,
  to: Target,
): Promise<CanonicalFile> {
  return { ...to, records: await writeRecords(source, limits, { ...to, numbered: true }) };
}

/**
 * Finds the records of a source and writes its canonical form in the same pass, with room for `to.width` cells.
 * `canonical` is null when some record turned out wider.
 */
export async function indexAndWrite(
  source: TextSource,
  limits: OpenLimits,
  to: Target,
): Promise<{ readonly index: TableIndex; readonly canonical: CanonicalFile | null }> {
  const builder = newIndex();
  const records = await writeRecords(source, limits, { ...to, numbered: true, index: builder });
  const index = builder.finish();
  return { index, canonical: index.width > to.width ? null : { ...to, records } };
}

/** Writes the records of a source as they are, each filled up to `width` cells. */
export async function writePadded(source: TextSource, limits: OpenLimits, to: Target): Promise<void> {
  await writeRecords(source, limits, { ...to, numbered: false });
}
