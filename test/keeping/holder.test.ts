import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { backUp } from '../../src/actions/store/backUp.ts';
import { checkStore } from '../../src/actions/store/checkStore.ts';
import { storeErrands } from '../../src/actions/store/errands.ts';
import { backUpPartsOf, openStoreOf } from '../../src/main/keeping.ts';
import { takeStore } from '../../src/records/lock.ts';
import { openRecords } from '../../src/records/openRecords.ts';
import { openDoor } from '../../src/web/door.ts';
import { errandRoutes } from '../../src/web/pages/errands/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import type { Site } from '../../src/web/site.ts';
import { fillStore, type StorePlace, said } from '../support/keptStore.ts';
import { acceptedOf, emptyHome, removeTemplate } from '../support/records.ts';

// Making an embedded store takes seconds, and many tests make several.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const secret = 'an invented secret of more than 32 characters';
const root = mkdtempSync(join(tmpdir(), 'sevenbox-holder-'));
let place: StorePlace;
let address: string;
const ends: (() => Promise<void>)[] = [];

const notAsked = () => Promise.reject(new Error('asked'));

/** A site with nothing but errands, which is all these routes use. */
function siteWith(errand: Site['errand']): Site {
  return { errand } as Partial<Site> as Site;
}

beforeAll(async () => {
  place = { home: await emptyHome(), databaseUrl: null };
  await fillStore(place);
  const lock = acceptedOf(await takeStore(place.home));
  const records = acceptedOf(await openRecords(place));
  const store = openStoreOf(place, records, () => false);
  const errand = storeErrands({
    secret,
    doctor: () => checkStore(store, { mend: false }),
    backUp: (asked) => backUp(backUpPartsOf(place.home, store), asked),
    ...{ heads: notAsked, verify: notAsked },
  });
  const server = buildServer({ routes: errandRoutes, door: openDoor(siteWith(errand)) });
  address = await server.listen({ host: '127.0.0.1', port: 0 });
  await lock.announce({ address, secret });
  ends.push(
    () => server.close(),
    () => records.close(),
    () => lock.release(),
  );
});
afterAll(async () => {
  for (const end of ends) await end();
  for (const folder of [root, place.home]) await rm(folder, { recursive: true, force: true });
  removeTemplate();
});

function status(path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(new URL(path, address), { headers }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    asking.on('error', reject).end();
  });
}

describe('while another process holds the store', () => {
  it('doctor and backup are carried out there, and say so', async () => {
    const doctor = await said(place, 'doctor');
    expect(doctor.talk).toBe('Sevenbox is running and uses this store, so it was asked to do this.\n');
    expect(doctor.out).toMatch(/^The store is sound\./);
    const path = join(root, 'store.zip');
    const backup = await said(place, 'backup', path);
    expect(backup).toMatchObject({ code: 0 });
    expect(backup.talk).toContain('It holds the records, 2 batches and 1 reference edition');
    const other = { home: await emptyHome(), databaseUrl: null };
    expect(await said(other, 'restore', path)).toMatchObject({ code: 0 });
    await rm(other.home, { recursive: true, force: true });
  });

  it('restore and mending are refused in words', async () => {
    const path = join(root, 'again.zip');
    await said(place, 'backup', path);
    const mend = await said(place, 'doctor', '--mend');
    expect(mend).toMatchObject({ code: 1 });
    expect(mend.talk).toMatch(/^Sevenbox is running \(process \d+\) and uses this store\. Stop it/);
    expect(await said(place, 'restore', path)).toMatchObject({ code: 1 });
  });

  it('errands are not there without the secret, nor for a page in a browser', async () => {
    const shown = { 'x-sevenbox-secret': secret };
    expect(await status('/errands/hello', shown)).toBe(200);
    for (const name of ['hello', 'doctor', 'backup']) {
      const path = `/errands/${name}`;
      expect(await status(path, {})).toBe(404);
      expect(await status(`${path}?secret=${encodeURIComponent(secret)}`, {})).toBe(404);
      expect(await status(path, { 'x-sevenbox-secret': `${secret.slice(0, -1)}!` })).toBe(404);
      expect(await status(path, { 'x-sevenbox-secret': '' })).toBe(404);
      for (const header of ['origin', 'cookie', 'referer', 'sec-fetch-site', 'sec-fetch-mode']) {
        expect(await status(path, { ...shown, [header]: 'x' }), header).toBe(404);
      }
      expect(await status(path, { ...shown, host: 'example.org' })).toBe(400);
    }
    expect(await status('/errands/restore', shown)).toBe(404);
  });

  it('an empty secret opens nothing', async () => {
    const errand = storeErrands({
      secret: '',
      doctor: () => Promise.reject(new Error('asked')),
      backUp: () => Promise.reject(new Error('asked')),
      ...{ heads: notAsked, verify: notAsked },
    });
    expect(await errand('hello', '', new URLSearchParams())).toBeNull();
  });
});

describe('a holder that does not do as asked', () => {
  /** Runs a command against a program that pretends to be the holder. */
  async function against(answer: Parameters<typeof createServer>[1], ...words: string[]) {
    const server = createServer(answer ?? (() => {}));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const home = await emptyHome();
    const lock = acceptedOf(await takeStore(home));
    await lock.announce({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secret });
    try {
      return await said({ home, databaseUrl: null }, ...words);
    } finally {
      await lock.release();
      server.closeAllConnections();
      server.close();
      await rm(home, { recursive: true, force: true });
    }
  }

  it('is named in a sentence when it is silent, strange or gone', async () => {
    const silent = await against(() => {}, 'doctor');
    expect(silent).toMatchObject({ code: 1 });
    expect(silent.talk).toMatch(/process \d+\) and uses this store, but it does not answer at http:/);
    const strange = await against((_request, response) => void response.writeHead(404).end(), 'doctor');
    expect(strange.talk).toContain('is not the Sevenbox that uses this store');
    const gone = await against(
      (incoming) => void incoming.socket.destroy(),
      'backup',
      join(root, 'gone.zip'),
    );
    expect(gone.talk).toContain('does not answer');
    const nonsense = await against((_request, response) => void response.end('Sevenbox'), 'doctor');
    expect(nonsense).toMatchObject({ code: 1 });
  });

  it('leaves no file when it breaks off or sends something else', async () => {
    const path = join(root, 'broken.zip');
    const breaksOff = await against(
      (incoming, response) => {
        if (incoming.url === '/errands/hello') return void response.end('Sevenbox');
        response.writeHead(200, { 'content-type': 'application/zip' });
        response.write('PK');
        setTimeout(() => incoming.socket.destroy(), 50);
      },
      'backup',
      path,
    );
    expect(breaksOff.talk).toContain('The backup was cut off before its end');
    const other = await against((_request, response) => void response.end('Sevenbox'), 'backup', path);
    expect(other.talk).toContain('The backup was cut off before its end');
    expect((await readdir(root)).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it('is never asked at another computer', async () => {
    const home = await emptyHome();
    const lock = acceptedOf(await takeStore(home));
    await lock.announce({ address: 'http://example.org:80', secret });
    const { talk } = await said({ home, databaseUrl: null }, 'doctor');
    expect(talk).toContain('does not answer at http://example.org:80');
    await lock.release();
    await rm(home, { recursive: true, force: true });
  });
});
