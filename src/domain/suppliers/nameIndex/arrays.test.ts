import { describe, expect, it } from 'vitest';
import {
  type ArrayPlaces,
  areSoundTables,
  type NameIndexTables,
  nameIndex,
  tableNames,
  tablesOver,
} from './index.ts';

const { tables } = nameIndex(['ALDERFORD JOINERY', 'BECKWICK CARE', 'CRAGSIDE WASTE', 'BECKWICK CARE']);

/** The same tables with one number of one array changed. */
function changed(name: keyof NameIndexTables, at: number, to: number): NameIndexTables {
  const array = tables[name].slice();
  array[at < 0 ? array.length + at : at] = to;
  return { ...tables, [name]: array };
}

describe('arrays of an index', () => {
  it('are sound as they are built, also of no key', () => {
    expect(areSoundTables(tables)).toBe(true);
    expect(areSoundTables(nameIndex([]).tables)).toBe(true);
  });

  it.each<[keyof NameIndexTables, number, number]>([
    ['starts', 0, 1],
    ['starts', 1, 60],
    ['starts', -1, 45],
    ['rowStarts', 0, 1],
    ['rowStarts', 1, 4],
    ['rowStarts', -1, 3],
    ['rows', 1, 4],
    ['slots', 0, 4],
    ['postingStarts', 0, 1],
    ['postingStarts', 50, 1_000],
    ['postingStarts', -1, 1],
    ['postings', 0, 3],
    ['postings', -1, 3],
  ])('are not where a number of %s leads out of them', (name, at, to) => {
    expect(areSoundTables(changed(name, at, to))).toBe(false);
  });

  it('are not where a hash would find no free place', () => {
    expect(areSoundTables({ ...tables, slots: new Uint32Array(8).fill(1) })).toBe(false);
    expect(areSoundTables({ ...tables, slots: new Uint32Array(3) })).toBe(false);
    expect(areSoundTables({ ...tables, slots: new Uint32Array(6) })).toBe(false);
  });

  it.each(tableNames.filter((name) => !['bytes', 'rows', 'slots', 'norms'].includes(name)))(
    'are not where %s has another length than it should',
    (name) => {
      expect(areSoundTables({ ...tables, [name]: tables[name].slice(0, -1) })).toBe(false);
    },
  );

  it('are not where bytes, rows or norms are fewer', () => {
    for (const name of ['bytes', 'rows', 'norms'] as const) {
      expect(areSoundTables({ ...tables, [name]: tables[name].slice(0, -1) })).toBe(false);
    }
  });

  it('lie over bytes without being copied, and only where they can', () => {
    const places = Object.fromEntries(
      tableNames.map((name) => [name, { from: 8, bytes: 8 }]),
    ) as unknown as ArrayPlaces;
    const over = tablesOver(new ArrayBuffer(16), places);
    expect(over?.starts).toHaveLength(2);
    expect(over?.postings).toHaveLength(4);
    for (const place of [
      { from: 2, bytes: 8 },
      { from: 8, bytes: 6 },
      { from: 12, bytes: 8 },
      { from: 8, bytes: 2 ** 40 },
    ]) {
      expect(tablesOver(new ArrayBuffer(16), { ...places, norms: place })).toBeUndefined();
    }
  });
});
