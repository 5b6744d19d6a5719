import { gramReader, keyBytes, longestKey } from './grams.ts';
import { orderGrams } from './order.ts';

/** Keys that are looked for together: the grams of all, the heaviest of each first. */
export interface Questions {
  readonly count: number;
  readonly grams: Uint16Array;
  readonly weights: Uint16Array;
  /** What each gram and those after it in its key weigh together. */
  readonly rest: Uint32Array;
  /** Where the grams of each key begin; one more than there are keys. */
  readonly starts: Uint32Array;
  readonly norms: Uint32Array;
}

/** Reads the grams of keys. */
export function questionsOf(keys: readonly string[], allWeights: Uint16Array): Questions {
  const bytes = new Uint8Array(longestKey);
  const reader = gramReader();
  const most = keys.reduce((sum, key) => sum + Math.min(longestKey, 3 * key.length), 0);
  const [grams, weights, rest] = [new Uint16Array(most), new Uint16Array(most), new Uint32Array(most)];
  const starts = new Uint32Array(keys.length + 1);
  const norms = new Uint32Array(keys.length);
  for (const [number, key] of keys.entries()) {
    const from = starts[number] ?? 0;
    const count = reader.read(bytes, 0, keyBytes(key, bytes));
    orderGrams(grams.subarray(from), allWeights, { from: reader.grams, count });
    let sum = 0;
    for (let at = from + count - 1; at >= from; at -= 1) {
      const weight = allWeights[grams[at] ?? 0] ?? 0;
      sum += weight;
      weights[at] = weight;
      rest[at] = sum;
    }
    norms[number] = sum;
    starts[number + 1] = from + count;
  }
  return { count: keys.length, grams, weights, rest, starts, norms };
}
