import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/domain/spend/analysis.ts';
import type { SpendFilter } from '../src/domain/spend/explore/types.ts';
import { type Decision, toLocalDate } from '../src/domain/values/index.ts';
import { demoLedgers } from '../src/formats/demo/index.ts';
import { withAnalysis } from './support/analyse.ts';
import { type BatchStore, withBatchStore } from './support/batchStore.ts';
import { withFiles } from './support/openLedgers.ts';

/** What a result says of money, without what only says how it was read. */
function money({ figures, coverage, excluded, unknownSuppliers, control }: Analysis) {
  return { figures, coverage, excluded, unknownSuppliers, control };
}

function accepted<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

const everything = {
  definition: 'ledger-all',
  year: null,
  quarter: null,
  body: null,
  department: null,
  category: null,
  ring: null,
  where: null,
  payee: null,
} satisfies SpendFilter;

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

describe('figures from batches', () => {
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
