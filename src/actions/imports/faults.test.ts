import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cityMonth } from '../../../test/support/importLedgers.ts';
import {
  confirmed,
  type ImportSite,
  incoming,
  stored,
  traces,
  upload,
  withImportSite,
} from '../../../test/support/imports.ts';
import { acceptedOf, batchId, importId, refusalOf } from '../../../test/support/records.ts';
import { type ImportBoundary, importBoundaries } from './parts.ts';

const files = { 'april.csv': cityMonth(4), 'may.csv': cityMonth(5, 8) };
const lines = 20;

/** The same numbers from the same seed: a linear congruential generator. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

/** Lets the fault strike when a boundary is passed for the nth time, once. */
function strike(site: ImportSite, at: ImportBoundary, nth: number, fault: () => Error): () => boolean {
  let passed = 0;
  site.hooks.reached = (boundary) => {
    if (boundary !== at) return;
    passed += 1;
    if (passed === nth) throw fault();
  };
  return () => passed >= nth;
}

async function expectAgreement(site: ImportSite): Promise<void> {
  const left = await traces(site);
  expect(left.inLake).toEqual(left.catalogued);
  expect(left.published).toEqual(left.catalogued);
}

/** Goes on as a person would who reads what the import says, until it is imported. */
async function finish(site: ImportSite, id: string): Promise<void> {
  let one = await stored(site, id);
  if (one.state === 'stopped') {
    expect(one.sentence).toMatch(/Nothing was added\. .+/);
    acceptedOf(await site.calls.retry(id));
    await site.idle();
    one = await stored(site, id);
  }
  if (one.state === 'waiting') one = await confirmed(site, one);
  expect(one).toMatchObject({ state: 'imported', sentence: null });
}

/** Uploads and confirms with a fault on the way; answers the import that the fault left, null when none was kept. */
async function importWithFault(site: ImportSite): Promise<string | null> {
  const received = await site.calls.receive(incoming(files)).catch(() => null);
  await site.idle();
  if (!received?.ok) return null;
  const one = await stored(site, received.value);
  if (one.state === 'waiting') {
    acceptedOf(await site.calls.confirm(one.id, one.version));
    await site.idle();
  }
  return one.id;
}

describe('a fault at any boundary', () => {
  const random = drawn(20_261_123);
  const twice: readonly ImportBoundary[] = ['batch-drafted', 'batch-published'];
  const cases = importBoundaries.flatMap((at) =>
    (twice.includes(at) ? [1, 2] : [1]).map((nth) => ({ at, nth, full: random() < 0.7 })),
  );

  it(
    'leaves no half batch, is told, and the next try gives the same totals',
    () =>
      withImportSite(async (site) => {
        const whole = await upload(site, files);
        await confirmed(site, whole);
        const { pence } = await traces(site);
        acceptedOf(await site.calls.undo({ import: whole.id }));
        for (const { at, nth, full } of cases) {
          const struck = strike(site, at, nth, full ? diskFull : () => new Error('the engine broke'));
          const id = await importWithFault(site);
          expect(struck(), at).toBe(true);
          await expectAgreement(site);
          const before = await traces(site);
          const isDone = ['committed', 'cleaned'].includes(at);
          expect([at, before.lines]).toEqual([at, isDone || at === 'waiting' ? lines : 0]);
          site.hooks.reached = () => undefined;
          if (id === null) {
            const [gone] = await site.calls.imports();
            expect(gone).toMatchObject({
              state: 'cancelled',
              sentence: expect.stringContaining('Nothing was kept'),
            });
          }
          const again = id ?? (await upload(site, files)).id;
          await finish(site, again);
          await expectAgreement(site);
          expect([at, await traces(site)]).toMatchObject([at, { lines, pence, working: [] }]);
          acceptedOf(await site.calls.undo({ import: again }));
        }
      }),
    300_000,
  );

  it('says what to do when the disk is full, and when something else broke', () =>
    withImportSite(async (site) => {
      strike(site, 'batch-published', 1, diskFull);
      const id = await importWithFault(site);
      expect((await stored(site, id ?? '')).sentence).toBe(
        'The disk is full. Nothing was added. Make room on the disk, then read the files again.',
      );
      strike(site, 'read', 1, () => new Error('the engine broke\nat line 3'));
      acceptedOf(await site.calls.retry(id ?? ''));
      await site.idle();
      expect((await stored(site, id ?? '')).sentence).toMatch(/: the engine broke\. Nothing was added\./);
    }));
});

describe('cancel', () => {
  it(
    'works at every step before the end, and leaves nothing',
    () =>
      withImportSite(async (site) => {
        const steps = [
          ...(['reading', 'read', 'importing', 'read-again'] as const),
          ...(['batch-drafted', 'batch-published', 'before-commit'] as const),
        ];
        for (const at of steps) {
          site.hooks.reached = async (boundary, id) => {
            if (boundary === at) acceptedOf(await site.calls.cancel(id));
          };
          const id = await importWithFault(site);
          site.hooks.reached = () => undefined;
          expect([at, (await stored(site, id ?? '')).state]).toEqual([at, 'cancelled']);
          const left = await traces(site);
          expect([at, left.working, left.inLake, left.catalogued]).toEqual([at, [], [], []]);
        }
        expect(site.hooks.failures).toEqual([]);
        expect(site.hooks.changes).toBe(0);
      }),
    120_000,
  );

  it('works while an import waits for a person or was stopped, and is refused when it is over', () =>
    withImportSite(async (site) => {
      const waiting = await upload(site, files);
      expect(acceptedOf(await site.calls.cancel(waiting.id)).state).toBe('cancelled');
      expect(refusalOf(await site.calls.cancel(waiting.id)).sentence).toBe(
        'This import was cancelled. Upload the files again to import them.',
      );
      strike(site, 'read', 1, diskFull);
      const stopped = await upload(site, files);
      expect(stopped.state).toBe('stopped');
      acceptedOf(await site.calls.cancel(stopped.id));
      expect((await traces(site)).working).toEqual([]);
      const done = await confirmed(site, await upload(site, files));
      expect(refusalOf(await site.calls.cancel(done.id)).code).toBe('import-imported');
      expect(refusalOf(await site.calls.retry(done.id)).code).toBe('import-imported');
    }));
});

