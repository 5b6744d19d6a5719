import { describe, expect, it } from 'vitest';
import { nameIndex } from './index.ts';

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
});
