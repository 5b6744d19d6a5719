import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openPeopleSite,
  type PeopleSite,
  problemOn,
  signedIn,
  Visiting,
} from '../../../../test/support/people.ts';
import { minute, owner, recordsOf, removeTemplate, withOwner } from '../../../../test/support/records.ts';
import { accept } from '../../../domain/values/index.ts';

const typed = {
  ...{ organisation: 'Examplewell Council', kind: 'anchor', scheme: 'GB-LAE', number: 'kir' },
  ...{ name: 'Ada Fernsby', email: 'Ada.Fernsby@examplewell.example', password: 'correct plover battery' },
};

afterAll(removeTemplate);

async function pathOf(one: PeopleSite): Promise<string> {
  const path = await one.opened.house.people.startPath();
  if (path === null) throw new Error('There is no link.');
  return path;
}

describe('the first start of an empty store', () => {
  let site: PeopleSite;
  let path: string;
  beforeAll(async () => {
    site = await openPeopleSite();
    path = await pathOf(site);
  });
  afterAll(() => site.close());

  it('is not there for a token that was not printed', async () => {
    expect(path).toMatch(/^\/start\/[A-Za-z0-9_-]{43}$/);
    const forged = `/start/${'A'.repeat(43)}`;
    expect((await new Visiting(site).get(forged)).status).toBe(404);
    expect((await new Visiting(site).post(forged, typed)).status).toBe(404);
    expect((await new Visiting(site).get(path)).status).toBe(200);
  });

  it('says everything that is wrong, and can be tried again', async () => {
    const browser = new Visiting(site);
    const wrong = {
      ...{ ...typed, organisation: ' ', kind: 'king', number: '1', name: '\u200b' },
      ...{ email: 'a@b\r\nbcc: c', password: 'Examplewell' },
    };
    const { status, body } = await browser.post(path, wrong);
    expect(status).toBe(422);
    const problem = problemOn(body);
    const parts = [
      'Give the name',
      'Choose what',
      'no number of',
      'Enter your name',
      'like name@',
      '12 char',
    ];
    for (const part of parts) expect(problem).toContain(part);
    expect(body).not.toContain('value="Examplewell"');
    const weak = await browser.post(path, { ...typed, password: 'examplewellcouncil' });
    expect(problemOn(weak.body)).toContain('mostly your name');
    expect(await site.store.organisations()).toEqual([]);
  });

  it('lets one through of two that come at once, with the roles of an administrator and an analyst', async () => {
    const more = { roles: 'auditor', demo: 'true', emailProven: 'true' };
    const browsers = [new Visiting(site), new Visiting(site)];
    const both = await Promise.all(browsers.map((browser) => browser.post(path, { ...typed, ...more })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 404]);
    const through = browsers[both.findIndex(({ status }) => status === 303)];
    expect((await through?.get('/account'))?.body).toContain('Ada Fernsby');
    expect(await site.store.organisations()).toMatchObject([
      { name: 'Examplewell Council', kind: 'anchor', orgId: 'GB-LAE-KIR' },
    ]);
    const person = await site.identity.personWithEmail('ada.fernsby@examplewell.example');
    if (!person) throw new Error('The person is not there.');
    const [belonging] = await site.store.belongingsOf(person);
    expect(belonging?.roles).toEqual(['administrator', 'spend-analyst']);
    const row = site.store.identity.selectFrom('people').selectAll().where('id', '=', person);
    expect(await row.executeTakeFirst()).toMatchObject({ demo: false, email_verified: false });
  });

  it('is over then', async () => {
    expect(await site.opened.house.people.startPath()).toBeNull();
    expect((await new Visiting(site).get(path)).status).toBe(404);
    const again = await new Visiting(site).post(path, { ...typed, email: 'bea@examplewell.example' });
    expect(again.status).toBe(404);
    expect(await site.identity.personWithEmail('bea@examplewell.example')).toBeNull();
  });
});

describe('the first start of a store from before', () => {
  let site: PeopleSite;
  beforeAll(async () => {
    site = await openPeopleSite();
    await withOwner(site.store, owner(1, 'Kirkvale Council'));
  });
  afterAll(() => site.close());

  it('is not there while somebody is administrator', async () => {
    const path = await pathOf(site);
    const { person } = await signedIn(site, { roles: ['administrator'] });
    expect(await site.opened.house.people.startPath()).toBeNull();
    expect((await new Visiting(site).get(path)).status).toBe(404);
    expect((await new Visiting(site).post(path, typed)).status).toBe(404);
    const gone = { kind: 'remove', person } as const;
    await recordsOf(site.store).changeMember(person, () => accept(gone), minute(9));
    expect(await pathOf(site)).toBe(path);
  });

  it('gives the organisation from before its administrator, also after it broke off', async () => {
    const path = await pathOf(site);
    const { body } = await new Visiting(site).get(path);
    expect(body).toContain('value="Kirkvale Council"');
    expect(body).toContain('value="GB-LAE-KIR"');
    const rest = { name: 'Ada Fernsby', emailProven: false, demo: false };
    const half = { email: typed.email, password: typed.password, ...rest };
    expect((await site.identity.createPerson(half)).ok).toBe(true);
    const said = { ...typed, organisation: 'Kirkvale Council', scheme: '', number: 'GB-LAE-KIR' };
    const other = await new Visiting(site).post(path, { ...said, password: 'another plover battery' });
    expect(problemOn(other.body)).toContain('Somebody with this email address is known here');
    const browser = new Visiting(site);
    expect((await browser.post(path, said)).status).toBe(303);
    expect((await site.store.organisations()).map(({ id }) => id)).toEqual([owner().id]);
    expect((await browser.get('/ledgers')).status).toBe(200);
  });
});
