import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCsv, asXlsx } from '../../../test/support/measureWorkbook.ts';
import { withFiles } from '../../../test/support/openLedgers.ts';
import { asFullCsv, asOdsBook } from '../../../test/support/tenderWorkbook.ts';
import { carbonRows, deflatorRows, unitCostSheets } from '../../../test/support/valueFiles.ts';
import {
  type ReadDeflators,
  type ReadValues,
  upratedValues,
  type ValueKind,
  valueOn,
} from '../../domain/measures/index.ts';
import { type Decision, exactText, formatRatio, toLocalDate } from '../../domain/values/index.ts';
import { readDeflatorFile, readValueFile, type ValueFileToRead } from './readValueFile.ts';

type Said = Partial<ValueFileToRead>;
const nothing = { sheet: null, source: null, address: null, licence: null, priceYear: null };

const read = (
  kind: Exclude<ValueKind, 'deflators'>,
  [name, content]: readonly [string, string | Buffer],
  said: Said = {},
): Promise<Decision<ReadValues>> =>
  withFiles({ [name]: content }, (folder) =>
    readValueFile(kind, { ...nothing, ...said, path: join(folder, name) }),
  );

const levels = (name: string, content: string | Buffer, said: Said = {}): Promise<Decision<ReadDeflators>> =>
  withFiles({ [name]: content }, (folder) =>
    readDeflatorFile({ ...nothing, ...said, path: join(folder, name) }),
  );

function accepted<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

const refusal = (decision: Decision<unknown>) =>
  decision.ok ? 'read' : decision.refusals.map(({ code, sentence }) => `${code}: ${sentence}`).join(' ');
const sentences = ({ problems }: { readonly problems: readonly { readonly sentence: string }[] }) =>
  problems.map(({ sentence }) => sentence);

type Sheets = Readonly<Record<string, readonly (readonly string[])[]>>;
const costs = async (sheets: Sheets = unitCostSheets) => ['costs.xlsx', await asXlsx(sheets)] as const;
const crime = (...rows: readonly (readonly string[])[]) =>
  costs({
    Introduction: unitCostSheets.Introduction ?? [],
    Crime: [...(unitCostSheets.Crime ?? []), ...rows],
  });

describe('unit costs', () => {
  it.each([
    ['costs.xlsx', () => asXlsx(unitCostSheets)],
    ['costs.ods', () => asOdsBook(unitCostSheets)],
  ])('%s: the original cost with its own price year, source, licence and row', async (name, make) => {
    const { values, problems } = accepted(await read('unit-costs', [name, await make()]));
    expect(problems).toEqual([]);
    expect(values.map(({ id, value, priceYear, from }) => [id, exactText(value), priceYear, from])).toEqual([
      ['unit-cost-CR1.0', '1200.5', '2010/11', '2010-04-01'],
      ['unit-cost-CR1.1', '300', '2011/12', '2011-04-01'],
      ['unit-cost-E&S1.0', '50', '2020', '2020-01-01'],
    ]);
    expect(values[0]).toMatchObject({
      ...{ what: 'Example incident', unit: 'pounds per incident', bearers: ['Police', 'Courts'] },
      ...{ licence: 'CC BY 4.0', source: `Invented Unit Cost Database v9.9 (${name})` },
      ...{ place: 'Sheet “Crime”, row 3', confirmed: true },
    });
    expect(valueOn(values, 'unit-cost-E&S1.0', toLocalDate('2026-01-01')).ok).toBe(true);
  });

  it('each row that is wrong is told, the others are read', async () => {
    const row = (...cells: readonly string[]) => ['', '', ...cells];
    const { values, problems } = accepted(
      await read(
        'unit-costs',
        await crime(
          row('CR2.0', 'No cost', 'Per case', '', '', '', '2010/11'),
          row('CR3.0', 'Words', 'Per case', '', '', 'see note', '2010/11'),
          row('CR4.0', 'Below nought', 'Per case', '', '', '-5', '2010/11'),
          row('CR5.0', 'No year', 'Per case', '', '', '5', ''),
          row('CR6.0', 'Strange year', 'Per case', '', '', '5', '2010/13'),
          row('CR7.0', '', 'Per case', '', '', '5', '2010/11'),
          row('CR8.0', 'No unit', '', '', '', '5', '2010/11'),
          row('CR1.0', 'The same again', 'Per case', '', '', '5', '2010/11'),
        ),
      ),
    );
    expect(values).toHaveLength(2);
    expect(sentences({ problems })).toEqual([
      'Sheet “Crime”, row 6: CR2.0 has no cost (column H).',
      'Sheet “Crime”, row 7: CR3.0 has a cost that is no amount: “see note” (column H).',
      'Sheet “Crime”, row 8: CR4.0 has a cost that is no amount: “-5” (column H).',
      'Sheet “Crime”, row 9: CR5.0 does not say in which year’s prices it is, such as 2010/11 (column I).',
      'Sheet “Crime”, row 10: CR6.0 does not say in which year’s prices it is, such as 2010/11 (column I).',
      'Sheet “Crime”, row 11: CR7.0 does not say what it is the cost of (column D).',
      'Sheet “Crime”, row 12: CR8.0 has no unit (column E).',
      'Sheet “Crime”, row 13: there is a value of “The same again” for this time already: Sheet “Crime”, row 3.',
    ]);
  });

  const licensed = async (line: string) =>
    read('unit-costs', await costs({ ...unitCostSheets, Introduction: [['Unit costs'], [line]] }), {
      licence: 'CC BY 4.0',
    });
  it.each([
    ['© Exampleton 2026', 'values-licence-missing'],
    ['All rights reserved', 'values-licence-missing'],
    ['Licensed under CC BY-NC-ND 4.0', 'values-licence-restricted'],
    ['Creative Commons Attribution-NonCommercial 4.0', 'values-licence-restricted'],
    ['CC BY-SA 4.0', 'values-licence-restricted'],
  ])('a file that says “%s” is refused, whatever the person says', async (line, code) => {
    expect(refusal(await licensed(line))).toContain(code);
  });

  it.each([
    ['Licensed under CC-BY 4.0', 'CC BY 4.0'],
    ['Creative Commons Attribution 3.0', 'CC BY 3.0'],
    ['Available under the Open Government Licence v3.0', 'Open Government Licence v3.0'],
    ['OGL', 'Open Government Licence'],
  ])('a file that says “%s” is read', async (line, licence) => {
    expect(accepted(await licensed(line)).values[0]?.licence).toBe(licence);
  });

  it('a workbook of another layout is refused', async () => {
    const other = {
      Introduction: unitCostSheets.Introduction ?? [],
      Costs: [
        ['Code', 'Cost'],
        ['CR1.0', '5'],
      ],
    };
    expect(refusal(await read('unit-costs', await costs(other)))).toContain('values-layout');
  });
});

