import { afterAll, describe, expect, it } from 'vitest';
import type { Visitor } from '../src/actions/access/entering.ts';
import { type ActionName, mayDo } from '../src/domain/organisations/index.ts';
import { openDoor } from '../src/web/door.ts';
import { auditRoutes } from '../src/web/pages/audit/routes.ts';
import { definitionsRoutes } from '../src/web/pages/definitions/routes.ts';
import { exploreRoutes } from '../src/web/pages/explore/routes.ts';
import { importsRoutes } from '../src/web/pages/imports/routes.ts';
import { organisationRoutes } from '../src/web/pages/organisation/routes.ts';
import { peopleRoutes } from '../src/web/pages/people/routes.ts';
import { referencesRoutes } from '../src/web/pages/references/routes.ts';
import { supplierProfileRoutes } from '../src/web/pages/supplierProfile/routes.ts';
import { suppliersRoutes } from '../src/web/pages/suppliers/routes.ts';
import { buildServer } from '../src/web/server.ts';
import type { Route } from '../src/web/site.ts';
import { exampleOwner, exampleSite, fillExample } from './support/definitionsFixture.ts';
import { creditsLedger, exploreSite } from './support/exploreFixture.ts';
import { batchFrom, importFrom, importsFixture } from './support/importsFixture.ts';
import {
  askingTable,
  batchNumber,
  fixtureNow,
  importNumber,
  questionsOf,
  readyTable,
} from './support/importsReadings.ts';
import { peopleSite } from './support/peopleFixture.ts';
import { overviewOf, personProfile, profileOf } from './support/profileFixture.ts';
import { manyDecisions, suppliersSite } from './support/suppliersFixture.ts';
import { everyRole, visitorAs } from './support/visitors.ts';

const example = exampleSite({ owner: exampleOwner(), ledgers: true });
await fillExample(example, 'ordinary');
const [edition] = await example.references.list();
const own = (await example.definitions.all()).find(({ shipped }) => !shipped)?.definition.id;

const imports = importsFixture({
  imports: [
    importFrom(1, 'waiting', [askingTable('april.csv', questionsOf('april.csv')), readyTable('may.csv')]),
    importFrom(2, 'imported', [readyTable('june.csv')]),
    importFrom(3, 'stopped', [readyTable('july.csv')]),
    importFrom(4, 'reading', []),
  ],
  batches: [batchFrom(1, 2, 'june.csv'), batchFrom(2, 2, 'old.csv', 'undone')],
});

/** Every part of the site that these pages use, for one visitor. */
function siteOf(visitor: Visitor) {
  const { definitions, references } = example;
  const { explore } = exploreSite(creditsLedger());
  const { suppliers } = suppliersSite({
    ...{ suppliers: 3, candidates: 3, decisions: manyDecisions(4) },
    ...{ overview: overviewOf('full'), profiles: [profileOf(), personProfile()] },
  });
  const people = peopleSite({ people: 3, invitations: 4, entries: 5, visitor });
  const ours = { definitions, references, explore, imports, suppliers };
  return { ...people, ...ours, visitor, css: '', now: () => fixtureNow };
}

const routes: readonly Route<ReturnType<typeof siteOf>>[] = [
  ...importsRoutes,
  ...exploreRoutes,
  ...definitionsRoutes,
  ...referencesRoutes,
  ...suppliersRoutes,
  ...supplierProfileRoutes,
  ...peopleRoutes,
  ...organisationRoutes,
  ...auditRoutes,
];

const pages = [
  ...['/spend', '/ledgers', `/ledgers/${batchNumber(1)}`, `/ledgers/${batchNumber(2)}`],
  ...[1, 2, 3, 4].map((number) => `/imports/${importNumber(number)}`),
  ...[`/imports/${importNumber(1)}/tables/1`, '/definitions', `/definitions/${own}`],
  ...['/references', `/references/${edition?.edition}?kind=${edition?.kind}`],
  ...['/suppliers', '/suppliers/p1', '/suppliers/p1?view=public', '/suppliers/p4?view=public'],
  ...['/suppliers/review', '/suppliers/review/p1', '/suppliers/decisions'],
  ...['/people', '/organisation', '/audit'],
];

