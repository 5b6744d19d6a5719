import { assert, parseRatio, type Ratio } from '../values/index.ts';

/** The number of a text that was checked when the set was read. Anything else is a bug. */
export function numberOf(written: string): Ratio {
  const read = parseRatio(written);
  assert(read !== undefined, `${written} is a number`);
  return read;
}
