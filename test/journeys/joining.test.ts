import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '../support/identity.ts';
import type { Manner, Visitor } from '../support/month.ts';
import { type FreshSite, freshSite, Inspector } from '../support/peopleJourney.ts';
import { actingIn, minute, organisationId } from '../support/records.ts';

const manners: readonly (readonly [string, Manner])[] = [
  ['with script and a mouse', { script: true, keyboard: false }],
  ['without script and keys alone', { script: false, keyboard: true }],
];

const passwords = { ada: 'plover lantern quarry', bea: 'thimble orchard canoe' };
const emails = {
  ada: 'ada.fernsby@kirkvale.example',
  bea: 'bea.thornby@kirkvale.example',
  cyd: 'cyd.marlow@kirkvale.example',
};

describe.each(manners)('people of an organisation, %s', (_name, manner) => {
  const inspector = new Inspector(manner);
  let site: FreshSite;
  let ada: Visitor;
  let bea: Visitor;
  let cyd: Visitor;
  let secret = '';
  let recoveryCode = '';

  beforeAll(async () => {
    site = await freshSite();
    [ada, bea, cyd] = [await site.arrive(manner), await site.arrive(manner), await site.arrive(manner)];
  });
  afterAll(() => site?.close());

  const main = (visitor: Visitor) => visitor.page.getByRole('main');
  const head = (visitor: Visitor) => visitor.page.getByRole('banner');
  const account = (visitor: Visitor) =>
    visitor.press(head(visitor).getByRole('link', { name: /your account/ }));
  const invite = async (email: string, roles: readonly string[]) => {
    await ada.menu('People');
    await ada.link('Invite a person');
    await ada.type('Email address', email);
    for (const role of roles) await ada.tick(role);
    await inspector.look(ada, 'invite');
    await ada.button('Send invitation');
    expect(await main(ada).textContent()).toContain('The invitation was made.');
  };
  const signIn = async (visitor: Visitor, email: string, password: string) => {
    await visitor.type('Email address', email);
    await visitor.type('Password', password);
    await visitor.button(/^Sign in$/);
  };

  it('begins by the link of the first start', async () => {
    await ada.page.goto(site.firstLink);
    await inspector.look(ada, 'start');
    await ada.type('Name of the organisation', 'Kirkvale Council');
    await ada.choose('Anchor');
    await ada.type('Your name', 'Ada Fernsby');
    await ada.type('Email address', emails.ada);
    await ada.type('Choose a password', passwords.ada);
    await ada.button('Begin');
    await inspector.look(ada, 'begun');
    expect(await head(ada).textContent()).toContain('Kirkvale Council');
    await ada.menu('People');
    await inspector.look(ada, 'people-alone');
    await ada.page.goto(site.firstLink);
    expect(await ada.heading()).toBe('This link cannot be used');
    await inspector.look(ada, 'start-over');
    await ada.page.goto('/');
  });

  it('invites somebody, who joins with a password', async () => {
    await invite(emails.bea, ['Auditor', 'Finance']);
    await inspector.look(ada, 'invited');
    await bea.page.goto(site.pathInMail(emails.bea));
    expect(await bea.heading()).toBe('Join Kirkvale Council');
    await inspector.look(bea, 'join');
    await bea.type('Your name', 'Bea Thornby');
    await bea.type('Password', passwords.bea);
    await bea.button('Accept the invitation');
    await inspector.look(bea, 'joined');
    expect(await head(bea).textContent()).toContain('Bea Thornby');
  });

  it('invites another, who joins by the directory and signs in with it again', async () => {
    await invite(emails.cyd, ['Spend analyst']);
    site.provider.be({ subject: 'cyd', email: emails.cyd, emailVerified: true, name: 'Cyd Marlow' });
    await cyd.page.goto(site.pathInMail(emails.cyd));
    const arrived = () =>
      cyd.page.waitForURL(({ origin, pathname }) => origin === site.address && !/with/.test(pathname));
    await cyd.button('Continue with Kirkvale Council directory');
    await arrived();
    if ((await cyd.heading()) === 'Join Kirkvale Council') {
      await inspector.look(cyd, 'join-known');
      await cyd.button('Accept the invitation');
    }
    expect(await head(cyd).textContent()).toContain('Cyd Marlow');
    await cyd.button('Sign out');
    expect(await main(cyd).textContent()).toContain('You have signed out.');
    await inspector.look(cyd, 'signed-out');
    await cyd.button('Sign in with Kirkvale Council directory');
    await arrived();
    expect(await head(cyd).textContent()).toContain('Kirkvale Council');
    await ada.menu('People');
    expect(await main(ada).textContent()).toContain('3 people belong to it.');
    await inspector.look(ada, 'people-three');
  });

  it('asks for a second factor once it is on, by an app or a recovery code', async () => {
    await account(ada);
    await inspector.look(ada, 'account');
    await ada.link(/second factor/i);
    await inspector.look(ada, 'factor-off');
    await ada.type('Your password', passwords.ada);
    await ada.button('Continue');
    await inspector.look(ada, 'factor-key');
    secret = ((await ada.page.locator('.sb-secret').textContent()) ?? '').replaceAll(' ', '');
    await ada.type('Six-digit code', codeAt(secret, Date.now()));
    await ada.button('Turn the second factor on');
    await inspector.look(ada, 'factor-codes');
    recoveryCode = (await main(ada).locator('code').first().textContent()) ?? '';
    await ada.link('I have kept them');
    expect(await main(ada).textContent()).toMatch(/Second factor\s+On/);
    await ada.button('Sign out');
    await signIn(ada, emails.ada, passwords.ada);
    expect(await ada.heading()).toBe('Enter the code from your app');
    await inspector.look(ada, 'code');
    await ada.type('Six-digit code', codeAt(secret, Date.now() + 30_000));
    await ada.button('Continue');
    expect(await head(ada).textContent()).toContain('Ada Fernsby');
    await ada.button('Sign out');
    await signIn(ada, emails.ada, passwords.ada);
    await ada.link(/use a recovery code/);
    await inspector.look(ada, 'recovery');
    await ada.type('Recovery code', recoveryCode);
    await ada.button('Continue');
    expect(await head(ada).textContent()).toContain('Ada Fernsby');
  });

  it('switches to another organisation, where nothing of the first is seen', async () => {
    const other = site.store.as(actingIn(organisationId(2)));
    const person = await site.store.personWith(emails.bea);
    if (person === null) throw new Error('Bea has joined.');
    const made = { kind: 'anchor', form: null, name: 'Otherford Trust', orgId: null } as const;
    await other.addOrganisation(
      { id: organisationId(2), ...made },
      { person, roles: ['administrator'] },
      minute(0),
    );
    await bea.page.goto('/');
    await bea.press(head(bea).getByRole('link', { name: /^Change/ }));
    await inspector.look(bea, 'organisations');
    await bea.button('Work in Otherford Trust');
    await inspector.look(bea, 'other-first');
    await bea.menu('People');
    const shown = (await bea.page.locator('body').textContent()) ?? '';
    expect(shown).toContain('People of Otherford Trust');
    expect(shown).not.toMatch(/Kirkvale Council|Ada|Cyd/);
    await bea.menu('Organisation');
    expect(await bea.heading()).toBe('Otherford Trust');
    await inspector.look(bea, 'organisation');
    await bea.press(head(bea).getByRole('link', { name: /^Change/ }));
    await bea.button('Work in Kirkvale Council');
    expect(await head(bea).textContent()).toContain('Kirkvale Council');
  });

  it('removes somebody who is signed in, whose next page is the one to sign in on', async () => {
    await ada.menu('People');
    await ada.link('Remove Cyd Marlow');
    expect(await ada.heading()).toBe('Remove Cyd Marlow?');
    expect(await main(ada).textContent()).toContain('is put into the folder “outbox”');
    await inspector.look(ada, 'remove');
    await ada.button('Remove this person');
    expect(await main(ada).textContent()).toContain('The email that tells them is in the folder “outbox”');
    await inspector.look(ada, 'removed');
    await cyd.menu('Spend');
    expect(new URL(cyd.page.url()).pathname).toBe('/sign-in');
    await inspector.look(cyd, 'sign-in-again');
  });

  it('shows an auditor what was done, and hands it out as a file', async () => {
    await bea.menu('Audit');
    await inspector.look(bea, 'audit');
    const shown = (await main(bea).textContent()) ?? '';
    const deeds = [
      'Make the first organisation',
      'Invite a person',
      'Join by an invitation',
      'Remove a person',
    ];
    for (const words of deeds) expect(shown).toContain(words);
    const coming = bea.page.waitForEvent('download');
    await bea.use(main(bea).getByRole('link', { name: /Download these entries/ }));
    const file = readFileSync(await (await coming).path(), 'utf8');
    for (const words of deeds) expect(file).toContain(words);
    expect(file).toMatch(/Ada Fernsby,per_\w+,people\.remove,Remove a person,done/);
  });
});
