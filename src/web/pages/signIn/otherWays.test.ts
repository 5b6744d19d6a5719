import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOidcProvider, type TestProvider } from '../../../../test/support/oidcProvider.ts';
import {
  openPeopleSite,
  type PeopleSite,
  problemOn,
  signedIn,
  Visiting,
} from '../../../../test/support/people.ts';
import {
  acceptedOf,
  actingIn,
  invitationAt,
  minute,
  organisationId,
  recordsOf,
  removeTemplate,
} from '../../../../test/support/records.ts';
import { instantAt } from '../../../domain/values/index.ts';

afterAll(removeTemplate);

describe('a directory', () => {
  let council: TestProvider;
  let site: PeopleSite;
  beforeAll(async () => {
    council = await startOidcProvider({ baseUrl: 'http://127.0.0.1:4000' });
    const providersFile = join(tmpdir(), `sevenbox-providers-${process.pid}.json`);
    const { id, name, discoveryUrl, clientId, clientSecret } = council.settings;
    writeFileSync(providersFile, JSON.stringify([{ id, name, discoveryUrl, clientId, clientSecret }]));
    site = await openPeopleSite({ port: 4000, providersFile });
    await signedIn(site, { roles: ['administrator'] });
  });
  afterAll(async () => {
    await site.close();
    await council.stop();
  });

  /** Goes to the directory and comes back as a browser would. */
  async function trip(browser: Visiting, next: string) {
    const going = await browser.post('/sign-in/with/council', { next });
    expect(going.status).toBe(200);
    const [, href = ''] = /content="0;url=([^"]+)"/.exec(going.body) ?? [];
    const back = await council.visit(href.replaceAll('&amp;', '&'));
    return browser.get(`${back.pathname}${back.search}`);
  }

  const bo = { subject: 'bo', email: 'bo.quill@kirkvale.example', emailVerified: true, name: 'Bo Quill' };

  it('is a button, and lets nobody in who was not invited', async () => {
    const browser = new Visiting(site);
    expect((await browser.get('/sign-in')).body).toContain(`Sign in with ${council.settings.name}`);
    council.be(bo);
    const answer = await trip(browser, '/ledgers');
    expect(answer.status).toBe(422);
    expect(problemOn(answer.body)).toContain('Nobody with your account has been invited');
    expect(await site.identity.personWithEmail(bo.email)).toBeNull();
  });

  it('lets in whoever comes with an invitation, who takes it up, and knows them again', async () => {
    const later = instantAt(Date.now() + 3_600_000);
    const invitation = invitationAt(1, { email: bo.email, roles: ['spend-analyst'], expiresAt: later });
    const hash = createHash('sha256').update('a-token').digest('hex');
    await recordsOf(site.store).addInvitation(invitation, hash);
    const browser = new Visiting(site);
    expect((await browser.get('/invitations/a-token')).body).toContain(
      `Continue with ${council.settings.name}`,
    );
    council.be(bo);
    expect((await trip(browser, '/invitations/a-token')).location).toBe('/invitations/a-token');
    expect((await browser.post('/invitations/a-token')).location).toBe('/');
    const again = new Visiting(site);
    expect((await trip(again, '/ledgers')).location).toBe('/ledgers');
    expect((await again.get('/ledgers')).status).toBe(200);
  });

  it('leads nowhere else afterwards', async () => {
    council.be(bo);
    for (const next of ['https://elsewhere.example/', '//elsewhere.example']) {
      expect((await trip(new Visiting(site), next)).location).toBe('/');
    }
  });

  it('that says nothing, or is none, is answered with a sentence', async () => {
    council.be(null);
    const cancelled = await trip(new Visiting(site), '/');
    expect(problemOn(cancelled.body)).toContain('The other system did not say who you are');
    const forged = await new Visiting(site).get('/sign-in/callback/council?code=a&state=b');
    expect(problemOn(forged.body)).toContain('Start again from the sign-in page');
    const unknown = await new Visiting(site).post('/sign-in/with/nobody');
    expect(problemOn(unknown.body)).toContain('There is no such way to sign in');
  });
});

describe('a demonstration', () => {
  let site: PeopleSite;
  beforeAll(async () => {
    site = await openPeopleSite({}, 'demo');
  });
  afterAll(() => site.close());

  it('has its people as buttons, which sign in, and no passwords', async () => {
    const organisation = organisationId(1);
    const records = site.store.as(actingIn(organisation));
    const made = { kind: 'anchor', form: null, name: 'Examplewell Council', orgId: null } as const;
    await records.addOrganisation({ id: organisation, ...made }, null, minute(0));
    const given = { email: 'ada@examplewell.example', name: 'Ada Fernsby', password: null };
    const person = acceptedOf(await site.identity.createPerson({ ...given, emailProven: true, demo: true }));
    await records.addMember(person, ['spend-analyst', 'auditor'], minute(1));
    const browser = new Visiting(site);
    const { body } = await browser.get('/sign-in?next=/ledgers');
    expect(body).toContain('Sign in as Ada Fernsby, spend analyst, auditor');
    expect(body).not.toContain('type="password"');
    const done = await browser.post('/sign-in/as', { person, next: '/ledgers' });
    expect(done).toMatchObject({ status: 303, location: '/ledgers' });
    expect((await browser.get('/ledgers')).status).toBe(200);
    const account = await browser.get('/account');
    expect(account.body).not.toContain('/account/password');
  });

  it('signs nobody in who is not one of them', async () => {
    for (const person of ['per_00000000000000000009', '', "per_'"]) {
      const { status } = await new Visiting(site).post('/sign-in/as', { person });
      expect(status).toBe(404);
    }
  });

  it('has no first start', async () => {
    expect(await site.opened.house.people.startPath()).toBeNull();
  });
});
