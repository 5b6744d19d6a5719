import { closeSync, fsyncSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import {
  type ArrayPlaces,
  arrayPlaces,
  type NameIndexTables,
  nameIndexFormat,
  tableNames,
  tablesOver,
} from '../../domain/suppliers/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';

/** The head of a file: text that says where each array is, padded with spaces. */
const headBytes = 4_096;
/** How much is read or written at once; a file may be larger than one call can take. */
const atOnce = 1 << 28;

const placeSchema = z.object({ from: z.int().nonnegative(), bytes: z.int().nonnegative() });
const headSchema = z.object({
  format: z.literal(nameIndexFormat),
  bytes: z.int().nonnegative(),
  places: z.record(z.enum(tableNames), placeSchema),
});

/** An index over bytes that threads can share. */
export interface OpenedIndex {
  readonly buffer: SharedArrayBuffer;
  readonly places: ArrayPlaces;
  readonly tables: NameIndexTables;
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, Math.min(atOnce, bytes.length - done), position + done);
  }
}

function readAll(file: number, into: Uint8Array, position: number): boolean {
  for (let done = 0; done < into.length; ) {
    const read = readSync(file, into, done, Math.min(atOnce, into.length - done), position + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}

/** Writes an index as the arrays that it is, so that it opens without being parsed. Whole or not at all. */
export function saveNameIndex(path: string, tables: NameIndexTables): void {
  const { places, bytes } = arrayPlaces(tables);
  const head = JSON.stringify({ format: nameIndexFormat, bytes, places }).padEnd(headBytes - 1);
  const file = openSync(`${path}.part`, 'w');
  try {
    writeAll(file, Buffer.from(`${head}\n`), 0);
    for (const name of tableNames) {
      const { buffer, byteOffset, byteLength } = tables[name];
      writeAll(file, new Uint8Array(buffer, byteOffset, byteLength), headBytes + places[name].from);
    }
    writeAll(file, new Uint8Array(1), headBytes + bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.part`, path);
}

function headOf(file: number): z.infer<typeof headSchema> | null {
  const bytes = Buffer.alloc(headBytes);
  if (!readAll(file, bytes, 0)) return null;
  try {
    return headSchema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

const unreadable = refuse(
  'name-index-unreadable',
  'The index of names is damaged, or was made by another version of Sevenbox. Make it again from the register.',
);

/** Opens an index by reading its bytes into memory that threads can share. Refuses a file that is cut short or of another format. */
export function openNameIndex(path: string): Decision<OpenedIndex> {
  const file = openSync(path, 'r');
  try {
    const head = headOf(file);
    if (head === null) return unreadable;
    // One byte after the last array shows that the file is whole.
    const buffer = new SharedArrayBuffer(head.bytes + 1);
    if (!readAll(file, new Uint8Array(buffer), headBytes)) return unreadable;
    return accept({ buffer, places: head.places, tables: tablesOver(buffer, head.places) });
  } finally {
    closeSync(file);
  }
}
