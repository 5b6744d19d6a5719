import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withAnalysis } from '../../../test/support/analyse.ts';
import { withFiles } from '../../../test/support/openLedgers.ts';
import { storeId } from '../../../test/support/records.ts';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { openDuck } from '../duckdb.ts';
import type { LedgerLake } from '../ledgers/types.ts';
import { openBatchFolders } from './folders.ts';
import type { StagedTables } from './types.ts';

const idOf = (digit: string) => `bat_${digit.repeat(20)}` as BatchId;

const april = [
  'Date,Supplier,Net Amount,Postcode,Transaction Number,Department',
  '01/04/2020,Alder Joinery Ltd,100.00,HD1 1CV,A1,Roads',
  '02/04/2020,Alder Joinery Limited,-30.00,LS1 1CV,A2,Roads',
  '02/04/2020,REDACTED PERSONAL DATA,9.00,,R1,Care',
  '02/04/2020,REDACTED PERSONAL DATA,-12.00,,R1,Homes',
  '02/04/2020,REDACTED PERSONAL DATA,5.00,,R2,Care',
  '02/04/2020,REDACTED PERSONAL DATA,-2.00,,R3,Care',
  ',Birch Cleaning,7.00,,B1,',
  '31/03/2021,,11.11,HD1 1CV,U1,Care',
  '09/04/2020,Cedar Foods,what,,C1,Care',
].join('\n');

/** Stages invented ledgers and hands the session over, as an import sees it after `decide`. */
function staged(
  ledgers: Readonly<Record<string, string>>,
  use: (lake: LedgerLake & StagedTables, folder: string) => Promise<void>,
) {
  return withFiles(ledgers, (folder) =>
    withAnalysis({ paths: [folder] }, ({ lake }) => use(lake as LedgerLake & StagedTables, folder)),
  );
}

async function read(folder: string, sql: string) {
  const duck = await openDuck({ scratch: folder });
  try {
    return await duck.rows(sql.replaceAll('FOLDER', folder));
  } finally {
    duck.close();
  }
}

describe('a batch', () => {
  it('holds the accepted lines of one table, those of a payee side by side, and their sums', () =>
    staged({ 'april.csv': april, 'may.csv': april.replaceAll('/04/', '/05/') }, async (lake, folder) => {
      const target = join(folder, 'out');
      mkdirSync(target);
      const written = await lake.writeBatch(1, target);
      expect(written.lines).toBe(8);
      const [first] = await read(
        target,
        "SELECT count(*) AS n, sum(pence)::BIGINT AS pence, count(DISTINCT payee) AS payees, min(length(payee)) AS size FROM 'FOLDER/lines.parquet'",
      );
      expect(first).toEqual({ n: 8, pence: 8811, payees: 4, size: 20 });
      const order = await read(target, "SELECT payee, record FROM 'FOLDER/lines.parquet'");
      expect(order).toEqual(
        order.toSorted((a, b) => (`${a.payee}${a.record}` < `${b.payee}${b.record}` ? -1 : 1)),
      );
      const [sums] = await read(
        target,
        "SELECT sum(positive + negative)::BIGINT AS pence, sum(lines)::BIGINT AS lines, count(*) AS cells FROM 'FOLDER/cells.parquet'",
      );
      expect(sums).toEqual({ pence: 8811, lines: 8, cells: written.cells });
      for (const [name, hash] of Object.entries(written.files)) {
        expect(
          createHash('sha256')
            .update(readFileSync(join(target, name)))
            .digest('hex'),
        ).toBe(hash);
      }
      expect((await lake.coverage()).map(({ months }) => months)).toEqual([3]);
    }));

  it('keeps the document as the unit only where it holds payments and credits', () =>
    staged({ 'april.csv': april }, async (lake, folder) => {
      const target = join(folder, 'out');
      mkdirSync(target);
      await lake.writeBatch(1, target);
      const cells = await read(
        target,
        "SELECT department, unit, positive, negative, lines, quarter, months FROM 'FOLDER/cells.parquet' WHERE kind = 'redacted' ORDER BY department, unit NULLS LAST",
      );
      expect(cells).toEqual([
        { department: 'Care', unit: 3, positive: 900, negative: 0, lines: 1, quarter: 1, months: 16 },
        { department: 'Care', unit: null, positive: 500, negative: -200, lines: 2, quarter: 1, months: 16 },
        { department: 'Homes', unit: 3, positive: 0, negative: -1200, lines: 1, quarter: 1, months: 16 },
      ]);
      const named = await read(
        target,
        "SELECT postcode, name, positive, negative, year_start FROM 'FOLDER/cells.parquet' WHERE kind = 'named' ORDER BY name",
      );
      expect(named).toEqual([
        {
          postcode: 'LS1 1CV',
          name: 'Alder Joinery Limited',
          positive: 0,
          negative: -3000,
          year_start: 2020,
        },
        { postcode: 'HD1 1CV', name: 'Alder Joinery Ltd', positive: 10000, negative: 0, year_start: 2020 },
        { postcode: null, name: 'Birch Cleaning', positive: 700, negative: 0, year_start: null },
      ]);
    }));
});

