import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CookieJar,
  type IdentityStore,
  identityOver,
  peopleStores,
  signedIn,
  somebody,
  type TestIdentity,
  testPassword,
} from '../../../test/support/identity.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { openIdentity } from './openIdentity.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

describe.each(peopleStores(server).filter(({ there }) => there))('sign-in $name', ({ open }) => {
  let store: IdentityStore;
  let real: TestIdentity;
  beforeAll(async () => {
    store = await open();
    real = identityOver(store);
  });
  afterAll(() => store.close());

  it('knows who asks from sign-in to sign-out, and tells of both', async () => {
    const { identity, told, troubles } = real;
    const { person, email } = await somebody(identity, { email: ' Bea.Thornby@Kirkvale.Example' });
    const done = acceptedOf(
      await identity.signIn({ email: 'BEA.thornby@kirkvale.example ', password: testPassword }),
    );
    expect(done).toMatchObject({ kind: 'signed-in', person });
    const browser = new CookieJar().take(done.setCookies);
    const who = await identity.whoAsks(browser.headers);
    expect(who).toMatchObject({ person, name: 'Ada Fernsby', organisation: null, secondFactor: false });
    expect(who?.email).toBe(email.trim().toLowerCase());
    expect(await told()).toEqual(['person-created', 'signed-in']);
    const stolen = browser.headers;
    browser.take(await identity.signOut(browser.headers));
    expect(browser.cookies.size).toBe(0);
    expect(await identity.whoAsks(stolen)).toBeNull();
    expect(await told()).toEqual(['session-ended']);
    expect(troubles).toEqual([]);
  });

  it('says the same to a wrong password, an unknown address and somebody without a password', async () => {
    const { identity, all } = real;
    const { person, email } = await somebody(identity);
    const provided = await somebody(identity, { password: null });
    await all.deleteFrom('told').execute();
    const tries = [
      { email, password: 'incorrect plover battery' },
      { email: 'nobody@kirkvale.example', password: testPassword },
      { email: provided.email, password: testPassword },
      { email: 'no address', password: testPassword },
      { email, password: '' },
      { email, password: 'x'.repeat(5000) },
    ];
    const said = [];
    for (const given of tries) said.push(refusalOf(await identity.signIn(given)));
    expect(new Set(said.map(({ sentence }) => sentence)).size).toBe(1);
    expect(said[0]?.code).toBe('sign-in-wrong');
    const events = await all.selectFrom('told').selectAll().execute();
    const refused = { kind: 'sign-in-refused', session: null };
    expect(events).toEqual(
      [person, null, provided.person, null, person, person].map((one) => ({ ...refused, person: one })),
    );
    await all.deleteFrom('told').execute();
  });

  it('does nothing when what happened cannot be told', async () => {
    const { email } = await somebody(real.identity);
    const deaf = openIdentity({
      ...{ db: store.db, secret: 's'.repeat(40), baseUrl: 'http://127.0.0.1:4000', secureCookies: false },
      ...{ providers: [], mode: 'real', sendMail: async () => {} },
      onEvent: async () => {
        throw new Error('The chain is broken.');
      },
    });
    const sessions = () => store.all.selectFrom('sessions').select('id').execute();
    await signedIn(real.identity, email);
    const before = await sessions();
    await expect(deaf.signIn({ email, password: testPassword })).rejects.toThrow('The chain is broken.');
    await expect(somebody(deaf)).rejects.toThrow('The chain is broken.');
    expect(before.length).toBeGreaterThan(0);
    expect(await sessions()).toEqual(before);
    expect(await signedIn(real.identity, email)).toBeInstanceOf(CookieJar);
  });

  it('keeps invented and real people apart, whichever way they come', async () => {
    const demo = identityOver(store, { mode: 'demo' });
    const { person: invented } = await somebody(demo.identity, { demo: true, password: null });
    const { person, email } = await somebody(real.identity);
    expect(refusalOf(await real.identity.signInDemo(invented)).code).toBe('demo-only');
    expect(refusalOf(await real.identity.signInDemo(person)).code).toBe('demo-only');
    expect(refusalOf(await demo.identity.signInDemo(person)).code).toBe('person-unknown');
    expect(refusalOf(await demo.identity.signIn({ email, password: testPassword })).code).toBe(
      'sign-in-wrong',
    );
    await expect(somebody(real.identity, { demo: true })).rejects.toThrow('demo-only');
    await expect(somebody(demo.identity)).rejects.toThrow('demo-only');
    const done = acceptedOf(await demo.identity.signInDemo(invented));
    const { headers } = new CookieJar().take(done.setCookies);
    expect(await demo.identity.whoAsks(headers)).toMatchObject({ person: invented });
    const renamed = { cookie: headers.cookie.replace('sevenbox-demo.', 'sevenbox.') };
    expect(await real.identity.whoAsks(renamed)).toBeNull();
    expect(await demo.identity.whoAsks(headers)).toBeNull();
  });

  it('works for many at once without waiting for itself', async () => {
    const { identity } = real;
    const people = await Promise.all(Array.from({ length: 6 }, () => somebody(identity)));
    const busy = people.flatMap(({ email }) => [signedIn(identity, email), signedIn(identity, email)]);
    const browsers = await Promise.all(busy);
    const others = Array.from({ length: 20 }, () =>
      store.db.transaction().execute((one) => sql`select 1`.execute(one)),
    );
    const asked = browsers.map(({ headers }) => identity.whoAsks(headers));
    expect((await Promise.all(asked)).filter((who) => who !== null)).toHaveLength(12);
    await Promise.all(others);
  });
});

describe('cookies', () => {
  it('go over HTTPS only, under a name no other site can set, and out of reach of scripts', async () => {
    const [embedded] = peopleStores(null);
    const store = await embedded?.open();
    if (!store) throw new Error('There is no store.');
    const { identity } = identityOver(store, {
      baseUrl: 'https://sevenbox.kirkvale.example',
      secureCookies: true,
    });
    const { email } = await somebody(identity);
    const done = acceptedOf(await identity.signIn({ email, password: testPassword }));
    expect(done.setCookies).toHaveLength(1);
    expect(done.setCookies[0]).toMatch(/^__Host-sevenbox\.session_token=/);
    const attributes = done.setCookies[0]?.split('; ').slice(1).sort();
    expect(attributes).toEqual(['HttpOnly', 'Max-Age=3600', 'Path=/', 'SameSite=Lax', 'Secure']);
    expect(await identity.whoAsks(new CookieJar().take(done.setCookies).headers)).not.toBeNull();
    await store.close();
  });
});

it('does not start with settings that are unsafe', () => {
  const settings = {
    ...{ secret: 's'.repeat(40), baseUrl: 'https://sevenbox.kirkvale.example', secureCookies: true },
    ...{ providers: [], mode: 'real' as const },
  };
  const provider = { id: 'council', name: 'Council', discoveryUrl: 'x', clientId: 'x', clientSecret: 'x' };
  const opening = (changed: object) => () =>
    identityOver(
      {
        db: {} as IdentityStore['db'],
        all: {} as IdentityStore['all'],
        connections: 1,
        close: async () => {},
      },
      { ...settings, ...changed },
    );
  expect(opening({ secret: 'short' })).toThrow('32 characters');
  expect(opening({ baseUrl: 'http://sevenbox.kirkvale.example' })).toThrow('HTTPS');
  expect(opening({ providers: [{ ...provider, id: 'credential' }] })).toThrow('ids');
  expect(opening({ providers: [provider, provider] })).toThrow('same id');
  expect(opening({ providers: [provider], mode: 'demo' })).toThrow('no providers');
});
