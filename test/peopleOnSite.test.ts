import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type OpenSite, openSite } from '../src/main/openSite.ts';
import { siteRoutes } from '../src/web/routes.ts';
import { buildServer } from '../src/web/server.ts';
import { acceptedOf, emptyHome, organisationId, removeTemplate } from './support/records.ts';
import { configOf, type SignedInPerson, signIn } from './support/signedIn.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let home: string;
let opened: OpenSite;
let server: ReturnType<typeof buildServer>;
let ada: SignedInPerson;
let bea: SignedInPerson;
let cyd: SignedInPerson;

beforeAll(async () => {
  home = await emptyHome();
  const config = configOf({ home });
  const nothing = { css: '', demonstration: () => null, demonstrationBundles: () => [] };
  opened = acceptedOf(await openSite({ config, mode: 'real', ...nothing }));
  server = buildServer({ routes: siteRoutes(''), door: opened.door });
  const site = { store: opened.store, config };
  ada = await signIn(site, { roles: ['administrator', 'auditor'] });
  bea = await signIn(site, { roles: ['spend-analyst'], name: 'Bea Fernsby', email: 'bea@kirkvale.example' });
  cyd = await signIn(site, {
    ...{ roles: ['administrator', 'auditor'], name: 'Cyd Fernsby', email: 'cyd@otherford.example' },
    ...{ organisation: organisationId(2), organisationName: 'Otherford Council' },
  });
});
afterAll(async () => {
  await server?.close();
  await opened?.close();
  await rm(home, { recursive: true, force: true });
  removeTemplate();
});

const as = ({ cookie }: SignedInPerson) => ({ cookie, host: 'localhost', origin: 'http://localhost' });
const get = (who: SignedInPerson, url: string) => server.inject({ method: 'GET', url, headers: as(who) });
const post = (who: SignedInPerson, url: string, form: readonly (readonly [string, string])[]) =>
  server.inject({
    ...{
      method: 'POST',
      url,
      payload: new URLSearchParams(form.map(([name, text]): [string, string] => [name, text])).toString(),
    },
    headers: { ...as(who), 'content-type': 'application/x-www-form-urlencoded' },
  });

async function outbox(): Promise<readonly string[]> {
  const folder = join(home, 'outbox');
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
}

describe('an administrator on a real site', () => {
  it('invites a person, whose link leads to the invitation', async () => {
    const sent = await post(ada, '/people/invite', [
      ['email', 'dee@kirkvale.example'],
      ['roles', 'finance'],
      ['roles', 'auditor'],
    ]);
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/people?done=invited']);
    const [mail = ''] = await outbox();
    expect(mail).toContain('dee@kirkvale.example');
    const whole = mail.replace(/=\r?\n/g, '');
    const [path = ''] = /\/invitations\/[\w-]{43}/.exec(whole) ?? [];
    expect(path).not.toBe('');
    const shown = await server.inject({ method: 'GET', url: path, headers: { host: 'localhost' } });
    expect([shown.statusCode, shown.body.includes('Kirkvale Council')]).toEqual([200, true]);
    expect((await get(ada, '/people')).body).toContain('dee@kirkvale.example');
  });

  it('cannot reach the people of another organisation, whose pages look as if they were not there', async () => {
    for (const url of [`/people/${ada.person}/roles`, `/people/${ada.person}/remove`]) {
      expect((await get(cyd, url)).statusCode).toBe(404);
      expect((await post(cyd, url, [['roles', 'administrator']])).statusCode).toBe(404);
    }
    const { body } = await get(cyd, '/people');
    expect(body).not.toMatch(/Ada|Bea|dee@/);
    expect((await get(cyd, '/audit')).body).not.toContain('Ada');
  });

  it('removes a person while they are signed in, who is out at once and told', async () => {
    expect((await get(bea, '/organisation')).statusCode).toBe(200);
    expect((await get(bea, '/people')).statusCode).toBe(404);
    const removed = await post(ada, `/people/${bea.person}/remove`, []);
    expect(removed.headers.location).toBe('/people?done=removed');
    const after = await get(bea, '/organisation');
    expect([after.statusCode, after.headers.location]).toEqual([303, '/sign-in?next=%2Forganisation']);
    expect((await outbox()).join('\n')).toContain('You no longer belong to Kirkvale Council');
  });

  it('is told why it cannot be without an administrator', async () => {
    const refused = await post(ada, `/people/${ada.person}/remove`, []);
    expect([refused.statusCode, refused.body.includes('Somebody has to be administrator.')]).toEqual([
      422,
      true,
    ]);
  });

  it('changes the organisation, and all of it stands in its audit chain', async () => {
    const saved = await post(ada, '/organisation/change', [
      ['name', 'Kirkvale Borough Council'],
      ['scheme', 'GB-LAE'],
      ['number', 'kir'],
      ['id', organisationId(2)],
      ['kind', 'network'],
    ]);
    expect(saved.headers.location).toBe('/organisation?done=saved');
    expect((await get(ada, '/organisation')).body).toContain('GB-LAE-KIR');
    const { body } = await get(ada, '/audit');
    for (const words of ['Change the organisation', 'Remove a person', 'Invite a person', 'See the people']) {
      expect(body).toContain(words);
    }
    const file = await get(ada, '/audit/entries.csv?group=people&outcome=refused');
    expect(file.body.split('\r\n').filter((line) => line !== '')).toHaveLength(2);
    expect(file.body).toContain(`${bea.person},people.list,See the people,refused`);
    expect((await get(cyd, '/organisation')).body).toContain('Otherford Council');
  });
});
