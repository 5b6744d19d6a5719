import type { CollectedKeys } from './collected.ts';
import { type GramReader, gramCount } from './grams.ts';
import { sharedShorts } from './shared.ts';

const parts = 64;

/**
 * What a gram weighs that `frequency` of `keys` keys have: the square of `1 + ln((keys + 1) / (frequency + 1))`, in
 * whole 64ths. Whole numbers, so that every sum is the same in whatever order it is made.
 */
export function weightOf(frequency: number, keys: number): number {
  const inverse = 1 + Math.log((keys + 1) / (frequency + 1));
  return Math.min(0xffff, Math.max(1, Math.round(parts * inverse * inverse)));
}

/** The weights of all grams, also of those that no key has. */
export function gramWeights(
  keys: CollectedKeys,
  firstRow: Uint32Array,
  reader: GramReader,
): Uint16Array<SharedArrayBuffer> {
  const frequencies = new Uint32Array(gramCount);
  for (let key = 0; key < firstRow.length; key += 1) {
    const row = firstRow[key] ?? 0;
    const found = reader.read(keys.bytes, keys.starts[row] ?? 0, keys.starts[row + 1] ?? 0);
    for (let at = 0; at < found; at += 1) {
      const gram = reader.grams[at] ?? 0;
      frequencies[gram] = (frequencies[gram] ?? 0) + 1;
    }
  }
  const weights = sharedShorts(gramCount);
  weights.set(frequencies.map((frequency) => weightOf(frequency, firstRow.length)));
  return weights;
}
