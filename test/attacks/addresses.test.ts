import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '../../src/domain/organisations/index.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { addEvidence } from '../support/accessDeeds.ts';
import {
  type BareWorld,
  kirkvale,
  openBareWorld,
  otherplace,
  type WorldActor,
} from '../support/accessWorld.ts';
import { get, post, unknownFrom } from './attacking.ts';

let world: BareWorld;
/** Somebody who may do everything there is in an organisation. */
let insider: WorldActor;
let port = 0;

beforeAll(async () => {
  world = await openBareWorld();
  insider = await world.join({ name: 'the insider', roles, organisation: kirkvale });
  const address = await world.server.listen({ port: 0, host: '127.0.0.1' });
  port = Number(new URL(address).port);
}, 300_000);
afterAll(() => world.close());

/** Words that no answer holds: what the program is made of, and where it lies. */
const inside =
  /at .*\.(?:ts|js|mjs):\d|node_modules|\/src\/|SELECT |select .* from|ENOENT|kysely|better-auth|sevenbox_app|pg_/;

const paths = [
  ...[
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2fsecret.key',
    '..%5c..%5csecret.key',
    '%2fetc%2fpasswd',
    'C:%5cwindows',
  ],
  ...[
    '%00',
    'a%00.csv',
    '....%2f%2f',
    '%c0%ae%c0%ae%2f',
    'a'.repeat(199),
    'a'.repeat(5000),
    '%',
    '%zz',
    '.',
    '..',
  ],
  ...[
    "'%20or%20'1'='1",
    "';%20set%20role%20postgres;--",
    '%24%7B7*7%7D',
    '%7B%7B7*7%7D%7D',
    '__proto__',
    'constructor',
  ],
];

describe('a part of an address', () => {
  const named = siteRoutes('').filter(({ path }) => path.includes(':'));
  it.each(named.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'leads nowhere else, whatever it says: %s',
    async (_name, { method, path }) => {
      for (const part of paths) {
        const url = path.replaceAll(/:\w+/g, part);
        const { answer } = await world.send({
          method,
          url,
          by: insider,
          ...(method === 'POST' ? { payload: '' } : {}),
        });
        expect(answer.statusCode, url).toBeLessThan(500);
        expect(answer.body, url).not.toMatch(inside);
        expect(answer.body, url).not.toMatch(/root:x:0|49(?=<)/);
      }
    },
  );

  it('shows nothing of the home folder below the addresses of our files', async () => {
    // A browser works dots out by itself before it asks.
    for (const part of paths.filter((one) => !/^\.+$/.test(one))) {
      const { statusCode } = await get(world, [unknownFrom('198.51.100.1'), `/assets/${part}`]);
      expect([400, 404, 414], part).toContain(statusCode);
    }
  });
});

describe('a query', () => {
  const hostile = [
    ...[
      "' or 1=1 --",
      "'; set role postgres; --",
      `'; set sevenbox.organisation = '${otherplace}'; --`,
      '\\',
      '%',
      '"',
    ],
    ...[
      'a'.repeat(9000),
      '\u202E',
      '-1',
      '1e99',
      '9'.repeat(60),
      '{}',
      '[]',
      'null',
      '<script>alert(1)</script>',
    ],
  ];
  const names = [
    'page',
    'show',
    'done',
    'kind',
    'before',
    'person',
    'action',
    'outcome',
    'from',
    'to',
    'search',
    'definition',
    'copy',
    'a',
    'b',
    'token',
    'next',
    'notice',
    'state',
    'code',
    'error',
  ];
  const shown = siteRoutes('').filter(
    ({ method, path, kind }) => method === 'GET' && !path.includes(':') && kind !== 'asset',
  );

  it.each(shown.map(({ path }) => path))(
    'changes nothing of what %s is, and breaks nothing',
    async (path) => {
      for (const value of hostile) {
        const query = new URLSearchParams(Object.fromEntries(names.map((name) => [name, value])));
        const answer = await get(world, [insider, `${path}?${query}`]);
        expect(answer.statusCode, value).toBeLessThan(500);
        expect(answer.body, value).not.toMatch(inside);
        expect(answer.body, value).not.toContain('<script>alert');
        expect(answer.headers.location ?? '/').toMatch(/^\/(?![/\\])/);
      }
    },
  );
});

/** A page with the signs that stand for themselves in it. */
function withoutEntities(html: string): string {
  return html
    .replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"');
}

describe('around the locks of the database', () => {
  const hostile = [
    `Kirkvale'; set role postgres; --`,
    `Kirkvale', true); reset role; --`,
    `\\'; drop table people; --`,
    '$$; select 1; $$',
  ];

  it.each(hostile)('a name is only a name: %s', async (name) => {
    const saved = await post(world, [insider, '/organisation/change'], { name, orgId: '' });
    expect(saved.statusCode).toBe(303);
    const shown = await get(world, [insider, '/organisation']);
    expect(withoutEntities(shown.body)).toContain(name);
    expect((await get(world, [insider, '/people'])).statusCode).toBe(200);
  });

  it.each(hostile)('a definition of that name is kept as it is: %s', async (name) => {
    const said = { name, sentence: name, basis: 'ledger address', rings: 'authority', note: name };
    expect([303, 422]).toContain((await post(world, [insider, '/definitions'], said)).statusCode);
    expect((await get(world, [insider, '/definitions'])).statusCode).toBe(200);
  });
});

