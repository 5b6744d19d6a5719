import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asXlsx } from '../../../test/support/measureWorkbook.ts';
import { withFiles } from '../../../test/support/openLedgers.ts';
import {
  asFullCsv,
  asOdsBook,
  type Rows,
  tenderJson,
  tenderSheets,
  tenderTable,
} from '../../../test/support/tenderWorkbook.ts';
import { type Evaluation, evaluate, type TenderToEvaluate } from '../../domain/procurements/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import { writeWorkbook } from '../downloads/xlsx.ts';
import { emptyCell, type SheetCell } from '../downloads/xlsxSheet.ts';
import { readTenderFile } from './readTenderFile.ts';

const read = (name: string, content: string | Buffer): Promise<Decision<TenderToEvaluate>> =>
  withFiles({ [name]: content }, (folder) => readTenderFile(join(folder, name)));

function evaluated(decision: Decision<TenderToEvaluate>): Evaluation {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join('\n'));
  return evaluate(decision.value);
}

async function said(name: string, content: string | Buffer): Promise<readonly string[]> {
  const decision = await read(name, content);
  return decision.ok ? [] : decision.refusals.map(({ sentence }) => sentence);
}

const replaced = (rows: Rows, row: number, changes: Readonly<Record<number, string>>): Rows =>
  rows.map((cells, at) => {
    const width = Math.max(cells.length, ...Object.keys(changes).map((key) => Number(key) + 1));
    const wide = Array.from({ length: width }, (_, column) => cells[column] ?? '');
    return at === row ? wide.map((cell, column) => changes[column] ?? cell) : cells;
  });
const book = (sheet: string, row: number, changes: Readonly<Record<number, string>>) =>
  asXlsx({ ...tenderSheets, [sheet]: replaced(tenderSheets[sheet] ?? [], row, changes) });

describe('a tender in a workbook or a table', () => {
  it.each([
    ['tender.xlsx', () => asXlsx(tenderSheets)],
    ['tender.ods', () => asOdsBook(tenderSheets)],
    ['tender.csv', async () => asFullCsv(tenderTable)],
    ['TENDER.CSV', async () => `\uFEFF${tenderTable.map((row) => row.join(';')).join('\n')}`],
    ['table.xlsx', () => asXlsx({ Anything: tenderTable })],
    ['notes.xlsx', () => asXlsx({ Notes: [['Written by nobody'], ['at all', 'ever']], ...tenderSheets })],
  ])('%s is evaluated just as the JSON is', async (name, make) => {
    const found = evaluated(await read(name, await make()));
    const expected = evaluated(await read('tender.json', JSON.stringify(tenderJson)));
    expect(found).toEqual(expected);
    expect(found.under.map(({ scored }) => scored.winners[0]?.bid.id)).toEqual(['C', 'C', 'A', 'C']);
  });

  it('bands, of the formula chosen and of the one beside it', async () => {
    const bands = [
      ['For', 'Up to', 'Points'],
      ...[
        ['', '0', '0'],
        ['chosen', '0.1', '3'],
        ['Chosen', '', '5'],
        ['compare', '0.2', '2'],
        ['compare', '', '4'],
      ],
    ];
    const criteria = replaced(tenderSheets.Criteria ?? [], 3, { 4: 'bands' });
    const found = await read(
      'tender.xlsx',
      await asXlsx({ ...tenderSheets, Criteria: criteria, Bands: bands }),
    );
    const [first, second, third, fourth] = tenderJson.criteria;
    const chosen = [
      ...[
        { upTo: 0, points: 0 },
        { upTo: 0.1, points: 3 },
        { upTo: null, points: 5 },
      ],
    ];
    const json = {
      ...tenderJson,
      criteria: [first, second, { ...third, formula: 'bands', bands: chosen }, fourth],
      compare: {
        target: 200_000,
        bands: [
          { upTo: 0.2, points: 2 },
          { upTo: null, points: 4 },
        ],
      },
    };
    expect(evaluated(found)).toEqual(evaluated(await read('tender.json', JSON.stringify(json))));
  });

  it('numbers as spreadsheets keep them, under a title', async () => {
    const text = (words: string): SheetCell => (words === '' ? emptyCell : { kind: 'text', text: words });
    const amount = (cell: string): SheetCell =>
      /^[£\d,.]+$/.test(cell)
        ? { kind: 'pounds', pence: Math.round(Number(cell.replace(/[£,]/g, '')) * 100) }
        : text(cell);
    const sheets = Object.entries(tenderSheets).map(([name, [header = [], ...rows]]) => ({
      ...{
        kind: 'table' as const,
        name,
        tableName: name,
        title: `${name} of a tender`,
        sentence: 'Invented.',
      },
      columns: header.map((heading) => ({ name: heading, width: 20 })),
      rows: rows
        .filter((row) => row.length > 0)
        .map((row) =>
          header.map((_, at) =>
            name === 'Tender' && at === 0 ? text(row[at] ?? '') : amount(row[at] ?? ''),
          ),
        ),
    }));
    const found = evaluated(await read('tender.xlsx', await writeWorkbook('A tender', sheets)));
    expect(found).toEqual(evaluated(await read('tender.json', JSON.stringify(tenderJson))));
  });

  it('takes the result of a formula, not the formula', async () => {
    const Bids = replaced(tenderSheets.Bids ?? [], 1, { 2: '=[.B9]*2=950000' });
    const found = evaluated(await read('tender.ods', await asOdsBook({ ...tenderSheets, Bids })));
    expect(found).toEqual(evaluated(await read('tender.json', JSON.stringify(tenderJson))));
  });
});

