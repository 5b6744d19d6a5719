import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../src/web/door.ts';
import { buildServer } from '../src/web/server.ts';
import { page, type Route } from '../src/web/site.ts';
import { type RunningSite, runSite } from './support/month.ts';

const html = '<!doctype html><title>Answered</title>';
let read = 0;

const routes: readonly Route<null>[] = [
  {
    method: 'POST',
    path: '/refused',
    action: 'imports.receive',
    kind: 'upload',
    answer: async (_site, { files }) => {
      for await (const { content } of files) for await (const _ of content) return page(html);
      return page(html);
    },
  },
  {
    method: 'POST',
    path: '/fields',
    action: 'imports.receive',
    kind: 'upload',
    answer: async (_site, { form, files }) => {
      const names: string[] = [];
      for await (const { name, content } of files) {
        names.push(name);
        for await (const _ of content);
      }
      return page(`${html}${JSON.stringify([[...form], names])}`);
    },
  },
  {
    method: 'POST',
    path: '/whole',
    action: 'readings.start',
    kind: 'upload',
    answer: async (_site, { files }) => {
      for await (const { content } of files) for await (const chunk of content) read += chunk.length;
      return page(html);
    },
  },
];

const hostileValues = [
  "' OR 1=1 --",
  '\0',
  'a\0b',
  '%',
  '\\',
  '__proto__',
  'constructor',
  '~',
  '1e99',
  '-1',
  '9'.repeat(200),
  '{where}',
  '\u202E',
];

const hostileTexts = [
  '<script>alert(1)</script>',
  '=1+1',
  '  =1+1',
  '\uFF1D1',
  '@SUM(A1)',
  '__proto__',
  'a"b\'c',
];

/** A ledger with every hostile text as supplier, body, department, category and purpose. */
function hostileLedger(): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = hostileTexts.map((text, index) => {
    const name = quoted(text);
    return `${name},${name},${name},${name},1${index}/04/2021,T${index},10${index}.50,${name}`;
  });
  const header =
    'Body name,Department,Expenditure category,Purpose,Date paid,Transaction number,Net amount,Supplier name';
  const many = Array.from({ length: 1_100 }, (_, index) => {
    return `C,Zeta ${index},X,Y,20/04/2021,Z${index},1.00,INVENTED TRADER LTD`;
  });
  return `${[header, ...rows, ...many].join('\r\n')}\r\n`;
}

let server: FastifyInstance;
let port = 0;

beforeAll(async () => {
  server = buildServer({ routes, door: openDoor(null), uploadPatience: 400 });
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => server.close());

const opening =
  '--aa\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n';

function head(path: string, length: number, type = 'multipart/form-data; boundary=aa'): string {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
}

/** Sends bytes as a browser does, without a look at the answer before all are sent; answers what came back. */
function exchange(pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let [answer, sent] = ['', false];
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('close', () => (sent ? resolve(answer) : reject(new Error('not everything was taken'))));
    socket.on('error', reject);
    for (const piece of pieces.slice(0, -1)) socket.write(piece);
    socket.write(pieces.at(-1) ?? '', () => {
      sent = true;
    });
  });
}

async function answerTo(path: string, body: string, type?: string): Promise<string> {
  return exchange([head(path, Buffer.byteLength(body), type), body]);
}