describe('the value of carbon', () => {
  it('has its year of emissions, its range and the year of its prices', async () => {
    const { values } = accepted(await read('carbon', ['carbon.csv', asFullCsv(carbonRows)]));
    expect(
      values.map(({ from, value, low, high }) =>
        [from, value, low, high].map((each) => (typeof each === 'string' ? each : each && exactText(each))),
      ),
    ).toEqual([
      ['2025-01-01', '20', '10', '30'],
      ['2026-01-01', '21.5', '11.5', '31.5'],
    ]);
    expect(values[0]).toMatchObject({
      priceYear: '2020',
      outOfDateFrom: '2026-01-01',
      unit: 'pounds a tonne of CO2e',
    });
  });

  it('tells rows that are wrong, and refuses a file without licence or year of prices', async () => {
    const rows = [
      ...carbonRows,
      ['2027', '', 'TBC'],
      ['soon', '', '5'],
      ['2028', 'low', '5'],
      ['2026', '1', '2', '3'],
    ];
    expect(sentences(accepted(await read('carbon', ['carbon.csv', asFullCsv(rows)])))).toEqual([
      'Row 5: The central value of 2027 is no amount: “TBC”.',
      'Row 6: “soon” is no year of emissions such as 2030.',
      'Row 7: The low value of 2028 is no amount: “low”.',
      'Row 8: there is a value of “Carbon, emissions of 2026” for this time already: Row 4.',
    ]);
    const bare = asFullCsv(carbonRows.slice(1));
    expect(refusal(await read('carbon', ['c.csv', bare]))).toContain('values-licence-missing');
    expect(refusal(await read('carbon', ['c.csv', bare], { licence: 'mine' }))).toContain(
      'values-licence-missing',
    );
    expect(refusal(await read('carbon', ['c.csv', bare], { licence: 'OGL v3.0' }))).toContain(
      'values-price-year',
    );
    const said = { licence: 'OGL v3.0', priceYear: '2022', source: 'Said', address: 'https://example.org' };
    expect(accepted(await read('carbon', ['c.csv', bare], said)).values[0]).toMatchObject({
      ...{ priceYear: '2022', source: 'Said (c.csv)', address: 'https://example.org' },
      licence: 'Open Government Licence v3.0',
    });
    expect(refusal(await read('carbon', ['c.csv', 'a,b\n1,2\n'], said))).toContain('values-columns');
  });

  it('of several tables the sheet is to be said', async () => {
    const book = ['c.xlsx', await asXlsx({ One: carbonRows, Two: carbonRows })] as const;
    expect(refusal(await read('carbon', book))).toContain('sheets “One” and “Two”');
    expect(accepted(await read('carbon', book, { sheet: 'two' })).values[0]?.place).toBe(
      'Sheet “Two”, row 3',
    );
    expect(refusal(await read('carbon', book, { sheet: 'Three' }))).toContain('no sheet “Three”');
  });
});

