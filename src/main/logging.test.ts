import fc from 'fast-check';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { describe, expect, it } from 'vitest';
import { logRequests, openLog } from './logging.ts';
import { cleanLine, cleanText } from './redaction.ts';

function collecting() {
  const lines: string[] = [];
  return {
    text: () => lines.join(''),
    entries: () => lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
    to: { write: (line: string) => lines.push(line) },
  };
}

const person = `per_${'a1'.repeat(10)}`;

function hostileServer() {
  const collected = collecting();
  const log = openLog({ level: 'trace', to: collected.to });
  const server = Fastify({ loggerInstance: log as FastifyBaseLogger, genReqId: () => 'req_7' });
  logRequests(server, { log, personOf: ({ headers }) => headers['x-person']?.toString() ?? null });
  server.get('/invitations/:token', async (request) => {
    request.log.info({ req: request, headers: request.headers, url: request.url }, `asked ${request.url}`);
    return 'fine';
  });
  server.post('/sign-in', async (request) => {
    request.log.warn({ body: request.body, tried: [{ deep: request.body }] }, 'not signed in');
    throw Object.assign(new Error(`no person ${JSON.stringify(request.body)}`), { body: request.body });
  });
  return { server, ...collected };
}

describe('requests that bring secrets', () => {
  it('leave none of them in the log', async () => {
    const { server, text, entries } = hostileServer();
    const headers = {
      authorization: 'Bearer canary-bearer',
      cookie: 'better-auth.session_token=canary-cookie; other=canary-other',
      'user-agent': 'canary-agent',
      referer: 'https://x.example/start/canary-start?token=canary-referer',
      'x-forwarded-for': '203.0.113.99',
      'x-person': person,
    };
    await server.inject({ url: '/invitations/canary-path?token=canary-query&q=canary-search', headers });
    await server.inject({ url: '/nowhere/canary%40kirkvale.example?password=canary-query', headers });
    const payload = {
      email: 'canary@kirkvale.example',
      password: 'canary word',
      code: { totp: 'canary-totp' },
    };
    await server.inject({ method: 'POST', url: '/sign-in', payload, headers });
    expect(text()).not.toMatch(/canary-(?!agent)|canary@|canary word|203\.0\.113/);
    expect(text()).not.toContain('canary');
    expect(entries().filter(({ msg }) => msg === 'answered')).toMatchObject([
      { level: 'info', method: 'GET', route: '/invitations/:token', status: 200, request: 'req_7', person },
      { level: 'info', method: 'GET', route: 'none', status: 404, person },
      { level: 'error', method: 'POST', route: '/sign-in', status: 500, milliseconds: expect.any(Number) },
    ]);
  });

  it('name nobody when nobody asks, or when the id of a person is none', async () => {
    const { server, entries, text } = hostileServer();
    await server.inject({ url: '/x' });
    await server.inject({ url: '/x', headers: { 'x-person': 'canary' } });
    const answers = entries().filter(({ msg }) => msg === 'answered');
    expect(answers.map((entry) => entry.person)).toEqual([null, null]);
    expect(text()).not.toContain('canary');
  });
});

describe('the log', () => {
  it.each<[string, object]>([
    [
      'a field',
      { password: 'canary', newPassword: 'canary', clientSecret: 'canary', sessionToken: 'canary' },
    ],
    [
      'a field in another spelling',
      { 'Set-Cookie': ['canary'], USER_EMAIL: 'canary', 'x-api-key': 'canary' },
    ],
    ['a field deep inside', { a: [{ b: { c: [{ mailTo: 'canary' }] } }] }],
    ['a field too deep to look at', { a: { b: { c: { d: { e: { f: { g: { h: { i: 'canary' } } } } } } } } }],
    ['a number', { totp: 'canary', backupCodes: ['canary'] }],
    ['what people sent', { body: 'canary', query: { q: 'canary' }, params: { token: 'canary' } }],
    ['the name of a field', { 'canary@kirkvale.example': 1 }],
    ['an error', { err: Object.assign(new Error('x'), { detail: 'canary', parameters: ['canary'] }) }],
    ['the cause of an error', { err: new Error('x', { cause: new Error('to canary@kirkvale.example') }) }],
    [
      'an error of the database',
      {
        err: Object.assign(new Error('invalid input syntax for type json: "canary "x" y"'), {
          severity: 'ERROR',
        }),
      },
    ],
    ['what is thrown and no error', { err: 'canary' }],
  ])('takes secrets out of %s', (_where, fields) => {
    const { to, text } = collecting();
    const log = openLog({ level: 'info', to });
    log.info(fields, 'said');
    log.child(fields).info('said again');
    expect(text()).not.toContain('canary');
    expect(text()).toContain('said again');
  });

  it('keeps what helps to find a fault', () => {
    const { to, entries } = collecting();
    const error = Object.assign(new TypeError('The disk is full'), { code: 'ENOSPC' });
    openLog({ level: 'info', to }).error({ err: error, job: 'job_1', attempts: 3 }, 'import stopped');
    expect(entries()).toMatchObject([
      {
        level: 'error',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        job: 'job_1',
        attempts: 3,
        msg: 'import stopped',
        err: { type: 'TypeError', code: 'ENOSPC', message: 'The disk is full' },
      },
    ]);
    expect(JSON.stringify(entries())).toContain('logging.test.ts');
  });

  it('writes what its level asks for', () => {
    const { to, entries } = collecting();
    const log = openLog({ level: 'warn', to });
    log.info('quiet');
    log.warn('loud\n{"level":"fatal","msg":"forged"}');
    expect(entries()).toHaveLength(1);
  });

  it('leaves out what it cannot read', () => expect(cleanLine('{canary')).not.toContain('canary'));
});

describe('a text', () => {
  it.each([
    'to canary@kirkvale.example',
    'to "canary x"@kirkvale.example',
    'to canary+x%40kirkvale.example',
    'canary@localhost',
    'postgres://user:canary/x@db.example/sevenbox',
    'GET /invitations/canary HTTP/1.1',
    'GET //start//canary/more',
    '/reset-password/canary',
    '%2Finvitations%2Fcanary',
    'https://sevenbox.example/x?token=canary',
    '/x?q=a&callbackURL=/canary',
    'password=canary word&x=1',
    '{"password": "canary word"}',
    'new_password: canary',
    'Authorization: Basic canary',
    'Bearer canary',
    'cookie: a=b; c=canary',
    'better-auth.session_token=canary',
    'eyJhbGciOiJub25lIn0.canary.canary',
  ])('loses its secret: %s', (text) => expect(cleanText(text)).not.toContain('canary'));

  it.each([
    'Port 7007 is in use. Choose another with PORT=7008.',
    'imp_a1b2 was read: 12 lines, 3 rejected',
    'at file:///srv/node_modules/@fastify/multipart/index.js:10:5',
    '/imports/:import/start',
  ])('stays as it is: %s', (text) => expect(cleanText(text)).toBe(text));

  it('is cut when it is long', () => expect(cleanText('x'.repeat(100_000)).length).toBeLessThan(5000));

  it('property: any email address is taken out of any text', () =>
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.emailAddress(),
        fc.string({ maxLength: 30 }),
        (before, email, after) => {
          expect(cleanText(`${before} ${email} ${after}`)).not.toContain(email);
        },
      ),
    ));
});

it('is not slowed down by a text made to be slow', () => {
  const started = performance.now();
  for (const piece of ['"', 'a@', '?', 'token', '/start', 'eyJ-.', 'a-', '%2f', '://', 'cookie ']) {
    cleanText(piece.repeat(4000));
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
