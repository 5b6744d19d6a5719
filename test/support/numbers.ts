import { assert, parseRatio, type Ratio } from '../../src/domain/values/index.ts';

export { nought, one } from '../../src/domain/values/index.ts';

/** The exact number of a text. */
export function numberAt(written: string): Ratio {
  const read = parseRatio(written);
  assert(read !== undefined, `${written} is a number`);
  return read;
}
