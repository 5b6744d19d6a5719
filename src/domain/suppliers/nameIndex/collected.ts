import { assert } from '../../values/index.ts';
import { keyBytes, longestKey } from './grams.ts';

/** Keys one after another, as they were added. */
export interface CollectedKeys {
  readonly bytes: Uint8Array;
  /** Where each key begins; one more than there are keys. */
  readonly starts: Uint32Array;
  readonly count: number;
}

/** Takes keys in one after another; made for millions. */
export interface KeyCollector {
  readonly add: (key: string) => void;
  /** What was added so far. The arrays may be longer than what they hold. */
  readonly collected: () => CollectedKeys;
}

const mostBytes = 0xffff_0000;

/** A collector whose arrays double as they fill. */
export function keyCollector(): KeyCollector {
  const one = new Uint8Array(longestKey);
  let bytes = new Uint8Array(1 << 16);
  let starts = new Uint32Array(1 << 12);
  let [count, used] = [0, 0];
  const add = (key: string): void => {
    const length = keyBytes(key, one);
    if (used + length > bytes.length) bytes = grown(bytes, new Uint8Array(bytes.length * 2));
    if (count + 2 > starts.length) starts = grown(starts, new Uint32Array(starts.length * 2));
    for (let at = 0; at < length; at += 1) bytes[used + at] = one[at] ?? 0;
    used += length;
    assert(used < mostBytes, 'the keys of one index are less than four gigabytes');
    count += 1;
    starts[count] = used;
  };
  return { add, collected: () => ({ bytes, starts, count }) };
}

function grown<T extends Uint8Array | Uint32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
