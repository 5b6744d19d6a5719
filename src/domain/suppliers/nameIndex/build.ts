import { type CollectedKeys, keyCollector } from './collected.ts';
import { type DistinctKeys, distinctKeys, slotCount } from './distinct.ts';
import { gramReader } from './grams.ts';
import { hashOf } from './hash.ts';
import { keyOrder } from './keyOrder.ts';
import { type NameIndex, nameIndexOver } from './nameIndex.ts';
import { postingsOf } from './postings.ts';
import { sharedBytes, sharedNumbers } from './shared.ts';
import type { NameIndexTables } from './tables.ts';
import { gramWeights } from './weights.ts';

/** Makes an index from keys that come one after another. */
export interface NameIndexBuilder {
  /** Adds the key of the next row; rows are numbered from 0. */
  readonly add: (key: string) => void;
  readonly build: () => NameIndex;
}

type Kept = Pick<NameIndexTables, 'bytes' | 'starts' | 'repeating'>;

function keptKeys(keys: CollectedKeys, first: (at: number) => number, count: number): Kept {
  const length = (row: number) => (keys.starts[row + 1] ?? 0) - (keys.starts[row] ?? 0);
  const starts = sharedNumbers(count + 1);
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at] ?? 0) + length(first(at));
  const bytes = sharedBytes(starts[count] ?? 0);
  const repeating = sharedBytes(Math.ceil(count / 8));
  const reader = gramReader();
  for (let at = 0; at < count; at += 1) {
    const from = keys.starts[first(at)] ?? 0;
    const [to, size] = [starts[at] ?? 0, length(first(at))];
    for (let byte = 0; byte < size; byte += 1) bytes[to + byte] = keys.bytes[from + byte] ?? 0;
    if (reader.read(bytes, to, to + size) < size) {
      repeating[at >> 3] = (repeating[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return { bytes, starts, repeating };
}

function slotsOf({ bytes, starts }: Kept): Uint32Array<SharedArrayBuffer> {
  const count = starts.length - 1;
  const slots = sharedNumbers(slotCount(count));
  const mask = slots.length - 1;
  for (let key = 0; key < count; key += 1) {
    let slot = hashOf(bytes, starts[key] ?? 0, starts[key + 1] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = key + 1;
  }
  return slots;
}

function rowsOf({ keyOfRow, count }: DistinctKeys, order: Uint32Array) {
  const placeOf = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) placeOf[order[at] ?? 0] = at;
  const rowStarts = sharedNumbers(count + 1);
  for (const key of keyOfRow) {
    const place = (placeOf[key] ?? 0) + 1;
    rowStarts[place] = (rowStarts[place] ?? 0) + 1;
  }
  for (let at = 0; at < count; at += 1) rowStarts[at + 1] = (rowStarts[at] ?? 0) + (rowStarts[at + 1] ?? 0);
  const next = rowStarts.slice();
  const rows = sharedNumbers(keyOfRow.length);
  for (let row = 0; row < keyOfRow.length; row += 1) {
    const place = placeOf[keyOfRow[row] ?? 0] ?? 0;
    rows[next[place] ?? 0] = row;
    next[place] = (next[place] ?? 0) + 1;
  }
  return { rows, rowStarts };
}

function tablesOf(keys: CollectedKeys): NameIndexTables {
  const distinct = distinctKeys(keys);
  const reader = gramReader();
  const weights = gramWeights(keys, distinct.firstRow, reader);
  const { order, norms } = keyOrder(keys, distinct.firstRow, { weights, reader });
  const kept = keptKeys(keys, (at) => distinct.firstRow[order[at] ?? 0] ?? 0, distinct.count);
  const { rows, rowStarts } = rowsOf(distinct, order);
  const all = { ...kept, weights, norms, rows, rowStarts, slots: slotsOf(kept) };
  return { ...all, ...postingsOf(all) };
}

/** A builder of an index over the keys that are added to it. */
export function nameIndexBuilder(): NameIndexBuilder {
  const collector = keyCollector();
  return { add: collector.add, build: () => nameIndexOver(tablesOf(collector.collected())) };
}

/** An index over keys that are there already; row 0 is the first. */
export function nameIndex(keys: Iterable<string>): NameIndex {
  const builder = nameIndexBuilder();
  for (const key of keys) builder.add(key);
  return builder.build();
}
