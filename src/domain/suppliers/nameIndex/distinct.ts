import type { CollectedKeys } from './collected.ts';
import { hashOf, sameBytes } from './hash.ts';

/** Which rows have the same key. */
export interface DistinctKeys {
  readonly count: number;
  /** The number of each row's key, in the order in which keys came first. */
  readonly keyOfRow: Uint32Array;
  /** The first row of each key. */
  readonly firstRow: Uint32Array;
}

/** How many places a table of so many keys has: a power of two, at most two thirds full. */
export function slotCount(keys: number): number {
  let slots = 2;
  while (slots < keys * 1.5) slots *= 2;
  return slots;
}

/** Finds rows whose keys are the same to the byte. */
export function distinctKeys({ bytes, starts, count }: CollectedKeys): DistinctKeys {
  const slots = new Uint32Array(slotCount(count));
  const keyOfRow = new Uint32Array(count);
  const firstRow = new Uint32Array(count);
  let keys = 0;
  for (let row = 0; row < count; row += 1) {
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    let slot = hashOf(bytes, from, to) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const other = firstRow[(slots[slot] ?? 0) - 1] ?? 0;
      const otherFrom = starts[other] ?? 0;
      if ((starts[other + 1] ?? 0) - otherFrom !== to - from) continue;
      if (sameBytes({ bytes, from, to }, bytes, otherFrom)) break;
    }
    if (slots[slot] === 0) {
      firstRow[keys] = row;
      keys += 1;
      slots[slot] = keys;
    }
    keyOfRow[row] = (slots[slot] ?? 0) - 1;
  }
  return { count: keys, keyOfRow, firstRow: firstRow.slice(0, keys) };
}
