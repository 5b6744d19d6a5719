import { mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { identityOver } from '../../src/main/identity.ts';
import { openSite } from '../../src/main/openSite.ts';
import { dumped as dumpedTables, leftOut } from '../../src/records/dump.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { CookieJar, testPassword } from '../support/identity.ts';
import { type StorePlace, said, withStore } from '../support/keptStore.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { acceptedOf, emptyHome, removeTemplate, storeId } from '../support/records.ts';
import { configOf } from '../support/signedIn.ts';
import { soundness } from '../support/stores.ts';
import { everyFile, everyRow, fillWholeStore, trySignIn, type WholeStore } from '../support/wholeStore.ts';

// Making an embedded store takes seconds, and each step opens one.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const server = await startPostgres();
const root = mkdtempSync(join(tmpdir(), 'sevenbox-whole-'));
const [backup, keys] = [join(root, 'store.zip'), join(root, 'apart', 'store.key')];
let whole: WholeStore;
let files: Awaited<ReturnType<typeof everyFile>>;
let rows: Awaited<ReturnType<typeof everyRow>>;
let chains: Awaited<ReturnType<typeof soundness>>;

beforeAll(async () => {
  mkdirSync(join(root, 'apart'));
  whole = await fillWholeStore({ home: await emptyHome(), databaseUrl: null });
  const made = await said(whole.place, 'backup', backup, '--keys', keys);
  expect(made).toMatchObject({ code: 0 });
  expect(made.talk).toContain(`The key is in ${keys}. Keep it apart from the backup.`);
  [files, rows] = [await everyFile(whole.place), await everyRow(whole.place)];
  chains = await withStore(whole.place, soundness);
});
afterAll(async () => {
  await server?.stop();
  await rm(root, { recursive: true, force: true });
  removeTemplate();
});

let places = 0;
async function emptyPlace(kind: 'embedded' | 'server' = 'embedded'): Promise<StorePlace> {
  if (kind === 'embedded' || !server) return { home: await emptyHome(), databaseUrl: null };
  places += 1;
  return { home: join(root, `home-${places}`), databaseUrl: await newDatabase(server) };
}

/** What the page on local spend says to somebody of the second organisation, who signs in with a password. */
async function spendPage(place: StorePlace): Promise<string> {
  const config = configOf(place);
  const settings = {
    mode: 'real',
    css: '',
    demonstration: () => null,
    demonstrationBundles: () => [],
  } as const;
  const opened = acceptedOf(await openSite({ config, ...settings }));
  const { identity } = acceptedOf(identityOver(config, opened.store, 'real'));
  const web = buildServer({ routes: siteRoutes(''), door: opened.door });
  try {
    const { email } = whole.plain;
    const { setCookies } = acceptedOf(await identity.signIn({ email, password: testPassword }));
    const { headers } = new CookieJar().take(setCookies);
    return (await web.inject({ url: '/spend', headers: { ...headers, host: 'localhost' } })).body;
  } finally {
    await web.close();
    await opened.idle();
    await opened.close();
  }
}

it('a backup says why it leaves a table out, or holds it', () => {
  const kept = dumpedTables.map(({ name }) => name);
  expect(Object.keys(rows).sort()).toEqual([...kept].sort());
  for (const table of kept) {
    expect(leftOut[table]).toBeUndefined();
    if (table !== 'profiles') expect(rows[table]?.length, table).toBeGreaterThan(0);
  }
  const blobs = Object.keys(files).filter((path) => path.startsWith('blobs/'));
  expect(blobs.filter((path) => !path.includes('incoming'))).toHaveLength(5);
});

describe.each(['embedded', ...(server ? ['server' as const] : [])] as const)(
  'restored into the %s store',
  (kind) => {
    it('everything is as it was, and everybody signs in as before', async () => {
      const place = await emptyPlace(kind);
      const done = await said(place, 'restore', backup, '--keys', keys);
      expect([done.code, done.talk]).toEqual([
        0,
        expect.stringContaining('3 batches, 3 reference editions and 3 evidence files'),
      ]);
      expect(await everyRow(place)).toEqual(rows);
      const [before, after] = [files, await everyFile(place)];
      // Bytes of files that were removed less than an hour ago are still on the old disk, and in no backup.
      expect(Object.keys(before).filter((path) => !(path in after))).toHaveLength(2);
      for (const [path, bytes] of Object.entries(after)) expect(bytes === before[path], path).toBe(true);
      const sound = await withStore(place, soundness);
      expect(sound.wrong).toEqual([]);
      expect(sound).toEqual(chains);
      expect((await said(place, 'doctor')).out).toContain(
        '3 evidence files, each with its bytes as they were added.',
      );
      expect(statSync(join(place.home, 'secret.key')).mode & 0o777).toBe(0o600);
      expect(await trySignIn(whole, place)).toEqual({
        ...{ alone: 'signed-in', begun: 'second-factor-needed', asked: null },
        proven: [true, true],
      });

      const [onward, last] = [join(root, `${kind}.zip`), await emptyPlace()];
      expect(await said(place, 'backup', onward)).toMatchObject({ code: 0 });
      expect(await said(last, 'restore', onward, '--keys', keys)).toMatchObject({ code: 0 });
      const page = await spendPage(last);
      expect(page).toContain('£');
      expect(page).toContain('Examplewell Council');
      expect(page).toBe(await spendPage(whole.place));
    });
  },
);

describe('keys', () => {
  it('are in a file of their own that only this user reads, and never in the backup', async () => {
    const key = readFileSync(join(whole.place.home, 'secret.key'), 'utf8').trim();
    expect(readFileSync(keys, 'utf8')).toContain(key);
    expect(statSync(keys).mode & 0o777).toBe(0o600);
    expect((await readFile(backup)).includes(key)).toBe(false);
    for (const [path, words] of [
      [join(root, 'beside.key'), 'must not lie in one folder'],
      [backup, 'must not lie in one folder'],
      [join(whole.place.home, 'lake', 'x.key'), 'must not lie in the folder that Sevenbox keeps its data in'],
    ] as const) {
      const refused = await said(whole.place, 'backup', join(root, 'other.zip'), '--keys', path);
      expect([refused.code, refused.talk]).toEqual([1, expect.stringContaining(words)]);
    }
    await expect(readFile(join(root, 'other.zip'))).rejects.toThrow('ENOENT');
  });

  it('are asked for before anything is written, and a wrong or damaged one is refused', async () => {
    const place = { home: join(root, 'untouched'), databaseUrl: null };
    const text = readFileSync(keys, 'utf8');
    const [lines, bad, none] = [text.split('\n'), join(root, 'bad.key'), join(root, 'none.key')];
    const key = lines[1] ?? '';
    const flipped = `${key.startsWith('a') ? 'b' : 'a'}${key.slice(1)}`;
    const changed = [lines[0], flipped, ...lines.slice(2)].join('\n');
    for (const [written, words] of [
      [changed, 'bad.key is damaged'],
      ['anything', 'bad.key is not a key file'],
      [text.slice(0, 120), 'bad.key is not a key file'],
    ] as const) {
      await writeFile(bad, written);
      const refused = await said(place, 'restore', backup, '--keys', bad);
      expect([refused.code, refused.talk]).toEqual([1, expect.stringContaining(words)]);
    }
    const missing = await said(place, 'restore', backup, '--keys', none);
    expect(missing.talk).toContain('There is no file');
    const without = await said(place, 'restore', backup);
    expect(without.code).toBe(1);
    expect(without.talk).toContain('1 person has a second factor in this backup');
    expect(without.talk).toContain('--without-keys');
    expect((await said(place, 'restore', backup, '--dry-run')).code).toBe(1);
    expect(() => statSync(place.home)).toThrow('ENOENT');
  });

  it('that are lost take second factors away, which is said and entered, and lock nobody out', async () => {
    const place = await emptyPlace();
    const done = await said(place, 'restore', backup, '--without-keys');
    expect(done.code).toBe(0);
    expect(done.talk).toContain(
      '1 person has no second factor any more and can sign in with a password alone.',
    );
    expect(await trySignIn(whole, place)).toMatchObject({ begun: 'signed-in', asked: whole.guarded.email });
    const now = await everyRow(place);
    expect(now.second_factors).toEqual([]);
    const entry = (now.audit_entries ?? []).filter(
      (row) => row.includes('store.restore') && row.includes('second-factor'),
    );
    expect(entry).toHaveLength(1);
    expect((await withStore(place, soundness)).wrong).toEqual([]);
  });
});

it('a store of the demonstration is restored as one', async () => {
  const [from, to] = [await emptyPlace(), await emptyPlace()];
  await withStore(from, async (store) => {
    await store.nameStore(storeId('d'));
    await store.setMode('demo');
  });
  const path = join(root, 'demo.zip');
  expect(await said(from, 'backup', path)).toMatchObject({ code: 0 });
  const done = await said(to, 'restore', path);
  expect(done.talk).toContain('It is a store of the demonstration');
  expect(await withStore(to, (store) => store.mode())).toBe('demo');
  const settings = { css: '', demonstration: () => null, demonstrationBundles: () => [] };
  const refused = await openSite({ config: configOf(to), ...settings, mode: 'real' });
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'other-mode' }] });
});
