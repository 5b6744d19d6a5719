import { createHash } from 'node:crypto';
import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sweepBytes } from '../../src/actions/evidence/sweepBytes.ts';
import { instantAt } from '../../src/domain/values/index.ts';
import { blobsIn } from '../../src/external/blobs/openBlobs.ts';
import { officeFile, pdfFile, pngFile } from '../support/evidence.ts';
import { browserOf, type EvidenceSiteOfTest, openEvidenceSite } from '../support/evidenceSite.ts';
import { organisationId, removeTemplate } from '../support/records.ts';
import { soundness } from '../support/stores.ts';

// Making an embedded store takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

type Person = Awaited<ReturnType<typeof browserOf>>;

let site: EvidenceSiteOfTest;
let keeper: Person;
let reader: Person;
let administrator: Person;
let other: Person;

beforeAll(async () => {
  site = await openEvidenceSite();
  keeper = await browserOf(site, ['contract-manager'], { name: 'Ada Fernsby' });
  reader = await browserOf(site, ['auditor'], { name: 'Bo Larkin' });
  administrator = await browserOf(site, ['administrator']);
  other = await browserOf(site, ['contract-manager', 'auditor'], { organisation: organisationId(2) });
});
afterAll(async () => {
  await site.stop();
  removeTemplate();
});

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const pathOf = (sha256: string) => join(site.home, 'blobs', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** A PDF that no other test has. */
let made = 0;
function newPdf(): Buffer {
  made += 1;
  return pdfFile(`/Invented ${made}`);
}

/** Adds a file that is taken; the address of its page. */
async function added(who: Person, content: Buffer, name = 'letter.pdf', note = 'An invented letter.') {
  const answer = await who.add(note, { [name]: content });
  expect(answer.statusCode, answer.body).toBe(303);
  return String(answer.headers.location).replace('?done=added', '');
}

/** Makes bytes as old as if they had been put two hours ago. */
function age(sha256: string): void {
  const then = new Date(Date.now() - 2 * 60 * 60_000);
  utimesSync(pathOf(sha256), then, then);
}

const sweep = async () =>
  sweepBytes({
    store: site.opened.store,
    blobs: await blobsIn(site.home),
    now: () => instantAt(Date.now()),
  });

describe('a file that is added', () => {
  it('is on the list and on a page of its own, and is downloaded byte for byte', async () => {
    const content = newPdf();
    const page = await added(keeper, content, 'Gŵyr “2026”.pdf', 'Line one.\r\nLine <two>.');
    expect(page).toMatch(/^\/evidence\/evi_[a-z0-9]{20}$/);
    const shown = (await reader.get(page)).body;
    for (const text of ['Line &lt;two&gt;.', 'Ada Fernsby', hashOf(content), 'PDF, 1 KB']) {
      expect(shown).toContain(text);
    }
    expect((await reader.get('/evidence')).body).toContain(`href="${page}"`);
    const file = await reader.get(`${page}/file`);
    expect(file.rawPayload.equals(content)).toBe(true);
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="G_yr _2026_\.pdf"; /),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    const head = await reader.get(`${page}/file`, 'HEAD');
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect(head.headers['content-disposition']).toBe(file.headers['content-disposition']);
  });

  it.each([
    '=cmd|A1.pdf',
    '+1+1.pdf',
    '@SUM(A1).pdf',
    '-2.pdf',
    '<b>bold</b>.pdf',
    `${'long'.repeat(60)}.pdf`,
  ])('may be called %s, which is only ever text', async (name) => {
    const page = await added(keeper, newPdf(), name);
    const shown = await reader.get(page);
    expect(shown.body).not.toContain('<b>bold');
    const { headers } = await reader.get(`${page}/file`);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w.%~-]+$/,
    );
  });

  it('is in the audit chain with its record, once', async () => {
    const page = await added(keeper, newPdf());
    const { entries } = await site.opened.store
      .as({
        actor: { kind: 'system', organisation: organisationId(1), onBehalfOf: null },
        ...{ action: 'store.recover', request: 'test' },
      })
      .auditEntries(
        {
          ...{ person: null, action: null, outcome: null, subject: page.replace('/evidence/', '') },
          ...{ from: null, to: null },
        },
        { before: null, size: 10 },
      );
    expect(entries).toMatchObject([{ action: 'evidence.add', person: keeper.person, outcome: 'done' }]);
    expect((await soundness(site.opened.store)).wrong).toEqual([]);
  });

  it('is listed on pages of fifty', async () => {
    const third = await browserOf(site, ['outcomes-officer'], { organisation: organisationId(3) });
    expect((await third.get('/evidence')).body).toContain('No file has been added yet.');
    for (let number = 1; number <= 51; number += 1) {
      await added(third, newPdf(), `number ${number}.pdf`);
    }
    const first = (await third.get('/evidence')).body;
    expect(first).toContain('Files 1 to 50 of 51, newest first');
    expect(first).toContain('number 51.pdf');
    expect(first).not.toContain('number 1.pdf');
    expect((await third.get('/evidence?page=2')).body).toContain('number 1.pdf');
    for (const page of ['3', '0', 'x', '-1']) {
      expect((await third.get(`/evidence?page=${page}`)).statusCode).toBe(404);
    }
  });
});

