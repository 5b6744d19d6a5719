import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { restore } from '../../src/actions/store/restore.ts';
import { openBackup } from '../../src/formats/backup/index.ts';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import { restorePartsOf } from '../../src/main/keeping.ts';
import { fillStore, type StorePlace, said, withStore } from '../support/keptStore.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import {
  acceptedOf,
  batchId,
  dumped,
  emptyHome,
  importAt,
  importId,
  organisationId,
  recordsOf,
  refusalOf,
  removeTemplate,
} from '../support/records.ts';

// Making an embedded store takes seconds, and many tests make several.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const server = await startPostgres();
const root = mkdtempSync(join(tmpdir(), 'sevenbox-restore-'));
let filled: StorePlace;
let backup: string;

beforeAll(async () => {
  filled = { home: await emptyHome(), databaseUrl: null };
  await fillStore(filled);
  backup = join(root, 'store.zip');
  expect(await said(filled, 'backup', backup)).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await server?.stop();
  await rm(root, { recursive: true, force: true });
  await rm(filled.home, { recursive: true, force: true });
  removeTemplate();
});

/** Every file of the lake and of the reference editions; which store it is has no place in a backup. */
async function filesUnder(home: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const top of ['lake', 'reference']) {
    const entries = await readdir(join(home, top), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter(
      (one) => one.isFile() && !one.parentPath.includes('.sequences') && one.name !== 'store-id',
    )) {
      const path = join(entry.parentPath, entry.name);
      found[relative(home, path)] = (await readFile(path)).toString('base64');
    }
  }
  return found;
}

const rowsOf = (place: StorePlace) => withStore(place, dumped);

async function emptyPlace(kind: 'embedded' | 'server'): Promise<StorePlace> {
  if (kind === 'embedded') return { home: await emptyHome(), databaseUrl: null };
  if (!server) throw new Error('There is no server.');
  return { home: mkdtempSync(join(root, 'home-')), databaseUrl: await newDatabase(server) };
}

const remove = ({ home }: StorePlace) => rm(home, { recursive: true, force: true });

describe('a backup', () => {
  it('says what it holds, and is not written over', async () => {
    const path = join(root, 'again.zip');
    const first = await said(filled, 'backup', path);
    expect(first.talk).toMatch(
      /^Written and read back: .*again\.zip\nIt holds the records, 2 batches and 1 reference edition, as of \d+ \w+ \d{4} at \d\d:\d\d UTC, made by Sevenbox /,
    );
    const second = await said(filled, 'backup', path);
    expect(second).toMatchObject({ code: 1 });
    expect(second.talk).toContain('again.zip is there already. Choose another name, or add --force');
    expect(await said(filled, 'backup', path, '--force')).toMatchObject({ code: 0 });
    expect(await readdir(join(filled.home, 'scratch')).catch(() => [])).toEqual([]);
  });

  it('can be tried out, and needs a store', async () => {
    const path = join(root, 'tried.zip');
    expect((await said(filled, 'backup', path, '--dry-run')).talk).toContain('Nothing was written.');
    const none = { home: join(root, 'none'), databaseUrl: null };
    expect(await said(none, 'backup', path)).toMatchObject({
      code: 1,
      talk: 'There is no store here yet, so there is nothing to back up.\n',
    });
    expect((await readdir(root)).filter((name) => name === 'tried.zip' || name === 'none')).toEqual([]);
  });
});

describe.each(['embedded', ...(server ? ['server' as const] : [])] as const)(
  'restored into the %s store',
  (kind) => {
    it('is the same store: every row and every file', async () => {
      const place = await emptyPlace(kind);
      const tried = await said(place, 'restore', backup, '--dry-run');
      expect(tried.talk).toContain('Nothing was written.');
      expect(await filesUnder(place.home)).toEqual({});
      const restored = await said(place, 'restore', backup);
      expect(restored).toMatchObject({ code: 0 });
      expect(restored.talk).toContain('It holds the records, 2 batches and 1 reference edition');
      expect(await rowsOf(place)).toEqual(await rowsOf(filled));
      expect(await filesUnder(place.home)).toEqual(await filesUnder(filled.home));
      expect((await said(place, 'doctor')).code).toBe(0);
      const named = await withStore(place, (store) => store.storeId());
      expect(named).not.toBeNull();
      expect(await openBatchFolders(join(place.home, 'lake')).storeId()).toBe(named);

      const onward = join(root, `${kind}.zip`);
      await said(place, 'backup', onward);
      const home = await emptyPlace('embedded');
      await said(home, 'restore', onward);
      expect(await rowsOf(home)).toEqual(await rowsOf(filled));
      expect(await said(place, 'restore', backup)).toMatchObject({ code: 1 });
      await Promise.all([place, home].map(remove));
    });
  },
);

