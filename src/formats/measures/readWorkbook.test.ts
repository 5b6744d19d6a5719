import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCsv, asOds, asXlsx, measureRows } from '../../../test/support/measureWorkbook.ts';
import { withFiles } from '../../../test/support/openLedgers.ts';
import {
  checkMeasureSet,
  measuresOf,
  type SetAnswers,
  type SetMapping,
} from '../../domain/measures/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import { readSetWorkbook, type WorkbookSet } from './readWorkbook.ts';

const answers: SetAnswers = {
  ...{ id: 'mill-street', name: 'Mill Street list', version: '1', publisher: 'Mill Street partnership' },
  ...{ licence: 'CC BY-NC-ND 4.0', redistributable: false, priceYear: null },
};

function read(
  files: Readonly<Record<string, string | Buffer>>,
  name: string,
  changed: { readonly answers?: Partial<SetAnswers>; readonly mapping?: SetMapping } = {},
): Promise<{ readonly decision: Decision<WorkbookSet>; readonly sha256: string }> {
  return withFiles(files, async (folder) => ({
    decision: await readSetWorkbook({
      ...{ path: join(folder, name), scratch: join(folder, '.scratch') },
      ...{ answers: { ...answers, ...changed.answers }, mapping: changed.mapping ?? null },
    }),
    sha256: createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  }));
}

