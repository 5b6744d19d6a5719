import { existsSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../src/web/door.ts';
import { assetRoutes } from '../../src/web/pages/assets.ts';
import { auditRoutes } from '../../src/web/pages/audit/routes.ts';
import { organisationRoutes } from '../../src/web/pages/organisation/routes.ts';
import { peopleRoutes } from '../../src/web/pages/people/routes.ts';
import { buildServer } from '../../src/web/server.ts';
import type { Route } from '../../src/web/site.ts';
import { personId } from '../support/auditChain.ts';
import { compiledStyles, executablePath, expectGoodPage, launchBrowser } from '../support/browser.ts';
import { type PeopleState, peopleSite } from '../support/peopleFixture.ts';
import { organisationId } from '../support/records.ts';
import { visitorAs } from '../support/visitors.ts';

const longNames = {
  name: 'Wilhelmina-Alexandrina Featherstonehaugh-Cholmondeley of the Northern Invented Districts',
  organisationName: `The ${'Extraordinarily '.repeat(6)}Long Joint Committee`,
  others: [{ organisation: organisationId(2), name: 'Otherford Trust', kind: 'anchor', roles: ['auditor'] }],
} as const;

const states: Readonly<Record<string, readonly [PeopleState, readonly string[]]>> = {
  empty: [
    { people: 1, invitations: 0, entries: 0, organisation: { orgId: null } },
    ['/people', '/people/invite', '/organisation', '/organisation/change', '/audit'],
  ],
  full: [
    { people: 12, invitations: 9, entries: 230 },
    [
      ...['/people', '/people?done=removed-untold', `/people/${personId(2)}/roles`],
      ...[`/people/${personId(2)}/remove`, `/people/${personId(1)}/remove`, '/organisation?done=saved'],
      ...['/audit', '/audit?outcome=refused&before=100', '/audit?from=31/02/2026&to=x&person=y'],
    ],
  ],
  long: [
    {
      people: 3,
      invitations: 3,
      entries: 9,
      long: true,
      visitor: visitorAs(['administrator', 'auditor'], longNames),
    },
    [
      ...['/people', `/people/${personId(2)}/roles`, `/people/${personId(2)}/remove`],
      ...['/organisation', '/audit'],
    ],
  ],
  auditor: [
    { people: 3, invitations: 2, entries: 9, visitor: visitorAs(['auditor']) },
    ['/people', '/organisation', '/audit'],
  ],
  supplier: [
    { people: 1, invitations: 0, entries: 0, organisation: { kind: 'supplier', form: 'cic' } },
    ['/organisation', '/organisation/change'],
  ],
};

describe.skipIf(!existsSync(executablePath))('browser: people, the organisation and its audit chain', () => {
  const css = compiledStyles();
  const servers: FastifyInstance[] = [];
  const addresses = new Map<string, string>();
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
    for (const [name, [state]] of Object.entries(states)) {
      const routes: readonly Route<ReturnType<typeof peopleSite>>[] = [
        ...peopleRoutes,
        ...organisationRoutes,
        ...auditRoutes,
        ...assetRoutes(css),
      ];
      const server = buildServer({ routes, door: openDoor(peopleSite(state)) });
      servers.push(server);
      addresses.set(name, await server.listen({ port: 0, host: '127.0.0.1' }));
    }
  });

  afterAll(async () => {
    await browser?.close();
    for (const server of servers) await server.close();
  });

  const fileName = (state: string, path: string) => `people-${state}${path.replace(/[^a-z]+/gi, '-')}`;
  const open = async (state: string, path: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${addresses.get(state)}${path}`);
    return page;
  };

  for (const [state, [, paths]] of Object.entries(states)) {
    it(`${state}: every page is sound at both widths`, async () => {
      for (const path of paths) {
        const page = await open(state, path);
        await expectGoodPage(page, fileName(state, path));
        await page.close();
      }
    }, 120_000);
  }

  it('says what is wrong in a form, and leads to the field', async () => {
    const page = await open('full', '/people/invite');
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await expectGoodPage(page, 'people-error-invite');
    await page.getByRole('link', { name: 'Choose at least one role.' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('roles');
    await page.getByLabel('Email address').fill('refused@kirkvale.example');
    await page.getByLabel('Auditor').check();
    await page.getByRole('button', { name: 'Send invitation' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('The mail server does not answer.');
    expect(await page.getByLabel('Auditor').isChecked()).toBe(true);
    await expectGoodPage(page, 'people-error-unsent');
    await page.goto(`${addresses.get('full')}/people/${personId(1)}/remove`);
    await page.getByRole('button', { name: 'Remove yourself' }).click();
    await expectGoodPage(page, 'people-error-remove');
    await page.goto(`${addresses.get('full')}/organisation/change`);
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByLabel('Register', { exact: true }).selectOption('GB-COH');
    await page.getByLabel('Number in the register').fill('12');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expectGoodPage(page, 'people-error-organisation');
    await page.close();
  }, 120_000);

  it('is used with keys alone, in the order in which it is read', async () => {
    const page = await open('full', '/people');
    const seen: string[] = [];
    for (let presses = 0; presses < 16; presses += 1) {
      await page.keyboard.press('Tab');
      seen.push(String(await page.evaluate('document.activeElement.textContent.trim()')));
    }
    const wanted = ['Skip to main content', 'Sevenbox', 'Ada Fernsby', 'Sign out', 'Spend', 'People'];
    const places = wanted.map((text) => seen.findIndex((one) => one.startsWith(text)));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    await page.close();
  });
});