describe('everything that is wrong is said with its sheet, row and column', () => {
  it.each<[string, string, number, Readonly<Record<number, string>>, string]>([
    [
      'words for a price',
      'Bids',
      1,
      { 2: 'lots' },
      'Sheet “Bids”, row 2, column “Price”: has to be a number such as 1250.50.',
    ],
    ['no price', 'Bids', 1, { 2: '' }, 'Sheet “Bids”, row 2, column “Price”: has to be filled in.'],
    [
      'a price of nought',
      'Bids',
      3,
      { 2: '0' },
      'Sheet “Bids”, row 4, column “Price”: The bid “Bid B” has no price above nought',
    ],
    [
      'no promise',
      'Bids',
      1,
      { 3: '' },
      'Sheet “Bids”, row 2, column “Social value”: The bid “Bid A” says no social value.',
    ],
    [
      'words for a score',
      'Bids',
      1,
      { 4: 'good' },
      'Sheet “Bids”, row 2, column “Score: quality”: has to be a number',
    ],
    [
      'no score',
      'Bids',
      1,
      { 5: '' },
      'Sheet “Bids”, row 2, column “Score: Social value, quality”: The bid “Bid A” has no score',
    ],
    [
      'a score off its scale',
      'Bids',
      4,
      { 4: '41' },
      'Sheet “Bids”, row 5, column “Score: quality”: The bid “Bid C” has a score outside',
    ],
    ['a bid twice', 'Bids', 4, { 0: 'A' }, 'Sheet “Bids”, row 5, column “Id”: Two bids have the id “A”.'],
    [
      'a formula without result',
      'Bids',
      1,
      { 2: '#REF!' },
      'Sheet “Bids”, row 2, column “price”: the formula in this cell has no result (#REF!).',
    ],
    [
      'a heading of something else',
      'Bids',
      0,
      { 3: 'Charm' },
      'Sheet “Bids”, row 1, column D: “Charm” is no column of this layout.',
    ],
    [
      'a heading twice',
      'Bids',
      0,
      { 3: 'Price' },
      'Sheet “Bids”, row 1, column D: “Price” stands over two columns.',
    ],
    [
      'a cell beside the table',
      'Bids',
      1,
      { 7: 'mine' },
      'Sheet “Bids”, row 2: there is a cell under no heading.',
    ],
    [
      'a score of nothing',
      'Bids',
      0,
      { 4: 'Score: charm' },
      'Sheet “Bids”, row 2, column “Score: charm”: The bid “Bid A” has a score for “charm”, which no criterion',
    ],
    ['a kind that there is not', 'Criteria', 1, { 3: 'colour' }, 'Sheet “Criteria”, row 2, column “Kind”: '],
    [
      'a formula that there is not',
      'Criteria',
      1,
      { 4: 'cheapest' },
      'Sheet “Criteria”, row 2, column “Formula”: ',
    ],
    ['no name', 'Criteria', 2, { 1: '' }, 'Sheet “Criteria”, row 3, column “Name”: has to be filled in.'],
    ['a floor for a price', 'Criteria', 1, { 6: '4' }, 'Sheet “Criteria”, row 2: '],
    [
      'weights',
      'Criteria',
      1,
      { 2: '41' },
      'Sheet “Criteria”: The weights of the criteria do not add up to 100.',
    ],
    [
      'a criterion twice',
      'Criteria',
      4,
      { 0: 'quality' },
      'Sheet “Criteria”, row 5, column “Id”: Two criteria have the id “quality”.',
    ],
    [
      'another version',
      'Tender',
      1,
      { 0: '2' },
      'Sheet “Tender”, row 2, column “Version”: has to be 1, the version of this layout.',
    ],
    ['no version', 'Tender', 1, { 0: '' }, 'Sheet “Tender”, row 2, column “Version”: has to be 1'],
    [
      'a target in words',
      'Tender',
      1,
      { 2: 'high' },
      'Sheet “Tender”, row 2, column “Target”: has to be a number',
    ],
  ])('%s', async (_, sheet, row, changes, sentence) => {
    const found = await said('tender.xlsx', await book(sheet, row, changes));
    expect(found.find((one) => one.startsWith(sentence))).toBeDefined();
    for (const one of found) expect(one).toMatch(/^Sheet “.*\.$/);
  });

  const table = (row: number, changes: Readonly<Record<number, string>>) =>
    asFullCsv(replaced(tenderTable, row, changes));
  it.each<[string, string, RegExp]>([
    ['words for a price', table(6, { 11: 'lots' }), /^Row 7, column “Price”: has to be a number/],
    [
      'a row about nothing',
      table(3, { 0: 'thing' }),
      /^Row 4, column “Row”: has to say tender, criterion, band or bid\./,
    ],
    [
      'a bid with a weight',
      table(6, { 5: '10' }),
      /^Row 7, column “weight”: a row about a bid has nothing in this column\./,
    ],
    ['weights', table(2, { 5: '39' }), /^The table: The weights of the criteria do not add up/],
    ['no column for rows', table(0, { 0: 'Line' }), /^The table has no column “Row”/],
    [
      'no row about the tender',
      asFullCsv(tenderTable.filter(([kind]) => kind !== 'tender')),
      /no row about the tender/,
    ],
    [
      'two rows about the tender',
      asFullCsv([...tenderTable, ['tender', '1']]),
      /^Row 10: There is one row about the tender/,
    ],
    ['no bids', asFullCsv(tenderTable.filter(([kind]) => kind !== 'bid')), /^The table: there is no bid\./],
    [
      'a band for nobody',
      asFullCsv([
        ...tenderTable.map((row, at) => (at === 0 ? [...row, 'For', 'Up to', 'Points'] : row)),
        ['band', ...Array(14).fill(''), 'them', '1', '2'],
      ]),
      /^Row 10, column “For”: has to say chosen or compare\./,
    ],
    [
      'a band without its formula',
      asFullCsv([
        ...tenderTable.map((row, at) => (at === 0 ? [...row, 'For', 'Up to', 'Points'] : row)),
        ['band', ...Array(14).fill(''), '', '1', '2'],
      ]),
      /^Row 10: No criterion has the formula bands\./,
    ],
  ])('in a table: %s', async (_, content, sentence) => {
    const found = await said('tender.csv', content);
    expect(found.some((one) => sentence.test(one))).toBe(true);
  });

  it('everything at once', async () => {
    const bids = replaced(replaced(tenderSheets.Bids ?? [], 1, { 2: 'x', 3: 'y' }), 4, { 4: 'z' });
    expect(await said('tender.xlsx', await asXlsx({ ...tenderSheets, Bids: bids }))).toHaveLength(3);
  });
});

