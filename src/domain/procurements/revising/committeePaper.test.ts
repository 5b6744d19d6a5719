import { describe, expect, it } from 'vitest';
import { madeUpProxy, madeUpSet, madeUpMeasure as measure } from '../../../../test/support/measureSets.ts';
import { madeUpPast } from '../../../../test/support/pastBids.ts';
import { compareSets, type MeasureSet, removalReasons } from '../../measures/index.ts';
import { ratio } from '../../values/index.ts';
import { committeePaper } from './committeePaper.ts';
import { findings } from './findings.ts';
import { cellText } from './paperCells.ts';
import type { CommitteePaper } from './paperTypes.ts';
import { reasonName } from './revisionTables.ts';
import { simulateRevision } from './simulate.ts';

const lists = [
  { id: 'main', name: 'Main list', subsetOf: null },
  { id: 'lite', name: 'Lite list', subsetOf: 'main' },
];
const secret = {
  ...{ title: 'Secret title', guidance: 'Secret guidance', evidence: ['Secret evidence'] },
  proxy: madeUpProxy('987.65', { note: 'Secret note' }),
};
const before = madeUpSet(
  [
    measure('A', { ...secret, weighting: '2' }),
    measure('B', { ...secret, lists: ['main', 'lite'] }),
    measure('C', { ...secret, localOnly: true }),
    measure('D', { ...secret, recordOnly: true }),
    measure('E', secret),
    measure('F', secret),
  ],
  {
    lists,
    onePlace: [{ between: ['A', 'B'], what: 'secret thing', sentence: 'Secret sentence.' }],
  },
);
const after: MeasureSet = {
  ...madeUpSet(
    [
      measure('A', { ...secret, localOnly: true, recordOnly: true, weighting: '1' }),
      measure('C', { ...secret, localOnly: false, title: 'Secret new title', weighting: '3' }),
      measure('D', { ...secret, recordOnly: false, lists: ['main', 'lite'] }),
      measure('F', secret),
      measure('N', secret),
    ],
    {
      ...{ version: '2', lists, replaces: '1' },
      removed: [{ reference: 'B', reason: 'overlaps', overlaps: 'A', sentence: 'Secret reason.' }],
    },
  ),
};

const past = madeUpPast({
  bids: [
    {
      ...{ name: 'Alder', price: '1000', quality: '70' },
      offers: [
        { measure: 'A', quantity: '2' },
        { measure: 'B', quantity: '10' },
      ],
    },
    {
      ...{ name: 'Birch', price: '1000', quality: '75' },
      offers: [
        { measure: 'C', quantity: '5', localShare: '100%' },
        { measure: 'C', quantity: '1' },
      ],
    },
  ],
});

function paper(withhold: boolean, withPast = true): CommitteePaper {
  return committeePaper({
    comparison: compareSets(before, after),
    simulation: withPast ? simulateRevision(before, after, past) : null,
    findings: withPast ? findings(before, past) : null,
    ...{ outOfDate: ['EN1', 'UL2'], withhold },
  });
}

const rowsOf = ({ tables }: CommitteePaper, id: string) =>
  tables.find((table) => table.id === id)?.rows.map((row) => row.map(cellText).join(' | '));

