import { closeSync, openSync, writeSync } from 'node:fs';
import type { CanonicalFile, OpenLimits } from '../types.ts';
import { type TextSource, visitRecords } from './records.ts';
import { cellTexts, type Scan } from './scanner.ts';

const COMMA = 44;
const LF = 10;
const blockBytes = 4 * 1024 * 1024;

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

function putNumber(out: Out, value: number): void {
  let power = 1;
  while (power * 10 <= value) power *= 10;
  for (let rest = value; power >= 1; power /= 10) {
    const digit = Math.floor(rest / power);
    out.block[out.at++] = 48 + digit;
    rest -= digit * power;
  }
  out.block[out.at++] = COMMA;
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

function putRecord(out: Out, scan: Scan, shape: { readonly record: number; readonly width: number }): void {
  room(out, scan.end - scan.start + shape.width + 64);
  putNumber(out, shape.record);
  putNumber(out, scan.cells);
  putCells(out, scan);
  const padding = shape.width - scan.cells;
  room(out, padding + 1);
  out.block.fill(COMMA, out.at, out.at + padding);
  out.at += padding;
  out.block[out.at++] = LF;
}

/** Writes the canonical form of a source whose widest record has `width` cells. */
export async function writeCanonical(
  source: TextSource,
  limits: OpenLimits,
  to: { readonly path: string; readonly width: number },
): Promise<CanonicalFile> {
  const out: Out = { file: openSync(to.path, 'w'), block: Buffer.allocUnsafe(blockBytes), at: 0 };
  let records = 0;
  try {
    await visitRecords(source, limits, {
      record: (scan) => {
        putRecord(out, scan, { record: records, width: to.width });
        records += 1;
      },
    });
    flush(out);
  } finally {
    closeSync(out.file);
  }
  return { path: to.path, width: to.width, records };
}
