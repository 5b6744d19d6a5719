import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  CookieJar,
  type IdentityStore,
  identityOver,
  peopleStores,
  signedIn,
  somebody,
  type TestIdentity,
} from '../../../test/support/identity.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import { organisationId } from '../../../test/support/records.ts';

const server = await startPostgres();
afterAll(() => server?.stop());
const minutes = 60_000;

describe.each(peopleStores(server).filter(({ there }) => there))('sessions $name', ({ open }) => {
  let store: IdentityStore;
  let real: TestIdentity;
  beforeAll(async () => {
    store = await open();
    real = identityOver(store, { idleMinutes: 30, absoluteHours: 2 });
  });
  afterEach(() => vi.useRealTimers());
  afterAll(() => store.close());
  const timeIs = (milliseconds: number) => vi.useFakeTimers({ toFake: ['Date'], now: milliseconds });

  it('are opened by nothing but the cookie we signed', async () => {
    const { identity, all } = real;
    const { email, person } = await somebody(identity);
    const { cookies, headers } = await signedIn(identity, email);
    const name = 'sevenbox.session_token';
    const [token = '', signature = ''] = decodeURIComponent(cookies.get(name) ?? '').split(/\.(.*)/s);
    const other = await signedIn(identity, (await somebody(identity)).email);
    const [otherToken = ''] = decodeURIComponent(other.cookies.get(name) ?? '').split('.');
    const signedElsewhere = createHmac('sha256', 'another secret').update(token).digest('base64');
    const [row] = await all.selectFrom('sessions').select('id').where('person', '=', person).execute();
    const forged = [
      token,
      `${token}.`,
      `${token}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
      `${token}.${signature.slice(0, -2)}`,
      `${token}.${signedElsewhere}`,
      `${otherToken}.${signature}`,
      `${row?.id}.${signature}`,
      `${person}.${signature}`,
      `.${signature}`,
      '',
    ];
    for (const value of forged) {
      expect(await identity.whoAsks({ cookie: `${name}=${encodeURIComponent(value)}` })).toBeNull();
    }
    expect(await identity.whoAsks({})).toBeNull();
    expect(await identity.whoAsks({ cookie: `other.session_token=${cookies.get(name)}` })).toBeNull();
    expect(await identity.whoAsks(headers)).toMatchObject({ person });
  });

  it('end when nobody asks for a while, and go on while somebody does', async () => {
    const { identity, told } = real;
    const begun = Date.now();
    timeIs(begun);
    const { email } = await somebody(identity);
    const [idle, busy] = [await signedIn(identity, email), await signedIn(identity, email)];
    timeIs(begun + 20 * minutes);
    const who = await identity.whoAsks(busy.headers);
    expect(who?.setCookies[0]).toContain('Max-Age=1800');
    await told();
    timeIs(begun + 31 * minutes);
    expect(await identity.whoAsks(idle.headers)).toBeNull();
    expect(await identity.whoAsks(busy.headers)).not.toBeNull();
    expect(await told()).toEqual(['session-ended']);
    timeIs(begun + 32 * minutes);
    expect(await identity.whoAsks(idle.headers)).toBeNull();
  });

  it('end at the latest when the longest time is over, also for those who never pause', async () => {
    const { identity, told } = real;
    const begun = Date.now();
    timeIs(begun);
    const { email, person } = await somebody(identity);
    const { headers } = await signedIn(identity, email);
    for (let passed = 20; passed < 120; passed += 20) {
      timeIs(begun + passed * minutes);
      expect(await identity.whoAsks(headers)).not.toBeNull();
    }
    await told();
    timeIs(begun + 120 * minutes);
    expect(await identity.sessionsOf(person)).toEqual([]);
    expect(await identity.whoAsks(headers)).toBeNull();
    expect(await told()).toEqual(['session-ended']);
    timeIs(begun + 119 * minutes);
    expect(await identity.whoAsks(headers)).toBeNull();
  });

  it('are listed and ended one by one or all at once, by their own person only', async () => {
    const { identity, told } = real;
    const { email, person } = await somebody(identity);
    const stranger = await somebody(identity);
    const browsers: CookieJar[] = [];
    for (let count = 0; count < 3; count += 1) browsers.push(await signedIn(identity, email));
    const theirs = await signedIn(identity, stranger.email);
    const asking = async () =>
      Promise.all(browsers.map(async (one) => (await identity.whoAsks(one.headers)) !== null));
    const listed = await identity.sessionsOf(person);
    const first = await identity.whoAsks((browsers[0] ?? new CookieJar()).headers);
    expect(listed.map(({ session }) => session)).toContain(first?.session);
    await told();
    expect(await identity.endSession(stranger.person, first?.session ?? '')).toBe(false);
    expect(await asking()).toEqual([true, true, true]);
    expect(await identity.endSession(person, first?.session ?? '')).toBe(true);
    expect(await asking()).toEqual([false, true, true]);
    await identity.endSessionsOf(person);
    expect(await asking()).toEqual([false, false, false]);
    expect(await identity.whoAsks(theirs.headers)).not.toBeNull();
    expect(await told()).toEqual(['session-ended', 'session-ended', 'session-ended']);
  });

  it('that are over are swept away, and told of', async () => {
    const { identity, told, all } = real;
    await all.deleteFrom('sessions').execute();
    const begun = Date.now();
    timeIs(begun);
    const { email, person } = await somebody(identity);
    await signedIn(identity, email);
    await identity.requestPasswordReset(email);
    timeIs(begun + 29 * minutes);
    const { headers } = await signedIn(identity, email);
    expect(await identity.sweep()).toBe(0);
    await told();
    timeIs(begun + 31 * minutes);
    expect(await identity.sweep()).toBe(1);
    expect(await told()).toEqual(['session-ended']);
    expect(await identity.whoAsks(headers)).toMatchObject({ person });
    expect(await all.selectFrom('verifications').select('id').execute()).toHaveLength(1);
    timeIs(begun + 24 * 60 * minutes);
    expect(await identity.sweep()).toBe(1);
    expect(await all.selectFrom('verifications').select('id').execute()).toHaveLength(0);
  });

  it('go on in the organisation that was chosen', async () => {
    const { identity } = real;
    const { email } = await somebody(identity);
    const [one, other] = [await signedIn(identity, email), await signedIn(identity, email)];
    const who = await identity.whoAsks(one.headers);
    await identity.chooseOrganisation(who?.session ?? '', organisationId(7));
    expect(await identity.whoAsks(one.headers)).toMatchObject({ organisation: organisationId(7) });
    expect(await identity.whoAsks(other.headers)).toMatchObject({ organisation: null });
    await identity.chooseOrganisation(who?.session ?? '', null);
    expect(await identity.whoAsks(one.headers)).toMatchObject({ organisation: null });
  });
});
