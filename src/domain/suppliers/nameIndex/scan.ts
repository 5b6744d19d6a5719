import { gramReader, keyBytes, longestKey } from './grams.ts';
import type { Nearness, NearRow } from './nameIndex.ts';
import { similarityOf } from './similarity.ts';
import type { NameIndexTables } from './tables.ts';

/**
 * What `nearest` answers, found by looking at every key there is. Slow, and simple enough to be believed: the index is
 * tested and measured against it.
 */
export function nearestByScan(
  tables: NameIndexTables,
  key: string,
  { most, floor }: Nearness,
): readonly NearRow[] {
  const { weights, norms, bytes, starts, rows, rowStarts } = tables;
  const { grams, read } = gramReader();
  const into = new Uint8Array(longestKey);
  const asked = new Map<number, number>();
  const count = read(into, 0, keyBytes(key, into));
  for (const gram of grams.subarray(0, count)) asked.set(gram, weights[gram] ?? 0);
  const norm = [...asked.values()].reduce((sum, weight) => sum + weight, 0);
  const found: NearRow[] = [];
  for (let place = 0; place < norms.length; place += 1) {
    const length = read(bytes, starts[place] ?? 0, starts[place + 1] ?? 0);
    let common = 0;
    for (let at = 0; at < length; at += 1) common += asked.get(grams[at] ?? 0) ?? 0;
    const similarity = similarityOf(common, norm, norms[place] ?? 0);
    if (common === 0 || similarity < floor) continue;
    for (const row of rows.subarray(rowStarts[place], rowStarts[place + 1])) found.push({ row, similarity });
  }
  found.sort((one, other) => other.similarity - one.similarity || one.row - other.row);
  return found.slice(0, most);
}
