import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidates, Ring } from '../../places/index.ts';
import { overlap } from '../../places/index.ts';
import { toPlaceCode } from '../../values/index.ts';
import { codesSaying, placeCodeOf, ringLimit, whereaboutsIn } from './placeCode.ts';
import { whereabouts } from './types.ts';

const [kirklees, leeds, cardiff] = ['E08000034', 'E08000035', 'W06000015'].map(toPlaceCode);
const places = [kirklees, leeds, cardiff].filter((place) => place !== undefined);
const ringOf = (...codes: Ring['codes']): Ring => ({ id: 'own', name: 'Examplevale', codes });
const [inner, wider] = [ringOf(...places.slice(0, 1)), ringOf(...places.slice(0, 2))];

describe('a place code', () => {
  it('has a digit of base three for each ring, the innermost first', () => {
    const codes = [
      ['inside', 'inside'],
      ['elsewhere', 'inside'],
      ['unplaced', 'inside'],
      ['elsewhere', 'elsewhere'],
    ];
    const candidates: readonly Candidates[] = [
      places.slice(0, 1),
      places.slice(1, 2),
      places.slice(0, 2),
      places.slice(2),
    ];
    expect(candidates.map((one) => placeCodeOf(one, [inner, wider]))).toEqual([0, 1, 2, 4]);
    expect([0, 1, 2, 4].map((code) => [whereaboutsIn(code, 0), whereaboutsIn(code, 1)])).toEqual(codes);
    expect(placeCodeOf('anywhere', [inner, wider])).toBe(8);
    expect(placeCodeOf('anywhere', [])).toBe(0);
  });

  it('speaks of ten rings and of no more', () => {
    const rings = (count: number) => Array.from({ length: count }, () => inner);
    expect(placeCodeOf('anywhere', rings(ringLimit))).toBe(3 ** 10 - 1);
    expect(() => placeCodeOf('anywhere', rings(ringLimit + 1))).toThrow('at most 10 rings have a place code');
  });

  it('is found by what it says of a ring', () => {
    expect(codesSaying('inside', 0, 1)).toEqual([0]);
    expect(codesSaying('elsewhere', 0, 2)).toEqual([1, 4, 7]);
    expect(codesSaying('unplaced', 1, 2)).toEqual([6, 7, 8]);
  });

  it('property: it says of each of up to ten rings where the candidates lie', () => {
    const some = fc.subarray(places);
    const rings = fc.array(
      some.map((codes) => ringOf(...codes)),
      { minLength: 1, maxLength: ringLimit },
    );
    const seenAs = { inside: 'inside', outside: 'elsewhere', undetermined: 'unplaced' } as const;
    fc.assert(
      fc.property(fc.oneof(fc.constant('anywhere' as const), some), rings, (candidates, around) => {
        const code = placeCodeOf(candidates, around);
        const said = around.map((_, ring) => whereaboutsIn(code, ring));
        expect(said).toEqual(around.map((ring) => seenAs[overlap(candidates, ring)]));
      }),
    );
  });

  it('property: whereabouts of up to ten rings lead to one code, and every code says one thing of a ring', () => {
    const said = fc.array(fc.constantFrom(...whereabouts), { minLength: 1, maxLength: ringLimit });
    fc.assert(
      fc.property(said, fc.nat(), (wanted, nat) => {
        const saying = wanted.map((where, ring) => new Set(codesSaying(where, ring, wanted.length)));
        const [first, ...others] = saying;
        const common = [...(first ?? [])].filter((code) => others.every((codes) => codes.has(code)));
        expect(common).toHaveLength(1);
        expect(wanted.map((_, ring) => whereaboutsIn(common[0] ?? -1, ring))).toEqual(wanted);

        const ring = nat % wanted.length;
        const parts = whereabouts.flatMap((where) => codesSaying(where, ring, wanted.length));
        const all = Array.from({ length: 3 ** wanted.length }, (_, code) => code);
        expect(parts.toSorted((one, other) => one - other)).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });
});
