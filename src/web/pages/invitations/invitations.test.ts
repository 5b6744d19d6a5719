import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPassword } from '../../../../test/support/identity.ts';
import {
  openPeopleSite,
  type PeopleSite,
  problemOn,
  signedIn,
  Visiting,
} from '../../../../test/support/people.ts';
import { invitationAt, organisationId, recordsOf, removeTemplate } from '../../../../test/support/records.ts';
import type { Invitation } from '../../../domain/organisations/index.ts';
import { instantAt } from '../../../domain/values/index.ts';

let site: PeopleSite;
beforeAll(async () => {
  site = await openPeopleSite();
  await signedIn(site, { roles: ['administrator'], email: 'admin@kirkvale.example' });
});
afterAll(async () => {
  await site.close();
  removeTemplate();
});

let made = 0;

/** An invitation to the first organisation; answers its page and what it is. */
async function invited(changed: Partial<Invitation> = {}) {
  made += 1;
  const token = randomBytes(32).toString('base64url');
  const later = instantAt(Date.now() + 24 * 60 * 60_000);
  const email = `invited${made}@kirkvale.example`;
  const invitation = invitationAt(made, { email, roles: ['auditor'], expiresAt: later, ...changed });
  const hash = createHash('sha256').update(token).digest('hex');
  await recordsOf(site.store).addInvitation(invitation, hash);
  return { page: `/invitations/${token}`, invitation };
}

async function rolesOf(email: string) {
  const person = await site.identity.personWithEmail(email);
  if (!person) return null;
  const all = await site.store.belongingsOf(person);
  return Object.fromEntries(all.map(({ organisation, roles }) => [organisation, roles]));
}

const typed = { name: 'Bea Thornby', password: testPassword };

describe('an invitation', () => {
  it('makes somebody new a member with the roles that were offered, and no others', async () => {
    const { page, invitation } = await invited();
    const browser = new Visiting(site);
    const shown = await browser.get(page);
    expect(shown.status).toBe(200);
    for (const text of ['Kirkvale Council', 'Auditor', invitation.email]) expect(shown.body).toContain(text);
    const more = { roles: 'administrator', email: 'other@kirkvale.example', organisation: organisationId(2) };
    const done = await browser.post(`${page}/join`, {
      ...typed,
      ...more,
      demo: 'true',
      emailProven: 'false',
    });
    expect(done).toMatchObject({ status: 303, location: '/' });
    expect(await rolesOf(invitation.email)).toEqual({ [organisationId(1)]: ['auditor'] });
    expect(await rolesOf('other@kirkvale.example')).toBeNull();
    const people = site.store.identity.selectFrom('people').selectAll().where('email', '=', invitation.email);
    expect(await people.executeTakeFirst()).toMatchObject({ demo: false, email_verified: true });
    expect((await browser.get('/account')).body).toContain('Bea Thornby');
    expect((await browser.get(page)).status).toBe(404);
  });

  it('says what is wrong with a name and a password, and stays open', async () => {
    const { page, invitation } = await invited();
    const browser = new Visiting(site);
    const { status, body } = await browser.post(`${page}/join`, { name: ' ', password: 'kirkvalecouncil' });
    expect(status).toBe(422);
    expect(problemOn(body)).toContain('Enter your name');
    expect(problemOn(body)).toContain('mostly your name');
    expect(await rolesOf(invitation.email)).toBeNull();
    expect((await browser.post(`${page}/join`, typed)).status).toBe(303);
  });

  it('is taken up once by two who come at once', async () => {
    const { page, invitation } = await invited();
    const both = await Promise.all([1, 2].map(() => new Visiting(site).post(`${page}/join`, typed)));
    expect(both.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await rolesOf(invitation.email)).toEqual({ [organisationId(1)]: ['auditor'] });
  });

  it('is taken up after signing in by whoever is known here, who then works there', async () => {
    const [email, organisation] = ['cyn@kirkvale.example', organisationId(2)];
    const order = { roles: ['bidder'] as const, email, organisation, organisationName: 'Aldermoor Mill' };
    await signedIn(site, order);
    const { page } = await invited({ email });
    const browser = new Visiting(site);
    expect((await browser.get(page)).body).toContain('You can sign in here already');
    const known = await browser.post(`${page}/join`, typed);
    expect(problemOn(known.body)).toContain('Sign in with your email address');
    expect((await browser.post(page)).location).toBe(`/sign-in?${new URLSearchParams({ next: page })}`);
    const back = await browser.post('/sign-in', { email, password: testPassword, next: page });
    expect(back.location).toBe(page);
    expect((await browser.post(page)).location).toBe('/');
    expect(await rolesOf(email)).toEqual({ [organisation]: ['bidder'], [organisationId(1)]: ['auditor'] });
    expect((await browser.get('/organisations')).body).toMatch(
      /Kirkvale Council<\/strong> <strong class="govuk-tag">You work here now/,
    );
  });

  it('is not taken up by somebody else, who may sign out and come back', async () => {
    const { browser } = await signedIn(site, { roles: ['bidder'], email: 'dan@kirkvale.example' });
    const { page, invitation } = await invited();
    expect((await browser.get(page)).body).toContain('sent to another email address');
    expect((await browser.post(page)).location).toBe(page);
    expect(await rolesOf('dan@kirkvale.example')).toEqual({ [organisationId(1)]: ['bidder'] });
    expect((await browser.post('/sign-out', { next: page })).location).toBe(page);
    expect((await browser.get(page)).body).toContain('Choose a password');
    expect(await rolesOf(invitation.email)).toBeNull();
  });

  it('that cannot be used looks the same whatever the reason is', async () => {
    const past = { createdAt: instantAt(Date.now() - 100_000), expiresAt: instantAt(Date.now() - 1000) };
    const over = await invited(past);
    const withdrawn = await invited();
    await recordsOf(site.store).endInvitation(withdrawn.invitation.id, instantAt(Date.now()));
    const accepted = await invited();
    await new Visiting(site).post(`${accepted.page}/join`, typed);
    const pages = [
      over.page,
      withdrawn.page,
      accepted.page,
      '/invitations/never',
      `/invitations/${'%27'.repeat(9)}`,
    ];
    const answers = [];
    for (const page of pages) {
      const [shown, joined] = [
        await new Visiting(site).get(page),
        await new Visiting(site).post(`${page}/join`, typed),
      ];
      answers.push(`${shown.status} ${shown.body}`, `${joined.status} ${joined.body}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /);
    expect(answers[0]).toContain('This invitation cannot be used. It may be more than 7 days old');
  });

  it('cannot be guessed at for long', async () => {
    const guesser = new Visiting(site, '198.51.100.77');
    for (let guess = 0; guess < 30; guess += 1) await guesser.get(`/invitations/guess${guess}`);
    const { page } = await invited();
    const { status, body } = await guesser.get(page);
    expect(status).toBe(429);
    expect(body).toContain('There were too many attempts. Wait until');
    expect((await new Visiting(site).get(page)).status).toBe(200);
  });
});