describe('the committee paper', () => {
  const whole = paper(false);

  it('says in its title and sentences what would change', () => {
    expect(whole.title).toBe('Made-up measures: from 6 to 5 measures');
    expect(whole.sentences.slice(0, 5)).toEqual([
      'Version 2 would take the place of version 1: 2 removed measures, 1 new measure and 3 changed measures.',
      'Number of measures: main list goes from 6 to 5, lite list stays at 1 and record only stays at 1.',
      'No reason is given for E. Give one before the paper is decided on.',
      '2 values of version 2 are out of date: EN1 and UL2. Look up the newer ones before this is decided on.',
      'Another bid would win in 1 of 1 past procurement; places move in 1.',
    ]);
  });

  it('has a table for each thing that is decided, with as many cells in each row as columns', () => {
    expect(whole.tables.map(({ id }) => id)).toEqual([
      ...['counts', 'removed', 'reasons', 'changed', 'added', 'themes', 'tenders', 'bids', 'not-counted'],
      ...['measures', 'overlaps', 'ranges'],
    ]);
    for (const withheld of [false, true]) {
      for (const { rows, columns } of paper(withheld).tables) {
        for (const row of rows) expect(row).toHaveLength(columns.length);
      }
    }
  });

  it('tells what goes with its reason, and counts reasons', () => {
    expect(rowsOf(whole, 'removed')).toEqual([
      'B | Secret title | hours | Overlaps another measure | A | Secret reason.',
      'E | Secret title | hours | No reason given |  | ',
    ]);
    expect(rowsOf(whole, 'reasons')).toEqual(['Overlaps another measure | 1', 'No reason given | 1']);
    expect(new Set(removalReasons.map(reasonName)).size).toBe(removalReasons.length);
  });

  it('tells what changes in words', () => {
    expect(rowsOf(whole, 'changed')).toEqual([
      'A | counts local effects only, is kept for the record only and has no weighting any more',
      'C | another title, counts from elsewhere too and another weighting',
      'D | is scored again and other lists',
    ]);
    expect(rowsOf(whole, 'added')).toEqual(['N | Secret title | hours']);
    expect(rowsOf(whole, 'counts')).toEqual([
      ...['All measures | 6 | 5 | −1', 'Main list | 6 | 5 | −1', 'Lite list | 1 | 1 | 0'],
      'Record only | 1 | 1 | 0',
    ]);
    expect(rowsOf(whole, 'themes')).toEqual(['Theme | 6 | 5 | −1']);
  });

  it('tells what it would have meant in the past', () => {
    expect(rowsOf(whole, 'tenders')).toEqual(['Depots | Alder | Birch | Yes | Yes']);
    expect(rowsOf(whole, 'bids')).toEqual([
      'Depots | Alder | £13,827.10 | £0 | 88.000 | 68.000 | 1 | 2',
      'Depots | Birch | £4,938.25 | £17,777.70 | 77.143 | 90.000 | 2 | 1',
    ]);
    expect(rowsOf(whole, 'not-counted')?.[0]).toMatch(
      /^Depots \| Birch \| C \| 5 \| C counts only what stays/,
    );
    expect(rowsOf(whole, 'overlaps')).toEqual([
      'A and B | One place only | 1 | One secret thing counts under A or under B; 1 bid offers both.',
    ]);
    expect(rowsOf(whole, 'measures')?.[5]).toBe(
      'F | Secret title | hours | 0 | 0 | 0% | 0 | 0 | Never offered',
    );
    expect(rowsOf(whole, 'ranges')).toEqual([
      'A | Depots | Alder | 0.000 | No end |  | ',
      'B | Depots | Alder | 0.156 | No end | Birch | ',
      'C | Depots | Alder | 0.000 | 2.520 |  | Birch',
    ]);
  });

  it('says when nobody wins and a bid is out', () => {
    const out = madeUpPast({
      told: { qualityFloor: '90' },
      bids: [{ name: 'Alder', price: '1', quality: '1', offers: [] }],
    });
    const simulation = simulateRevision(before, after, out);
    const told = committeePaper({
      ...{
        comparison: compareSets(before, after),
        simulation,
        findings: null,
        outOfDate: ['EN1'],
        withhold: false,
      },
    });
    expect(rowsOf(told, 'tenders')).toEqual(['Depots | Nobody | Nobody | No | No']);
    expect(rowsOf(told, 'bids')).toEqual(['Depots | Alder | £0 | £0 | 0.000 | 0.000 | Out | Out']);
    expect(rowsOf(told, 'not-counted')).toBeUndefined();
  });

  it('needs no bids of the past, and tells where nothing goes', () => {
    const plain = paper(false, false);
    expect(plain.tables.map(({ id }) => id)).toEqual([
      ...['counts', 'removed', 'reasons', 'changed', 'added', 'themes'],
    ]);
    const same = committeePaper({
      ...{
        comparison: compareSets(before, before),
        simulation: null,
        findings: null,
        outOfDate: [],
        withhold: false,
      },
    });
    expect(same.title).toBe('Made-up measures: version 1 with 6 measures');
    expect(rowsOf(same, 'removed')).toEqual([]);
    expect(rowsOf(same, 'reasons')).toEqual([]);
    expect(same.tables.some(({ id }) => id === 'added')).toBe(false);
    expect(same.sentences).toHaveLength(2);
  });

  it('withheld, holds references, units, counts and totals, and nothing of the text or values of the set', () => {
    const withheld = paper(true);
    const everything = JSON.stringify([
      ...[
        withheld.title,
        withheld.sentences,
        withheld.tables.map(({ title, sentence, columns }) => [title, sentence, columns]),
      ],
      withheld.tables.map(({ rows }) => rows.map((row) => row.map(cellText))),
    ]);
    expect(everything).not.toMatch(/secret|987|10 an hour/i);
    expect(withheld.withheld).toBe(true);
    expect(withheld.sentences.at(-1)).toMatch(/licence of this set does not allow/);
    expect(rowsOf(withheld, 'removed')).toEqual([
      'B | hours | Overlaps another measure | A',
      'E | hours | No reason given | ',
    ]);
    expect(rowsOf(withheld, 'added')).toEqual(['N | hours']);
    expect(rowsOf(withheld, 'themes')).toEqual(['Theme 1 | 6 | 5 | −1']);
    expect(rowsOf(withheld, 'overlaps')).toEqual(['A and B | One place only | 1']);
    expect(rowsOf(withheld, 'bids')).toEqual(rowsOf(whole, 'bids'));
    expect(JSON.stringify([whole.tables.map(({ rows }) => rows.map((row) => row.map(cellText)))])).toMatch(
      /Secret/,
    );
  });

  it('shows each kind of cell as people read it', () => {
    const share = ratio(1, 3);
    expect([
      cellText({ kind: 'count', count: 1234 }),
      cellText({ kind: 'pounds', pounds: ratio(2469, 2) }),
      cellText({ kind: 'share', share }),
      cellText({ kind: 'points', points: share }),
    ]).toEqual(['1,234', '£1,234.50', '33.3%', '0.333']);
  });
});
