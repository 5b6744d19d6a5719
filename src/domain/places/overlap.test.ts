import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { type PlaceCode, toPlaceCode } from '../values/index.ts';
import { candidateNames, describeCandidates, overlap } from './index.ts';

const codes = ['E08000901', 'E08000902', 'E08000903', 'E08000904', 'E08000905'].map(toPlaceCode);
const names = ['Alderby', 'Birchby', 'Cedarby', 'Damsonby', 'Elderby'];
const index = { nameOf: (code: PlaceCode) => names[codes.indexOf(code)] ?? code };
const ringOf = (inside: typeof codes) => ({ id: 'own-1', name: 'Valley', codes: inside });

describe('where candidates lie', () => {
  it('property: inside when all are in the ring, outside when none is, else undetermined', () => {
    const some = fc.subarray(codes, { minLength: 1 });
    fc.assert(
      fc.property(some, fc.subarray(codes), (candidates, inside) => {
        const all = candidates.every((code) => inside.includes(code));
        const none = !candidates.some((code) => inside.includes(code));
        const expected = all ? 'inside' : none ? 'outside' : 'undetermined';
        const ring = ringOf(inside);
        expect(overlap(candidates, ring)).toBe(expected);
        expect(overlap(candidates, ring)).toBe(expected);
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('is undetermined for what could be anywhere or has no candidate, whatever the ring', () => {
    for (const ring of [ringOf([]), ringOf(codes)]) {
      expect(overlap('anywhere', ring)).toBe('undetermined');
      expect(overlap([], ring)).toBe('undetermined');
    }
  });
});

describe('candidates in words', () => {
  it('are named in order of their codes', () => {
    expect(candidateNames(codes.slice(0, 3).toReversed(), index)).toEqual(['Alderby', 'Birchby', 'Cedarby']);
    expect(candidateNames('anywhere', index)).toEqual([]);
  });

  it.each([
    [0, 'anywhere'],
    [1, 'Alderby'],
    [2, 'Alderby or Birchby'],
    [3, 'Alderby, Birchby or Cedarby'],
    [4, 'Alderby, Birchby, Cedarby or Damsonby'],
    [5, 'one of 5 places: Alderby, Birchby, Cedarby, Damsonby or Elderby'],
  ])('%i of them: %s', (many, words) =>
    expect(describeCandidates(codes.slice(0, many).toReversed(), index)).toBe(words),
  );

  it('say anywhere of what could be anywhere', () => {
    expect(describeCandidates('anywhere', index)).toBe('anywhere');
  });
});