describe('wages', () => {
  const ogl = { licence: 'OGL v3.0' };
  const long = 'Wage,From,Rate\nExample wage,1 April 2026,£12.00\nExample wage,2025-04-01,11\n';
  const wide = 'From,Example wage,Younger wage\nApril 2026,12,9\n01/04/2025,11,\n';

  it.each([
    ['one row for each', long, ['example-wage 2026-04-01 12', 'example-wage 2025-04-01 11']],
    [
      'one column for each',
      wide,
      ['example-wage 2026-04-01 12', 'younger-wage 2026-04-01 9', 'example-wage 2025-04-01 11'],
    ],
  ])('%s', async (_, text, expected) => {
    const { values, problems } = accepted(await read('wages', ['wages.csv', text], ogl));
    expect(problems).toEqual([]);
    expect(values.map(({ id, from, value }) => `${id} ${from} ${exactText(value)}`)).toEqual(expected);
    expect(values[0]).toMatchObject({
      priceYear: '2026/27',
      outOfDateFrom: '2027-04-01',
      unit: 'pounds an hour',
    });
    const decision = accepted(valueOn(values, 'example-wage', toLocalDate('2026-03-31')));
    expect([decision.row.from, decision.warning]).toEqual(['2025-04-01', null]);
  });

  it('each row that is wrong is told', async () => {
    const rows =
      'Wage,From,Rate\nA,31 February 2026,9\nB,1 April 2026,much\n,1 April 2026,9\nC,1 April 2026,9\nC,2026-04-01,8\n';
    const found = accepted(await read('wages', ['wages.csv', rows], ogl));
    expect(found.values).toHaveLength(1);
    expect(sentences(found)).toEqual([
      'Row 2: “31 February 2026” is no day such as 1 April 2026.',
      'Row 3: The rate of “B” is no amount: “much”.',
      'Row 4: The row does not say which wage it is about.',
      'Row 6: there is a value of “C” for this time already: Row 5.',
    ]);
  });
});

describe('price levels', () => {
  it('of calendar and financial years, without the change beside them', async () => {
    const calendar = [
      ['Calendar year', 'Change in deflator (%)', 'GDP deflator index'],
      ['2020', '1', '99.5'],
    ];
    const book = await asXlsx({ Financial: deflatorRows, Calendar: calendar });
    const { table, problems } = accepted(await levels('levels.xlsx', book));
    expect(problems).toEqual([]);
    expect(table.rows.map(({ year, index }) => `${year} ${exactText(index)}`)).toEqual([
      ...['2010/11 80', '2011/12 82', '2025/26 120', '2020 99.5'],
    ]);
    expect(table).toMatchObject({
      source: 'Price levels of Exampleton. Open Government Licence v3.0 (levels.xlsx)',
      licence: 'Open Government Licence v3.0',
    });
  });

  it('each row that is wrong is told, and a year that is missing is never guessed', async () => {
    const rows = [...deflatorRows, ['2030', '0', ''], ['later', '5', ''], ['2025-26', '121', '']];
    const read_ = accepted(await levels('levels.csv', asFullCsv(rows)));
    expect(sentences(read_)).toEqual([
      'Row 6: The price level of 2030 is no number above nought: “0”.',
      'Row 7: “later” is no year such as 2020 or 2020/21.',
      'Row 8: There is a price level of 2025/26 already.',
    ]);
    const found = upratedValues(accepted(await read('unit-costs', await costs())), '2025/26', read_.table);
    expect(
      found.values.map(({ value, priceYear, uprated }) => [
        exactText(value),
        priceYear,
        uprated && formatRatio(uprated.value, 2),
      ]),
    ).toEqual([
      ['1200.5', '2010/11', '1800.75'],
      ['300', '2011/12', '439.02'],
      ['50', '2020', null],
    ]);
    expect(found.values[0]?.uprated).toMatchObject({
      originalYear: '2010/11',
      year: '2025/26',
      source: read_.table.source,
    });
    expect(sentences(found)).toEqual([
      expect.stringMatching(/^Sheet “Education & Skills”, row 1: There is no deflator for 2020\./),
    ]);
  });
});

describe('a file that is none', () => {
  it.each([
    ['empty.csv', '', /empty/],
    ['many.csv', asCsv(Array.from({ length: 2_100 }, (_, at) => [`${at}`, 'x'])), /more than 2,000 rows/],
    ['page.xlsx', '<html></html>', /./],
  ])('%s', async (name, content, sentence) => {
    const said = refusal(await read('carbon', [name, content], { licence: 'OGL' }));
    expect(said).not.toBe('read');
    expect(said).toMatch(sentence);
  });
});