describe('a staged table', () => {
  it('tells its first records, rejected ones too, and its money in and out', () =>
    staged({ 'april.csv': april }, async (lake) => {
      expect(await lake.firstRecords(1, 2)).toEqual([
        { record: 1, pence: 10000, day: '2020-04-01' },
        { record: 2, pence: -3000, day: '2020-04-02' },
      ]);
      expect((await lake.firstRecords(1, 100)).at(-1)).toEqual({ record: 9, pence: null, day: '2020-04-09' });
      expect(await lake.moneyOf(1)).toEqual({ paymentsPence: 13211, creditsPence: -4400 });
    }));

  it('finds lines that a batch holds, each as often as both hold it, and documents with another amount', async () => {
    const line = '01/04/2020,Alder Joinery Ltd,100.00,HD1 1CV,A1,Roads';
    const june = [
      'Date,Supplier,Net Amount,Postcode,Transaction Number,Department',
      line,
      line,
      line.replace('100.00', '1.00'),
      '03/07/2020,Dogwood Care,4.00,,D1,Care',
    ].join('\n');
    const other = 'Date,Supplier,Net Amount\n13/06/2020,Elm Transport,3.00\n14/06/2020,Elm Transport,4.00\n';
    await staged({ 'april.csv': april, 'june.csv': june, 'other.csv': other }, async (lake, folder) => {
      const batches = [];
      for (const [index, name] of ['a', 'b', 'c'].entries()) {
        const target = join(folder, name);
        mkdirSync(target);
        await lake.writeBatch(index + 1, target);
        batches.push({ batch: idOf(name), folder: target });
      }
      const [first, second] = batches;
      if (!first || !second) throw new Error('three batches were written');
      expect(await lake.overlaps(2, [first, ...batches.slice(2)])).toEqual([
        { batch: idOf('a'), sameLines: 1, sameLinesPence: 10000, sameDocuments: 3 },
      ]);
      expect(await lake.overlaps(1, [second])).toEqual([
        { batch: idOf('b'), sameLines: 1, sameLinesPence: 10000, sameDocuments: 1 },
      ]);
      const [itself] = await lake.overlaps(1, [first]);
      expect(itself).toEqual({ batch: idOf('a'), sameLines: 8, sameLinesPence: 8811, sameDocuments: 8 });
      expect(await lake.overlaps(3, batches.slice(0, 2))).toEqual([]);
      expect(await lake.overlaps(3, [])).toEqual([]);
    });
  });
});

describe('batch folders', () => {
  it('have a name only when they are whole, and drafts are swept and orphans set aside', () =>
    withFiles({ 'x.csv': '' }, async (folder) => {
      const root = join(folder, 'lake');
      const folders = openBatchFolders(root);
      const [known, orphan, begun] = [idOf('a'), idOf('b'), idOf('c')];
      for (const batch of [known, orphan]) {
        const draft = await folders.drafting(batch);
        mkdirSync(join(draft, 'part'));
        expect(existsSync(folders.folderOf(batch))).toBe(false);
        await folders.publish(batch);
        expect(existsSync(join(folders.folderOf(batch), 'part'))).toBe(true);
      }
      mkdirSync(join(await folders.drafting(begun), 'part'));
      expect(existsSync(join(await folders.drafting(begun), 'part'))).toBe(false);
      mkdirSync(join(root, 'somebody else'));
      expect(await folders.list()).toEqual([known, orphan]);
      expect(await folders.sweep(new Set([known]))).toBe(2);
      expect(await folders.list()).toEqual([known]);
      expect(await folders.setAside()).toEqual([orphan]);
      expect(existsSync(join(root, '.swept', orphan, 'part'))).toBe(true);
      expect(await folders.sweep(new Set([known, orphan]))).toBe(0);
      expect(await folders.list()).toEqual([known, orphan]);
      await folders.sweep(new Set([known]));
      expect([await folders.clear(), await folders.clear()]).toEqual([1, 0]);
      expect(await folders.list()).toEqual([known]);
      await folders.remove(known);
      await folders.remove(known);
      expect(await folders.list()).toEqual([]);
      expect(existsSync(join(root, 'somebody else'))).toBe(true);
    }));

  it('say which store they belong to', () =>
    withFiles({ 'x.csv': '' }, async (folder) => {
      const root = join(folder, 'lake');
      const folders = openBatchFolders(root);
      expect(await folders.storeId()).toBeNull();
      expect(existsSync(root)).toBe(false);
      for (const letter of ['a', 'b']) {
        const id = storeId(letter);
        await folders.nameStore(id);
        expect(await openBatchFolders(root).storeId()).toBe(id);
      }
      expect(await folders.list()).toEqual([]);
      writeFileSync(join(root, 'store-id'), 'nonsense');
      expect(await folders.storeId()).toBeNull();
    }));

  it('are never looked for under a name that is no id', () =>
    withFiles({ 'x.csv': '' }, async (folder) => {
      const folders = openBatchFolders(folder);
      expect(() => folders.folderOf('../x.csv' as BatchId)).toThrow('is the id of a batch');
    }));
});
