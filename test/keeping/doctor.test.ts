import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkStore } from '../../src/actions/store/checkStore.ts';
import { storeReportSchema } from '../../src/actions/store/report.ts';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import { openStoreOf } from '../../src/main/keeping.ts';
import { fillStore, type StorePlace, said, withStore } from '../support/keptStore.ts';
import {
  batchId,
  emptyHome,
  importAt,
  importId,
  minute,
  recordsOf,
  removeTemplate,
} from '../support/records.ts';

// Making an embedded store takes seconds, and many tests make several.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

let filled: string;
let place: StorePlace;

beforeAll(async () => {
  filled = await emptyHome();
  await fillStore({ home: filled, databaseUrl: null });
});
beforeEach(async () => {
  const home = `${filled}-copy`;
  await rm(home, { recursive: true, force: true });
  await cp(filled, home, { recursive: true });
  place = { home, databaseUrl: null };
});
afterAll(async () => {
  for (const home of [filled, `${filled}-copy`]) await rm(home, { recursive: true, force: true });
  removeTemplate();
});

const inLake = (...names: string[]) => join(place.home, 'lake', ...names);

async function flip(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  const place = at % bytes.length;
  bytes[place] = (bytes[place] ?? 0) ^ 4;
  await writeFile(path, bytes);
}

/** The checks that are not sound, by code, and the exit code. */
async function found(...options: string[]) {
  const { out, code } = await said(place, 'doctor', '--json', ...options);
  const { checks } = storeReportSchema.parse(JSON.parse(out));
  const bad = checks.filter(({ status }) => status !== 'sound');
  return {
    code,
    codes: bad.map((one) => `${one.code}: ${one.status}`),
    text: bad.flatMap(({ sentence, more }) => [sentence, ...more]).join('\n'),
  };
}

