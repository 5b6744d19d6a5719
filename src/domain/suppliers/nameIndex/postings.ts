import { gramCount, gramReader } from './grams.ts';
import { bandSize, type NameIndexTables } from './tables.ts';

type Keys = Pick<NameIndexTables, 'bytes' | 'starts'>;

/** Calls `each` with every gram of every key, keys in order. */
function eachGram({ bytes, starts }: Keys, each: (list: number, key: number) => void): void {
  const { grams, read } = gramReader();
  for (let key = 0; key < starts.length - 1; key += 1) {
    const found = read(bytes, starts[key] ?? 0, starts[key + 1] ?? 0);
    const band = Math.floor(key / bandSize) * gramCount;
    for (let at = 0; at < found; at += 1) each(band + (grams[at] ?? 0), key);
  }
}

/** For each band and gram the keys that have it, in order. */
export function postingsOf(keys: Keys): Pick<NameIndexTables, 'postingStarts' | 'postings'> {
  const bands = Math.ceil((keys.starts.length - 1) / bandSize);
  const ends = new Uint32Array(bands * gramCount + 1);
  eachGram(keys, (list) => {
    ends[list + 1] = (ends[list + 1] ?? 0) + 1;
  });
  for (let list = 0; list < bands * gramCount; list += 1) {
    ends[list + 1] = (ends[list] ?? 0) + (ends[list + 1] ?? 0);
  }
  const postings = new Uint16Array(ends[bands * gramCount] ?? 0);
  const next = ends.slice();
  eachGram(keys, (list, key) => {
    postings[next[list] ?? 0] = key % bandSize;
    next[list] = (next[list] ?? 0) + 1;
  });
  return { postingStarts: ends, postings };
}
