import { assert } from '../../domain/values/index.ts';

/** Whole numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 up to, not with, `count`. */
  readonly below: (count: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** True in so many of a thousand cases. */
  readonly perMille: (cases: number) => boolean;
}

/** A generator of 32-bit numbers by adding a constant and mixing (mulberry32). The same seed gives the same numbers. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (count: number) => next() % count;
  const pick = <T>(list: readonly T[]): T => {
    const found = list[below(list.length)];
    assert(found !== undefined, 'there is something to pick from');
    return found;
  };
  return { below, pick, perMille: (cases) => below(1000) < cases };
}

/** The list in another order. */
export function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  const keyed = list.map((item, index) => ({ item, index, key: random.below(2 ** 31) }));
  return keyed.sort((one, other) => one.key - other.key || one.index - other.index).map(({ item }) => item);
}
