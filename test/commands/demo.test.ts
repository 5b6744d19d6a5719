import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sevenbox } from '../support/command.ts';
import { withStore } from '../support/keptStore.ts';
import { type ServedDemo, serveDemo } from '../support/servedDemo.ts';
import { startServing } from '../support/serving.ts';
import { configOf, signIn } from '../support/signedIn.ts';

const home = mkdtempSync(join(tmpdir(), 'sevenbox-demo-command-'));

/** Asks for a page again and again until it says something. */
async function pageSaying(url: string, words: string | RegExp, cookie = ''): Promise<string> {
  let page = '';
  for (let looks = 0; looks < 600; looks += 1) {
    page = await (await fetch(url, { headers: { cookie } })).text();
    if (page.match(words) !== null) return page;
    await wait(250);
  }
  throw new Error(`${url} never said ${words}: ${page}`);
}

/** Presses the button of somebody on the sign-in page; the cookies of the session. */
async function signInAs(address: string, name: string, next = '/spend'): Promise<string> {
  const page = await pageSaying(`${address}/sign-in`, `Sign in as ${name}`);
  const [before = ''] = page.split(`Sign in as ${name}`);
  const person = [...before.matchAll(/name="person" value="([^"]+)"/g)].at(-1)?.[1] ?? '';
  const body = new URLSearchParams({ person, next });
  const headers = { origin: address };
  const answer = await fetch(`${address}/sign-in/as`, { method: 'POST', redirect: 'manual', headers, body });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, next]);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

// The first start fills a store, which takes minutes where much else runs.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describe('sevenbox demo --serve', () => {
  let served: ServedDemo;
  beforeAll(async () => {
    served = await serveDemo(home);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('prints the local-spend table of the demonstration', () => {
    const years = ['2017/18', '2018/19', '2019/20', '2020/21'];
    const shares = {
      Kirklees: [44, 43, 44, 52],
      'West Yorkshire': [57, 63, 65, 65],
      'Yorkshire and The Humber': [65, 69, 71, 74],
    };
    for (const [place, printed] of Object.entries(shares)) {
      const block = served.out.slice(served.out.indexOf(`\n${place} `));
      years.forEach((year, index) => {
        expect(new RegExp(`${year} +(\\d+)%`).exec(block)?.[1]).toBe(String(printed[index]));
      });
    }
    expect(served.out).toContain('one West Yorkshire value was not legible and is assumed');
  });

  it('serves the site, with the same result as pages and every download', async () => {
    const start = await (await fetch(served.address)).text();
    expect(start).toContain('See where your organisation’s pound goes');
    let page = '';
    for (let looks = 0; looks < 100 && !page.includes('/downloads/'); looks += 1) {
      page = await (await fetch(`${served.address}/demonstration`)).text();
      await wait(100);
    }
    expect(page).toContain('Local spend rose from 44% to 52% in four years');
    const downloads = [...page.matchAll(/href="(\/demonstration\/downloads\/[^"]+)"/g)];
    expect(downloads.length).toBeGreaterThanOrEqual(7);
    expect(page).toContain('local-spend-bundle.zip');
    for (const [, path = ''] of downloads) {
      const answer = await fetch(served.address + path);
      expect([path, answer.status]).toEqual([path, 200]);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    expect((await fetch(`${served.address}/nothing`)).status).toBe(404);
  });

  it('says where the site is, who can sign in and how a real store is started', () => {
    const lines = served.talk().split('\n');
    expect(lines[1]).toContain(`The site is at ${served.address} `);
    expect(lines[1]).toContain('Everybody on this computer can sign in there as invented people.');
    expect(lines[2]).toContain('npx sevenbox serve');
  });

  it('says on every page that everybody can sign in, and shows the figures of the council to nobody in particular', async () => {
    const paths = [
      '/',
      '/demonstration',
      '/demonstration/about-the-figure',
      '/sign-in',
      '/privacy',
      '/nothing',
    ];
    for (const path of paths) {
      const answer = await fetch(served.address + path);
      expect([path, answer.status]).toEqual([path, path === '/nothing' ? 404 : 200]);
      expect(await answer.text()).toContain('Do not put real data here.');
    }
    const start = await pageSaying(served.address, 'Examplewell Council publishes');
    expect(start).toContain('href="/demonstration"');
  });

  it('lets anybody be the analyst, whose ledgers have been imported, but not everybody that', async () => {
    const analyst = await signInAs(served.address, 'Avery Analyst');
    const spend = await pageSaying(`${served.address}/spend`, 'Local spend rose from 44% to 52%', analyst);
    expect(spend).toContain('Examplewell Council');
    expect(spend).toContain('Do not put real data here.');
    const member = await signInAs(served.address, 'Marlow Member', '/account');
    expect((await fetch(`${served.address}/spend`, { headers: { cookie: member } })).status).toBe(404);
    const signedOut = await fetch(`${served.address}/spend`, { redirect: 'manual' });
    expect(signedOut.headers.get('location')).toBe('/sign-in?next=%2Fspend');
  });

  it('leaves no working files behind and stops when told', async () => {
    expect(readdirSync(join(home, 'scratch'))).toEqual([]);
    expect(await served.stop()).toBe(0);
  });
});

describe('stores of the demonstration and real ones', () => {
  let root: string;
  let store: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sevenbox-demo-modes-'));
    store = join(root, 'demo', 'store');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('never meet: a real store signs nobody invented in, and is not served as the demonstration', async () => {
    const real = await startServing(store);
    expect(await (await fetch(`${real.address}/sign-in`)).text()).not.toMatch(/Sign in as|Do not put real/);
    const body = new URLSearchParams({ person: 'per_00000000000000000000', next: '/' });
    const headers = { origin: real.address };
    expect((await fetch(`${real.address}/sign-in/as`, { method: 'POST', headers, body })).status).toBe(404);
    await real.end('SIGTERM');
    const place = { home: store, databaseUrl: null };
    await withStore(place, (open) =>
      signIn({ store: open, config: configOf(place) }, { roles: ['administrator'] }),
    );
    const environment = { SEVENBOX_HOME: root, PORT: '0' };
    const demo = await sevenbox(['demo', '--serve'], { cwd: root, environment });
    expect(demo.code).toBe(1);
    expect(demo.out).toContain('Kirklees');
    expect(demo.talk).toContain(
      'These records are a real store, and the demonstration would let everybody in.',
    );
  });

  it('never meet: a store of the demonstration is not served as a real one', async () => {
    const served = await serveDemo(root);
    expect(await served.stop()).toBe(0);
    const environment = { SEVENBOX_HOME: store };
    const real = await sevenbox(['serve', '--port', '0'], { cwd: root, environment });
    expect(real.code).toBe(1);
    expect(real.talk).toContain(
      'These records are those of the demonstration, which everybody can sign in to.',
    );
  });
});
