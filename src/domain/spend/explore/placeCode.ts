import { type Candidates, overlap, type Ring } from '../../places/index.ts';
import { assert } from '../../values/index.ts';
import type { Whereabouts } from './types.ts';

/** Rings whose whereabouts fit into one code. */
export const ringLimit = 10;

const digitOf = { inside: 0, outside: 1, undetermined: 2 } as const;

/** Where candidate places lie as seen from each ring, as one number: a digit of base three for each ring. */
export function placeCodeOf(candidates: Candidates, rings: readonly Ring[]): number {
  assert(rings.length <= ringLimit, `at most ${ringLimit} rings have a place code`);
  return rings.reduce((code, ring, index) => code + digitOf[overlap(candidates, ring)] * 3 ** index, 0);
}

/** What a code says about the ring at a position. */
export function whereaboutsIn(code: number, ring: number): Whereabouts {
  const digit = Math.floor(code / 3 ** ring) % 3;
  if (digit === digitOf.inside) return 'inside';
  return digit === digitOf.outside ? 'elsewhere' : 'unplaced';
}

/** Every code of so many rings that says `where` about the ring at a position. */
export function codesSaying(where: Whereabouts, ring: number, rings: number): readonly number[] {
  return Array.from({ length: 3 ** rings }, (_, code) => code).filter(
    (code) => whereaboutsIn(code, ring) === where,
  );
}
