import { mkdtempSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import { openSite } from '../../src/main/openSite.ts';
import { holdsStore } from '../../src/records/lock.ts';
import { fillStore, type StorePlace, said, withStore } from '../support/keptStore.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { batchId, emptyHome, owner, refusalOf, removeTemplate, withOwner } from '../support/records.ts';
import { configOf } from '../support/signedIn.ts';

// Making an embedded store takes seconds, and many tests make several.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const server = await startPostgres();
const root = mkdtempSync(join(tmpdir(), 'sevenbox-other-'));
let filled: string;
let home: string;

function open({ home, databaseUrl }: StorePlace) {
  const nothing = { css: '', demonstration: () => null, demonstrationBundles: () => [] };
  return openSite({ config: configOf({ home, databaseUrl }), mode: 'real', ...nothing });
}

/** Opens the site and closes it again, as a start does that nobody uses. */
async function start(place: StorePlace): Promise<void> {
  const opened = await open(place);
  if (!opened.ok) throw new Error(refusalOf(opened).sentence);
  await opened.value.close();
}

async function lakeOf(place: string): Promise<Readonly<Record<string, string>>> {
  const lake = join(place, 'lake');
  const entries = await readdir(lake, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const read = files.map(async (path) => [relative(lake, path), (await readFile(path)).toString('base64')]);
  return Object.fromEntries(await Promise.all(read));
}

beforeAll(async () => {
  filled = await emptyHome();
  await fillStore({ home: filled, databaseUrl: null });
  await start({ home: filled, databaseUrl: null });
});
beforeEach(async () => {
  home = mkdtempSync(join(root, 'home-'));
  await cp(filled, home, { recursive: true });
});
afterAll(async () => {
  await server?.stop();
  for (const folder of [root, filled]) await rm(folder, { recursive: true, force: true });
  removeTemplate();
});

/** Refused by everything that opens the store, and not a byte of the lake is another. */
async function expectRefused(place: StorePlace): Promise<void> {
  const before = await lakeOf(home);
  expect(Object.keys(before)).toHaveLength(7);
  const { code, sentence } = refusalOf(await open(place));
  expect(code).toBe('other-store');
  expect(sentence).toContain(`The ledgers in ${home} belong to another store`);
  expect(sentence).toContain('Start Sevenbox with the DATABASE_URL it was used with');
  expect(sentence).toContain('or choose another folder with SEVENBOX_HOME.');
  expect(holdsStore(home)).toBe(false);
  for (const options of [[], ['--mend']]) {
    const doctor = await said(place, 'doctor', ...options);
    expect([doctor.code, doctor.out]).toEqual([1, expect.stringContaining(sentence)]);
  }
  const backup = await said(place, 'backup', join(root, 'other.zip'));
  expect([backup.code, backup.talk]).toEqual([1, expect.stringContaining(sentence)]);
  expect(await lakeOf(home)).toEqual(before);
}

/** A second start with the records the lake belongs to is as if nothing had happened. */
async function expectUnharmed(): Promise<void> {
  await start({ home, databaseUrl: null });
  expect(await lakeOf(home)).toEqual(await lakeOf(filled));
  expect((await said({ home, databaseUrl: null }, 'doctor')).code).toBe(0);
}

describe('a home folder whose ledgers belong to another store', () => {
  it.skipIf(!server)(
    'is refused with an empty database of a server, and with one that is in use',
    async () => {
      if (!server) return;
      const databaseUrl = await newDatabase(server);
      await expectRefused({ home, databaseUrl });
      const elsewhere = mkdtempSync(join(root, 'elsewhere-'));
      await fillStore({ home: elsewhere, databaseUrl });
      await start({ home: elsewhere, databaseUrl });
      await expectRefused({ home, databaseUrl });
      await expectUnharmed();
    },
  );

  it('is refused with other embedded records, empty or not, and when they are gone', async () => {
    const place = { home, databaseUrl: null };
    const [kept, records] = [join(root, 'kept'), join(home, 'records')];
    await rename(records, kept);
    expect((await said(place, 'doctor')).out).toContain('belong to another store');
    await expectRefused(place);
    await withStore(place, async (other) => {
      await withOwner(other, owner(5, 'Otherford Council'));
    });
    await expectRefused(place);
    await rm(records, { recursive: true });
    await rename(kept, records);
    await expectUnharmed();
  });

  it('is refused also when it was never named', async () => {
    await rm(join(home, 'lake', 'store-id'));
    await rename(join(home, 'records'), join(root, 'unnamed'));
    const other = await emptyHome();
    await rename(join(other, 'records'), join(home, 'records'));
    const before = await lakeOf(home);
    expect(refusalOf(await open({ home, databaseUrl: null })).code).toBe('other-store');
    expect(await lakeOf(home)).toEqual(before);
  });
});

describe('a home folder', () => {
  it('without ledgers goes with any records, and then belongs to them', async () => {
    const empty = await emptyHome();
    await start({ home: empty, databaseUrl: null });
    const named = await openBatchFolders(join(empty, 'lake')).storeId();
    await rm(join(empty, 'records'), { recursive: true });
    await start({ home: empty, databaseUrl: null });
    const again = await openBatchFolders(join(empty, 'lake')).storeId();
    expect(again).not.toBe(named);
    const inRecords = await withStore({ home: empty, databaseUrl: null }, (store) => store.storeId());
    expect(again).toBe(inRecords);
  });

  it('whose ledgers are in the records is named when it was not', async () => {
    await rm(join(home, 'lake', 'store-id'));
    await expectUnharmed();
  });

  it('keeps a batch that the records do not name, out of the way', async () => {
    const [lake, stranger] = [join(home, 'lake'), batchId(9)];
    await cp(join(lake, batchId(1)), join(lake, stranger), { recursive: true });
    await mkdir(join(lake, `.draft-${batchId(8)}`));
    const before = await readFile(join(lake, stranger, 'lines.parquet'));
    await start({ home, databaseUrl: null });
    expect(await readFile(join(lake, '.swept', stranger, 'lines.parquet'))).toEqual(before);
    expect((await readdir(lake)).sort()).toEqual(['.swept', batchId(1), batchId(2), 'store-id']);
    const { code, out } = await said({ home, databaseUrl: null }, 'doctor');
    expect([code, out]).toEqual([
      2,
      expect.stringContaining(`${stranger} is of no import and was set aside`),
    ]);
  });
});
