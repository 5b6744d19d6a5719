import { symbolOf, symbols } from './grams.ts';
import type { NameIndexTables } from './tables.ts';

/** What the grams that a key has in common with the question weigh. */
export type CommonWeight = (place: number) => number;

/**
 * Weighs what a key has in common with the question from the bytes of the key. The grams of keys in which one comes twice are
 * taken out of the question while they are read, so that each counts once.
 */
export function commonWeight(tables: NameIndexTables, weightOf: Uint16Array): CommonWeight {
  const { bytes, starts, repeating } = tables;
  const counted = new Uint16Array(1_000);
  const countedWeights = new Uint16Array(1_000);
  const each = (from: number, to: number): number => {
    let pair = symbolOf[bytes[from] ?? 0] ?? 0;
    let sum = 0;
    for (let at = from + 1; at < to; at += 1) {
      const symbol = symbolOf[bytes[at] ?? 0] ?? 0;
      sum += weightOf[pair * symbols + symbol] ?? 0;
      pair = (pair % symbols) * symbols + symbol;
    }
    return sum + (weightOf[pair * symbols] ?? 0);
  };
  const once = (from: number, to: number): number => {
    let pair = symbolOf[bytes[from] ?? 0] ?? 0;
    let [sum, count] = [0, 0];
    for (let at = from + 1; at <= to; at += 1) {
      const symbol = at < to ? (symbolOf[bytes[at] ?? 0] ?? 0) : 0;
      const gram = pair * symbols + symbol;
      pair = (pair % symbols) * symbols + symbol;
      const weight = weightOf[gram] ?? 0;
      if (weight === 0) continue;
      sum += weight;
      counted[count] = gram;
      countedWeights[count] = weight;
      count += 1;
      weightOf[gram] = 0;
    }
    while (count > 0) {
      count -= 1;
      weightOf[counted[count] ?? 0] = countedWeights[count] ?? 0;
    }
    return sum;
  };
  return (place) => {
    const [from, to] = [starts[place] ?? 0, starts[place + 1] ?? 0];
    return ((repeating[place >> 3] ?? 0) >> (place & 7)) & 1 ? once(from, to) : each(from, to);
  };
}
