import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoLedgers } from '../src/formats/demo/index.ts';
import { shippedDefinitions } from '../src/formats/readDefinitions.ts';
import { withAnalysis } from './support/analyse.ts';
import { withBatchStore } from './support/batchStore.ts';
import { checkBundle, figuresIn } from './support/bundle.ts';
import { withFiles } from './support/openLedgers.ts';

describe('a figure bundle recomputes itself with DuckDB alone', () => {
  it('every demonstration figure under every shipped definition', async () => {
    const files = Object.fromEntries(
      (await demoLedgers()).map(({ name, bytes }) => [name, Buffer.from(bytes)]),
    );
    await withFiles(files, (folder) =>
      withAnalysis({ paths: [folder] }, async ({ analysis, bundle }) => {
        let checked = 0;
        for (const definition of shippedDefinitions()) {
          const target = join(folder, '.bundle', definition.id);
          await bundle(target, definition);
          checked += await checkBundle(target);
        }
        expect(checked).toBe(analysis.figures.length);
      }),
    );
  });

  it('with credits, redacted payees, a supplier list, undated lines and names that need quotes', async () => {
    const ledger = [
      'Date,Supplier,Supplier No,Net Amount,Postcode,Ref',
      '01/04/2020,"Alder, ""Sons"" & Co",0012,100.00,HD1 1CV,1',
      '01/04/2020,"Alder, ""Sons"" & Co",0012,-30.00,LS1 1CV,2',
      '02/04/2020,Birch Cleaning,0013,70.00,LS1 1CV,3',
      '02/04/2020,Birch Cleaning,0013,5.00,,4',
      ',REDACTED PERSONAL DATA,,9.00,,5',
      ',REDACTED PERSONAL DATA,,-12.00,,6',
      ',REDACTED PERSONAL DATA,,2.00,,6',
      '31/03/2021,,,11.11,HD1 1CV,7',
    ].join('\n');
    const list = 'Supplier number,Postcode,Delivery site\n0013,S1 1CV,HD1 1CV\n';
    await withFiles({ 'ledger.csv': ledger, '.list.csv': list }, async (folder) => {
      const home = join(folder, '.home');
      mkdirSync(home);
      const { openReferenceStore } = await import('../src/lake/reference/index.ts');
      const { toLocalDate } = await import('../src/domain/values/index.ts');
      const source = { path: join(folder, '.list.csv'), label: 'list.csv' };
      const added = await openReferenceStore(home).add('suppliers', source, toLocalDate('2026-01-01'));
      expect(added.ok).toBe(true);
      await withAnalysis({ paths: [join(folder, 'ledger.csv')], stateFolder: home }, async ({ bundle }) => {
        for (const definition of shippedDefinitions()) {
          const target = join(folder, '.bundle', definition.id);
          await bundle(target, definition);
          await checkBundle(target);
        }
      });
    });
  });

  it('does not agree any more once a line is changed', async () => {
    const ledger =
      'Date,Supplier,Net Amount,Postcode\n01/04/2020,Alder Joinery,100.00,HD1 1CV\n13/05/2020,Birch,3.00,\n';
    await withFiles({ 'ledger.csv': ledger }, (folder) =>
      withAnalysis({ paths: [join(folder, 'ledger.csv')] }, async ({ bundle }) => {
        const [definition] = shippedDefinitions();
        const target = join(folder, '.bundle');
        if (definition) await bundle(target, definition);
        const lines = readFileSync(join(target, 'lines.csv'), 'utf8');
        writeFileSync(join(target, 'lines.csv'), lines.replace(',10000,', ',10001,'));
        await expect(checkBundle(target)).rejects.toThrow();
      }),
    );
  });

  it('every figure of a store, after a file was taken back', async () => {
    const files = Object.fromEntries(
      (await demoLedgers()).slice(0, 14).map(({ name, bytes }) => [name, Buffer.from(bytes)]),
    );
    await withFiles(files, (folder) =>
      withBatchStore(async ({ calls, import: take, undo }) => {
        const [first] = await take([folder]);
        if (first) undo(first);
        for (const { id } of shippedDefinitions()) {
          const bundle = await calls.bundle(id);
          const [file] = bundle?.files ?? [];
          expect(await checkBundle(dirname(file?.path ?? ''))).toBeGreaterThanOrEqual(2);
          const analysis = await calls.analysis(id);
          expect(analysis?.figures.filter((figure) => figure.definition === id)).toEqual(
            figuresIn(dirname(file?.path ?? '')),
          );
          await bundle?.remove();
          expect(existsSync(file?.path ?? '')).toBe(false);
        }
      }),
    );
  });
});
