import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/domain/spend/analysis.ts';
import { openFilter } from '../src/domain/spend/explore/filterQuery.ts';
import type { SpendFilter } from '../src/domain/spend/explore/types.ts';
import { type Decision, toLocalDate } from '../src/domain/values/index.ts';
import { demoLedgers } from '../src/formats/demo/index.ts';
import { withAnalysis } from './support/analyse.ts';
import { type BatchStore, withBatchStore } from './support/batchStore.ts';
import { withFiles } from './support/openLedgers.ts';
import { propertyRuns } from './support/property.ts';

/** What a result says of money, without what only says how it was read. */
function money({ figures, coverage, excluded, unknownSuppliers, control }: Analysis) {
  return { figures, coverage, excluded, unknownSuppliers, control };
}

function accepted<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

const everything = openFilter('ledger-all');

async function expectSame(store: BatchStore, paths: readonly string[]): Promise<Analysis> {
  const stored = await store.calls.analysis(null);
  if (!stored) throw new Error('something was imported');
  const fresh = await withAnalysis(
    { paths, stateFolder: store.stateFolder },
    async ({ analysis }) => analysis,
  );
  expect(money(stored)).toEqual(money(fresh));
  return stored;
}

const header =
  'Payment date,Supplier,Supplier number,Net Amount,Postcode,Transaction number,Body,Department,Category,Purpose';

/** Redacted payees with credits over documents, one number under two names, two postcodes, undated lines, five bodies. */
const nasty: Readonly<Record<string, string>> = {
  'a.csv': [
    header,
    '13/04/2020,Alder Joinery Ltd,0012,100.00,HD1 1CV,A1,North Board,Roads,Timber,',
    '14/07/2020,Alder Joinery Limited,0012,-130.00,LS1 1CV,A2,South Board,Roads,Timber,',
    '15/10/2020,ALDER AND SONS,0012,55.55,HD1 1CV,A3,North Board,,Timber,',
    '16/01/2021,Alder Joinery Ltd,,12.00,S1 1CV,A4,East Board,Care,,',
    '17/04/2020,REDACTED PERSONAL DATA,,90.00,HD1 1CV,R1,North Board,Care,Support,',
    '17/04/2020,REDACTED PERSONAL DATA,,-120.00,HD1 1CV,R1,South Board,Homes,Support,',
    '18/07/2020,REDACTED PERSONAL DATA,,40.00,HD1 1CV,R1,North Board,Care,Respite,',
    '18/07/2020,REDACTED PERSONAL DATA,,-40.00,,R2,West Board,Care,Support,',
    ',REDACTED PERSONAL DATA,,7.00,,,Isle Board,,,',
    ',Birch Cleaning,0013,19.99,LS1 1CV,B1,North Board,Homes,Cleaning,',
    '31/03/2021,,,11.11,HD1 1CV,U1,North Board,Care,,',
    '31/03/2021,HMRC,,500.00,,T1,North Board,Finance,PAYE and National Insurance,Tax',
    '31/03/2021,Salaries,,900.00,,T2,North Board,Finance,Salaries,Pay',
    '30/03/2021,Cedar Foods,,what,,C1,North Board,,,',
  ].join('\n'),
  'b.csv': [
    header,
    '13/04/2020,Alder Joinery Ltd,0012,-20.00,HD1 1CV,A9,North Board,Roads,Timber,',
    '13/04/2020,REDACTED PERSONAL DATA,,-33.00,HD1 1CV,R1,North Board,Care,Support,',
    '13/05/2021,Cedar Foods,0014,300.00,M1 1CV,C1,West Board,Schools,Food,',
    '14/05/2021,Cedar Foods,0014,-310.00,M1 1CV,C2,West Board,Schools,Food,',
    '15/05/2021,Various Suppliers,,60.00,HD1 1CV,V1,West Board,Schools,Food,',
    '16/05/2021,Various Suppliers,,-5.00,HD1 1CV,V1,East Board,Schools,Food,',
    '17/05/2021,Birch Cleaning,,44.00,,B7,North Board,Homes,Cleaning,',
  ].join('\n'),
  'c.csv': [
    header,
    '20/05/2021,Dogwood Transport,0015,77.00,ZZ9 9ZZ,D1,North Board,Roads,Coaches,',
    '21/05/2021,Cedar Foods,0014,10.00,HD1 1CV,C3,West Board,Schools,Food,',
    '22/06/2019,Elm Payroll,,1.00,,E1,Isle Board,Finance,Pension contributions,',
  ].join('\n'),
};