describe('doctor', () => {
  it('says that a sound store is sound', async () => {
    const { out, code } = await said(place, 'doctor');
    expect(out).toMatch(
      /^The store is sound\.\n\nsound {9}The records open: the embedded store, PostgreSQL [\d.]+\./,
    );
    expect(out).toContain('2 batches in the catalogue, each with its files as they were written.');
    expect(out).toContain('1 reference edition, all readable.');
    expect(code).toBe(0);
  });

  it('makes nothing where there is no store', async () => {
    const home = `${filled}-none`;
    const { out, code } = await said({ home, databaseUrl: null }, 'doctor');
    expect(out).toContain('There is no store here yet.');
    expect(code).toBe(0);
    await expect(readdir(home)).rejects.toThrow('ENOENT');
  });

  it('finds a folder that was deleted, of a batch that counts and of one that does not', async () => {
    await rm(inLake(batchId(1)), { recursive: true });
    await rm(inLake(batchId(2)), { recursive: true });
    const { codes, text, code } = await found();
    expect(codes).toEqual(['batches: broken']);
    expect(text).toContain(`table 1.csv (${batchId(1)}) has lost its folder in the lake.`);
    expect(text).toContain(
      `table 2.csv (${batchId(2)}) has lost its folder in the lake. It does not count: undone.`,
    );
    expect(code).toBe(1);
  });

  it.each(['lines.parquet', 'cells.parquet'])('finds one flipped byte in %s', async (name) => {
    await flip(inLake(batchId(1), name), 777);
    const { codes, text } = await found();
    expect(codes).toEqual(['batches: broken']);
    expect(text).toContain(`table 1.csv (${batchId(1)}) has a file ${name} that was changed.`);
  });

  it('finds a file that is missing, and a list of files that does not read', async () => {
    await rm(inLake(batchId(1), 'cells.parquet'));
    await writeFile(inLake(batchId(2), 'manifest.json'), '{');
    const { text } = await found();
    expect(text).toContain('has lost its file cells.parquet.');
    expect(text).toContain('has no list of its files that reads.');
  });

  it('finds lines of another batch under the name of one', async () => {
    await rm(inLake(batchId(1)), { recursive: true });
    await cp(inLake(batchId(2)), inLake(batchId(1)), { recursive: true });
    expect((await found()).text).toContain('has 40 lines in its folder and 20 in the catalogue.');
  });

  it('finds folders of no import and drafts, and removes them only when asked', async () => {
    await cp(inLake(batchId(1)), inLake(batchId(9)), { recursive: true });
    await mkdir(inLake(`.draft-${batchId(8)}`));
    await writeFile(inLake(`.draft-${batchId(8)}`, 'lines.parquet'), 'PAR1 half');
    const { codes, text, code } = await found();
    expect(codes).toEqual(['leftovers: look-at-this']);
    expect(text).toContain(`${batchId(9)} in the lake is of no import.`);
    expect(code).toBe(2);
    expect(await readdir(inLake())).toHaveLength(4);
    expect(await found('--mend')).toMatchObject({ codes: [], code: 0 });
    expect((await readdir(inLake())).sort()).toEqual([batchId(1), batchId(2)]);
  });

  it('finds what a start set aside, and removes it only when asked', async () => {
    await cp(inLake(batchId(1)), inLake(batchId(9)), { recursive: true });
    await openBatchFolders(inLake()).sweep(new Set([batchId(1), batchId(2)]));
    const { codes, text } = await found();
    expect(codes).toEqual(['leftovers: look-at-this']);
    expect(text).toContain(`${batchId(9)} is of no import and was set aside in the lake.`);
    const { out } = await said(place, 'doctor', '--mend');
    expect(out).toContain('1 leftover was removed.');
    expect((await readdir(inLake())).sort()).toEqual([batchId(1), batchId(2)]);
  });

  it('removes nothing from a lake that belongs to other records', async () => {
    await rm(join(place.home, 'records'), { recursive: true });
    const other = await emptyHome();
    await rename(join(other, 'records'), join(place.home, 'records'));
    const { codes, text } = await found('--mend');
    expect(codes).toEqual(['store: broken']);
    expect(text).toContain(`The ledgers in ${place.home} belong to another store than the records in use.`);
    expect(await readdir(inLake())).toHaveLength(2);
  });

  it('finds imports that were cut off, and uploads that belong to none', async () => {
    await withStore(place, async (store) => {
      const records = recordsOf(store);
      await records.addImport(importAt(5, { state: 'importing' }));
      const files = [{ name: 'may.csv', bytes: 5, sha256: 'ab'.repeat(32) }];
      await records.addImport(importAt(6, { state: 'waiting', files }));
    });
    await mkdir(join(place.home, 'imports', importId(7)), { recursive: true });
    const { codes, text } = await found();
    expect(codes).toEqual(['imports: look-at-this', 'uploads: look-at-this']);
    expect(text).toContain(`${importId(5)} of ${minute(5).slice(0, 10)} was importing.`);
    expect(text).toContain(`${importId(6)} waits for answers, but its files are gone.`);
    expect(text).toContain(`The uploaded files of ${importId(7)} are of no open import.`);
    await found('--mend');
    expect(await readdir(join(place.home, 'imports'))).toEqual([]);
  });

  it('finds a reference edition that does not read', async () => {
    const [edition = ''] = await readdir(join(place.home, 'reference', 'suppliers'));
    await writeFile(join(place.home, 'reference', 'suppliers', edition, 'data.parquet'), 'PAR1');
    const { codes, text } = await found();
    expect(codes).toEqual(['references: broken']);
    expect(text).toContain(`suppliers/${edition} has rows that do not read.`);
  });

  it('finds records that do not open', async () => {
    await rm(join(place.home, 'records'), { recursive: true });
    await writeFile(join(place.home, 'records'), 'not a folder');
    const { codes, text, code } = await found();
    expect(codes).toEqual(['records: broken']);
    expect(text).toContain('cannot be opened');
    expect(code).toBe(1);
  });

  it('finds changes of the tables that are missing or not known, and a disk that is nearly full', () =>
    withStore(place, async (records) => {
      const store = openStoreOf(place, records, () => false);
      const checks = async (changed: Partial<typeof store>) =>
        (await checkStore({ ...store, ...changed }, { mend: false })).checks
          .filter(({ status }) => status !== 'sound')
          .map(({ code, status, more }) => [code, status, ...more].join(' '));
      expect(await checks({ migrations: [...store.migrations, 99] })).toEqual([
        'migrations broken Change 99 is missing.',
      ]);
      const strange = store.migrations.map((one) => `Change ${one} is not known.`).join(' ');
      expect(await checks({ migrations: [] })).toEqual([`migrations broken ${strange}`]);
      expect(await checks({ freeBytes: async () => 1_000_000_000 })).toEqual(['disk look-at-this']);
      expect(await checks({ freeBytes: async () => 5_000_000 })).toEqual(['disk broken']);
    }));
});
