import type { CollectedKeys } from './collected.ts';
import { type GramReader, gramCount } from './grams.ts';
import { sharedNumbers } from './shared.ts';
import { bandSize } from './tables.ts';

/** Keys in the order of the index: which was which, and what they weigh. */
export interface KeyOrder {
  readonly order: Uint32Array;
  readonly norms: Uint32Array<SharedArrayBuffer>;
}

interface Weighed {
  readonly norms: Uint32Array;
  /** The two heaviest grams of each key as one number. */
  readonly heads: Uint32Array;
}

const most = 2 ** 27;

function weighed(
  { bytes, starts }: CollectedKeys,
  firstRow: Uint32Array,
  { weights, reader }: { readonly weights: Uint16Array; readonly reader: GramReader },
): Weighed {
  const norms = new Uint32Array(firstRow.length);
  const heads = new Uint32Array(firstRow.length);
  for (let key = 0; key < firstRow.length; key += 1) {
    const row = firstRow[key] ?? 0;
    const found = reader.read(bytes, starts[row] ?? 0, starts[row + 1] ?? 0);
    let [norm, first, second] = [0, 0, 0];
    for (let at = 0; at < found; at += 1) {
      const gram = reader.grams[at] ?? 0;
      const weight = weights[gram] ?? 0;
      norm += weight;
      // Weight and number of a gram as one number: the heaviest has the highest.
      const place = weight * gramCount + gram;
      if (place > first) [first, second] = [place, first];
      else if (place > second) second = place;
    }
    norms[key] = norm;
    heads[key] = (first % gramCount) * 2 ** 16 + (second % gramCount);
  }
  return { norms, heads };
}

/** Sorts numbers by a value of each that is less than 2^32. */
function sortBy(numbers: Uint32Array, place: (number: number) => number): Uint32Array {
  const places = Float64Array.from(numbers, (number, at) => place(number) * 2 ** 20 + at);
  places.sort();
  return Uint32Array.from(places, (sorted) => numbers[sorted % 2 ** 20] ?? 0);
}

/**
 * Puts keys in order of their norm and cuts them into bands; within a band those with the same heaviest grams lie
 * together, so that what a list leads to is close together too.
 */
export function keyOrder(
  keys: CollectedKeys,
  firstRow: Uint32Array,
  tools: { readonly weights: Uint16Array; readonly reader: GramReader },
): KeyOrder {
  const { norms, heads } = weighed(keys, firstRow, tools);
  const places = new Float64Array(firstRow.length);
  for (let key = 0; key < places.length; key += 1) places[key] = (norms[key] ?? 0) * most + key;
  places.sort();
  const order = Uint32Array.from(places, (place) => place % most);
  for (let first = 0; first < order.length; first += bandSize) {
    const band = order.subarray(first, first + bandSize);
    band.set(sortBy(band, (key) => heads[key] ?? 0));
  }
  const ordered = sharedNumbers(order.length);
  for (let place = 0; place < order.length; place += 1) ordered[place] = norms[order[place] ?? 0] ?? 0;
  return { order, norms: ordered };
}