const list =
  'Supplier number,Supplier name,Postcode,Delivery site\n0013,,S1 1CV,HD1 1CV\n,Alder and Sons,M1 1CV,\n,Cedar Foods,HD1 1CV,LS1 1CV\n';

async function withList(store: BatchStore, folder: string): Promise<void> {
  const path = join(folder, '.list.csv');
  writeFileSync(path, list);
  accepted(await store.references.add('suppliers', { path, label: 'list.csv' }, toLocalDate('2026-05-03')));
}

describe('figures from batches', { timeout: 300_000 }, () => {
  it('are those of reading the same ledgers, file by file, in any order, and after undo', () =>
    withFiles(nasty, (folder) =>
      withBatchStore(async (store) => {
        const paths = Object.keys(nasty).map((name) => join(folder, name));
        const ids = [];
        for (const count of [1, 2, 3]) {
          const path = paths.toReversed()[count - 1] ?? '';
          ids.push(...(await store.import([path])));
          await expectSame(store, paths.slice(3 - count));
        }
        const [last, middle] = ids;
        if (!last || !middle) throw new Error('three batches were written');
        store.undo(middle);
        await expectSame(
          store,
          paths.filter((path) => !path.endsWith('b.csv')),
        );
        store.undo(last);
        await expectSame(store, paths.slice(0, 1));
        store.bringBack(middle);
        store.bringBack(last);
        await expectSame(store, paths);
        await withList(store, folder);
        const { unknownSuppliers } = await expectSame(store, paths);
        expect(unknownSuppliers.length).toBeGreaterThan(3);
      }),
    ));

  it('are those of reading the same ledgers, whatever they hold and wherever they are cut (property)', async () => {
    const line = fc.record({
      month: fc.constantFrom('13/04/2020', '14/07/2020', '15/01/2021', '16/05/2021', ''),
      supplier: fc.constantFrom('Alder Ltd', 'ALDER LIMITED', 'Birch', 'REDACTED PERSONAL DATA', '', 'HMRC'),
      number: fc.constantFrom('', '', '7', '8'),
      pence: fc.integer({ min: -500, max: 900 }),
      postcode: fc.constantFrom('', 'HD1 1CV', 'LS1 1CV', 'S1 1CV'),
      document: fc.constantFrom('', 'R1', 'R2'),
      body: fc.constantFrom('North Board', 'South Board'),
    });
    const ledger = (lines: readonly Record<keyof typeof sample, string | number>[]) =>
      [
        header,
        ...lines.map((one) =>
          [
            one.month,
            one.supplier,
            one.number,
            (Number(one.pence) / 100).toFixed(2),
            one.postcode,
            one.document,
            one.body,
            'Care',
            '',
            '',
          ].join(','),
        ),
        '17/06/2020,Ash Anchor,9,1.00,HD1 1CV,Z1,North Board,Care,,',
      ].join('\n');
    const sample = { month: '', supplier: '', number: '', pence: 0, postcode: '', document: '', body: '' };
    const files = fc.array(fc.array(line, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(files, (all) =>
        withFiles(
          Object.fromEntries(
            all.map((lines, index) => [`${index}.csv`, `${ledger(lines)}\n${'\n'.repeat(index)}`]),
          ),
          (folder) =>
            withBatchStore(async (store) => {
              for (const index of all.keys()) await store.import([join(folder, `${index}.csv`)]);
              await expectSame(store, [folder]);
            }),
        ),
      ),
      { numRuns: propertyRuns(8) },
    );
  });

  it('are those of reading the demonstration', async () => {
    const files = Object.fromEntries(
      (await demoLedgers()).map(({ name, bytes }) => [name, Buffer.from(bytes)]),
    );
    await withFiles(files, (folder) =>
      withBatchStore(async (store) => {
        await store.import([folder]);
        const { figures } = await expectSame(store, [folder]);
        expect(figures.length).toBeGreaterThan(40);
      }),
    );
  });
});

/** The ledgers with only those lines of which a test holds, as files that can be analysed afresh. */
function only(keep: (cells: Readonly<Record<string, string>>) => boolean): Readonly<Record<string, string>> {
  const names = header.split(',');
  const kept = Object.entries(nasty).map(([file, text]) => {
    const rows = text.split('\n').slice(1);
    const cells = (row: string) =>
      Object.fromEntries(row.split(',').map((cell, index) => [names[index] ?? '', cell]));
    return [file, [header, ...rows.filter((row) => keep(cells(row)))]] as const;
  });
  return Object.fromEntries(
    kept.filter(([, rows]) => rows.length > 1).map(([file, rows]) => [file, rows.join('\n')]),
  );
}

async function figuresOf(files: Readonly<Record<string, string>>, stateFolder: string) {
  return withFiles(files, (folder) =>
    withAnalysis({ paths: [folder], stateFolder }, async ({ analysis }) => analysis.figures),
  );
}

function withNasty(use: (store: BatchStore) => Promise<void>) {
  return withFiles(nasty, (folder) =>
    withBatchStore(async (store) => {
      await withList(store, folder);
      for (const name of Object.keys(nasty)) await store.import([join(folder, name)]);
      await use(store);
    }),
  );
}

const year = '2020/21';

describe('parts of the spend', { timeout: 300_000 }, () => {
  it.each(['ledger-all', 'third-party', 'delivery-site'])(
    'have the figures of a ledger with only those lines, under %s',
    (definition) =>
      withNasty(async (store) => {
        const columns = { body: 'Body', department: 'Department', category: 'Category' } as const;
        let checked = 0;
        for (const by of ['body', 'department', 'category'] as const) {
          for (const slice of accepted(await store.calls.slices({ ...everything, definition, year }, by))) {
            const part = only((cells) => (cells[columns[by]] ?? '').trim() === slice.value);
            const figures = await figuresOf(part, store.stateFolder);
            const wanted = figures.filter((one) => one.definition === definition && one.period === year);
            expect(slice.figures).toEqual(wanted);
            checked += 1;
          }
        }
        expect(checked).toBeGreaterThanOrEqual(12);
      }),
  );

  it('are netted within each quarter', () =>
    withNasty(async (store) => {
      const slices = accepted(await store.calls.slices({ ...everything, year }, 'quarter'));
      expect(slices.map(({ value }) => value)).toEqual([
        '2020/21 Q1',
        '2020/21 Q2',
        '2020/21 Q3',
        '2020/21 Q4',
      ]);
      for (const [index, slice] of slices.entries()) {
        const months = [
          ['04', '05', '06'],
          ['07', '08', '09'],
          ['10', '11', '12'],
          ['01', '02', '03'],
        ][index];
        const part = only((cells) => {
          const [, month = '', of = ''] = (cells['Payment date'] ?? '').split('/');
          return (months ?? []).includes(month) && of === (index === 3 ? '2021' : '2020');
        });
        const figures = await figuresOf(part, store.stateFolder);
        expect(slice.figures).toEqual(
          figures.filter((one) => one.definition === 'ledger-all' && one.period === year),
        );
      }
    }));

  it('narrow to what a filter says, and by year are the figures of the analysis', () =>
    withNasty(async (store) => {
      const analysis = await store.calls.analysis(null);
      const years = accepted(await store.calls.slices(everything, 'year'));
      expect(years.flatMap(({ figures }) => figures)).toEqual(
        analysis?.figures.filter(({ definition }) => definition === 'ledger-all'),
      );
      const filter = { ...everything, year, body: 'North Board', quarter: 1 as const };
      const [care, ...rest] = accepted(await store.calls.slices(filter, 'department'));
      expect([care?.value, care?.totalPence, rest.map(({ value }) => value)]).toEqual([
        'Roads',
        8000,
        ['Care'],
      ]);
      const inside = accepted(await store.calls.slices({ ...everything, where: 'inside' }, 'year'));
      const [local] = inside.filter(({ value }) => value === year);
      const [whole] = analysis?.figures.filter(({ period }) => period === year) ?? [];
      expect([local?.totalPence, local?.figures[0]?.localPence]).toEqual([
        whole?.localPence,
        whole?.localPence,
      ]);
    }));

  it('are refused in words where the filter cannot be', () =>
    withNasty(async ({ calls }) => {
      const codes = async (filter: Partial<SpendFilter>, by: 'body' | 'year' = 'year') => {
        const decision = await calls.slices({ ...everything, ...filter }, by);
        return decision.ok ? [] : decision.refusals.map(({ code }) => code);
      };
      expect(await codes({}, 'body')).toEqual(['year-missing']);
      expect(await codes({ ring: 'moon', where: 'inside' })).toEqual(['unknown-ring']);
      expect(await codes({ year: "2020/22' OR 1" })).toEqual(['unknown-year']);
      expect(await codes({ definition: 'nobody' })).toEqual(['unknown-definition']);
      expect(await codes({ body: "O'Hare" })).toEqual([]);
      expect(await calls.analysis('nobody')).toBeNull();
    }));
});

const page = { search: null, descending: true, offset: 0, limit: 100 };

describe('lists', () => {
  it('hold every supplier once for each place it was paid at, and add up', () =>
    withNasty(async ({ calls }) => {
      const all = accepted(await calls.suppliers(everything, { ...page, order: 'amount' }));
      const analysis = await calls.analysis(null);
      expect(all.pence).toBe(analysis?.control.acceptedPence);
      expect(all.count).toBe(all.rows.length);
      expect(all.rows.reduce((sum, { lines }) => sum + lines, 0)).toBe(analysis?.control.accepted);
      const cedar = accepted(
        await calls.suppliers(everything, { ...page, search: 'cedar F', order: 'name' }),
      );
      expect(cedar.rows).toMatchObject([
        {
          name: 'Cedar Foods',
          supplierNumber: '0014',
          places: ['Kirklees'],
          where: 'inside',
          pence: 0,
          lines: 3,
          postcodes: ['HD1 1CV', 'M1 1CV'],
        },
      ]);
      const cut = { ...page, order: 'amount' as const, descending: false };
      const pages = [];
      for (const offset of [0, 3, 6, 9])
        pages.push(...accepted(await calls.suppliers(everything, { ...cut, offset, limit: 3 })).rows);
      expect(pages.map(({ pence }) => pence)).toEqual(
        all.rows
          .map(({ pence }) => pence)
          .toReversed()
          .slice(0, 12),
      );
      expect(accepted(await calls.suppliers(everything, { ...page, search: '%', order: 'name' })).count).toBe(
        0,
      );
      const placed = accepted(
        await calls.suppliers({ ...everything, where: 'elsewhere', ring: 'uk' }, { ...page, order: 'name' }),
      );
      expect(placed.rows).toEqual([]);
    }));

  it('hold every line of a filter, in any order, with what they add up to', () =>
    withNasty(async ({ calls }) => {
      const filter = { ...everything, year, department: 'Care' };
      const list = accepted(await calls.lines(filter, { ...page, order: 'amount' }));
      expect(list.rows.map(({ pence }) => pence)).toEqual([9000, 4000, 1200, 1111, -3300, -4000]);
      expect([list.count, list.pence]).toEqual([6, 8011]);
      const empty = accepted(
        await calls.lines({ ...everything, department: '' }, { ...page, order: 'day', descending: false }),
      );
      expect(empty.rows.map(({ day, supplier }) => [day, supplier])).toEqual([
        ['2020-10-15', 'ALDER AND SONS'],
        [null, 'REDACTED PERSONAL DATA'],
      ]);
      const searched = accepted(
        await calls.lines(everything, { ...page, search: 'RESPITE', order: 'supplier' }),
      );
      expect([searched.count, searched.pence, searched.rows[0]?.document]).toEqual([1, 4000, 'R1']);
      const payee = list.rows[0]?.payee ?? '';
      expect(payee).toMatch(/^[A-Za-z0-9_-]{20}$/);
      const theirs = accepted(
        await calls.lines({ ...everything, payee }, { ...page, order: 'day', offset: 2, limit: 2 }),
      );
      expect([theirs.rows.length, theirs.count]).toEqual([2, 6]);
      const open = accepted(
        await calls.lines({ ...everything, where: 'unplaced' }, { ...page, order: 'day' }),
      );
      expect(open.rows.length).toBe(open.count);
      expect(open.rows.reduce((sum, { pence }) => sum + pence, 0)).toBe(open.pence);
    }));

  it('come whole for downloads, as they are listed', () =>
    withNasty(async ({ calls }) => {
      const filter = { ...everything, year };
      for (const list of [
        { search: null, order: 'amount', descending: true },
        { search: 'support', order: 'day', descending: false },
      ] as const) {
        const rows = [];
        for await (const part of accepted(await calls.everyLine(filter, list))) rows.push(...part);
        expect(rows).toEqual(accepted(await calls.lines(filter, { ...page, ...list })).rows);
        expect(rows.length).toBeGreaterThan(3);
      }
      let suppliers = 0;
      for await (const part of accepted(await calls.everySupplier(everything, { ...page, order: 'name' })))
        suppliers += part.length;
      expect(suppliers).toBe(accepted(await calls.suppliers(everything, { ...page, order: 'name' })).count);
    }));
});

describe('one payment', () => {
  it('says why its payee lies where it does', () =>
    withNasty(async ({ calls }) => {
      const list = accepted(await calls.lines(everything, { ...page, order: 'day' }));
      const said = async (record: number, supplier: string) => {
        const line = list.rows.find((row) => row.record === record && row.supplier === supplier);
        const full = await calls.line(line?.batch ?? '', record, null);
        expect(full?.line).toEqual(line);
        return full?.placed[0]?.sentence;
      };
      expect(await said(3, 'Cedar Foods')).toBe(
        'In Kirklees. The supplier list of 3 May 2026 says Kirklees.',
      );
      expect(await said(5, 'REDACTED PERSONAL DATA')).toBe(
        'In Kirklees. Postcode sector HD1 1 lies in Kirklees.',
      );
      expect(await said(9, 'REDACTED PERSONAL DATA')).toBe(
        'It cannot be said whether it is in Kirklees. Nothing says where it is.',
      );
      expect(await calls.line('bat_none', 1, null)).toBeNull();
      expect(await calls.line(list.rows[0]?.batch ?? '', 999, null)).toBeNull();
    }));

  it('offers what can be chosen', () =>
    withNasty(async ({ calls, own }) => {
      const choices = await calls.choices(null);
      expect(choices).toMatchObject({
        years: ['2019/20', '2020/21', '2021/22', 'undated'],
        bodies: ['East Board', 'Isle Board', 'North Board', 'South Board', 'West Board'],
      });
      expect(choices?.departments[0]).toBe('');
      expect(choices?.rings.map(({ id }) => id)).toEqual(['authority', 'combined-authority', 'region', 'uk']);
      const [first] = choices?.definitions ?? [];
      if (first) own({ ...first, id: 'ours', version: '1', name: 'Ours', rings: ['region'] });
      const ours = await calls.analysis('ours');
      expect(ours?.definitions[0]).toMatchObject({ id: 'ours', name: 'Ours' });
      expect(ours?.figures[0]?.ring.id).toBe('region');
    }));
});