describe('methods', () => {
  it.each(siteRoutes('').map((route) => [`${route.method} ${route.path}`, route] as const))(
    'no other than its own is answered by %s',
    async (_name, { method, path }) => {
      const twins = siteRoutes('')
        .filter((one) => one.path === path)
        .map((one) => one.method);
      for (const other of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
        if (other === method || twins.some((twin) => twin === other)) continue;
        const url = path.replaceAll(/:\w+/g, 'x');
        const headers = { host: 'localhost', origin: 'http://localhost', cookie: insider.cookie ?? '' };
        const { statusCode } = await world.server.inject({ method: other, url, headers });
        expect([404, 405], other).toContain(statusCode);
      }
    },
  );

  it('cannot be named by a header or a field', async () => {
    const id = await addEvidence(world, insider);
    const headers = { 'x-http-method-override': 'POST', 'x-method-override': 'POST' };
    await get(world, [insider, `/evidence/${id}/remove?_method=POST`], headers);
    expect((await get(world, [insider, `/evidence/${id}/file`])).statusCode).toBe(200);
  });
});

describe('what commands ask for', () => {
  const errands = siteRoutes('').filter(({ action }) => action.startsWith('errands.'));
  it.each(errands.map(({ path }) => path))(
    'is not there without the secret of the process, or with another: %s',
    async (path) => {
      const nothing = await get(world, [unknownFrom('127.0.0.1'), '/nothing-is-here']);
      for (const secret of [undefined, '', 'a'.repeat(64), '0'.repeat(64), 'undefined', 'null']) {
        const headers = secret === undefined ? {} : { 'x-sevenbox-secret': secret };
        for (const by of [unknownFrom('127.0.0.1'), unknownFrom('198.51.100.2'), insider]) {
          const answer = await get(world, [by, path], headers);
          expect([answer.statusCode, answer.body]).toEqual([404, nothing.body]);
        }
      }
    },
  );
});

it('how the site is says nothing but whether it is well', async () => {
  const answer = await get(world, [unknownFrom('198.51.100.3'), '/health?verbose=1']);
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({ status: 'well' });
});

/** Sends bytes as they are; answers what came back. */
function exchange(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let answer = '';
    socket.setTimeout(3000, () => socket.end());
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(text);
  });
}

const requestOf = (lines: readonly string[], body = '') =>
  `${lines.join('\r\n')}\r\nConnection: close\r\n\r\n${body}`;

describe('a request that two programs could read in two ways', () => {
  const smuggled = 'GET /account HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const start = [
    'POST /sign-in HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/x-www-form-urlencoded',
  ];
  it.each([
    ['two lengths', [...start, 'Content-Length: 0', `Content-Length: ${smuggled.length}`], smuggled],
    [
      'a length and pieces',
      [...start, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      `0\r\n\r\n${smuggled}`,
    ],
    ['a length that is none', [...start, 'Content-Length: -1'], smuggled],
    ['a length with a sign', [...start, 'Content-Length: +5'], 'email'],
    ['pieces that are none', [...start, 'Transfer-Encoding: chunked'], `zz\r\n${smuggled}`],
    ['pieces under a strange name', [...start, 'Transfer-Encoding: xchunked'], smuggled],
    ['a header that goes on in the next line', ['GET / HTTP/1.1', 'Host: localhost', 'X-A: a', ' b: c'], ''],
    ['a space before a colon', ['GET / HTTP/1.1', 'Host : localhost'], ''],
    ['two hosts', ['GET / HTTP/1.1', 'Host: localhost', 'Host: evil.example'], ''],
    ['no host', ['GET / HTTP/1.1'], ''],
    ['a line that ends without a return', ['GET / HTTP/1.1\nHost: localhost'], ''],
  ])('is answered once, and refused: %s', async (name, lines, body) => {
    const answer = await exchange(requestOf(lines, body));
    const statuses = [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status);
    if (name === 'a line that ends without a return' || name === 'a header that goes on in the next line') {
      expect(statuses.length).toBeLessThanOrEqual(1);
    } else expect(statuses).toEqual(['400']);
    expect(answer).not.toMatch(inside);
    expect(answer).not.toContain('evil.example');
  });

  it.each([
    [
      'many headers',
      [
        'GET / HTTP/1.1',
        'Host: localhost',
        ...Array.from({ length: 3000 }, (_, at) => `X-${at}: ${'a'.repeat(20)}`),
      ],
    ],
    ['a long header', ['GET / HTTP/1.1', 'Host: localhost', `Cookie: ${'a'.repeat(40_000)}`]],
  ])('is refused where it has %s', async (_name, lines) => {
    expect(await exchange(requestOf(lines))).toMatch(/^HTTP\/1\.1 431 /);
  });

  it.each(['http://evil.example/', '//evil.example/', '/\\evil.example', '*'])(
    'leads nowhere else by its first line: %s',
    async (target) => {
      const answer = await exchange(requestOf([`GET ${target} HTTP/1.1`, 'Host: localhost']));
      expect(answer).not.toMatch(/^location: .*evil/im);
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
    },
  );
});
