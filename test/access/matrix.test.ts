import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type OrganisationId,
  organisationOf,
  personOf,
  type StoredEntry,
} from '../../src/domain/organisations/index.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import type { Route, Site } from '../../src/web/site.ts';
import { type AccessWorld, freshCookie, openAccessWorld, type WorldActor } from '../support/accessWorld.ts';
import { numbersFrom } from '../support/auditChain.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { actingIn, minute } from '../support/records.ts';
import { soundness } from '../support/stores.ts';
import { everythingNameable, namesRecord } from './addresses.ts';
import { expectNothingOfOthers, lookAt, type Seen, sendForms } from './matrix.ts';
import { witness } from './witness.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

/** On the server a drawn part of the same matrix is walked: the rules do not depend on the store, its locks do. */
const stores = [
  { name: 'on an embedded store', there: true, url: async () => null, sampled: false },
  {
    name: 'on a PostgreSQL server',
    there: server !== null,
    url: async () => (server ? newDatabase(server) : null),
    sampled: true,
  },
];

/** Restores what a form may have taken from whoever sent it: the session, and the membership. */
async function healed(world: AccessWorld, by: WorldActor): Promise<WorldActor> {
  const { actor, email, cookie } = by;
  if (actor.kind !== 'person' || email === null || cookie === null) return by;
  const { organisation, person, roles } = actor;
  if (
    organisation &&
    !(await world.opened.store.belongingsOf(person)).some((one) => one.organisation === organisation)
  ) {
    await world.opened.store.as(actingIn(organisation)).addMember(person, roles, minute(0));
  }
  if ((await world.identity.whoAsks({ cookie })) !== null) return by;
  return { ...by, cookie: await freshCookie(world.identity, email) };
}

async function entriesOf(
  { opened: { store } }: AccessWorld,
  chains: readonly string[],
): Promise<Map<string, StoredEntry[]>> {
  const entries = new Map<string, StoredEntry[]>();
  for (const chain of chains) {
    for await (const entry of store.chainEntries(chain)) {
      entries.set(entry.request, [...(entries.get(entry.request) ?? []), entry]);
    }
  }
  return entries;
}

const routes = siteRoutes('');

describe.each(stores)('access to every address, $name', ({ there, url, sampled }) => {
  const below = numbersFrom(7);
  const walked = routes.map((route, index) => ({ route, index })).filter(() => !sampled || below(5) === 0);
  const seeing = witness();
  let world: AccessWorld;
  let seen: Seen;
  let before = '';
  const renewed = new Map<string, WorldActor>();
  const now = (by: WorldActor) => renewed.get(by.name) ?? by;
  const heal = async (by: WorldActor) => void renewed.set(by.name, await healed(world, now(by)));
  const routeAt = (index: number): Route<Site> => {
    const route = world.routes[index];
    if (!route) throw new Error('The table of routes has changed.');
    return route;
  };
  const each = async (look: (by: WorldActor) => Promise<void>) => {
    const wrong: string[] = [];
    for (const by of world.actors)
      await look(by).catch((error: unknown) => wrong.push(String(error).slice(0, 500)));
    expect(wrong).toEqual([]);
  };

  beforeAll(async () => {
    if (!there) return;
    world = await openAccessWorld({ databaseUrl: await url() });
    const nameable = await everythingNameable(world);
    const nobodyHere = world.actorNamed('auditor');
    const { answer: nothing } = await world.send({ method: 'GET', url: '/nothing-is-here', by: nobodyHere });
    seen = { world, nameable, refused: [], note: seeing.note, nothing, now, heal };
    before = await world.rowsHash();
  }, 300_000);
  afterAll(() => world?.close());

  describe.skipIf(!there)('is as the table says, for everybody and in every state:', () => {
    for (const { route, index } of walked) {
      it(`${route.method} ${route.path} (${route.action})`, () =>
        each((by) => lookAt(seen, routeAt(index), by, index)));
    }
  });

  describe.skipIf(!there)('a record of another organisation looks like none:', () => {
    const naming = walked.filter(
      ({ route }) => namesRecord(route) && !route.action.startsWith('invitations.'),
    );
    for (const { route, index } of naming) {
      it(`${route.method} ${route.path} (${route.action})`, () =>
        expectNothingOfOthers(seen, routeAt(index)));
    }
  });

  it.skipIf(!there)('nothing of this has changed anything', async () =>
    expect(await world.rowsHash()).toBe(before),
  );

  it.skipIf(!there)('who was refused is in the chain, with the action and why', async () => {
    const chains: (OrganisationId | 'system')[] = [
      world.first.organisation,
      world.second.organisation,
      'system',
    ];
    const entries = await entriesOf(world, chains);
    const missing = seen.refused.filter(({ request, by, action }) => {
      const [entry, ...more] = entries.get(request) ?? [];
      if (entry === undefined || more.length > 0) return true;
      const chain = organisationOf(by.actor) ?? 'system';
      const isSo =
        entry.outcome === 'refused' && entry.person === personOf(by.actor) && entry.action === action;
      return !isSo || entry.chain !== chain || !['role', 'state'].includes(entry.reason ?? '');
    });
    expect(seen.refused.length).toBeGreaterThan(walked.length);
    expect(missing.map(({ by, action, request }) => `${by.name} ${action} ${request}`)).toEqual([]);
  });

  describe.skipIf(!there)('a form of somebody who may send it is taken in:', () => {
    for (const { route, index } of walked.filter(({ route }) => route.method === 'POST')) {
      it(`POST ${route.path} (${route.action})`, async () => {
        await each((by) => sendForms(seen, routeAt(index), by));
        await world.opened.idle();
      });
    }
  });

  it.skipIf(!there)('no page runs or styles anything by itself, and every answer has its headers', () => {
    expect(seeing.faults()).toEqual([]);
  });

  it.skipIf(!there)('nobody was shown a secret, or an address that is not for them', async () => {
    expect(await seeing.leaks(world)).toEqual([]);
    const { emails, secrets } = await seeing.numbers(world);
    expect(secrets).toBeGreaterThan(50);
    expect(emails).toBeGreaterThanOrEqual(sampled ? 0 : 10);
    expect(seeing.count()).toBeGreaterThan(walked.length);
  });

  it.skipIf(!there)('the chains are sound after all', async () =>
    expect((await soundness(world.opened.store)).wrong).toEqual([]),
  );
});
