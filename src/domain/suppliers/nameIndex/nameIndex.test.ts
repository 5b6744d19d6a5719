import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property.ts';
import { areSoundTables, nameIndex, nearestByScan } from './index.ts';

const names = [
  'ALDERFORD JOINERY',
  'ALDERFORD JOINERS',
  'BECKWICK CARE',
  'ALDERFORD JOINERY',
  'CRAGSIDE WASTE',
];

describe('an index of names', () => {
  it('answers the rows of a key, and none for another', () => {
    const index = nameIndex(names);
    expect(index.exact('ALDERFORD JOINERY')).toEqual([0, 3]);
    expect(index.exact('ALDERFORD')).toEqual([]);
    expect(index.exact('')).toEqual([]);
  });

  it('orders rows by similarity, then by number', () => {
    const found = nameIndex(names).nearest('ALDERFORD JOINERY', { most: 10, floor: 0.5 });
    expect(found.map(({ row }) => row)).toEqual([0, 3, 1]);
    expect(found[0]?.similarity).toBe(1);
    expect(found[2]?.similarity).toBeLessThan(1);
  });

  it('answers nothing for a key without a gram', () => {
    expect(nameIndex(names).nearest('', { most: 10, floor: 0 })).toEqual([]);
    expect(nameIndex([]).nearest('ALDERFORD', { most: 10, floor: 0 })).toEqual([]);
  });

  it('property: answers what a look at every name answers, for one key and for many together', () => {
    const word = fc.stringMatching(/^(ALD|BEC|CRA|É|1){1,4}$/);
    const key = fc.array(word, { maxLength: 3 }).map((words) => words.join(' '));
    const nearness = fc.record({
      most: fc.integer({ min: 1, max: 12 }),
      floor: fc.constantFrom(0, 0.2, 0.5, 0.8, 1),
    });
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 60 }),
        fc.array(key, { maxLength: 8 }),
        nearness,
        (keys, asked, near) => {
          const index = nameIndex(keys);
          expect(areSoundTables(index.tables)).toBe(true);
          const expected = asked.map((one) => nearestByScan(index.tables, one, near));
          expect(index.nearestAll(asked, near)).toEqual(expected);
          expect(asked.map((one) => index.nearest(one, near))).toEqual(expected);
          for (const one of asked) {
            expect(index.exact(one)).toEqual(keys.flatMap((other, row) => (other === one ? [row] : [])));
          }
        },
      ),
      { numRuns: propertyRuns(150) },
    );
  });
});
