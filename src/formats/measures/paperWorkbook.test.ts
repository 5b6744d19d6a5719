import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalRows, openAll, withFiles } from '../../../test/support/openLedgers.ts';
import { compareSets, type MeasureSet } from '../../domain/measures/index.ts';
import {
  type CommitteePaper,
  cellText,
  committeePaper,
  findings,
  type PastTender,
  simulateRevision,
} from '../../domain/procurements/index.ts';
import { ratio } from '../../domain/values/index.ts';
import { paperWorkbook } from './paperWorkbook.ts';
import { readPastBidsFile } from './readPastBids.ts';
import { readShippedSets } from './readSets.ts';

const demo = new URL('../../../data/measures/past-bids-demo.csv', import.meta.url).pathname;

function version(text: string): MeasureSet {
  const found = readShippedSets().find((one) => one.id === 'open-measures' && one.version === text);
  if (!found) throw new Error(`no version ${text}`);
  return found;
}
const [before, after] = [version('1'), version('2')];

const pastBids = () =>
  withFiles({}, async (folder) => {
    const read = await readPastBidsFile({ path: demo, scratch: join(folder, 'scratch') });
    if (!read.ok) throw new Error(read.refusals.map(({ sentence }) => sentence).join(' '));
    return read.value.tenders;
  });

function paperOf(past: readonly PastTender[], withhold = false): CommitteePaper {
  return committeePaper({
    comparison: compareSets(before, after),
    simulation: simulateRevision(before, after, past),
    findings: findings(before, past),
    ...{ outOfDate: [], withhold },
  });
}

/** The sheets of a workbook as our own reader finds them: their names with the texts of their rows. */
const sheetsOf = (bytes: Buffer) =>
  withFiles({ 'paper.xlsx': bytes }, async (folder) => {
    const opened = await openAll(folder, ['paper.xlsx']);
    const sheets = new Map<string, readonly (readonly string[])[]>();
    for (const one of opened) {
      if (one.kind !== 'table') continue;
      const rows = await canonicalRows(one.table);
      sheets.set(
        one.table.name,
        rows.map(({ cells }) => cells),
      );
    }
    return sheets;
  });

describe('the invented bids of the past', () => {
  it('are six procurements with three to five bids, all of which can be valued', async () => {
    const past = await pastBids();
    expect(past).toHaveLength(6);
    expect(past.every(({ bids }) => bids.length >= 3 && bids.length <= 5)).toBe(true);
    const { tenders } = simulateRevision(before, after, past);
    expect(tenders.flatMap(({ notCounted }) => notCounted)).toEqual([]);
  });

  it('show what the revision does: two winners change, and only they', async () => {
    const { tenders } = simulateRevision(before, after, await pastBids());
    expect(
      tenders
        .filter(({ changesWinner }) => changesWinner)
        .map((one) => [one.winnersBefore, one.winnersAfter]),
    ).toEqual([
      [['Wobbleton Electric'], ['Gloomsbury Lamps']],
      [['Kerbstone and Sons'], ['Tarrabout Surfacing']],
    ]);
  });

  it('show measures that never decide, one that dominates and a pair that overlaps', async () => {
    const found = findings(before, await pastBids());
    expect(found.dominate).toEqual(['UL2']);
    expect(found.neverDecide).toEqual(expect.arrayContaining(['SP4', 'ES11', 'TP5', 'TP6', 'UL4', 'EN6']));
    expect(found.overlaps.filter(({ kind }) => kind === 'same-offers')).toMatchObject([
      { references: ['SP1', 'SP7'], bids: 2 },
    ]);
    expect(found.measures.find(({ reference }) => reference === 'EN5')?.decides).toEqual([
      'Street lighting in Plumley Vale',
    ]);
  });
});

describe('the workbook of the paper', () => {
  it('has a sheet to read first, and one for each table with its headings and rows', async () => {
    const paper = paperOf(await pastBids());
    const sheets = await sheetsOf(await paperWorkbook(paper));
    const named = (title: string) => [...sheets].find(([name]) => name.endsWith(title))?.[1] ?? [];
    expect(sheets.size).toBe(paper.tables.length + 1);
    expect(named('Read me').flat()).toEqual(
      expect.arrayContaining(['Sevenbox Open Measures: from 46 to 34 measures']),
    );
    for (const { title, sentence, columns, rows } of paper.tables) {
      const [first, second, heading, ...others] = named(title);
      expect([first?.[0], second?.[0]]).toEqual([title, sentence]);
      expect(heading?.slice(0, columns.length)).toEqual(columns.map(({ name }) => name));
      expect(others.map(([cell]) => cell)).toEqual(rows.map(([cell]) => cell && cellText(cell)));
    }
    expect(named('How long the lists are')[3]?.slice(0, 4)).toEqual(['All measures', '46', '34', '-12']);
  });

  it('is the same bytes for the same paper', async () => {
    const past = await pastBids();
    expect((await paperWorkbook(paperOf(past))).equals(await paperWorkbook(paperOf(past)))).toBe(true);
  });

  it('withheld, has no title, guidance or reason of the set in any of its parts', async () => {
    const sheets = await sheetsOf(await paperWorkbook(paperOf(await pastBids(), true)));
    const everything = JSON.stringify([...sheets]);
    for (const theme of before.themes) {
      expect(everything).not.toContain(theme.title);
      for (const { measures } of theme.outcomes) {
        for (const { title } of measures) expect(everything).not.toContain(title);
      }
    }
    for (const { sentence } of after.removed) expect(everything).not.toContain(sentence);
    expect(everything).toContain('EN5');
  });

  it('writes amounts as numbers while they are exact, and as text beyond that', async () => {
    const cells = [
      { kind: 'pounds', pounds: ratio(2469, 2) } as const,
      { kind: 'pounds', pounds: ratio(10n ** 17n) } as const,
      { kind: 'share', share: ratio(1, 4) } as const,
      { kind: 'empty' } as const,
    ];
    const names = ['One', 'Two', 'Three', 'Four'];
    const table = {
      ...{ id: 'amounts-of-all', title: 'Amounts', sentence: 'All of them.', rows: [cells] },
      columns: names.map((name) => ({ name, isNumber: true })),
    };
    const paper = { title: 'Paper', sentences: [], tables: [table], withheld: false };
    const sheets = await sheetsOf(await paperWorkbook(paper));
    const [, rows = []] = [...sheets].find(([name]) => name.endsWith('Amounts')) ?? [];
    expect(rows[3]?.slice(0, 3)).toEqual(['1234.5', '£100,000,000,000,000,000', '0.25']);
  });
});
