import { gramCount, gramReader, keyBytes, longestKey } from './grams.ts';

/** A key that is looked for: its grams, the heaviest first. */
export interface Question {
  /** Takes the next key; answers how many different grams it has. */
  readonly ask: (key: string) => number;
  readonly grams: Uint16Array;
  readonly weights: Uint16Array;
  /** What the grams from here to the last weigh together; one more than there are grams. */
  readonly rest: Uint32Array;
  /** The weight of every gram that the key has, and 0 for all others. */
  readonly weightOf: Uint16Array;
}

/** Room for one question at a time over these weights. */
export function question(allWeights: Uint16Array): Question {
  const bytes = new Uint8Array(longestKey);
  const reader = gramReader();
  const grams = new Uint16Array(longestKey);
  const weights = new Uint16Array(longestKey);
  const rest = new Uint32Array(longestKey + 1);
  const weightOf = new Uint16Array(gramCount);
  let count = 0;
  const ask = (key: string): number => {
    for (let at = 0; at < count; at += 1) weightOf[grams[at] ?? 0] = 0;
    count = reader.read(bytes, 0, keyBytes(key, bytes));
    for (let read = 0; read < count; read += 1) {
      const gram = reader.grams[read] ?? 0;
      const weight = allWeights[gram] ?? 0;
      weightOf[gram] = weight;
      let at = read;
      for (; at > 0 && (weights[at - 1] ?? 0) < weight; at -= 1) {
        grams[at] = grams[at - 1] ?? 0;
        weights[at] = weights[at - 1] ?? 0;
      }
      grams[at] = gram;
      weights[at] = weight;
    }
    rest[count] = 0;
    for (let at = count - 1; at >= 0; at -= 1) rest[at] = (rest[at + 1] ?? 0) + (weights[at] ?? 0);
    return count;
  };
  return { ask, grams, weights, rest, weightOf };
}
