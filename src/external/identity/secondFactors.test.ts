import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  CookieJar,
  codeAt,
  type IdentityStore,
  identityOver,
  peopleStores,
  signedIn,
  somebody,
  type TestIdentity,
  testPassword,
} from '../../../test/support/identity.ts';
import { startPostgres } from '../../../test/support/postgres.ts';
import { acceptedOf, organisationId, refusalOf } from '../../../test/support/records.ts';

const server = await startPostgres();
afterAll(() => server?.stop());
const step = 30_000;

describe.each(peopleStores(server).filter(({ there }) => there))('a second factor $name', ({ open }) => {
  let store: IdentityStore;
  let real: TestIdentity;
  beforeAll(async () => {
    store = await open();
    real = identityOver(store);
  });
  let now = Date.now();
  const wait = (milliseconds: number) => {
    now += milliseconds;
    vi.useFakeTimers({ toFake: ['Date'], now });
  };
  afterEach(() => {
    vi.useRealTimers();
    now = Date.now();
  });
  afterAll(() => store.close());

  /** Somebody whose second factor is on, and the browser that turned it on. */
  async function withSecondFactor() {
    const { identity } = real;
    const { email, person } = await somebody(identity);
    const browser = await signedIn(identity, email);
    wait(0);
    const { secret, uri } = acceptedOf(await identity.startSecondFactor(browser.headers, testPassword));
    const code = codeAt(secret, now);
    const done = acceptedOf(await identity.confirmSecondFactor(browser.headers, code));
    browser.take(done.setCookies);
    return { email, person, browser, secret, uri, code, recoveryCodes: done.recoveryCodes };
  }

  /** A browser in which the password was right and the second factor is due. */
  async function halfway(email: string): Promise<CookieJar> {
    const done = acceptedOf(await real.identity.signIn({ email, password: testPassword }));
    expect(done.kind).toBe('second-factor-needed');
    const browser = new CookieJar().take(done.setCookies);
    expect(await real.identity.whoAsks(browser.headers)).toBeNull();
    return browser;
  }

  it('is turned on by the password and a code, and its session goes on where it was', async () => {
    const { identity, told } = real;
    const { email, person } = await somebody(identity);
    const browser = await signedIn(identity, email);
    const before = browser.headers;
    const who = await identity.whoAsks(before);
    await identity.chooseOrganisation(who?.session ?? '', organisationId(3));
    await told();
    wait(0);
    expect(refusalOf(await identity.startSecondFactor(before, 'incorrect plover')).code).toBe(
      'password-wrong',
    );
    expect(refusalOf(await identity.confirmSecondFactor(before, '123456')).code).toBe('second-factor-off');
    const { secret, uri } = acceptedOf(await identity.startSecondFactor(before, testPassword));
    expect(uri).toContain(`secret=${secret}`);
    expect(acceptedOf(await identity.signIn({ email, password: testPassword })).kind).toBe('signed-in');
    const wrong = codeAt(secret, now + 100 * step);
    expect(refusalOf(await identity.confirmSecondFactor(before, wrong)).code).toBe('second-factor-wrong');
    const spaced = codeAt(secret, now).replace(/(...)/, '$1 ');
    const done = acceptedOf(await identity.confirmSecondFactor(before, spaced));
    expect(new Set(done.recoveryCodes).size).toBe(10);
    expect(await told()).toEqual([
      ...['second-factor-failed', 'signed-in', 'second-factor-failed', 'session-ended', 'second-factor-on'],
    ]);
    expect(await identity.whoAsks(before)).toBeNull();
    const after = browser.take(done.setCookies).headers;
    const facts = { person, secondFactor: true, organisation: organisationId(3) };
    expect(await identity.whoAsks(after)).toMatchObject(facts);
    for (const refused of [
      await identity.startSecondFactor(after, testPassword),
      await identity.confirmSecondFactor(after, codeAt(secret, now)),
    ]) {
      expect(refusalOf(refused).code).toBe('second-factor-on');
    }
  });

  it('is asked for after the password, and a code counts once', async () => {
    const { identity, told } = real;
    const { email, person, secret, code } = await withSecondFactor();
    await told();
    const browser = await halfway(email);
    expect(await told()).toEqual([]);
    const proving = (proof: string, jar = browser) => identity.secondFactor(jar.headers, { code: proof });
    expect(refusalOf(await proving(code)).code).toBe('second-factor-wrong');
    const failed = { kind: 'second-factor-failed', person, session: null };
    expect(await store.all.selectFrom('told').selectAll().execute()).toEqual([failed]);
    expect(refusalOf(await proving(codeAt(secret, now + 100 * step))).code).toBe('second-factor-wrong');
    expect(refusalOf(await proving('')).code).toBe('second-factor-wrong');
    expect(refusalOf(await identity.secondFactor({}, { code })).code).toBe('sign-in-over');
    wait(step);
    const next = codeAt(secret, now);
    const done = acceptedOf(await proving(next));
    expect(done).toMatchObject({ kind: 'signed-in', person });
    expect(await told()).toEqual([...Array(4).fill('second-factor-failed'), 'signed-in']);
    expect(refusalOf(await proving(next)).code).toBe('sign-in-over');
    expect(refusalOf(await proving(next, await halfway(email))).code).toBe('second-factor-wrong');
    expect(await identity.whoAsks(new CookieJar().take(done.setCookies).headers)).toMatchObject({ person });
  });

  it('lets one in when two use the same code at the same moment', async () => {
    const { identity } = real;
    const { email, person, secret } = await withSecondFactor();
    wait(step);
    const code = codeAt(secret, now);
    const browsers = [await halfway(email), await halfway(email), await halfway(email)];
    const before = await identity.sessionsOf(person);
    const all = await Promise.all(browsers.map(({ headers }) => identity.secondFactor(headers, { code })));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await identity.sessionsOf(person)).toHaveLength(before.length + 1);
  });

  it('is not vouched for by another session in the same browser', async () => {
    const { identity } = real;
    const { email } = await withSecondFactor();
    const stranger = await signedIn(identity, (await somebody(identity)).email);
    const browser = await halfway(email);
    const cookie = `${stranger.headers.cookie}; ${browser.headers.cookie}`;
    expect(refusalOf(await identity.secondFactor({ cookie }, { code: '000000' })).code).toBe(
      'second-factor-wrong',
    );
    const alone = await identity.secondFactor(stranger.headers, { code: '000000' });
    expect(refusalOf(alone).code).toBe('sign-in-over');
  });

  it('is over after five wrong codes, and rests after ten', async () => {
    const { identity } = real;
    const { email, secret } = await withSecondFactor();
    const wrong = codeAt(secret, now + 100 * step);
    const said = [];
    for (let rounds = 0; rounds < 2; rounds += 1) {
      const { headers } = await halfway(email);
      for (let tries = 0; tries < 6; tries += 1) {
        said.push(refusalOf(await identity.secondFactor(headers, { code: wrong })).code);
      }
    }
    expect(said.slice(0, 6)).toEqual([...Array(5).fill('second-factor-wrong'), 'sign-in-over']);
    wait(step);
    const right = () => codeAt(secret, now);
    const locked = await identity.secondFactor((await halfway(email)).headers, { code: right() });
    expect(refusalOf(locked).code).toBe('second-factor-locked');
    wait(16 * 60_000);
    acceptedOf(await identity.secondFactor((await halfway(email)).headers, { code: right() }));
  });

  it('is replaced by a recovery code, once for each', async () => {
    const { identity, told } = real;
    const { email, recoveryCodes, browser } = await withSecondFactor();
    const [first = '', second = ''] = recoveryCodes;
    await told();
    const recovering = async (recoveryCode: string) =>
      identity.secondFactor((await halfway(email)).headers, { recoveryCode });
    expect(acceptedOf(await recovering(` ${first} `)).kind).toBe('signed-in');
    expect(await told()).toEqual(['signed-in', 'recovery-code-used']);
    expect(refusalOf(await recovering(first)).code).toBe('recovery-code-wrong');
    expect(refusalOf(await recovering('aaaaa-bbbbb')).code).toBe('recovery-code-wrong');
    expect(refusalOf(await identity.newRecoveryCodes(browser.headers, 'wrong plover')).code).toBe(
      'password-wrong',
    );
    await told();
    const renewed = acceptedOf(await identity.newRecoveryCodes(browser.headers, testPassword));
    expect(await told()).toEqual(['recovery-codes-renewed']);
    expect(refusalOf(await recovering(second)).code).toBe('recovery-code-wrong');
    expect(acceptedOf(await recovering(renewed[0] ?? '')).kind).toBe('signed-in');
  });

  it('is turned off by the password', async () => {
    const { identity, told } = real;
    const { email, browser } = await withSecondFactor();
    expect(refusalOf(await identity.stopSecondFactor(browser.headers, 'incorrect plover')).code).toBe(
      'password-wrong',
    );
    expect(refusalOf(await identity.stopSecondFactor({}, testPassword)).code).toBe('signed-out');
    await told();
    browser.take(acceptedOf(await identity.stopSecondFactor(browser.headers, testPassword)));
    expect(await told()).toEqual(['session-ended', 'second-factor-off']);
    expect(await identity.whoAsks(browser.headers)).toMatchObject({ secondFactor: false });
    expect(acceptedOf(await identity.signIn({ email, password: testPassword })).kind).toBe('signed-in');
    for (const refused of [
      await identity.stopSecondFactor(browser.headers, testPassword),
      await identity.newRecoveryCodes(browser.headers, testPassword),
    ]) {
      expect(refusalOf(refused).code).toBe('second-factor-off');
    }
  });

  it('lies in the store sealed', async () => {
    const { secret, recoveryCodes, person } = await withSecondFactor();
    const rows = await store.all
      .withTables<{ second_factors: { person: string; secret: string; recovery_codes: string } }>()
      .selectFrom('second_factors')
      .selectAll()
      .where('person', '=', person)
      .execute();
    expect(rows).toHaveLength(1);
    const text = JSON.stringify(rows);
    for (const open of [secret, ...recoveryCodes]) expect(text).not.toContain(open);
  });
});
