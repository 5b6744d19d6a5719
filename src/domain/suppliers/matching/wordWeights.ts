import { type MatchingWords, tellingWords } from './matchingWords.ts';

/** In how many names each word stands, and how many names there are. */
export interface WordCounts {
  readonly names: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Counts the words of keys. For millions of names a run over a part of them tells the same. */
export function countWords(keys: Iterable<string>, words: MatchingWords): WordCounts {
  const counts = new Map<string, number>();
  let names = 0;
  for (const key of keys) {
    names += 1;
    const stems = new Set(tellingWords(key, words).map(({ stem }) => stem));
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return { names, counts };
}

const rarest = 0.02;

/**
 * How much a word tells, by how rare it is: `ln((names + 1) / (count + 1)) / ln(names + 1)`, so that 1 is a word of no
 * name and 0 a word of all, in a small register as in a large one.
 */
export function wordWeigher({ names, counts }: WordCounts): (word: string) => number {
  const most = Math.log(names + 1) || 1;
  return (word) => Math.max(rarest, 1 - Math.log((counts.get(word) ?? 0) + 1) / most);
}