/** The route that answers an address, as the server would find it: a fixed path before one with parts. */
function routeOf(method: string, href: string) {
  const [path = ''] = href.split(/[?#]/);
  const fits = routes.filter((route) => {
    const shape = route.path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+');
    return route.method === method && new RegExp(`^${shape}$`).test(path);
  });
  return fits.find((route) => route.path === path) ?? fits[0];
}

/** Links and buttons of a page: what is asked for, with which method. */
function offersIn(html: string) {
  const [, main = ''] = html.split('<main');
  const links = [...main.matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(
    ([, href = '']) => ['GET', href] as const,
  );
  const forms = [...main.matchAll(/<form [^>]*>/g)].flatMap(([form]) => {
    const action = /action="([^"]*)"/.exec(form)?.[1] ?? '';
    return /method="post"/.test(form) && !/disabled/.test(form) ? [['POST', action] as const] : [];
  });
  const buttons = [...main.matchAll(/formaction="([^"]*)"/g)].map(([, href = '']) => ['POST', href] as const);
  return [...links, ...forms, ...buttons].map(
    ([method, href]) => [method, href.replaceAll('&amp;', '&')] as const,
  );
}

async function offered(visitor: Visitor) {
  const server = buildServer({ routes, door: openDoor(siteOf(visitor)) });
  const found: { readonly page: string; readonly href: string; readonly action: ActionName }[] = [];
  for (const page of pages) {
    const { statusCode, body } = await server.inject({ method: 'GET', url: page });
    expect([page, statusCode]).toEqual([page, 200]);
    for (const [method, href] of offersIn(body)) {
      const action = routeOf(method, href)?.action;
      if (action !== undefined) found.push({ page, href, action });
    }
  }
  await server.close();
  return found;
}

afterAll(() => example.close());

describe('what pages offer', () => {
  it('is nothing that whoever looks may not do', async () => {
    for (const role of ['auditor', 'administrator', 'category-manager', 'spend-analyst'] as const) {
      const visitor = visitorAs([role]);
      const reachable = (await offered(visitor)).filter(({ page }) => {
        const route = routeOf('GET', page);
        return route !== undefined && mayDo(visitor.actor, route.action);
      });
      expect(reachable.length).toBeGreaterThan(20);
      const wrong = reachable.filter(({ action }) => !mayDo(visitor.actor, action));
      expect([role, wrong]).toEqual([role, []]);
    }
  }, 60_000);

  it('is everything where somebody may do everything', async () => {
    const actions = new Set((await offered(everyRole)).map(({ action }) => action));
    const wanted: readonly ActionName[] = [
      ...(['imports.add', 'imports.owner', 'imports.askUndoImport', 'imports.askUndoBatch'] as const),
      ...(['imports.bringBackBatch', 'imports.retry', 'imports.cancel', 'imports.confirm'] as const),
      ...(['imports.answer', 'imports.columns', 'definitions.new', 'definitions.lead'] as const),
      ...(['definitions.changeForm', 'references.addForm', 'references.removeForm'] as const),
      ...(['people.inviteForm', 'people.rolesForm', 'people.removeForm', 'people.withdraw'] as const),
      ...(['organisation.form', 'audit.download', 'suppliers.decide', 'suppliers.decideMany'] as const),
      ...(['suppliers.undo', 'suppliers.match', 'suppliers.dictionary'] as const),
      ...(['suppliers.takeDictionary', 'suppliers.queue', 'suppliers.case'] as const),
      ...(['suppliers.overviewCsv', 'suppliers.profile', 'suppliers.profileCsv'] as const),
    ];
    expect(wanted.filter((action) => !actions.has(action))).toEqual([]);
  }, 60_000);
});
