import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
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
const next = 'another plover battery';

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

describe.each(peopleStores(server).filter(({ there }) => there))('passwords $name', ({ open }) => {
  let store: IdentityStore;
  let real: TestIdentity;
  beforeAll(async () => {
    store = await open();
    real = identityOver(store);
  });
  afterEach(() => vi.useRealTimers());
  afterAll(() => store.close());

  const link = async (email: string) => {
    await real.identity.requestPasswordReset(email);
    await real.identity.settled();
    const mail = real.mails.pop();
    return { mail, token: new URL(mail?.url ?? '').searchParams.get('token') ?? '' };
  };
  const signInWith = async (email: string, password: string) =>
    (await real.identity.signIn({ email, password })).ok;

  it('belong to one person for each address', async () => {
    const { identity } = real;
    const { email, person } = await somebody(identity);
    const given = { name: 'Ada Twice', password: null, emailProven: true, demo: false };
    const again = await identity.createPerson({ ...given, email: email.toUpperCase() });
    expect(refusalOf(again).code).toBe('email-taken');
    const same = { ...given, email: 'same@kirkvale.example', password: testPassword };
    const both = await Promise.all([identity.createPerson(same), identity.createPerson(same)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.filter(({ ok }) => !ok).map((one) => refusalOf(one).code)).toEqual(['email-taken']);
    expect(await identity.personWithEmail(` ${email.toUpperCase()}`)).toBe(person);
    expect(await identity.personWithEmail('nobody@kirkvale.example')).toBeNull();
  });

  it.each([11, 129])('of %i characters are not kept', async (length) => {
    const { identity } = real;
    const password = 'x'.repeat(length);
    const { email, person } = await somebody(identity);
    const { headers } = await signedIn(identity, email);
    const { token } = await link(email);
    const given = { email: 'long@kirkvale.example', name: 'Ada Long', emailProven: true, demo: false };
    for (const refused of [
      await identity.createPerson({ ...given, password }),
      await identity.setPassword(person, password),
      await identity.changePassword(headers, { current: testPassword, next: password }),
      await identity.resetPassword(token, password),
    ]) {
      expect(refusalOf(refused).code).toBe('password-length');
    }
    acceptedOf(await identity.resetPassword(token, 'x'.repeat(length === 11 ? 12 : 128)));
  });

  it('are changed by who knows the old one; every other session ends', async () => {
    const { identity, told } = real;
    const { email, person } = await somebody(identity);
    const [mine, other] = [await signedIn(identity, email), await signedIn(identity, email)];
    const who = await identity.whoAsks(mine.headers);
    await identity.chooseOrganisation(who?.session ?? '', organisationId(2));
    const change = (current: string, headers = mine.headers) =>
      identity.changePassword(headers, { current, next });
    expect(refusalOf(await change('incorrect plover battery')).code).toBe('password-wrong');
    expect(refusalOf(await change(testPassword, { cookie: '' })).code).toBe('signed-out');
    await told();
    mine.take(acceptedOf(await change(testPassword)));
    expect(await told()).toEqual(['session-ended', 'session-ended', 'password-changed']);
    const facts = { person, organisation: organisationId(2) };
    expect(await identity.whoAsks(mine.headers)).toMatchObject(facts);
    expect(await identity.whoAsks(other.headers)).toBeNull();
    expect(await signInWith(email, testPassword)).toBe(false);
    expect(await signInWith(email, next)).toBe(true);
  });

  it('are set anew by a link that counts once, ends every session, and proves the address', async () => {
    const { identity, told, all } = real;
    const { email, person } = await somebody(identity, { emailProven: false });
    const { headers } = await signedIn(identity, email);
    const { mail, token } = await link(email);
    expect(mail).toMatchObject({ to: { email, name: 'Ada Fernsby' }, kind: 'password-reset' });
    expect(mail?.url).toMatch(/^http:\/\/127\.0\.0\.1:4000\/reset-password\?token=\w{20,}$/);
    const kept = await all.selectFrom('verifications').selectAll().execute();
    expect(kept).not.toEqual([]);
    expect(JSON.stringify(kept)).not.toContain(token);
    await told();
    expect(refusalOf(await identity.resetPassword(`${token}x`, next)).code).toBe('reset-link-over');
    expect(acceptedOf(await identity.resetPassword(token, next))).toBe(person);
    expect(await told()).toEqual(['session-ended', 'password-reset']);
    expect(await identity.whoAsks(headers)).toBeNull();
    expect(refusalOf(await identity.resetPassword(token, 'a third plover battery')).code).toBe(
      'reset-link-over',
    );
    expect(await signInWith(email, next)).toBe(true);
    const [row] = await all.selectFrom('people').select('email_verified').where('id', '=', person).execute();
    expect(row).toEqual({ email_verified: true });
  });

  it('are set by one of two who follow a link at the same moment', async () => {
    const { identity } = real;
    const { email } = await somebody(identity);
    const { token } = await link(email);
    const words = [next, 'a third plover battery', 'a fourth plover battery'];
    const done = await Promise.all(words.map((word) => identity.resetPassword(token, word)));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    const open = await Promise.all(words.map((word) => signInWith(email, word)));
    expect(open).toEqual(done.map(({ ok }) => ok));
  });

  it('cannot be set by a link that is more than an hour old', async () => {
    const { identity } = real;
    const { email } = await somebody(identity);
    const { token } = await link(email);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 });
    expect(refusalOf(await identity.resetPassword(token, next)).code).toBe('reset-link-over');
    expect(await signInWith(email, next)).toBe(false);
  });

  it('can be set for somebody who had none', async () => {
    const { identity, told } = real;
    const { email, person } = await somebody(identity, { password: null });
    await told();
    acceptedOf(await identity.setPassword(person, testPassword));
    expect(await told()).toEqual(['password-changed']);
    const { headers } = await signedIn(identity, email);
    acceptedOf(await identity.setPassword(person, next));
    expect(await identity.whoAsks(headers)).toBeNull();
    expect(await signInWith(email, next)).toBe(true);
    const unknown = `per_${'z'.repeat(20)}` as typeof person;
    expect(refusalOf(await identity.setPassword(unknown, next)).code).toBe('person-unknown');
  });

  it('take as long to be wrong as an address to be unknown', async () => {
    const { identity } = real;
    const { email } = await somebody(identity);
    const provided = await somebody(identity, { password: null });
    const times = { wrong: [] as number[], unknown: [] as number[], none: [] as number[] };
    const timed = async (into: number[], address: string) => {
      const started = performance.now();
      await identity.signIn({ email: address, password: 'incorrect plover battery' });
      into.push(performance.now() - started);
    };
    for (let count = 0; count < 20; count += 1) {
      await timed(times.wrong, email);
      await timed(times.unknown, `nobody${count}@kirkvale.example`);
      await timed(times.none, provided.email);
    }
    for (const other of [times.unknown, times.none]) {
      expect(median(other)).toBeGreaterThan(median(times.wrong) * 0.6);
      expect(median(other)).toBeLessThan(median(times.wrong) * 1.6);
    }
  });

  it('are asked for anew without telling who is known', async () => {
    const { identity, mails } = real;
    const { email } = await somebody(identity);
    const timed = async (address: string) => {
      const started = performance.now();
      await identity.requestPasswordReset(address);
      return performance.now() - started;
    };
    const [known, unknown, nonsense] = [
      await timed(email),
      await timed('nobody@kirkvale.example'),
      await timed('x'),
    ];
    await identity.settled();
    expect(mails.splice(0)).toHaveLength(1);
    for (const time of [known, unknown, nonsense]) expect(time).toBeGreaterThanOrEqual(240);
  });
});
