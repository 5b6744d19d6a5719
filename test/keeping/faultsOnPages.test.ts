import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ImportBoundary, importBoundaries } from '../../src/actions/imports/parts.ts';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import { type OpenSite, openSite } from '../../src/main/openSite.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import { cityMonth } from '../support/importLedgers.ts';
import { incoming } from '../support/imports.ts';
import { acceptedOf, emptyHome, removeTemplate } from '../support/records.ts';
import { configOf, importsOf, signIn } from '../support/signedIn.ts';

// Making an embedded store takes seconds.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const files = { 'april.csv': cityMonth(4), 'may.csv': cityMonth(5, 8) };
const boundary = 'invented-boundary';

function formOf(parts: Readonly<Record<string, string>>): string {
  const written = Object.entries(parts).map(
    ([name, text]) =>
      `--${boundary}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n`,
  );
  return `${written.join('')}--${boundary}--\r\n`;
}

const multipart = { 'content-type': `multipart/form-data; boundary=${boundary}` };
const asForm = { 'content-type': 'application/x-www-form-urlencoded' };

/** What the browser of the analyst sends with every request. */
const signed = () => ({ cookie: who, host: 'localhost', origin: 'http://localhost' });

function diskFull(): Error {
  return Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

let home: string;
let opened: OpenSite;
let server: ReturnType<typeof buildServer>;
let who: string;
let fault: (at: ImportBoundary) => void;

async function start(): Promise<void> {
  fault = () => undefined;
  opened = acceptedOf(
    await openSite({
      config: configOf({ home }),
      ...{ mode: 'real', css: '', demonstration: () => null, demonstrationBundles: () => [] },
      reached: (at) => fault(at),
    }),
  );
  server = buildServer({ routes: siteRoutes(''), door: opened.door });
}

async function stop(): Promise<void> {
  await server.close();
  await opened.idle();
  await opened.close();
}

/** Lets the disk be full when a boundary is passed for the nth time, once. */
function fillDiskAt(place: ImportBoundary, nth: number): void {
  let passed = 0;
  fault = (at) => {
    passed += at === place ? 1 : 0;
    if (at === place && passed === nth) throw diskFull();
  };
}

beforeEach(async () => {
  home = await emptyHome();
  await start();
  const roles = ['spend-analyst'] as const;
  who = (await signIn({ store: opened.store, config: configOf({ home }) }, { roles })).cookie;
  acceptedOf(await importsOf(opened).saveOwner({ name: 'Kirkvale Council', orgId: '', home: 'Kirklees' }));
});
afterEach(stop);
afterAll(removeTemplate);

async function pageOf(path: string): Promise<string> {
  const answer = await server.inject({ url: path, headers: signed() });
  expect(answer.statusCode, path).toBe(200);
  return answer.body;
}

async function newest() {
  const [one] = await importsOf(opened).imports();
  if (!one) throw new Error('There is no import.');
  return one;
}

async function upload(): Promise<string> {
  const payload = formOf(files);
  const answer = await server.inject({
    method: 'POST',
    url: '/ledgers/add',
    headers: { ...multipart, ...signed() },
    payload,
  });
  await opened.idle();
  return answer.body;
}

async function confirm(): Promise<void> {
  const { id, version } = await newest();
  await server.inject({
    ...{ method: 'POST', url: `/imports/${id}/confirm`, headers: { ...asForm, ...signed() } },
    payload: `version=${version}`,
  });
  await opened.idle();
}

/** Presses the button on the page of a stopped import, checks and confirms. */
async function readAgain(): Promise<void> {
  const { id } = await newest();
  await server.inject({
    method: 'POST',
    url: `/imports/${id}/retry`,
    headers: { ...asForm, ...signed() },
    payload: '',
  });
  await opened.idle();
  await confirm();
}

/** Lines that count; the lake holds the folders of the catalogue and nothing else. */
async function linesThatCount(): Promise<number> {
  const batches = await importsOf(opened).batches();
  const lake = (await readdir(join(home, 'lake'))).filter((name) => name !== 'store-id').sort();
  expect(lake).toEqual(batches.map(({ id }) => String(id)).sort());
  expect(await openBatchFolders(join(home, 'lake')).list()).toEqual(lake);
  const current = batches.filter(({ state }) => state === 'current');
  return current.reduce((sum, { report }) => sum + report.control.accepted, 0);
}

const nothingKept = 'The disk is full. Nothing was kept. Make room on the disk, then upload the files again.';
const nothingAdded = 'The disk is full. Nothing was added. Make room on the disk, then read the files again.';
const stopped = 'This import stopped, and nothing was added';
const cancelled = 'This import was cancelled';

/** What the page of an import must say when the disk was full at a boundary, and whether its lines count. */
const said: Readonly<Record<ImportBoundary, readonly [heading: string, sentence: string, lines: number]>> = {
  receiving: [cancelled, nothingKept, 0],
  'files-received': [cancelled, nothingKept, 0],
  reading: [stopped, nothingAdded, 0],
  read: [stopped, nothingAdded, 0],
  waiting: ['20 lines were added', '', 20],
  importing: [stopped, nothingAdded, 0],
  'read-again': [stopped, nothingAdded, 0],
  'batch-drafted': [stopped, nothingAdded, 0],
  'batch-published': [stopped, nothingAdded, 0],
  'before-commit': [stopped, nothingAdded, 0],
  committed: ['20 lines were added', '', 20],
  cleaned: ['20 lines were added', '', 20],
};

async function expectSaid(heading: string, sentence: string): Promise<void> {
  const html = await pageOf(`/imports/${(await newest()).id}`);
  const [, main = ''] = html.split('<main');
  expect(main.slice(0, 2_000)).toContain(heading);
  expect(main.slice(0, 2_000)).toContain(sentence);
}

describe('a full disk', () => {
  it('at any step of an import leaves no half of it, and its page says what is true', async () => {
    const twice: readonly ImportBoundary[] = ['batch-drafted', 'batch-published'];
    const cases = importBoundaries.flatMap((at) =>
      (twice.includes(at) ? [1, 2] : [1]).map((nth) => ({ at, nth })),
    );
    for (const { at, nth } of cases) {
      fillDiskAt(at, nth);
      const answered = await upload();
      if ((await newest()).state === 'waiting') await confirm();
      const [heading, sentence, lines] = said[at];
      if (sentence === nothingKept) expect(answered).toContain(nothingKept);
      await expectSaid(heading, sentence);
      expect([at, await linesThatCount()]).toEqual([at, lines]);
      fault = () => undefined;
      if (heading === stopped) await readAgain();
      if (heading === cancelled) await upload().then(confirm);
      await expectSaid('20 lines were added', '');
      expect([at, await linesThatCount()]).toEqual([at, 20]);
      acceptedOf(await importsOf(opened).undo({ import: (await newest()).id }));
    }
  });

  it('in the middle of an upload keeps nothing, and says so', async () => {
    async function* half() {
      yield Buffer.from(files['april.csv'].slice(0, 300));
      throw diskFull();
    }
    const broken = (async function* () {
      yield* incoming({ 'may.csv': files['may.csv'] });
      yield { name: 'april.csv', content: half() };
    })();
    const received = await importsOf(opened).receive(broken);
    const sentence =
      'There is not enough room on the disk for april.csv. Nothing was kept. Make room, then upload the files again.';
    expect(received).toMatchObject({ refusals: [{ code: 'disk-full', sentence }] });
    await expectSaid(cancelled, sentence);
    expect(await readdir(join(home, 'imports'))).toEqual([]);
    expect(await linesThatCount()).toBe(0);
  });
});

/** A small disk of its own for the lake; false where this user may not mount one. */
function mountLake(lake: string, size: string): boolean {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'sevenbox-test', lake]);
  return mounted.status === 0;
}

