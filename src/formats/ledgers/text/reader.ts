import { type FileHandle, open } from 'node:fs/promises';
import type { RawRecord } from '../../../domain/spend/mapping/types.ts';
import { assert } from '../../../domain/values/index.ts';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import type { Position } from './positions.ts';
import type { TextSource } from './records.ts';
import { cellTexts, isBlank, newScan, type Scan, scanRecord } from './scanner.ts';
import type { TableIndex } from './tableIndex.ts';

const windowBytes = 65_536;
const rawCharacters = 2_000;

/** Reads single records at known offsets. */
interface Reader {
  readonly scan: Scan;
  /** Scans the record at an offset; false when the file ends there. */
  readonly read: (offset: number) => Promise<boolean>;
  /** The offset after the record just read. */
  readonly next: () => number;
}

function newReader(file: FileHandle, source: TextSource, limits: OpenLimits): Reader {
  const scan = newScan(source.delimiter, limits.cells);
  let base = 0;
  const fill = async (offset: number, bytes: number): Promise<boolean> => {
    const space = scan.buffer.length === bytes ? scan.buffer : Buffer.allocUnsafe(bytes);
    const { bytesRead } = await file.read(space, 0, bytes, offset);
    base = offset;
    scan.buffer = bytesRead === bytes ? space : space.subarray(0, bytesRead);
    return bytesRead < bytes;
  };
  const read = async (offset: number): Promise<boolean> => {
    const inside = offset >= base && offset < base + scan.buffer.length;
    if (inside && scanRecord(scan, offset - base, scan.buffer.length, false) === 'record') return true;
    for (let bytes = windowBytes; bytes <= 16 * limits.recordCharacters + windowBytes; bytes *= 4) {
      const final = await fill(offset, bytes);
      if (scan.buffer.length === 0) return false;
      const outcome = scanRecord(scan, 0, scan.buffer.length, final);
      if (outcome === 'record') return true;
      if (outcome === 'too many cells') throw overLimit.cells(limits, 1);
    }
    throw overLimit.record(limits, 1);
  };
  return { scan, read, next: () => base + scan.next };
}

async function withReader<T>(
  source: TextSource,
  limits: OpenLimits,
  use: (reader: Reader) => Promise<T>,
): Promise<T> {
  const file = await open(source.path);
  try {
    return await use(newReader(file, source, limits));
  } finally {
    await file.close();
  }
}

export interface ReadRecords {
  readonly records: readonly RawRecord[];
  readonly width: number;
  /** True when some record runs over a line end, so that lines are not records. */
  readonly innerLines: boolean;
}

/** Reads the records at the given positions, which rise, as text. */
export function readRecords(
  source: TextSource,
  limits: OpenLimits,
  positions: readonly Position[],
): Promise<ReadRecords> {
  return withReader(source, limits, async (reader) => {
    const records: RawRecord[] = [];
    let width = 0;
    let innerLines = false;
    for (const { offset, line } of positions) {
      assert(await reader.read(offset), 'a remembered record is still in the file');
      records.push({ line, cells: cellTexts(reader.scan) });
      width = Math.max(width, reader.scan.cells);
      innerLines ||= reader.scan.innerLines > 0;
    }
    return { records, width, innerLines };
  });
}

/** The records as they stand in the file, cut at 2,000 characters. `wanted` is sorted. */
export function readRaw(
  source: TextSource,
  limits: OpenLimits,
  ask: { readonly index: TableIndex; readonly wanted: readonly number[] },
): Promise<ReadonlyMap<number, string>> {
  return withReader(source, limits, async (reader) => {
    const found = new Map<number, string>();
    let cursor = { record: -1, offset: 0 };
    for (const record of ask.wanted) {
      const landmark = ask.index.nearest(record);
      if (cursor.record < landmark.record || cursor.record > record) cursor = landmark;
      while (await reader.read(cursor.offset)) {
        const { scan } = reader;
        const next = reader.next();
        const blank = isBlank(scan.buffer, scan.start, scan.end, scan.delimiter);
        if (!blank && cursor.record === record) {
          found.set(record, scan.buffer.toString('utf8', scan.start, scan.end).slice(0, rawCharacters));
          break;
        }
        cursor = { record: cursor.record + (blank ? 0 : 1), offset: next };
      }
    }
    return found;
  });
}
