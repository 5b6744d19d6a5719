import { describe, expect, it } from 'vitest';
import { madeUpProxy, madeUpSet, madeUpMeasure as measure } from '../../../test/support/measureSets.ts';
import { readShippedSets } from '../../formats/measures/readSets.ts';
import { comparedFields, compareSets } from './compareSets.ts';
import type { MeasureSet } from './measureSet.ts';

const lists = [
  { id: 'main', name: 'Main list', subsetOf: null },
  { id: 'lite', name: 'Lite list', subsetOf: 'main' },
];

describe('two versions side by side', () => {
  const before = madeUpSet([
    measure('A', { weighting: '2', lists: ['main'] }),
    measure('B', { recordOnly: true }),
    measure('C', { recordOnly: true }),
    measure('D'),
  ]);
  const after = madeUpSet(
    [
      measure('A', { localOnly: true, proxy: madeUpProxy('12'), lists: ['lite', 'main'] }),
      measure('D'),
      measure('N'),
    ],
    {
      ...{ version: '2', lists, replaces: '1' },
      removed: [{ reference: 'B', reason: 'overlaps', overlaps: 'A', sentence: 'It is in A.' }],
    },
  );
  const compared = compareSets(before, after);

  it('tells what was removed with its reason, or that nobody gave one', () => {
    expect(
      compared.removed.map(({ placed, reason, overlaps, sentence }) => [
        ...[placed.measure.reference, placed.theme.id, reason, overlaps, sentence],
      ]),
    ).toEqual([
      ['B', 'theme', 'overlaps', 'A', 'It is in A.'],
      ['C', 'theme', null, null, null],
    ]);
    expect(compared.withoutReason).toEqual(['C']);
    expect(compared.reasons).toEqual([{ reason: 'overlaps', count: 1 }]);
  });

  it('tells what was added, changed and left as it is', () => {
    expect(compared.added.map((placed) => placed.measure.reference)).toEqual(['N']);
    expect(compared.changed).toEqual([
      {
        reference: 'A',
        changes: [
          { field: 'proxy', before: madeUpProxy('10'), after: madeUpProxy('12') },
          { field: 'localOnly', before: false, after: true },
          { field: 'weighting', before: '2', after: '1' },
          { field: 'lists', before: ['main'], after: ['lite', 'main'] },
        ],
      },
    ]);
    expect(compared.unchanged).toBe(1);
  });

  it('counts per list and per theme, lists of one version only as well', () => {
    expect(compared.lists).toEqual([
      { id: 'main', name: 'Main list', before: 4, after: 3 },
      { id: 'lite', name: 'Lite list', before: 0, after: 1 },
    ]);
    expect(compared.recordOnly).toMatchObject({ before: 2, after: 0 });
    expect(compared.themes).toEqual([{ id: 'theme', name: 'Theme', before: 4, after: 3 }]);
    expect([compared.before.measures, compared.after.measures]).toEqual([4, 3]);
  });

  it('sees nothing where nothing changed, in whatever order lists are named', () => {
    const two = (order: readonly string[]) => madeUpSet([measure('A', { lists: [...order] })], { lists });
    expect(compareSets(two(['main', 'lite']), two(['lite', 'main']))).toMatchObject({
      ...{ removed: [], added: [], changed: [], unchanged: 1, reasons: [], withoutReason: [] },
    });
  });

  it('sees a measure that moved to another theme and outcome', () => {
    const moved = madeUpSet([], {
      themes: [
        {
          ...{ id: 'other', title: 'Other', confirmed: true },
          outcomes: [{ id: 'new', title: 'New', confirmed: true, measures: [measure('D')] }],
        },
      ],
    });
    const { changed } = compareSets(madeUpSet([measure('D')]), moved);
    expect(changed[0]?.changes.map(({ field }) => field)).toEqual(['theme', 'outcome']);
    expect(comparedFields).toContain('guidance');
  });
});

describe('from 46 to 34', () => {
  const open = readShippedSets().filter(({ id }) => id === 'open-measures');
  const version = (text: string) => {
    const found = open.find((set) => set.version === text);
    if (!found) throw new Error(`no version ${text}`);
    return found satisfies MeasureSet;
  };
  const compared = compareSets(version('1'), version('2'));

  it('has the counts of the paper', () => {
    expect([compared.before.measures, compared.after.measures]).toEqual([46, 34]);
    expect(compared.lists.map(({ id, before, after }) => [id, before, after])).toEqual([
      ['main', 46, 34],
      ['lite', 22, 16],
    ]);
    expect(compared.recordOnly).toMatchObject({ before: 9, after: 3 });
    expect(compared.themes.map(({ id, before, after }) => [id, before, after])).toEqual([
      ...[
        ['spend', 8, 5],
        ['skills', 12, 10],
        ['assets', 4, 3],
        ['poverty', 6, 4],
      ],
      ...[
        ['grassroots', 6, 5],
        ['impact', 4, 3],
        ['environment', 6, 4],
      ],
    ]);
  });

  it('gives a reason for each of the twelve, and adds none', () => {
    expect([compared.removed.length, compared.added.length, compared.withoutReason]).toEqual([12, 0, []]);
    expect(Object.fromEntries(compared.reasons.map(({ reason, count }) => [reason, count]))).toEqual({
      ...{ 'not-local': 3, 'nothing-without-weighting': 4, overlaps: 2, 'no-evidence': 3 },
    });
  });

  it('takes away four weightings and makes four measures local only', () => {
    const changed = (field: string) =>
      compared.changed.filter(({ changes }) => changes.some((change) => change.field === field));
    expect(changed('weighting').map(({ reference }) => reference)).toEqual(['TP4', 'GR2', 'GR3', 'EN1']);
    expect(changed('localOnly').map(({ reference }) => reference)).toEqual(['ES5', 'ES8', 'GR3', 'EN4']);
    expect(compared.unchanged).toBe(27);
  });
});
