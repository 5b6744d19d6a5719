import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/accessDeeds.ts';
import { addInvitation } from '../support/accessRows.ts';
import {
  type BareWorld,
  kirkvale,
  openBareWorld,
  otherplace,
  type WorldActor,
} from '../support/accessWorld.ts';
import { parseEmail } from '../support/email.ts';
import { pdfFile, pngFile } from '../support/evidence.ts';
import { testPassword } from '../support/identity.ts';
import { actingIn } from '../support/records.ts';
import { get, personOfActor, post, signInAt, unknownFrom } from './attacking.ts';

let world: BareWorld;
let administrator: WorldActor;
let analyst: WorldActor;
let bidder: WorldActor;

beforeAll(async () => {
  world = await openBareWorld();
  const member = (name: string, role: 'administrator' | 'spend-analyst' | 'bidder') =>
    world.join({ name, roles: [role], organisation: kirkvale });
  administrator = await member('the administrator', 'administrator');
  analyst = await member('the analyst', 'spend-analyst');
  bidder = await member('the bidder', 'bidder');
}, 300_000);
afterAll(() => world.close());

const outbox = () => join(world.config.home, 'outbox');

/** The emails that lie in the outbox. */
async function emails(): Promise<readonly Buffer[]> {
  await world.opened.idle();
  const names = await readdir(outbox()).catch(() => []);
  return Promise.all(
    names.filter((name) => name.endsWith('.eml')).map((name) => readFile(join(outbox(), name))),
  );
}

async function waitForEmails(count: number): Promise<readonly Buffer[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const all = await emails();
    if (all.length >= count) return all;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`No ${count} emails came.`);
}

const membersOf = (organisation = kirkvale) => world.opened.store.as(actingIn(organisation)).members();
const invited = () => world.opened.store.as(actingIn(kirkvale)).invitations(100);