describe('a file that is not taken', () => {
  const refused: ReadonlyArray<readonly [string, string, () => Promise<Buffer> | Buffer, string]> = [
    ['a web page called PDF', 'a.pdf', () => Buffer.from('<script>alert(1)</script>'), 'holds a program'],
    [
      'a picture with a zip behind it',
      'a.png',
      async () => Buffer.concat([pngFile(), await officeFile('docx')]),
      'holds other data',
    ],
    [
      'a PDF with a script',
      'a.pdf',
      () => pdfFile('/OpenAction << /S /JavaScript /JS (x) >>'),
      'holds scripts',
    ],
    ['a program', 'a.exe', () => Buffer.from('MZ'), 'does not end like a file that is taken'],
    ['nothing at all', 'a.txt', () => Buffer.alloc(0), 'is empty'],
    ['more than fits', 'a.txt', () => Buffer.alloc(25_000_001, 'a'), 'is larger than 25 MB'],
  ];

  it.each(refused)('%s is refused in words and leaves nothing', async (_, name, content, words) => {
    const before = readdirSync(join(site.home, 'blobs'), { recursive: true }).length;
    const answer = await keeper.add('What it shows.', { [name]: await content() });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('There is a problem');
    expect(answer.body).toContain(words);
    // What was typed is still there.
    expect(answer.body).toContain('What it shows.</textarea>');
    expect(readdirSync(join(site.home, 'blobs'), { recursive: true }).length).toBe(before);
  });

  it('has to be chosen, and said what it shows', async () => {
    const nothing = await keeper.add(' ', {});
    expect(nothing.statusCode).toBe(422);
    expect(nothing.body).toContain('Choose a file to add.');
    expect(nothing.body).toContain('Enter what the file shows.');
    const long = await keeper.add('x'.repeat(501), { 'a.pdf': newPdf() });
    expect(long.body).toContain('must be 500 characters or fewer');
    expect(long.body).toContain('Choose the file again.');
  });
});

describe('who may', () => {
  it('read, add and remove is as the access table says', async () => {
    const page = await added(keeper, newPdf());
    for (const url of ['/evidence', page, `${page}/file`]) {
      expect((await reader.get(url)).statusCode, url).toBe(200);
      expect((await administrator.get(url)).statusCode, url).toBe(404);
      expect((await site.server.inject({ url, headers: { host: 'localhost' } })).headers.location).toContain(
        '/sign-in?next=',
      );
    }
    for (const url of ['/evidence/add', `${page}/remove`]) {
      expect((await reader.get(url)).statusCode, url).toBe(404);
      expect((await keeper.get(url)).statusCode, url).toBe(200);
    }
    expect((await reader.add('No.', { 'a.pdf': newPdf() })).statusCode).toBe(404);
    expect((await reader.post(`${page}/remove`)).statusCode).toBe(404);
    expect((await reader.get('/evidence')).body).not.toContain('href="/evidence/add"');
    expect((await reader.get(page)).body).not.toContain('/remove"');
  });

  it('another organisation sees the same as where nothing is', async () => {
    const page = await added(keeper, newPdf());
    const nowhere = (await other.get('/evidence/evi_00000000000000000000')).body;
    for (const url of [page, `${page}/file`, `${page}/remove`, '/evidence/x', '/evidence/..%2fadd']) {
      const answer = await other.get(url);
      expect([answer.statusCode, answer.body], url).toEqual([404, nowhere]);
    }
    expect((await other.post(`${page}/remove`)).statusCode).toBe(404);
    expect((await keeper.get(page)).statusCode).toBe(200);
    expect((await other.get('/evidence')).body).not.toContain(page);
  });
});

describe('a file that is removed', () => {
  it('asks first, stays on record, and cannot be opened any more', async () => {
    const content = newPdf();
    const page = await added(keeper, content, 'gone.pdf');
    age(hashOf(content));
    expect((await keeper.get(`${page}/remove`)).body).toContain('Remove gone.pdf?');
    expect(existsSync(pathOf(hashOf(content)))).toBe(true);
    const removed = await keeper.post(`${page}/remove`);
    expect([removed.statusCode, removed.headers.location]).toEqual([303, '/evidence?done=removed']);
    expect(existsSync(pathOf(hashOf(content)))).toBe(false);
    expect((await reader.get(page)).body).toContain('The file itself is not kept any more.');
    expect((await reader.get('/evidence')).body).not.toContain('gone.pdf');
    expect((await reader.get('/evidence?show=removed')).body).toContain('gone.pdf');
    for (const url of [`${page}/file`, `${page}/remove`]) {
      expect((await keeper.get(url)).statusCode, url).toBe(404);
    }
    expect((await keeper.post(`${page}/remove`)).statusCode).toBe(404);
    expect((await soundness(site.opened.store)).wrong).toEqual([]);
  });

  it('leaves the bytes to another organisation that has them too, and neither can tell', async () => {
    const content = newPdf();
    const sha256 = hashOf(content);
    const [ours, theirs] = [await added(keeper, content), await added(other, content)];
    expect(
      readdirSync(join(site.home, 'blobs'), { recursive: true }).filter((path) =>
        String(path).endsWith(sha256),
      ),
    ).toHaveLength(1);
    age(sha256);
    expect((await keeper.post(`${ours}/remove`)).statusCode).toBe(303);
    const left = await other.get(`${theirs}/file`);
    expect(left.rawPayload.equals(content)).toBe(true);
    age(sha256);
    expect((await other.post(`${theirs}/remove`)).statusCode).toBe(303);
    expect(existsSync(pathOf(sha256))).toBe(false);
  });

  it('leaves young bytes to the hourly sweep', async () => {
    const content = newPdf();
    const page = await added(keeper, content);
    await keeper.post(`${page}/remove`);
    expect(existsSync(pathOf(hashOf(content)))).toBe(true);
    expect(await sweep()).toBe(0);
    age(hashOf(content));
    expect(await sweep()).toBe(1);
    expect(existsSync(pathOf(hashOf(content)))).toBe(false);
    expect(await sweep()).toBe(0);
  });
});