describe('what changed between check and import', () => {
  it('stops the import, and reading again shows it', () =>
    withImportSite(async (site) => {
      const [first, second] = [
        await upload(site, files),
        await upload(site, { 'full.csv': cityMonth(4, 15) }),
      ];
      await confirmed(site, first);
      const stopped = await confirmed(site, second);
      expect(stopped).toMatchObject({
        state: 'stopped',
        sentence:
          'Other payments were imported or undone since you checked full.csv. Nothing was added. Read the files again and check them.',
      });
      acceptedOf(await site.calls.retry(second.id));
      await site.idle();
      const again = await stored(site, second.id);
      expect(again.reading?.tables[0]?.overlaps).toMatchObject([{ sameLines: 12 }]);
      await expectAgreement(site);
    }));
});

describe('a start after a stop', () => {
  it('gives up uploads, reads anew, and leaves nothing of an import that was not committed', () =>
    withImportSite(async (site) => {
      const { records, home, folders } = site;
      const [reading, importing] = [await upload(site, files), await upload(site, files)];
      const waiting = await upload(site, { 'june.csv': cityMonth(6) });
      const change = { changedAt: site.parts.now() };
      await records.saveImport({
        ...reading,
        ...change,
        state: 'reading',
        reading: null,
        version: reading.version + 1,
      });
      await records.saveImport({
        ...importing,
        ...change,
        state: 'importing',
        version: importing.version + 1,
      });
      const receiving = {
        ...waiting,
        id: importId(7),
        state: 'receiving',
        files: [],
        reading: null,
      } as const;
      await records.addImport(receiving);
      const stray = join(home, 'imports', importId(8), 'files', '1');
      mkdirSync(stray, { recursive: true });
      mkdirSync(join(home, 'imports', receiving.id, 'files', '1'), { recursive: true });
      writeFileSync(join(stray, 'half.csv'), 'a,b');
      writeFileSync(join(await folders.drafting(batchId(1)), 'lines.parquet'), 'half');
      await folders.drafting(batchId(2));
      await folders.publish(batchId(2));

      await site.recover();
      await site.idle();
      expect((await stored(site, reading.id)).state).toBe('waiting');
      expect(await stored(site, importing.id)).toMatchObject({
        state: 'stopped',
        sentence: 'Sevenbox was stopped while it imported. Nothing was added. Read the files again.',
      });
      expect(await stored(site, waiting.id)).toEqual(waiting);
      expect(await stored(site, receiving.id)).toMatchObject({ state: 'cancelled' });
      const left = await traces(site);
      expect(left.inLake).toEqual(['.swept']);
      const folderNames = left.working.filter((name) => !name.includes('/'));
      expect(folderNames).toEqual([reading.id, importing.id, waiting.id].sort());
      await finish(site, importing.id);
    }));

  it('says so when the uploaded files are gone', () =>
    withImportSite(async (site) => {
      const one = await upload(site, files);
      await site.uploads.remove(one.id);
      await site.records.saveImport({ ...one, state: 'reading', version: one.version + 1 });
      await site.recover();
      const stopped = await stored(site, one.id);
      expect(stopped).toMatchObject({
        state: 'stopped',
        sentence: expect.stringContaining('no longer on this'),
      });
      expect(refusalOf(await site.calls.retry(one.id)).code).toBe('files-gone');
    }));
});

describe('progress', () => {
  it('is told in words while a job runs, and how many stand before it', () =>
    withImportSite(async (site) => {
      const seen: unknown[] = [];
      const sentences = new Set<string>();
      site.hooks.reached = async (boundary, id) => {
        const progress = await site.calls.progressOf(id);
        if (progress) sentences.add(progress.sentence);
        if (boundary !== 'read' || seen.length > 0) return;
        seen.push(progress?.waitingBehind);
        const other = acceptedOf(await site.calls.receive(incoming({ 'june.csv': cityMonth(6) })));
        seen.push(await site.calls.progressOf(other));
      };
      const one = await upload(site, files);
      expect(seen).toEqual([
        0,
        { sentence: 'Waiting to be read', startedMilliseconds: expect.any(Number), waitingBehind: 1 },
      ]);
      await confirmed(site, one);
      expect([...sentences]).toEqual(
        expect.arrayContaining([
          'Checking may.csv (2 of 2)',
          'Adding april.csv (1 of 2)',
          'Adding may.csv (2 of 2)',
        ]),
      );
      expect(await site.calls.progressOf(one.id)).toBeNull();
    }));
});