function accepted({ decision }: { readonly decision: Decision<WorkbookSet> }): WorkbookSet {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

const codes = ({ decision }: { readonly decision: Decision<WorkbookSet> }) =>
  decision.ok ? [] : decision.refusals.map(({ code }) => code);

const notes = [['About this workbook'], ['Ref', 'What it is'], ['1', 'Notes']];

describe('a made-up workbook with twenty planted mistakes', () => {
  const planted = [
    ...['row-reference-missing', 'row-reference-twice', 'row-title-missing', 'row-unit-missing'],
    ...['row-unit-unknown', 'row-value-unreadable', 'row-value-negative', 'row-value-unreadable'],
    ...['row-value-of-unit', 'row-value-of-unit', 'row-formula-error', 'row-year-missing'],
    ...['row-year-unreadable', 'row-source-missing', 'row-weighting-unreadable'],
    ...['row-weighting-not-positive', 'row-record-only-weighting', 'row-answer-unreadable'],
    ...['row-reference-several', 'row-title-long'],
  ];

  it.each([
    ['list.csv', async () => Buffer.from(asCsv(measureRows))],
    ['list.xlsx', () => asXlsx({ Notes: notes, Measures: measureRows })],
    ['list.ods', () => asOds('Measures', measureRows)],
  ])('%s yields twenty messages, each with its row', async (name, make) => {
    const answer = await read({ [name]: await make() }, name);
    const set = accepted(answer);
    expect(set.problems.map(({ code }) => code)).toEqual(planted);
    expect(set.problems.map(({ row }) => row)).toEqual(planted.map((_, index) => 18 + index));
    for (const { row, sentence } of set.problems) {
      expect(sentence).toMatch(new RegExp(`^Row ${row}\\b.{20,}\\.$`));
    }
    expect(set.counts).toEqual({ rows: 34, measures: 13, headings: 1, leftOut: 20 });
    expect([set.headerRow, set.sha256, set.file]).toEqual([3, answer.sha256, name]);
    expect(set.table).toContain(name);
  });

  it('reads what is right as a draft that may not be passed on and can be checked', async () => {
    const { set, mapping } = accepted(await read({ 'list.csv': asCsv(measureRows) }, 'list.csv'));
    expect([set.status, set.redistributable, set.licence]).toEqual(['draft', false, 'CC BY-NC-ND 4.0']);
    const placed = measuresOf(set).map(({ measure, theme, outcome }) =>
      [measure.reference, theme.title, outcome.title, measure.unit.kind, measure.proxy?.value ?? '-'].join(
        ' | ',
      ),
    );
    expect(placed).toEqual([
      'Q1 | Jobs near the mill | Work | fte | -',
      'Q2 | Jobs near the mill | Work | weeks | 100.00',
      'Q3 | Jobs near the mill | Schools | hours-attendees | 10',
      'Q4 | Jobs near the mill | Schools | hours | 1,000',
      'Q5 | Jobs near the mill | Schools | count | -',
      'Q6 | Money near the mill | Spend | pounds | 1',
      'Q7 | Money near the mill | Spend | pounds | 1',
      'Q8 | Money near the mill | Spend | percentage | -',
      'Q9 | Money near the mill | Spend | yes-no | -',
      'Q10 | Money near the mill | Spend | text | -',
      'Q11 | Air near the mill | Measures | amount | 50',
      'Q12 | Air near the mill | Measures | amount | -',
      'Q13 | Air near the mill | Measures | count | 20',
    ]);
    const [first, second, third] = measuresOf(set).map(({ measure }) => measure);
    expect(first).toMatchObject({
      localOnly: true,
      lists: ['main', 'lite'],
      guidance: 'Count posts.',
      evidence: ['List'],
    });
    expect(second).toMatchObject({
      weighting: '1.5',
      proxy: { priceYear: '2024', licence: 'CC BY-NC-ND 4.0' },
    });
    expect(third).toMatchObject({ proxy: { priceYear: '2024/25', source: { title: 'Neutral number' } } });
    expect(mapping).toMatchObject({ reference: 'Ref.', title: 'Measure', value: 'Proxy value (£)' });
    expect(checkMeasureSet(set).map(({ code }) => code)).toEqual(['staff-time-without-rate']);
  });
});

describe('lists of other shapes', () => {
  const own = [
    ['Kennung', 'Was', 'Zählt', 'Wert'],
    ['K1', 'Help', 'hours', '5'],
  ];
  const mapping = { reference: 'Kennung', title: 'Was', unit: 'Zählt', value: 'Wert' };

  it('are read with a saved mapping, without themes, with the answers for year and source', async () => {
    const unexplained = accepted(await read({ 'l.csv': asCsv(own) }, 'l.csv'));
    expect([unexplained.columnsBy, unexplained.counts.measures]).toEqual(['unknown', 0]);
    const options = { mapping, answers: { priceYear: '2023' } };
    const { set, problems } = accepted(await read({ 'l.csv': asCsv(own) }, 'l.csv', options));
    expect(problems).toEqual([]);
    expect(measuresOf(set)).toMatchObject([
      {
        theme: { title: 'Measures' },
        measure: {
          ...{ reference: 'K1', lists: ['main'] },
          proxy: { priceYear: '2023', source: { title: 'Mill Street list, Mill Street partnership' } },
        },
      },
    ]);
    expect(set.lists.map(({ id }) => id)).toEqual(['main']);
    expect(codes(await read({ 'l.csv': asCsv(own) }, 'l.csv', { mapping: { reference: 'Code' } }))).toEqual([
      'set-header-missing',
    ]);
  });

  it('are refused without a licence, without rows and without a header', async () => {
    const header = own.slice(0, 1);
    expect(
      codes(await read({ 'l.csv': asCsv(own) }, 'l.csv', { mapping, answers: { licence: ' ' } })),
    ).toEqual(['set-licence-missing']);
    expect(codes(await read({ 'l.csv': asCsv(header) }, 'l.csv', { mapping }))).toEqual(['set-no-rows']);
    expect(codes(await read({ 'l.xlsx': await asXlsx({ Notes: notes }) }, 'l.xlsx'))).toEqual([
      'set-header-missing',
    ]);
  });

  it('are refused in the words of the reader where the file is none', async () => {
    const refused = await read({ 'l.xlsx': Buffer.from('%PDF-1.4 not a workbook') }, 'l.xlsx');
    expect(refused.decision.ok).toBe(false);
    expect(codes(refused)).not.toContain('set-header-missing');
  });

  it('that are longer than any list of measures are no list', async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => [`K${at}`, 'Help', 'hours', '']);
    const header = own.slice(0, 1);
    expect(codes(await read({ 'l.csv': asCsv([...header, ...rows]) }, 'l.csv', { mapping }))).toEqual([
      'set-too-long',
    ]);
    const fits = await read({ 'l.csv': asCsv([...header, ...rows.slice(1)]) }, 'l.csv', { mapping });
    expect(accepted(fits).counts).toMatchObject({ rows: 1_499, measures: 1_499 });
  });
});
