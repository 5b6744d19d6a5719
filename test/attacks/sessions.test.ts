import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type BareWorld,
  freshCookie,
  kirkvale,
  openBareWorld,
  otherplace,
  type WorldActor,
} from '../support/accessWorld.ts';
import { testPassword } from '../support/identity.ts';
import { cookieOf, get, opens, personOfActor, post, signInAt, unknownFrom, withCookie } from './attacking.ts';

let world: BareWorld;
let administrator: WorldActor;
let victim: WorldActor;
let made = 0;

async function somebodyNew(
  roles: Parameters<BareWorld['join']>[0]['roles'] = ['spend-analyst'],
): Promise<WorldActor> {
  made += 1;
  return world.join({ name: `a person ${'x'.repeat(made)}`, roles, organisation: kirkvale });
}

const emailOf = ({ email }: WorldActor) => email ?? '';
const cookieIn = ({ cookie }: WorldActor) => cookie ?? '';

beforeAll(async () => {
  world = await openBareWorld();
  administrator = await world.join({
    name: 'the administrator',
    roles: ['administrator'],
    organisation: kirkvale,
  });
  victim = await somebodyNew();
}, 300_000);
afterAll(() => world.close());

function parted(cookie: string): {
  readonly name: string;
  readonly token: string;
  readonly signature: string;
} {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  const [token = '', signature = ''] = decodeURIComponent(value).split(/\.(.*)/s);
  return { name, token, signature };
}

describe('a cookie', () => {
  it('of a real session opens the page that the attacks are tried on', async () => {
    expect(await opens(world, cookieIn(victim))).toBe(true);
  });

  it('that was made up opens nothing, whatever it says', async () => {
    const { name, token } = parted(cookieIn(victim));
    const drawn = randomBytes(32).toString('base64');
    const values = [
      ...[
        '',
        '.',
        'null',
        'true',
        '{}',
        '[object Object]',
        '../../secret.key',
        "' or '1'='1",
        'a'.repeat(4000),
      ],
      ...[token, `${token}.`, `${token}.${drawn}`, `${drawn}.${drawn}`, personOfActor(victim)],
      ...[Buffer.from(`{"person":"${personOfActor(victim)}","alg":"none"}`).toString('base64url')],
    ];
    for (const value of values)
      expect(await opens(world, `${name}=${encodeURIComponent(value)}`), value).toBe(false);
  });

  it('with the session of somebody else under a signature of one’s own opens nothing', async () => {
    const [one, two] = [
      parted(cookieIn(victim)),
      parted(await freshCookie(world.identity, emailOf(administrator))),
    ];
    const forged = `${one.name}=${encodeURIComponent(`${one.token}.${two.signature}`)}`;
    expect(await opens(world, forged)).toBe(false);
  });

  it('with one letter changed, anywhere, opens nothing', async () => {
    const { name, token, signature } = parted(cookieIn(victim));
    const whole = `${token}.${signature}`;
    for (let at = 0; at < whole.length - 2; at += 7) {
      const changed = `${whole.slice(0, at)}${whole[at] === 'A' ? 'B' : 'A'}${whole.slice(at + 1)}`;
      expect(await opens(world, `${name}=${encodeURIComponent(changed)}`), String(at)).toBe(false);
    }
  });

  it('under the name that the demonstration gives it opens nothing', async () => {
    expect(await opens(world, cookieIn(victim).replace('sevenbox.', 'sevenbox-demo.'))).toBe(false);
  });

  it('is for our site and for HTTP alone, lives no longer than the session, and names no domain', async () => {
    const done = await signInAt(world, unknownFrom('198.51.100.1'), emailOf(victim));
    const lines = [done.headers['set-cookie'] ?? []].flat();
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; SameSite=(?:Lax|Strict)/i);
      expect(line).toMatch(/; Path=\//i);
      expect(line).not.toMatch(/; Domain=/i);
    }
    expect(done.headers['cache-control']).toBe('no-store');
  });
});

