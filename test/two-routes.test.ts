import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mapping } from '../src/domain/spend/mapping/index.ts';
import { ledgerFiles } from '../src/formats/ledgers/index.ts';
import { openDuck } from '../src/lake/duckdb.ts';
import { openLake } from '../src/lake/ledgers/openLake.ts';
import type { CellSource } from '../src/lake/ledgers/types.ts';
import { propertyRuns } from './support/property.ts';

const mapping: Mapping = {
  columns: { date: 0, supplier: 1, vat: 3, postcode: 4, documentNumber: 5, debitCredit: 6 },
  amount: 2,
  amountBasis: 'net',
  dateOrder: 'day first',
  creditIndicator: 'CR',
};

const header = 'Date,Supplier,Net,VAT,Postcode,Ref,Mark';

const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'N/A',
    'Alder Joinery',
    'Birch, "Sons" & Co',
    'Café £ünde',
    'Total',
    '-',
    'CR',
    'DR',
  ),
  fc.constantFrom('12.34', '£1,234.50', '(12.3)', '12.345', '1O.00', '-7', '12.30CR', '0.1', '1e3'),
  fc.constantFrom('01/04/2020', '31/02/2021', '2020-05-06', '3-Apr-20', '43658', 'HD1 1CV', 'soon'),
);

const amount = fc.integer({ min: -999_999, max: 999_999 }).map((pence) => (pence / 100).toFixed(2));
const full = fc
  .tuple(fc.constantFrom('01/04/2020', '2021-03-31'), cell, amount, fc.constantFrom('', '1.00'), cell, cell)
  .map((cells) => [...cells, '']);
const record = fc.oneof(full, fc.array(cell, { minLength: 1, maxLength: 9 }));

function written(cells: readonly string[]): string {
  const quoted = cells.map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
  return quoted.join(',');
}

/** A line of nothing but commas and spaces is never clean; an entirely empty line is. */
const clean = (line: string) => line === '' || /[^\s,"]/.test(line);

async function linesBy(folder: string, source: CellSource, records: number) {
  const lake = await openLake({ scratch: folder });
  const request = {
    table: 1,
    source,
    records,
    firstRecord: 1,
    width: 7,
    mapping,
    witnesses: [],
    placeholders: ['N/A'],
  };
  const outcome = await lake.importTable(request);
  const counts = await lake.counts(1);
  await lake.close();
  const duck = await openDuck({ scratch: folder });
  const file = join(folder, 'lines-000001.parquet');
  const rows = await duck.rows(
    `SELECT * EXCLUDE (row_hash) FROM read_parquet('${file}', file_row_number = true) WHERE file_row_number > 0`,
  );
  duck.close();
  return { outcome, counts, rows };
}

describe('two routes, one result', () => {
  it('the same clean file gives the same lines straight and by the canonical form (property)', async () => {
    const lineEnds = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), lineEnds, async (records, end) => {
        const folder = mkdtempSync(join(tmpdir(), 'sevenbox-routes-'));
        try {
          const lines = [header, ...records.map(written).filter(clean)];
          const path = join(folder, 'ledger.csv');
          writeFileSync(path, lines.join(end) + end);
          for await (const opened of ledgerFiles().open([path], join(folder, 'work'))) {
            if (opened.kind !== 'table') throw new Error('the file opens as a table');
            const { table } = opened;
            if (!table.direct) throw new Error('a clean file takes the direct route');
            const straight = await linesBy(folder, { kind: 'direct', ...table.direct }, table.records);
            const canonical = await table.canonical();
            const around = await linesBy(folder, { kind: 'canonical', ...canonical }, table.records);
            expect(straight.outcome).toBe('imported');
            expect(straight).toEqual(around);
          }
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: propertyRuns(60), seed: 11 },
    );
  }, 240_000);

  it('keeps the order of a large file with a long list of placeholders', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sevenbox-order-'));
    try {
      const lines = Array.from(
        { length: 250_000 },
        (_, n) => `01/04/2020,Invented Supplier ${n % 977},${n}.00,0.00,HD1 1CV,${n},`,
      );
      const path = join(folder, 'ledger.csv');
      writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
      const lake = await openLake({ scratch: folder });
      const source = { kind: 'direct', path, delimiter: ',', width: 15 } as const;
      const placeholders = Array.from({ length: 60 }, (_, n) => `NOTHING ${n}`);
      const witnesses = [1, 1000, 125_000, 200_000, 250_000].map((n) => ({
        record: n,
        sizePence: (n - 1) * 100,
      }));
      const request = { table: 1, source, records: 250_001, firstRecord: 1, width: 7, mapping, placeholders };
      expect(await lake.importTable({ ...request, witnesses })).toBe('imported');
      expect(await lake.importTable({ ...request, witnesses: [{ record: 5, sizePence: 1 }] })).toBe(
        'disagrees',
      );
      await lake.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
