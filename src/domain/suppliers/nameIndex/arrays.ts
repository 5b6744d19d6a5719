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
export const nameIndexFormat = `names 1, bands of ${bandSize}`;

/** Where an array begins among the bytes of an index, and how many bytes it has. */
export interface ArrayPlace {
  readonly from: number;
  readonly bytes: number;
}
export type ArrayPlaces = Readonly<Record<keyof NameIndexTables, ArrayPlace>>;

const alignment = 64;

/** Where each array lies when all are written one after another, and how many bytes they take. */
export function arrayPlaces(tables: NameIndexTables): {
  readonly places: ArrayPlaces;
  readonly bytes: number;
} {
  let bytes = 0;
  const placed = tableNames.map((name) => {
    const place = { from: bytes, bytes: tables[name].byteLength };
    bytes = Math.ceil((bytes + place.bytes) / alignment) * alignment;
    return [name, place] as const;
  });
  return { places: Object.fromEntries(placed) as ArrayPlaces, bytes };
}

/** The arrays of an index over the bytes that hold them; nothing is copied. */
export function tablesOver(buffer: ArrayBufferLike, places: ArrayPlaces): NameIndexTables {
  const over = tableNames.map((name) => {
    const { from, bytes } = places[name];
    return [name, new kinds[name](buffer, from, bytes / kinds[name].BYTES_PER_ELEMENT)] as const;
  });
  return Object.fromEntries(over) as unknown as NameIndexTables;
}
