import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  areSoundTables,
  type NameIndexTables,
  tablesOver,
  type WordCounts,
} from '../../domain/suppliers/index.ts';
import { bytesAtOnce, checkBytes, type Head, headBytes, readHead, type SearchedNames } from './layout.ts';

/** What a file has to be of. */
export interface WantedNames {
  readonly fingerprint: string;
  /** How many organisations there are to own the names. */
  readonly organisations: number;
}

/** Reads as many bytes as there is room for, and hands each part on. Answers false where the file ends before. */
function readAll(file: number, into: Uint8Array, each: (part: Uint8Array) => void): boolean {
  for (let done = 0; done < into.length; ) {
    const part = into.subarray(done, done + bytesAtOnce);
    const read = readSync(file, part, 0, part.length, null);
    if (read === 0) return false;
    each(part.subarray(0, read));
    done += read;
  }
  return true;
}

interface ReadFile {
  readonly head: Head;
  /** Threads can share it. */
  readonly buffer: SharedArrayBuffer;
}

/** Reads a file of the right names whose checksum is right; nothing is believed before, but for its length. */
function readFile(file: number, { fingerprint }: WantedNames): ReadFile | undefined {
  const hash = createHash('sha256');
  const first = new Uint8Array(headBytes);
  if (!readAll(file, first, (part) => hash.update(part))) return undefined;
  const head = readHead(first);
  if (head === undefined || head.fingerprint !== fingerprint) return undefined;
  if (fstatSync(file).size !== headBytes + head.bytes + checkBytes) return undefined;
  const buffer = new SharedArrayBuffer(head.bytes);
  if (!readAll(file, new Uint8Array(buffer), (part) => hash.update(part))) return undefined;
  const check = new Uint8Array(checkBytes);
  if (!readAll(file, check, () => undefined)) return undefined;
  return hash.digest().equals(check) ? { head, buffer } : undefined;
}

function countsIn({ head, buffer }: ReadFile): WordCounts | undefined {
  const { wordCounts, words } = head.places;
  if (words.from + words.bytes > buffer.byteLength) return undefined;
  if (wordCounts.from + wordCounts.bytes > buffer.byteLength || wordCounts.bytes % 4 !== 0) return undefined;
  // The decoder does not take bytes that threads share.
  const text = new TextDecoder().decode(new Uint8Array(buffer, words.from, words.bytes).slice());
  const all = text === '' ? [] : text.split('\n');
  const counts = new Uint32Array(buffer.slice(wordCounts.from, wordCounts.from + wordCounts.bytes));
  if (all.length !== counts.length) return undefined;
  return { names: head.names, counts: new Map(all.map((word, at) => [word, counts[at] ?? 0])) };
}

function ownersIn(
  { head, buffer }: ReadFile,
  { rows }: NameIndexTables,
  organisations: number,
): Int32Array | undefined {
  const { from, bytes } = head.places.owners;
  if (bytes !== 4 * rows.length || from % 4 !== 0 || from + bytes > buffer.byteLength) return undefined;
  const owners = new Int32Array(buffer, from, rows.length);
  return owners.every((owner) => owner >= 0 && owner < organisations) ? owners : undefined;
}

function namesIn(read: ReadFile, wanted: WantedNames): SearchedNames | undefined {
  const tables = tablesOver(read.buffer, read.head.places);
  if (tables === undefined || !areSoundTables(tables)) return undefined;
  const owners = ownersIn(read, tables, wanted.organisations);
  const counts = countsIn(read);
  return owners && counts ? { tables, owners, counts } : undefined;
}

function opened(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

/**
 * The names that were kept in a file. Undefined where there is none, or where it is cut short, damaged, of other names or
 * of another version: it is then made again.
 */
export function loadNames(path: string, wanted: WantedNames): SearchedNames | undefined {
  const file = opened(path);
  if (file === undefined) return undefined;
  try {
    const read = readFile(file, wanted);
    return read && namesIn(read, wanted);
  } catch (error) {
    // The disk does not give back what it was given.
    if (error instanceof Error && 'syscall' in error) return undefined;
    throw error;
  } finally {
    closeSync(file);
  }
}