describe('a cookie that opened something once', () => {
  it('opens nothing after signing out', async () => {
    const cookie = await freshCookie(world.identity, emailOf(victim));
    expect(await opens(world, cookie)).toBe(true);
    expect((await post(world, [withCookie(victim, cookie), '/sign-out'], {})).statusCode).toBe(303);
    expect(await opens(world, cookie)).toBe(false);
  });

  it('opens nothing after its person was removed, and neither does any other of theirs', async () => {
    const gone = await somebodyNew();
    const other = await freshCookie(world.identity, emailOf(gone));
    const removed = await post(world, [administrator, `/people/${personOfActor(gone)}/remove`], {});
    expect(removed.statusCode).toBe(303);
    expect([await opens(world, cookieIn(gone)), await opens(world, other)]).toEqual([false, false]);
  });

  it('opens nothing after the password was changed at another browser', async () => {
    const person = await somebodyNew();
    const other = await freshCookie(world.identity, emailOf(person));
    const typed = { current: testPassword, password: 'a wholly other plover' };
    expect((await post(world, [person, '/account/password'], typed)).statusCode).toBe(303);
    expect(await opens(world, other)).toBe(false);
  });

  it('opens nothing after the password was set by a link', async () => {
    const person = await somebodyNew();
    expect((await world.identity.setPassword(personOfActor(person), 'a wholly other plover')).ok).toBe(true);
    expect(await opens(world, cookieIn(person))).toBe(false);
  });

  it('opens nothing after somebody ended that session on the page of their account', async () => {
    const person = await somebodyNew();
    const other = await freshCookie(world.identity, emailOf(person));
    const [newest] = await world.identity.sessionsOf(personOfActor(person));
    await post(world, [person, '/account/sessions/end'], { session: newest?.session ?? '' });
    expect([await opens(world, cookieIn(person)), await opens(world, other)]).toEqual([true, false]);
  });
});

it('a session that was planted before signing in is not the one that is opened', async () => {
  const planted = 'sevenbox.session_token=planted.planted';
  const attackers = await freshCookie(world.identity, emailOf(await somebodyNew()));
  for (const cookie of [planted, attackers]) {
    const done = await signInAt(world, unknownFrom('198.51.100.2', cookie), emailOf(victim));
    const given = cookieOf(done);
    expect(given).toContain('session_token=');
    expect(given).not.toContain(parted(cookie).token);
    const shown = await get(world, [unknownFrom('198.51.100.2', given), '/account']);
    expect(shown.body).toContain(emailOf(victim));
  }
});

it('nobody ends a session of somebody else', async () => {
  const [person, other] = [await somebodyNew(), await somebodyNew()];
  const [theirs] = await world.identity.sessionsOf(personOfActor(other));
  await post(world, [person, '/account/sessions/end'], { session: theirs?.session ?? '' });
  expect(await opens(world, cookieIn(other))).toBe(true);
});

describe('an organisation that one does not belong to', () => {
  it('cannot be chosen, and is answered like one that does not exist', async () => {
    const none = `org_${'z'.repeat(20)}`;
    const choose = (organisation: string) => post(world, [victim, '/organisations/choose'], { organisation });
    const [real, unknown] = [await choose(otherplace), await choose(none)];
    expect([real.statusCode, real.body]).toEqual([unknown.statusCode, unknown.body]);
    expect(real.statusCode).toBe(404);
  });

  it('is not worked in even when the session names it', async () => {
    const person = await somebodyNew(['administrator', 'spend-analyst']);
    const [session] = await world.identity.sessionsOf(personOfActor(person));
    await world.identity.chooseOrganisation(session?.session ?? '', otherplace);
    const shown = await get(world, [person, '/organisation']);
    expect(shown.body).toContain('Kirkvale Council');
    expect(shown.body).not.toContain('Otherplace Council');
  });
});

describe('with an address that begins with https', () => {
  it('cookies go over HTTPS alone, under a name that no neighbour can set', async () => {
    const secure = await openBareWorld({ settings: { publicUrl: 'https://sevenbox.kirkvale.example' } });
    try {
      const person = await secure.join({
        name: 'a secure person',
        roles: ['auditor'],
        organisation: kirkvale,
      });
      const done = await signInAt(secure, unknownFrom('198.51.100.3'), emailOf(person));
      const lines = [done.headers['set-cookie'] ?? []].flat();
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toMatch(/^__Host-/);
        expect(line).toMatch(/; Secure/i);
      }
      const here = await get(secure, [unknownFrom('127.0.0.1'), '/ledgers/add']);
      expect(here.statusCode).toBe(303);
    } finally {
      await secure.close();
    }
  }, 120_000);
});
