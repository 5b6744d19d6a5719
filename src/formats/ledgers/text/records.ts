import { open } from 'node:fs/promises';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { isBlank, newScan, type Scan, scanRecord } from './scanner.ts';

/** A file of plain UTF-8, the bytes before `start` (a byte order mark) left out. */
export interface TextSource {
  readonly path: string;
  readonly start: number;
  readonly delimiter: string;
}

export interface RecordVisitor {
  readonly record: (scan: Scan, place: { offset: number; line: number }) => void;
  readonly blank?: (scan: Scan) => void;
  /** Called after every few megabytes, so that a writer can let the disk catch up. */
  readonly pause?: () => Promise<void>;
}

const chunkBytes = 4 * 1024 * 1024;

/** How much of a file is read at once, and the room needed when an unfinished record is kept in front of it. */
export interface Room {
  readonly chunk: number;
  /** The most bytes an unfinished record may have. */
  readonly most: number;
  readonly buffer: Buffer;
}

/** Room for reading a file of `size` bytes record by record; a small file needs little. */
export function roomFor(size: number, limits: OpenLimits): Room {
  const chunk = Math.min(chunkBytes, size + 1);
  const most = 4 * limits.recordCharacters + 16;
  return { chunk, most, buffer: Buffer.allocUnsafe(chunk + Math.min(most, size + 1)) };
}

/** Characters in a stretch of UTF-8, by its first bytes only. */
function characters(buffer: Buffer, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (((buffer[at] as number) & 0xc0) !== 0x80) count += 1;
  return count;
}

/** True when the bytes hold more characters than a record may have. */
export function tooLong(bytes: { buffer: Buffer; start: number; end: number }, limits: OpenLimits): boolean {
  const { buffer, start, end } = bytes;
  return end - start > limits.recordCharacters && characters(buffer, start, end) > limits.recordCharacters;
}

/** Visits the records in the buffer and returns where the first incomplete one begins. */
function visitChunk(scan: Scan, chunk: { base: number; limit: number; final: boolean }, walk: Walk): number {
  const { limits, visitor, place } = walk;
  let at = 0;
  while (at < chunk.limit) {
    const outcome = scanRecord(scan, at, chunk.limit, chunk.final);
    if (outcome === 'incomplete') break;
    if (outcome === 'too many cells') throw overLimit.cells(limits, place.line);
    if (tooLong(scan, limits)) throw overLimit.record(limits, place.line);
    place.offset = chunk.base + at;
    if (isBlank(scan.buffer, scan.start, scan.end, scan.delimiter)) visitor.blank?.(scan);
    else visitor.record(scan, place);
    place.line += 1 + scan.innerLines;
    at = scan.next;
  }
  return at;
}

interface Walk {
  readonly limits: OpenLimits;
  readonly visitor: RecordVisitor;
  readonly place: { offset: number; line: number };
}

/**
 * Visits every record of a source in order, blank ones apart. Throws a refusal when a record is longer or wider than
 * the limits; never holds more than a few megabytes.
 */
export async function visitRecords(
  source: TextSource,
  limits: OpenLimits,
  visitor: RecordVisitor,
): Promise<void> {
  const scan = newScan(source.delimiter, limits.cells);
  const walk: Walk = { limits, visitor, place: { offset: source.start, line: 1 } };
  const file = await open(source.path);
  try {
    const { chunk, most, buffer } = roomFor((await file.stat()).size, limits);
    scan.buffer = buffer;
    let base = source.start;
    let held = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, held, Math.min(chunk, buffer.length - held), base + held);
      const limit = held + bytesRead;
      const used = visitChunk(scan, { base, limit, final: bytesRead === 0 }, walk);
      await visitor.pause?.();
      if (bytesRead === 0) return;
      held = limit - used;
      if (held > most) throw overLimit.record(limits, walk.place.line);
      buffer.copyWithin(0, used, limit);
      base += used;
    }
  } finally {
    await file.close();
  }
}
