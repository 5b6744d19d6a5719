import { gramCount, gramReader, keyBytes, longestKey } from './grams.ts';
import { orderGrams } from './order.ts';
import { bitOf, hasBit, sign, signatureWords } from './signature.ts';

/** Keys that are looked for together: the grams of all, one key after another, the heaviest of each first. */
export interface Questions {
  readonly count: number;
  readonly grams: Uint16Array;
  readonly weights: Uint16Array;
  /** What each gram and those after it in its key weigh together. */
  readonly rest: Uint32Array;
  /** The bit of each gram in a signature, and where in each key the grams end that have one. */
  readonly bits: Uint8Array;
  readonly bitEnds: Uint32Array;
  /** The signature of each key. */
  readonly signatures: Int32Array;
  /** Where the grams of each key begin; one more than there are keys. */
  readonly starts: Uint32Array;
  readonly norms: Uint32Array;
  /** The grams that a near key may share first, put in order of the gram: which, whose, and what it and those after it weigh. */
  readonly leading: LeadingGrams;
}

/** Grams of many keys in order of the gram, so that all keys that have one are looked for together. */
export interface LeadingGrams {
  readonly count: number;
  readonly grams: Uint16Array;
  readonly owners: Uint32Array;
  readonly rest: Uint32Array;
}

type Sized = Pick<Questions, 'grams' | 'weights' | 'rest' | 'bits'>;

function roomFor(keys: readonly string[]): Sized {
  const most = keys.reduce((sum, key) => sum + Math.min(longestKey, 3 * key.length), 0);
  return {
    grams: new Uint16Array(most),
    weights: new Uint16Array(most),
    rest: new Uint32Array(most),
    bits: new Uint8Array(most),
  };
}

type Read = Pick<Questions, 'count' | 'grams' | 'rest' | 'starts' | 'norms'>;

/** Calls `each` with the grams of which a key can share none before, and still be as near as `floor`. */
function eachLeading(
  { count, rest, starts, norms }: Read,
  floor: number,
  each: (at: number, one: number) => void,
): void {
  for (let one = 0; one < count; one += 1) {
    const least = floor * floor * (norms[one] ?? 0) * (1 - 1e-9);
    for (let at = starts[one] ?? 0; at < (starts[one + 1] ?? 0) && (rest[at] ?? 0) >= least; at += 1)
      each(at, one);
  }
}

function leadingGrams(read: Read, floor: number): LeadingGrams {
  const places = new Uint32Array(gramCount + 1);
  eachLeading(read, floor, (at) => {
    const next = (read.grams[at] ?? 0) + 1;
    places[next] = (places[next] ?? 0) + 1;
  });
  for (let gram = 0; gram < gramCount; gram += 1) {
    places[gram + 1] = (places[gram] ?? 0) + (places[gram + 1] ?? 0);
  }
  const count = places[gramCount] ?? 0;
  const grams = new Uint16Array(count);
  const [owners, rest] = [new Uint32Array(count), new Uint32Array(count)];
  eachLeading(read, floor, (at, one) => {
    const gram = read.grams[at] ?? 0;
    const place = places[gram] ?? 0;
    places[gram] = place + 1;
    grams[place] = gram;
    owners[place] = one;
    rest[place] = read.rest[at] ?? 0;
  });
  return { count, grams, owners, rest };
}

/** Reads the grams of keys for which no row below the floor is wanted. */
export function questionsOf(keys: readonly string[], allWeights: Uint16Array, floor: number): Questions {
  const bytes = new Uint8Array(longestKey);
  const reader = gramReader();
  const room = roomFor(keys);
  const starts = new Uint32Array(keys.length + 1);
  const bitEnds = new Uint32Array(keys.length);
  const norms = new Uint32Array(keys.length);
  const signatures = new Int32Array(signatureWords * keys.length);
  for (const [number, key] of keys.entries()) {
    const from = starts[number] ?? 0;
    const to = from + reader.read(bytes, 0, keyBytes(key, bytes));
    orderGrams(room.grams.subarray(from), allWeights, { from: reader.grams, count: to - from });
    bitEnds[number] = from;
    let sum = 0;
    for (let at = to - 1; at >= from; at -= 1) {
      const gram = room.grams[at] ?? 0;
      const weight = allWeights[gram] ?? 0;
      sum += weight;
      room.weights[at] = weight;
      room.rest[at] = sum;
      room.bits[at] = bitOf(gram);
      if (!hasBit(weight)) continue;
      sign(signatures, number, bitOf(gram));
      if (bitEnds[number] === from) bitEnds[number] = at + 1;
    }
    norms[number] = sum;
    starts[number + 1] = to;
  }
  const read = { count: keys.length, ...room, starts, norms };
  return { ...read, bitEnds, signatures, leading: leadingGrams(read, floor) };
}
