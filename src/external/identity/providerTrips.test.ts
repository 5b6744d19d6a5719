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
} from '../../../test/support/identity.ts';
import {
  type ProvidedPerson,
  startOidcProvider,
  type TestProvider,
} from '../../../test/support/oidcProvider.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import type { ProviderTrip } from './types.ts';

const server = await startPostgres();
const baseUrl = 'http://127.0.0.1:4000';
let council: TestProvider;
beforeAll(async () => {
  council = await startOidcProvider({ baseUrl });
});
afterAll(async () => {
  await council.stop();
  await server?.stop();
});

let made = 0;
function provided(changed: Partial<ProvidedPerson> = {}): ProvidedPerson {
  made += 1;
  const email = `bo.quill${made}@kirkvale.example`;
  const person = { subject: `subject-${made}`, email, emailVerified: true, name: 'Bo Quill', ...changed };
  council.be(person);
  return person;
}

describe.each(peopleStores(server).filter(({ there }) => there))('a provider $name', ({ open }) => {
  let store: IdentityStore;
  let real: TestIdentity;
  beforeAll(async () => {
    store = await open();
    real = identityOver(store, { baseUrl, providers: [council.settings] });
  });
  afterAll(() => store.close());

  async function away(changed: Partial<ProviderTrip> = {}) {
    const trip = { provider: 'council', next: '/spend?year=2025', invited: false, ...changed };
    const started = acceptedOf(await real.identity.startProvider(trip));
    return { browser: new CookieJar().take(started.setCookies), redirect: started.redirect };
  }
  const back = (address: URL, { headers }: Pick<CookieJar, 'headers'>, provider = 'council') =>
    real.identity.finishProvider({ provider, query: Object.fromEntries(address.searchParams), headers });
  async function trip(changed: Partial<ProviderTrip> = {}) {
    const { browser, redirect } = await away(changed);
    return { browser, done: await back(await council.visit(redirect), browser) };
  }

  it('lets in whoever was invited, and knows the person again', async () => {
    const { identity, told, all } = real;
    const { email } = provided();
    expect(identity.providers()).toEqual([{ id: 'council', name: 'Kirkvale Council directory' }]);
    const first = await trip({ invited: true });
    const { person, next, setCookies } = acceptedOf(first.done);
    expect(next).toBe('/spend?year=2025');
    expect(await told()).toEqual(['person-created', 'account-linked', 'signed-in']);
    const browser = first.browser.take(setCookies);
    expect([...browser.cookies.keys()]).toEqual(['sevenbox.session_token']);
    expect(await identity.whoAsks(browser.headers)).toMatchObject({ person, email, name: 'Bo Quill' });
    const again = await trip();
    expect(acceptedOf(again.done).person).toBe(person);
    expect(await told()).toEqual(['signed-in']);
    const { rows } = await sql`select * from accounts where person = ${person}`.execute(all);
    const kept = ['created_at', 'id', 'password_hash', 'person', 'provider', 'subject', 'updated_at'];
    expect(rows.map((row) => Object.keys(Object(row)).sort())).toEqual([kept]);
  });

  it('is asked with proof of key, state and nonce, each new', async () => {
    provided();
    const [one, other] = [await away(), await away()];
    const parameters = [one, other].map(({ redirect }) => new URL(redirect).searchParams);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = parameters.map((each) => each.get(name) ?? '');
      expect(new Set(values).size).toBe(2);
      for (const value of values) expect(value.length).toBeGreaterThanOrEqual(32);
    }
    expect(parameters[0]?.get('code_challenge_method')).toBe('S256');
    expect(parameters[0]?.get('redirect_uri')).toBe(`${baseUrl}/sign-in/callback/council`);
  });

  it('does not let in somebody whom nobody invited', async () => {
    const { identity, told } = real;
    const { email } = provided();
    await told();
    const { done } = await trip();
    expect(refusalOf(done).code).toBe('not-invited');
    expect(await told()).toEqual(['sign-in-refused']);
    expect(await identity.personWithEmail(email)).toBeNull();
  });

  it('vouches for an address only where it says that it is proven', async () => {
    const { identity, told } = real;
    const { email, person } = await somebody(identity);
    provided({ email: email.toUpperCase(), emailVerified: false });
    expect(refusalOf((await trip()).done).code).toBe('email-not-proven');
    expect(refusalOf((await trip({ invited: true })).done).code).toBe('email-not-proven');
    const stranger = provided({ emailVerified: false });
    expect(refusalOf((await trip({ invited: true })).done).code).toBe('email-not-proven');
    expect(await identity.personWithEmail(stranger.email)).toBeNull();
    await told();
    provided({ email });
    expect(acceptedOf((await trip()).done).person).toBe(person);
    expect(await told()).toEqual(['account-linked', 'signed-in']);
    expect(await signedIn(identity, email)).toBeInstanceOf(CookieJar);
  });

  it('is not joined to somebody whose own address was never proven', async () => {
    const { email } = await somebody(real.identity, { emailProven: false });
    provided({ email });
    expect(refusalOf((await trip()).done).code).toBe('email-not-proven');
  });

  it('can be trusted with addresses where an administrator says so', async () => {
    const trusting = { ...council.settings, emailsProven: true };
    const { identity } = identityOver(store, { baseUrl, providers: [trusting] });
    provided({ emailVerified: false });
    const started = acceptedOf(
      await identity.startProvider({ provider: 'council', next: '/', invited: true }),
    );
    const address = await council.visit(started.redirect);
    const { headers } = new CookieJar().take(started.setCookies);
    const query = Object.fromEntries(address.searchParams);
    acceptedOf(await identity.finishProvider({ provider: 'council', query, headers }));
  });

  it('brings nobody in by a way back that is forged, borrowed or used twice', async () => {
    const { told } = real;
    provided();
    const { browser, redirect } = await away({ invited: true });
    const address = await council.visit(redirect);
    const other = await away({ invited: true });
    await told();
    const changed = (name: string, value: string) => {
      const forged = new URL(address);
      if (value === '') forged.searchParams.delete(name);
      else forged.searchParams.set(name, value);
      return forged;
    };
    const code = async (...asked: Parameters<typeof back>) => refusalOf(await back(...asked)).code;
    expect(await code(address, other.browser)).toBe('provider-trip-over');
    expect(await code(address, { headers: { cookie: '' } })).toBe('provider-trip-over');
    expect(await code(changed('state', 'x'.repeat(32)), browser)).toBe('provider-trip-over');
    expect(await code(changed('state', ''), browser)).toBe('provider-trip-over');
    expect(await code(address, browser, 'elsewhere')).toBe('provider-unknown');
    acceptedOf(await back(address, browser));
    expect(await code(address, browser)).toBe('provider-trip-over');
    const stolen = await away();
    const state = new URL(stolen.redirect).searchParams.get('state') ?? '';
    expect(await code(changed('state', state), stolen.browser)).toBe('provider-refused');
    expect(await code(changed('code', 'forged'), other.browser)).toBe('provider-trip-over');
    expect((await told()).filter((kind) => kind === 'signed-in')).toHaveLength(1);
  });

  it('may refuse', async () => {
    council.be(null);
    expect(refusalOf((await trip()).done).code).toBe('provider-refused');
  });

  it.each(['https://evil.example/', '//evil.example', '/.//evil.example', '/\\evil.example'])(
    'leads on to no other site: %s',
    async (next) => {
      provided();
      expect(acceptedOf((await trip({ invited: true, next })).done).next).toBe('/');
    },
  );

  it('that is out of reach keeps nobody else waiting, and is found again', async () => {
    const gone = { ...council.settings, id: 'gone', discoveryUrl: 'http://127.0.0.1:1/openid' };
    const { identity } = identityOver(store, { baseUrl, providers: [gone, council.settings] });
    const start = (provider: string) => identity.startProvider({ provider, next: '/', invited: false });
    expect(refusalOf(await start('gone')).code).toBe('provider-silent');
    expect(refusalOf(await start('unknown')).code).toBe('provider-unknown');
    expect((await start('council')).ok).toBe(true);
    const { email } = await somebody(identity);
    expect(await signedIn(identity, email)).toBeInstanceOf(CookieJar);
  });
});