describe('an upload', () => {
  it('is taken to its end after it was refused, because a browser reads no answer before', async () => {
    const piece = Buffer.alloc(1_000_000, '0,0\n');
    const pieces = Array.from({ length: 60 }, () => piece);
    const length = Buffer.byteLength(opening) + pieces.length * piece.length;
    expect(await exchange([head('/refused', length), opening, ...pieces])).toContain(html);
  }, 10_000);

  it.each([
    ['that ends too early', `${opening}abc`, undefined],
    ['without its boundary', 'xx', 'multipart/form-data'],
    ['with another boundary', 'xx', 'multipart/form-data; boundary=bb'],
    ['with a part that has no headers', '--aa\r\n\r\nx\r\n--aa--\r\n', undefined],
  ])('%s is a bad request and no fault of ours', async (_name, body, type) => {
    for (const path of ['/whole', '/refused']) {
      const answer = await answerTo(path, body, type);
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
    }
    expect(await answerTo('/whole', `${opening}abc`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('that falls silent is let go of, and so is a form', async () => {
    const started = Date.now();
    for (const type of ['multipart/form-data; boundary=aa', 'application/x-www-form-urlencoded']) {
      const answer = await exchange([head('/whole', 1_000, type), opening]);
      expect(answer).not.toContain(html);
    }
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(read).toBeLessThan(1_000);
  }, 10_000);
});

describe('a form with NUL in its texts', () => {
  const part = (head: string, text: string) =>
    `--aa\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
  const parts = `${part('name="na\0me"', 'a\0b')}${part('name="file"; filename="a.csv"', '1,2')}--aa--\r\n`;

  it.each([
    ['in parts', parts, undefined, String.raw`[[["na\u001ame","a\u001ab"]],["a.csv"]]`],
    [
      'as one text',
      'na%00me=a%00b%0%000',
      'application/x-www-form-urlencoded',
      String.raw`[[["na\u001ame","a\u001ab%0\u001a0"]],[]]`,
    ],
  ])('is taken with a mark in their place: %s', async (_name, body, type, taken) => {
    expect(await answerTo('/fields', body, type)).toContain(taken);
  });
});

describe('a request that cannot be read', () => {
  it.each([
    [
      'an address of 100,000 letters',
      `GET /?a=${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
    ],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['nonsense', 'nonsense\r\n\r\n', 400],
  ])('is answered with a page: %s', async (_name, text, status) => {
    const answer = await exchange([text]);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('This address cannot be read');
    expect(answer).toContain("default-src 'none'");
  });
});

describe('a site that holds a hostile ledger', () => {
  let site: RunningSite;

  /** Asks as the browser of the analyst does. */
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, site.address), {
      headers: { cookie: site.cookie, origin: site.address },
      redirect: 'manual',
      ...init,
    });

  const send = (path: string, fields: Readonly<Record<string, string>>) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields) });

  /** A page that follows a job, once the job is done. */
  async function whenDone(path: string): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const shown = await (await ask(path)).text();
      if (!shown.includes('data-follow')) return shown;
      await wait(50);
    }
    throw new Error(`${path} was never done.`);
  }

  async function addLedger(): Promise<void> {
    const form = new FormData();
    form.append('files', new Blob([hostileLedger()]), '<img src=x>.csv');
    const added = await ask('/ledgers/add', { method: 'POST', body: form });
    const place = added.headers.get('location') ?? '';
    const checked = await whenDone(place);
    const version = /name="version" value="(\d+)"/.exec(checked)?.[1] ?? '';
    expect((await send(`${place}/confirm`, { version })).status).toBe(303);
    const done = await whenDone(place);
    expect(/<h1[^>]*>[^<]*/.exec(done)?.[0]).toContain('were added');
  }

  beforeAll(async () => {
    site = await runSite();
    const owner = await send('/ledgers/owner', { name: 'Kirkvale <b>Council</b>', orgId: '', home: 'Leeds' });
    expect(owner.status).toBe(303);
    await addLedger();
  }, 60_000);
  afterAll(() => site.close());

  it('answers every hostile question in words, and never with a fault of its own', async () => {
    const lists = ['/spend/suppliers', '/spend/lines', '/spend/by/department', '/spend/lines.csv'];
    const names = [
      'search',
      'definition',
      'year',
      'quarter',
      'body',
      'ring',
      'where',
      'payee',
      'order',
      'page',
    ];
    for (const list of lists) {
      for (const name of names) {
        for (const value of hostileValues) {
          const address = `${list}?${name}=${encodeURIComponent(value)}`;
          const { status } = await ask(address);
          expect([200, 400, 404], address).toContain(status);
        }
      }
    }
    for (const value of hostileValues) {
      const { status } = await ask(`/spend/suppliers/${encodeURIComponent(value)}`);
      expect([200, 400, 404], value).toContain(status);
    }
  }, 60_000);

  it('leads on from each of very many departments', async () => {
    for (const value of ['Zeta 0', 'Zeta 999', '__proto__']) {
      const query = new URLSearchParams({ department: value, year: '2021/22' });
      const shown = await ask(`/spend/lines?${query}`);
      expect(shown.status, value).toBe(200);
      expect(await shown.text()).toContain(value);
    }
  });

  it('runs nothing of what it shows, and gives no file a formula', async () => {
    for (const path of ['/ledgers', '/spend', '/spend/suppliers', '/spend/lines', '/spend/by/department']) {
      const shown = await (await ask(path)).text();
      expect(shown, path).not.toMatch(/<script>alert|<img src=x|\0/);
    }
    for (const path of ['/spend/suppliers.csv', '/spend/lines.csv', '/spend/by/department.csv']) {
      const file = await (await ask(path)).text();
      expect(file, path).toContain("'");
      expect(file, path).not.toMatch(/(?:^|,)"?[\s\p{Cf}]*[=+@\uFF1D]/mu);
    }
  });

  it('takes a definition whose words hold signs that nobody can see, without them', async () => {
    const said = { sentence: 'a\0b', basis: 'ledger address', rings: 'authority', note: 'n\0\u202Eo' };
    expect((await send('/definitions', { ...said, name: '\0\u200B' })).status).toBe(422);
    const made = await send('/definitions', { ...said, name: 'Our\0\u202E own' });
    expect(made.status).toBe(303);
    const shown = await (await ask(made.headers.get('location') ?? '')).text();
    expect(shown).toContain('Our own');
    expect(shown).not.toMatch(/[\0\u202E]/);
  });
});
