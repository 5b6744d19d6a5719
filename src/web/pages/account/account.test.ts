import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt, testPassword } from '../../../../test/support/identity.ts';
import {
  openPeopleSite,
  type PeopleSite,
  problemOn,
  signedIn,
  Visiting,
} from '../../../../test/support/people.ts';
import { minute, organisationId, recordsOf, removeTemplate } from '../../../../test/support/records.ts';

let site: PeopleSite;
beforeAll(async () => {
  site = await openPeopleSite();
});
afterAll(async () => {
  await site.close();
  removeTemplate();
});

let made = 0;

async function somebody() {
  made += 1;
  const email = `person${made}@kirkvale.example`;
  return signedIn(site, { roles: ['spend-analyst'], email });
}

/** A second browser of the same person. */
async function elsewhere(email: string, password = testPassword) {
  const browser = new Visiting(site);
  const { status } = await browser.post('/sign-in', { email, password });
  return { browser, status };
}

/** The emails to somebody, as whoever runs the installation finds them. */
async function mailsTo(email: string): Promise<readonly string[]> {
  await site.opened.house.people.settled();
  const outbox = join(site.config.home, 'outbox');
  const all = readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8'));
  return all.filter((text) => text.includes(email));
}

const next = 'tangled heron lantern';

describe('an account', () => {
  it('is for whoever has signed in', async () => {
    for (const page of ['/account', '/account/password', '/account/second-factor', '/organisations']) {
      const { location } = await new Visiting(site).get(page);
      expect(location).toBe(`/sign-in?${new URLSearchParams({ next: page })}`);
    }
  });

  it('changes its password, which ends every other session and is told by email', async () => {
    const { browser, email } = await somebody();
    const other = (await elsewhere(email)).browser;
    const wrong = await browser.post('/account/password', { current: 'wrong', password: next });
    expect(problemOn(wrong.body)).toContain('The password is wrong');
    const weak = await browser.post('/account/password', {
      current: testPassword,
      password: 'Kirkvale Council',
    });
    expect(problemOn(weak.body)).toContain('mostly your name');
    const done = await browser.post('/account/password', { current: testPassword, password: next });
    expect(done.location).toBe('/account?notice=password');
    expect((await browser.get('/account')).status).toBe(200);
    expect((await other.get('/account')).status).toBe(303);
    expect((await elsewhere(email)).status).toBe(422);
    expect((await elsewhere(email, next)).status).toBe(303);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  it('lets nobody guess its password through an open session', async () => {
    const { browser, email } = await somebody();
    const wrong = { current: 'wrong', password: next };
    for (let guess = 0; guess < 10; guess += 1) await browser.post('/account/password', wrong);
    const { status } = await browser.post('/account/password', { current: testPassword, password: next });
    expect(status).toBe(429);
    expect((await elsewhere(email)).status).toBe(303);
  });

  it('turns a second factor on, renews recovery codes, and turns it off', async () => {
    const { browser, email } = await somebody();
    const started = await browser.post('/account/second-factor', { password: testPassword });
    const [, grouped = ''] = /sb-secret">([A-Z2-7 ]+)</.exec(started.body) ?? [];
    expect(grouped).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
    const wrong = await browser.post('/account/second-factor/confirm', { code: '000000' });
    expect(problemOn(wrong.body)).toContain('The code is wrong');
    const code = codeAt(grouped.replaceAll(' ', ''), Date.now());
    const on = await browser.post('/account/second-factor/confirm', { code });
    expect(on.status).toBe(200);
    const codesOf = (body: string) => [...body.matchAll(/<code>([^<]+)<\/code>/g)].map(([, one]) => one);
    const first = codesOf(on.body);
    expect(new Set(first).size).toBe(first.length);
    expect(first.length).toBeGreaterThan(5);
    expect((await browser.get('/account')).body).not.toContain(first[0] ?? '');
    const renewed = await browser.post('/account/second-factor/codes', { password: testPassword });
    expect(codesOf(renewed.body)).not.toEqual(first);
    const refused = await browser.post('/account/second-factor/off', { password: 'wrong' });
    expect(problemOn(refused.body)).toContain('The password is wrong');
    const off = await browser.post('/account/second-factor/off', { password: testPassword });
    expect(off.location).toBe('/account?notice=off');
    expect(await mailsTo(email)).toHaveLength(3);
  });

  it('shows its sessions and ends one, but none of somebody else', async () => {
    const { browser, email, person } = await somebody();
    const other = (await elsewhere(email)).browser;
    const stranger = await somebody();
    const [strange] = await site.identity.sessionsOf(stranger.person);
    await browser.post('/account/sessions/end', { session: strange?.session ?? '' });
    expect((await stranger.browser.get('/account')).status).toBe(200);
    const [, session = ''] =
      /name="session" value="([^"]+)"/.exec((await browser.get('/account')).body) ?? [];
    await browser.post('/account/sessions/end', { session });
    expect((await other.get('/account')).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
    expect(await site.identity.sessionsOf(person)).toHaveLength(1);
  });

  it('hands out what is kept of the person, and nothing that opens anything', async () => {
    const { browser, email, person } = await somebody();
    const { body, headers } = await browser.get('/account/data.json');
    expect(headers['content-disposition']).toContain('my-account.json');
    const [belonging] = await site.store.belongingsOf(person);
    expect(JSON.parse(body)).toMatchObject({
      person,
      email,
      name: 'Ada Fernsby',
      organisations: [belonging],
    });
    for (const [, value] of browser.jar.cookies) expect(body).not.toContain(value.split('.')[0]);
    expect(body).not.toMatch(/token|hash|password/i);
  });
});

describe('organisations', () => {
  const second = organisationId(2);

  /** Somebody of two organisations, and administrator of neither alone. */
  async function ofTwo() {
    const one = await somebody();
    const other = { organisation: second, organisationName: 'Aldermoor Mill' };
    made += 1;
    await signedIn(site, { ...other, roles: ['administrator'], email: `person${made}@aldermoor.example` });
    await recordsOf(site.store, 2).addMember(one.person, ['bidder'], minute(3));
    return one;
  }

  it('can be changed to one the person belongs to, and to no other', async () => {
    const { browser } = await ofTwo();
    expect((await browser.post('/organisations/choose', { organisation: organisationId(1) })).location).toBe(
      '/',
    );
    expect((await browser.get('/ledgers')).status).toBe(200);
    expect((await browser.post('/organisations/choose', { organisation: second })).location).toBe('/');
    expect((await browser.get('/ledgers')).status).toBe(404);
    for (const organisation of [organisationId(3), 'org_', '', `${second}'`]) {
      expect((await browser.post('/organisations/choose', { organisation })).status).toBe(404);
    }
  });

  it('can be left, which ends every session at once', async () => {
    const { browser, email, person } = await ofTwo();
    const other = (await elsewhere(email)).browser;
    expect((await browser.get(`/organisations/${second}/leave`)).body).toContain('Leave Aldermoor Mill?');
    const done = await browser.post(`/organisations/${second}/leave`);
    expect(done.location).toBe('/sign-in?notice=left');
    expect(browser.jar.cookies.size).toBe(0);
    expect((await other.get('/account')).status).toBe(303);
    expect((await site.store.belongingsOf(person)).map(({ organisation }) => organisation)).toEqual([
      organisationId(1),
    ]);
  });

  it('are not left by their last administrator, nor by whoever is not in them', async () => {
    const organisation = organisationId(4);
    const order = { organisation, organisationName: 'Lowmoor Trust', email: 'last@lowmoor.example' };
    const { browser, person } = await signedIn(site, { ...order, roles: ['administrator'] });
    const refused = await browser.post(`/organisations/${organisation}/leave`);
    expect(refused.status).toBe(422);
    expect(problemOn(refused.body)).toContain('Somebody has to be administrator');
    expect(await site.store.belongingsOf(person)).toHaveLength(1);
    expect((await browser.get('/account')).status).toBe(200);
    const [there, nowhere] = [organisationId(1), organisationId(9)];
    const answers = [];
    for (const one of [there, nowhere]) answers.push(await browser.post(`/organisations/${one}/leave`));
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(answers[0]?.body).toBe(answers[1]?.body);
  });
});
