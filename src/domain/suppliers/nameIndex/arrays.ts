import { gramCount } from './grams.ts';
import { signatureWords } from './signature.ts';
import { bandSize, type NameIndexTables, tableNames } from './tables.ts';

interface ArrayKind {
  new (bytes: ArrayBufferLike, from: number, length: number): NameIndexTables[keyof NameIndexTables];
  readonly BYTES_PER_ELEMENT: number;
}

/** Which kind of array each one is. */
const kinds: Readonly<Record<keyof NameIndexTables, ArrayKind>> = {
  weights: Uint16Array,
  bytes: Uint8Array,
  starts: Uint32Array,
  norms: Uint32Array,
  repeating: Uint8Array,
  rows: Uint32Array,
  rowStarts: Uint32Array,
  slots: Uint32Array,
  postingStarts: Uint32Array,
  postings: Uint16Array,
  shares: Uint8Array,
  signatures: Int32Array,
};

/** Changes whenever arrays of an older program would be read wrongly. */
export const nameIndexFormat = `names 2, bands of ${bandSize}`;

/** Where an array lies among bytes. */
export interface ArrayPlace {
  readonly from: number;
  readonly bytes: number;
}
export type ArrayPlaces = Readonly<Record<keyof NameIndexTables, ArrayPlace>>;

/** Whether numbers rise from 0 to `end`; they may stand still. */
function isRising(numbers: Uint32Array, end: number): boolean {
  let last = 0;
  for (const number of numbers) {
    if (number < last) return false;
    last = number;
  }
  return numbers[0] === 0 && last === end;
}

function isBelow(numbers: ArrayLike<number>, end: number, from = 0, to = numbers.length): boolean {
  for (let at = from; at < to; at += 1) if ((numbers[at] ?? 0) >= end) return false;
  return true;
}

function hasLengths(tables: NameIndexTables): boolean {
  const keys = tables.norms.length;
  const wanted: Readonly<Partial<Record<keyof NameIndexTables, number>>> = {
    weights: gramCount,
    starts: keys + 1,
    repeating: Math.ceil(keys / 8),
    rowStarts: keys + 1,
    postingStarts: Math.ceil(keys / bandSize) * gramCount + 1,
    shares: tables.postings.length,
    signatures: signatureWords * keys,
  };
  return tableNames.every((name) => (wanted[name] ?? tables[name].length) === tables[name].length);
}

/** A table of places for hashes: its length a power of two, with a free place where a search ends. */
function areSlots(slots: Uint32Array, keys: number): boolean {
  const { length } = slots;
  return length > keys && (length & (length - 1)) === 0 && isBelow(slots, keys + 1) && slots.includes(0);
}

function arePostings({ postingStarts, postings, norms }: NameIndexTables): boolean {
  if (!isRising(postingStarts, postings.length)) return false;
  for (let first = 0, band = 0; first < norms.length; first += bandSize, band += 1) {
    const [from, to] = [postingStarts[band * gramCount] ?? 0, postingStarts[(band + 1) * gramCount] ?? 0];
    if (!isBelow(postings, Math.min(bandSize, norms.length - first), from, to)) return false;
  }
  return true;
}

/** Whether no number in the arrays leads out of them, so that an index over them ends its searches and reads nothing else. */
export function areSoundTables(tables: NameIndexTables): boolean {
  const { starts, bytes, rows, rowStarts, slots, norms } = tables;
  return (
    hasLengths(tables) &&
    isRising(starts, bytes.length) &&
    isRising(rowStarts, rows.length) &&
    isBelow(rows, rows.length) &&
    areSlots(slots, norms.length) &&
    arePostings(tables)
  );
}

/** The arrays of an index over the bytes that hold them; nothing is copied. Undefined where an array cannot lie there. */
export function tablesOver(buffer: ArrayBufferLike, places: ArrayPlaces): NameIndexTables | undefined {
  const over: (readonly [string, NameIndexTables[keyof NameIndexTables]])[] = [];
  for (const name of tableNames) {
    const { from, bytes } = places[name];
    const size = kinds[name].BYTES_PER_ELEMENT;
    if (from % size !== 0 || bytes % size !== 0 || from + bytes > buffer.byteLength) return undefined;
    over.push([name, new kinds[name](buffer, from, bytes / size)]);
  }
  // Every name of an array is among them, each with its kind.
  return Object.fromEntries(over) as unknown as NameIndexTables;
}