describe('a form that comes from elsewhere', () => {
  const fields = { email: 'from.elsewhere@kirkvale.example', roles: 'auditor' };
  const foreign: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['another site', { origin: 'https://evil.example' }],
    ['a site that begins like ours', { origin: 'http://localhost.evil.example' }],
    ['our site at another port', { origin: 'http://localhost:8080' }],
    ['a page without an origin', { origin: 'null' }],
    ['another site, which the browser says', { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' }],
    ['a neighbour, which the browser says', { origin: 'http://localhost', 'sec-fetch-site': 'same-site' }],
    [
      'another site, by multipart',
      { origin: 'https://evil.example', 'content-type': 'multipart/form-data; boundary=a' },
    ],
    ['another site, as plain text', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
  ];

  it.each(foreign)('is refused: %s', async (_name, headers) => {
    const before = await world.rowsHash();
    expect((await post(world, [administrator, '/people/invite'], fields, headers)).statusCode).toBe(403);
    expect(await world.rowsHash()).toBe(before);
  });

  it('is refused with a session when nobody says where it comes from', async () => {
    const { statusCode } = await world.server.inject({
      ...{ method: 'POST', url: '/people/invite', payload: new URLSearchParams(fields).toString() },
      headers: {
        ...{ host: 'localhost', cookie: administrator.cookie ?? '' },
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(statusCode).toBe(403);
  });

  it.each(['application/json', 'text/plain', 'application/xml', ''])('is not read as %s', async (type) => {
    const before = await world.rowsHash();
    const headers = { 'content-type': type };
    const payload = JSON.stringify(fields);
    const { answer } = await world.send({
      method: 'POST',
      url: '/people/invite',
      by: administrator,
      payload,
      headers,
    });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(await world.rowsHash()).toBe(before);
  });
});

describe('fields that no form has', () => {
  const extra: readonly (readonly [string, string])[] = [
    ...(['administrator', 'auditor'].map((role) => ['roles', role]) as [string, string][]),
    ...Object.entries({
      ...{
        role: 'administrator',
        organisation: otherplace,
        demo: 'true',
        emailProven: 'true',
        id: 'per_1',
        version: '99',
      },
      ...{
        person: 'per_1',
        owner: otherplace,
        kind: 'network',
        state: 'accepted',
        __proto__: 'x',
        constructor: 'x',
      },
      ...{
        invitedBy: 'per_1',
        twoFactorEnabled: 'true',
        email_verified: 'true',
        password_hash: 'x',
        salt: 'x',
      },
    }),
  ];

  it('give a person no more when they change their name', async () => {
    await post(
      world,
      [bidder, '/account'],
      [['name', 'Bo Bidder'], ['email', 'administrator@kirkvale.example'], ...extra],
    );
    const row = (await membersOf()).find(({ person }) => person === personOfActor(bidder));
    expect(row?.roles).toEqual(['bidder']);
    expect(row?.email).toBe(bidder.email);
    expect(await membersOf(otherplace)).toEqual([]);
  });

  it('give nobody who joins more than they were invited to', async () => {
    const records = world.opened.store.as(actingIn(kirkvale));
    const { token, id } = await addInvitation(records, kirkvale, ['open', personOfActor(bidder)]);
    const typed = [
      ['name', 'Newcomer'],
      ['password', testPassword],
      ['email', 'other@kirkvale.example'],
    ] as const;
    await post(world, [unknownFrom('198.51.100.7'), `/invitations/${token}/join`], [...typed, ...extra]);
    const joined = (await membersOf()).find(({ email }) => email === `canary-${id}@kirkvale.example`);
    expect(joined?.roles).toEqual(['bidder']);
    expect((await membersOf()).some(({ email }) => email === 'other@kirkvale.example')).toBe(false);
    expect(await membersOf(otherplace)).toEqual([]);
  });

  it('reach no other organisation when an administrator changes their own', async () => {
    const other = () => world.opened.store.as(actingIn(otherplace)).organisation();
    const before = await other();
    await post(world, [administrator, '/organisation/change'], [['name', 'Kirkvale Council'], ...extra]);
    expect(await other()).toEqual(before);
  });

  it('invite to no role that there is none of, and to no other organisation', async () => {
    const email = 'too.much@kirkvale.example';
    const fields = [
      ['email', email],
      ['roles', 'root'],
      ['organisation', otherplace],
    ] as const;
    expect((await post(world, [administrator, '/people/invite'], fields)).statusCode).toBe(422);
    expect((await invited()).some((one) => one.email === email)).toBe(false);
  });
});

describe('an email', () => {
  const hostile = [
    'a@kirkvale.example\r\nBcc: everybody@evil.example',
    'a@kirkvale.example\nSubject: free money',
    'a@kirkvale.example%0d%0aBcc: everybody@evil.example',
    'a@kirkvale.example, b@evil.example',
    '<a@kirkvale.example>',
    '"a\r\n"@kirkvale.example',
    'a@kirkvale.example\0',
    `${'a'.repeat(400)}@kirkvale.example`,
  ];

  it.each(hostile)('goes to nobody when its address could begin another header: %j', async (email) => {
    const before = (await emails()).length;
    const answer = await post(world, [administrator, '/people/invite'], { email, roles: 'auditor' });
    expect(answer.statusCode).toBe(422);
    expect((await emails()).length).toBe(before);
  });

  it('has the name of the organisation on one line, whatever the name is', async () => {
    const name = 'Kirkvale\r\nBcc: everybody@evil.example\r\n\r\nHello';
    await post(world, [administrator, '/organisation/change'], { name, orgId: '' });
    const before = (await emails()).length;
    await post(world, [administrator, '/people/invite'], {
      email: 'one.line@kirkvale.example',
      roles: 'auditor',
    });
    const all = await waitForEmails(before + 1);
    for (const raw of all) {
      const { headers } = parseEmail(raw);
      expect(headers.bcc).toBeUndefined();
      expect(headers.to).toHaveLength(1);
      expect(headers.subject).toHaveLength(1);
    }
    await post(world, [administrator, '/organisation/change'], { name: 'Kirkvale Council', orgId: '' });
  });

  it('leads to the address that is set, never to one that a request names', async () => {
    const asked = await post(
      world,
      [unknownFrom('198.51.100.8'), '/forgotten-password'],
      { email: bidder.email ?? '' },
      {
        host: 'localhost',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
        'x-forwarded-proto': 'https',
      },
    );
    expect(asked.statusCode).toBeLessThan(400);
    await world.opened.idle();
    const text = Buffer.concat([...(await waitForEmails(1))]).toString('latin1');
    const links = text.match(/https?:\/\/[^\s"<]+/g) ?? [];
    expect(links.filter((link) => !link.startsWith('http://127.0.0.1'))).toEqual([]);
    expect(links.length).toBeGreaterThan(0);
  });

  it('is asked for under no name that is not ours', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '169.254.169.254',
      'kirkvale.example:80@evil.example',
      '',
    ]) {
      const { statusCode, body } = await post(
        world,
        [unknownFrom('198.51.100.9'), '/forgotten-password'],
        { email: bidder.email ?? '' },
        { host, origin: `http://${host}` },
      );
      expect([400, 403], host).toContain(statusCode);
      expect(body).not.toContain('evil');
    }
  });
});

describe('who has an account', () => {
  const known = () => bidder.email ?? '';
  const unknown = 'nobody.at.all@kirkvale.example';
  const told = ({ statusCode, body, headers }: Awaited<ReturnType<typeof post>>, email: string) => ({
    statusCode,
    body: body.replaceAll(email, 'ADDRESS'),
    cookies: [headers['set-cookie'] ?? []].flat().map((line) => line.split('=')[0]),
    location: headers.location,
  });

  it('is not told by signing in', async () => {
    const at = (email: string) =>
      post(world, [unknownFrom('198.51.100.10'), '/sign-in'], { email, password: 'wrong words here' });
    const [one, two] = [told(await at(known()), known()), told(await at(unknown), unknown)];
    expect(one).toEqual(two);
  });

  it('is not told by asking for a new password', async () => {
    const at = (email: string) =>
      post(world, [unknownFrom('198.51.100.11'), '/forgotten-password'], { email });
    const [one, two] = [told(await at(known()), known()), told(await at(unknown), unknown)];
    expect(one).toEqual(two);
  });

  it('is not told by how long a sign-in takes', async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const strangers = Array.from({ length: 40 }, (_, index) => `nobody.${index}@kirkvale.example`);
    const knowns: string[] = [];
    // Each account is tried a few times only, because guessing at one is slowed down on purpose.
    for (let index = 0; index < 10; index += 1) {
      const { email } = await world.join({
        name: `timed ${'x'.repeat(index)}`,
        roles: ['bidder'],
        organisation: kirkvale,
      });
      knowns.push(...Array.from({ length: 4 }, () => email ?? ''));
    }
    for (const [index, stranger] of strangers.entries()) {
      for (const kind of index % 2 === 0
        ? (['known', 'unknown'] as const)
        : (['unknown', 'known'] as const)) {
        const email = kind === 'known' ? (knowns[index] ?? '') : stranger;
        const from = unknownFrom(`198.51.${100 + (index % 8)}.${20 + index}`);
        const started = performance.now();
        await post(world, [from, '/sign-in'], { email, password: 'wrong words here' });
        times[kind].push(performance.now() - started);
      }
    }
    const median = (all: readonly number[]) =>
      [...all].sort((one, two) => one - two)[Math.floor(all.length / 2)] ?? 0;
    const factor = median(times.known) / median(times.unknown);
    expect(factor).toBeGreaterThan(0.6);
    expect(factor).toBeLessThan(1.7);
  }, 300_000);

  it('is not told to people of other organisations by inviting or by the list of people', async () => {
    const stranger = await world.join({
      name: 'the stranger',
      roles: ['administrator'],
      organisation: otherplace,
    });
    const shown = await get(world, [stranger, '/people']);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).not.toMatch(/canary-the-(?:bidder|analyst|administrator)/);
    const invite = (email: string) => post(world, [stranger, '/people/invite'], { email, roles: 'auditor' });
    const [one, two] = [told(await invite(known()), known()), told(await invite(unknown), unknown)];
    expect(one).toEqual(two);
  });

  it('is not told by a link of an invitation that cannot be used', async () => {
    const records = world.opened.store.as(actingIn(kirkvale));
    const guest = personOfActor(bidder);
    const tokens = [
      (await addInvitation(records, kirkvale, ['expired', guest])).token,
      (await addInvitation(records, kirkvale, ['withdrawn', guest])).token,
      'never-there'.padEnd(43, 'x'),
    ];
    const answers = [];
    for (const token of tokens)
      answers.push(await get(world, [unknownFrom('198.51.100.12'), `/invitations/${token}`]));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
  });
});

describe('going on after signing in', () => {
  const elsewhere = [
    ...[
      '//evil.example',
      '\\\\evil.example',
      '/\\evil.example',
      'https://evil.example',
      'https:evil.example',
      'javascript:alert(1)',
    ],
    ...[
      '/%2f%2fevil.example',
      '/%5cevil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      ' //evil.example',
      '/.//evil.example',
    ],
    ...[
      '/..//evil.example',
      'http:///evil.example',
      '//localhost@evil.example',
      'data:text/html,x',
      '%2f%2fevil.example',
    ],
    ...['/sign-out', '/a\r\nset-cookie: x=y', `/${'a'.repeat(5000)}`, '/@evil.example/..//evil.example'],
  ];

  it.each(elsewhere)('never leads elsewhere: %j', async (next) => {
    const done = await signInAt(world, unknownFrom('198.51.100.13'), bidder.email ?? '', { next });
    const { location } = done.headers;
    expect(done.statusCode).toBe(303);
    const at = new URL(String(location), 'http://localhost');
    expect(at.origin).toBe('http://localhost');
    expect(String(location)).toMatch(/^\/(?![/\\])/);
    expect(at.pathname).not.toMatch(/^\/[/\\]/);
    expect(done.headers['set-cookie']).not.toContain('x=y');
    const form = await get(world, [
      unknownFrom('198.51.100.13'),
      `/sign-in?${new URLSearchParams({ next })}`,
    ]);
    expect(form.body).not.toMatch(/(?:href|action)="[^"]*evil/);
  });
});

describe('forms that are too large', () => {
  const limit = 1024 * 1024;
  const sized = (bytes: number) => `email=${'a'.repeat(bytes - 6)}`;

  it('are read up to the limit, and refused one byte above it', async () => {
    const by = unknownFrom('198.51.100.14');
    const at = async (bytes: number) =>
      (await world.send({ method: 'POST', url: '/sign-in', by, payload: sized(bytes) })).answer.statusCode;
    expect(await at(limit)).not.toBe(413);
    expect(await at(limit + 1)).toBe(413);
  });

  it('are refused when they have very many fields', async () => {
    const fields = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`field${index}`, 'x']));
    const answer = await upload(world, [analyst, '/evidence/add'], { fields, files: [] });
    expect([413, 400]).toContain(answer.statusCode);
  });

  it('keep no password that would be hashed for minutes', async () => {
    const started = performance.now();
    const typed = { email: bidder.email ?? '', password: 'a'.repeat(1_000_000) };
    const { statusCode } = await post(world, [unknownFrom('198.51.100.15'), '/sign-in'], typed);
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('a file that is not what it says', () => {
  const page = '<!doctype html><script>alert(1)</script>';
  const files: readonly (readonly [string, string, Buffer])[] = [
    ['a page named as a picture', 'photo.png', Buffer.from(page)],
    ['a picture with a page behind it', 'photo.png', Buffer.concat([pngFile(), Buffer.from(page)])],
    ['a PDF with a page before it', 'visit.pdf', Buffer.concat([Buffer.from(page), pdfFile()])],
    ['a PDF that runs script', 'visit.pdf', pdfFile('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>')],
    [
      'a drawing with script',
      'plan.svg',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['a program', 'visit.exe', Buffer.from('MZ\x90\0')],
    ['nothing', 'visit.pdf', Buffer.alloc(0)],
  ];

  it.each(files)('is not kept: %s', async (_name, name, content) => {
    const before = await world.rowsHash();
    const file = { field: 'file', name, content };
    const answer = await upload(world, [analyst, '/evidence/add'], {
      fields: { note: 'A visit' },
      files: [file],
    });
    expect(answer.statusCode).toBe(422);
    expect(await world.rowsHash()).toBe(before);
  });

  it('is kept under a name of its own, and never shown as a page', async () => {
    const file = { field: 'file', name: '../../etc/"x"<b>\u202Efdp.pdf', content: pdfFile('/Own 1') };
    const added = await upload(world, [analyst, '/evidence/add'], {
      fields: { note: 'A visit' },
      files: [file],
    });
    const place = (added.headers.location ?? '').split('?')[0] ?? '';
    if (added.statusCode === 422) return;
    const download = await get(world, [analyst, `${place}/file`]);
    expect(download.headers['content-disposition']).toMatch(/^attachment;/);
    expect(download.headers['content-disposition']).not.toMatch(/[\r\n]|\.\.\/|<b>/);
    expect(download.headers['x-content-type-options']).toBe('nosniff');
    expect(download.headers['content-security-policy']).toMatch(/sandbox|default-src 'none'/);
    const shown = await get(world, [analyst, place]);
    expect(shown.body).not.toContain('<b>');
  });
});
