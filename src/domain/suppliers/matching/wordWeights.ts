import { type MatchingWords, tellingWords } from './matchingWords.ts';

/** In how many names each word stands, and how many names there are. */
export interface WordCounts {
  readonly names: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Counts the words of keys as they come. */
export interface WordCounter {
  readonly add: (key: string) => void;
  readonly counted: () => WordCounts;
}

/** Counts in how many keys each word stands, by its stem. */
export function wordCounter(words: MatchingWords): WordCounter {
  const counts = new Map<string, number>();
  let names = 0;
  return {
    add(key) {
      names += 1;
      const stems = new Set(tellingWords(key, words).map(({ stem }) => stem));
      for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    },
    counted: () => ({ names, counts }),
  };
}

/** Counts the words of keys that are all there. */
export function countWords(keys: Iterable<string>, words: MatchingWords): WordCounts {
  const counter = wordCounter(words);
  for (const key of keys) counter.add(key);
  return counter.counted();
}

const least = 0.02;
const fewest = 20_000;

/**
 * How much a word tells, by how rare it is: `1 - ln(count + 1) / ln(names + 1)`, so that 1 is a word of no name and 0 a
 * word of all, in a small register as in a large one. Words that are usual everywhere tell little in any register.
 */
export function wordWeigher({ names, counts }: WordCounts, words: MatchingWords): (word: string) => number {
  const all = Math.max(names, fewest);
  const most = Math.log(all + 1);
  return (word) => {
    const count = Math.max(counts.get(word) ?? 0, ((words.usual.get(word) ?? 0) * all) / 1000);
    return Math.max(least, 1 - Math.log(count + 1) / most);
  };
}