describe('a file that is no tender', () => {
  const many = Array.from({ length: 1_001 }, (_, at) => ['bid', '', '', `b${at}`]);
  const { Bids: _, ...withoutBids } = tenderSheets;
  it.each<[string, string, () => Promise<string | Buffer>, RegExp]>([
    ['a sheet is missing', 'tender.xlsx', () => asXlsx(withoutBids), /There is no sheet “Bids”/],
    [
      'far too many rows',
      'tender.csv',
      async () => asFullCsv([...tenderTable, ...many]),
      /more than 1,000 rows/,
    ],
    [
      'far too many bids',
      'tender.csv',
      async () => asFullCsv([...tenderTable, ...many.slice(0, 300)]),
      /there are more than 200 bids/,
    ],
    ['empty', 'tender.csv', async () => '', /empty/],
    ['a workbook that is none', 'tender.xlsx', async () => 'PK\u0003\u0004 nothing', /./],
    ['JSON under another name', 'tender.csv', async () => JSON.stringify(tenderJson), /./],
    ['a very wide sheet', 'tender.xlsx', () => book('Bids', 1, { 400: '1' }), /400|100|wide|cells/],
  ])('%s', async (__, name, make, sentence) => {
    const found = await said(name, await make());
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(sentence);
  });

  it('a file that is not there', async () => {
    const decision = await readTenderFile('/nowhere/tender.xlsx');
    expect(decision.ok).toBe(false);
  });
});