describe('a lake on a disk that has no room', () => {
  let lake: string;
  let isMounted = false;
  beforeEach(async () => {
    await stop();
    lake = join(home, 'lake');
    rmSync(lake, { recursive: true, force: true });
    mkdirSync(lake);
    isMounted = mountLake(lake, '12k');
    await start();
  });
  afterEach(() => {
    if (isMounted) spawnSync('umount', ['-l', lake]);
  });

  it('takes no batch, the page says why, and with more room reading again adds everything', async () => {
    if (!isMounted) fillDiskAt('batch-drafted', 1);
    await upload();
    await confirm();
    await expectSaid(stopped, nothingAdded);
    expect(await linesThatCount()).toBe(0);
    fault = () => undefined;
    if (isMounted) spawnSync('mount', ['-o', 'remount,size=20m', lake]);
    await readAgain();
    await expectSaid('20 lines were added', '');
    expect(await linesThatCount()).toBe(20);
  });
});

describe('an upload that is cut off', () => {
  it('keeps nothing, and the page of the import says so', async () => {
    const address = await server.listen({ host: '127.0.0.1', port: 0 });
    const body = Buffer.from(formOf({ 'april.csv': cityMonth(4), 'long.csv': cityMonth(5, 2_000) }));
    const sending = request(`${address}/ledgers/add`, {
      method: 'POST',
      headers: { ...multipart, cookie: who, origin: address, 'content-length': body.length },
    });
    sending.on('error', () => undefined);
    sending.write(body.subarray(0, body.length / 2));
    const uploads = join(home, 'imports');
    await vi.waitUntil(async () => (await readdir(uploads).catch(() => [])).length > 0, { timeout: 60_000 });
    sending.destroy();
    await vi.waitUntil(async () => (await newest()).state === 'cancelled', { timeout: 60_000 });
    await expectSaid(
      cancelled,
      'The upload was cut off before all files were here. Nothing was kept. Upload them again.',
    );
    expect(await readdir(uploads)).toEqual([]);
    expect(await linesThatCount()).toBe(0);
  });
});
