import { keyBytes, longestKey } from './grams.ts';
import { hashOf, sameBytes } from './hash.ts';
import type { NameIndexTables } from './tables.ts';

const none = -1;

function placeOf({ bytes, starts, slots }: NameIndexTables, key: Uint8Array, length: number): number {
  const mask = slots.length - 1;
  let slot = hashOf(key, 0, length) & mask;
  for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const place = (slots[slot] ?? 0) - 1;
    const from = starts[place] ?? 0;
    if ((starts[place + 1] ?? 0) - from !== length) continue;
    if (sameBytes({ bytes: key, from: 0, to: length }, bytes, from)) return place;
  }
  return none;
}

/** The rows with this very key, in order. */
export function exactlyIn(tables: NameIndexTables, key: string): readonly number[] {
  const bytes = new Uint8Array(longestKey);
  const place = placeOf(tables, bytes, keyBytes(key, bytes));
  if (place === none) return [];
  return [...tables.rows.subarray(tables.rowStarts[place], tables.rowStarts[place + 1])];
}