describe('restoring', () => {
  it('is refused where there is something, and changes nothing', async () => {
    const before = [await rowsOf(filled), await filesUnder(filled.home)];
    const { code, talk } = await said(filled, 'restore', backup);
    expect(code).toBe(1);
    expect(talk).toMatch(
      /^A backup is restored into an empty store only, and this one holds batches and reference editions\. Nothing was changed\./,
    );
    expect([await rowsOf(filled), await filesUnder(filled.home)]).toEqual(before);
    const place = await emptyPlace('embedded');
    await mkdir(join(place.home, 'lake', batchId(9)), { recursive: true });
    expect((await said(place, 'restore', backup, '--dry-run')).talk).toContain('this one holds batches.');
    await remove(place);
  });

  it('leaves nothing behind when a byte of the backup was flipped', async () => {
    const bytes = await readFile(backup);
    const flipped = join(root, 'flipped.zip');
    for (const at of [100, Math.floor(bytes.length / 2), bytes.length - 10]) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      await writeFile(flipped, other);
      const home = join(root, 'untouched');
      const { code, talk } = await said({ home, databaseUrl: null }, 'restore', flipped);
      expect([code, talk]).toEqual([1, expect.stringMatching(/flipped\.zip is (damaged|not a backup)/)]);
      await expect(readdir(home)).rejects.toThrow('ENOENT');
    }
  });

  it('leaves nothing behind when the records cannot be written', async () => {
    const place = await emptyPlace('embedded');
    const restored = await withStore(place, (store) =>
      restore(
        restorePartsOf(place),
        async () => ({
          ok: true,
          value: {
            ...store,
            load: async (rows: Parameters<typeof store.load>[0]) => {
              for await (const row of rows) expect(row.table).toBe('owners');
            },
            close: async () => {},
          },
        }),
        backup,
      ),
    );
    expect(refusalOf(restored).code).toBe('records-not-loaded');
    expect(await filesUnder(place.home)).toEqual({});
    expect(await readdir(place.home)).not.toContain('restoring');
    expect(await said(place, 'restore', backup)).toMatchObject({ code: 0 });
    await remove(place);
  });

  it('takes up what a restore left that was killed', async () => {
    const place = await emptyPlace('embedded');
    await mkdir(join(place.home, 'restoring', 'lake'), { recursive: true });
    await mkdir(join(place.home, 'lake', batchId(1)), { recursive: true });
    await writeFile(join(place.home, 'lake', batchId(1), 'lines.parquet'), 'half');
    const { out, code } = await said(place, 'doctor');
    expect(out).toContain('Restoring a backup was cut off here. Restore it again');
    expect(code).toBe(1);
    expect(await said(place, 'restore', backup)).toMatchObject({ code: 0 });
    expect(await filesUnder(place.home)).toEqual(await filesUnder(filled.home));
    expect((await said(place, 'doctor')).code).toBe(0);
    await remove(place);
  });

  it('closes imports that were not finished, because their files are not in a backup', async () => {
    await withStore(filled, (store) => recordsOf(store).addImport(importAt(4, { state: 'waiting' })));
    const [path, place] = [join(root, 'waiting.zip'), await emptyPlace('embedded')];
    await said(filled, 'backup', path);
    await said(place, 'restore', path);
    const found = await withStore(place, (store) =>
      recordsOf(store).importOf(organisationId(1), importId(4)),
    );
    expect(found).toMatchObject({
      state: 'cancelled',
      sentence: expect.stringContaining('Upload them again.'),
    });
    await remove(place);
  });

  it('says which batches a backup could not hold', async () => {
    const place = await emptyPlace('embedded');
    await said(place, 'restore', backup);
    await rm(join(place.home, 'lake', batchId(2)), { recursive: true });
    const path = join(root, 'missing.zip');
    const { code, talk } = await said(place, 'backup', path);
    expect(code).toBe(2);
    expect(talk).toContain(`1 batch is not in it, because the files are lost: ${batchId(2)}.`);
    const manifest = acceptedOf(await openBackup(path));
    expect(manifest.manifest.missing).toEqual([batchId(2)]);
    manifest.close();
    await remove(place);
  });

  it('refuses a backup of a newer Sevenbox, and a disk without room', async () => {
    const place = await emptyPlace('embedded');
    const parts = restorePartsOf(place);
    const never = async () => {
      throw new Error('The store was opened.');
    };
    expect(refusalOf(await restore({ ...parts, migrations: [] }, never, backup)).code).toBe('backup-too-new');
    const full = { ...parts.home, freeBytes: async () => 1000 };
    expect(refusalOf(await restore({ ...parts, home: full }, never, backup)).code).toBe('disk-full');
    await remove(place);
  });
});
