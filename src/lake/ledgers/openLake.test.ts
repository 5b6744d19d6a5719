import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mapping } from '../../domain/spend/mapping/types.ts';
import { openLake } from './openLake.ts';
import type { ImportRequest, LedgerLake } from './types.ts';

let scratch: string;
let lake: LedgerLake;
beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'sevenbox-lake-'));
  lake = await openLake({ scratch });
});
afterEach(async () => {
  await lake.close();
  rmSync(scratch, { recursive: true });
});

const mapping: Mapping = {
  columns: { date: 0, supplier: 1, documentNumber: 3 },
  amount: 2,
  amountBasis: 'net',
  dateOrder: 'day first',
  creditIndicator: null,
};

function direct(lines: readonly string[], more: Partial<ImportRequest> = {}): ImportRequest {
  const path = join(scratch, 'ledger.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const records = lines.filter((line) => line !== '').length;
  const source = { kind: 'direct', path, delimiter: ',', width: 12 } as const;
  return {
    table: 1,
    source,
    records,
    firstRecord: 1,
    width: 4,
    mapping,
    witnesses: [],
    placeholders: ['N/A'],
    ...more,
  };
}

const header = 'Date,Supplier,Net,Ref';

describe('a ledger table in the lake', () => {
  it('accepts, rejects with a rule, and keeps what has no date or supplier', async () => {
    const lines = [
      header,
      '01/04/2020,Alder Joinery,100.00,1',
      '31/06/2020,Alder Joinery,"(1,000.50)",2',
      '',
      ',,5.00,3',
      '02/04/2020,Birch Cleaning,1O.00,4',
      '02/04/2020,Birch Cleaning,10.005,5',
      '02/04/2020,Birch Cleaning,,6',
      '02/04/2020,Birch Cleaning',
      '02/04/2020,Birch Cleaning,7.00,7,',
      '02/04/2020,Birch, Cleaning,7.00,7',
    ];
    expect(await lake.importTable(direct(lines))).toBe('imported');
    expect(await lake.counts(1)).toMatchObject({
      accepted: 4,
      acceptedPence: 10_000 - 100_050 + 500 + 700,
      rejected: 5,
      undated: 2,
      unnamed: 1,
      wrongWidthAccepted: 1,
      firstDay: '2020-04-01',
    });
    expect((await lake.rejects(1, 10)).map((reject) => [reject.record, reject.rule])).toEqual([
      [4, 'amount-unreadable'],
      [5, 'amount-part-penny'],
      [6, 'amount-missing'],
      [7, 'wrong-width'],
      [9, 'wrong-width'],
    ]);
  });

  it('disagrees when a quoted cell holds a newline', async () => {
    const lines = [header, '01/04/2020,"Alder', 'Joinery",100.00,1'];
    expect(await lake.importTable(direct(lines))).toBe('disagrees');
  });

  it('finds sparse records and what stands above them', async () => {
    const lines = [header, '01/04/2020,Alder Joinery,100.00,1', '01/04/2020,Birch,50.00,1', ',Total,150.00,'];
    await lake.importTable(direct(lines));
    expect(await lake.sparseRecords(1)).toEqual([
      { record: 3, pence: 15_000, amountText: '150.00', words: 'Total', abovePence: 15_000, trailing: true },
    ]);
    await lake.reject(1, [3], 'total-row');
    expect(await lake.counts(1)).toMatchObject({ accepted: 2, rejected: 1, rejectedPence: 15_000 });
  });

  it('finds a total of several amounts, with its label beside or in the place of the supplier', async () => {
    const lines = [
      header,
      '01/04/2020,Alder Joinery,100.00,1',
      ',Total,100.00,20.00',
      ',,"£100.00","(£20.00)"',
    ];
    await lake.importTable(direct(lines));
    expect((await lake.sparseRecords(1)).map(({ record, trailing }) => [record, trailing])).toEqual([
      [2, true],
      [3, true],
    ]);
  });

  it('counts repeats, and sees when every record is listed twice', async () => {
    const rows = Array.from({ length: 6 }, (_, index) => `01/04/2020,Alder Joinery,${index}.00,1`);
    await lake.importTable(direct([header, ...rows, ...rows]));
    expect(await lake.duplicates(1, 12)).toEqual({ records: 6, pence: 1500, everyRecordTwice: true });
  });

  it('nets a supplier over a year, and redacted payments document by document', async () => {
    const lines = [
      header,
      '01/04/2020,Alder Joinery,100.00,1',
      '01/05/2020,Alder Joinery Ltd,-30.00,2',
      '31/03/2021,REDACTED,100.00,3',
      '31/03/2021,REDACTED,-20.00,4',
      '31/03/2021,REDACTED,-1.00,3',
      '01/04/2021,Alder Joinery,1.00,9',
    ];
    await lake.importTable(direct(lines));
    const { supplier: suppliers } = await lake.distinctTexts([]);
    await lake.decide({
      placeholders: [],
      suppliers: suppliers.map((text) =>
        text === 'REDACTED'
          ? { text, kind: 'redacted', key: null }
          : { text, kind: 'named', key: 'ALDER JOINERY' },
      ),
      postcodes: [],
      scope: [{ field: 'supplier', text: 'REDACTED', class: 'salaries' }],
    });
    const cube = await lake.cube([]);
    expect(
      cube.map((row) => [row.period, row.kind, row.positivePence, row.negativePence, row.lines]),
    ).toEqual([
      ['2020/21', 'named', 7000, 0, 2],
      ['2021/22', 'named', 100, 0, 1],
      ['2020/21', 'redacted', 9900, -2000, 3],
    ]);
    expect(await lake.cube(['salaries'])).toHaveLength(2);
    expect(await lake.exclusions(['salaries'])).toEqual([
      { class: 'salaries', period: '2020/21', lines: 3, pence: 7900 },
    ]);
  });
});
