import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../src/config.ts';
import {
  type Actor,
  type OrganisationId,
  type PersonId,
  type Role,
  roles,
} from '../../src/domain/organisations/index.ts';
import type { Identity } from '../../src/external/identity/types.ts';
import { identityOver } from '../../src/main/identity.ts';
import { logRequests } from '../../src/main/logging.ts';
import { type OpenSite, openSite } from '../../src/main/openSite.ts';
import { hostsOf } from '../../src/main/place.ts';
import { siteRoutes } from '../../src/web/routes.ts';
import { buildServer, personOf } from '../../src/web/server.ts';
import type { Route, Site } from '../../src/web/site.ts';
import { addRows, daysFromNow, type OrganisationRows } from './accessRows.ts';
import { fullAnalysis } from './analysisFixture.ts';
import { compiledStyles } from './browser.ts';
import { CookieJar, testPassword } from './identity.ts';
import { cityMonth } from './importLedgers.ts';
import { acceptedOf, actingIn, emptyHome, organisationId } from './records.ts';
import { configOf } from './signedIn.ts';

/** Somebody who sends requests. */
export interface WorldActor {
  /** How tests name them: the role of somebody of the first organisation, or what they are else. */
  readonly name: string;
  /** What they are to the access table. */
  readonly actor: Actor;
  /** What the browser sends; null for nobody. */
  readonly cookie: string | null;
  /** The internet address they come from. */
  readonly from: string;
  readonly email: string | null;
}

/** One request of somebody. */
export interface Sent {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: string;
  readonly by: WorldActor;
  readonly payload?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A site with two organisations, and nobody and nothing in them. */
export interface BareWorld {
  readonly routes: readonly Route<Site>[];
  readonly server: FastifyInstance;
  readonly opened: OpenSite;
  readonly identity: Identity;
  readonly config: Config;
  /** Sends a request as a browser on our own pages does, and says under which number. */
  readonly send: (
    sent: Sent,
  ) => Promise<{ readonly request: string; readonly answer: LightMyRequestResponse }>;
  /** Makes somebody with a password, as a member of an organisation where one is named, and signs them in. */
  readonly join: (order: JoinOrder) => Promise<WorldActor>;
  /** A hash over all rows that are kept, except those of the audit chains. */
  readonly rowsHash: () => Promise<string>;
  readonly close: () => Promise<void>;
}

/** A site with two organisations that have something of everything, and somebody of each kind. */
export interface AccessWorld extends BareWorld {
  readonly actors: readonly WorldActor[];
  readonly actorNamed: (name: string) => WorldActor;
  readonly first: OrganisationRows;
  readonly second: OrganisationRows;
}

export interface JoinOrder {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly organisation: OrganisationId | null;
  readonly email?: string;
}

export const [here, elsewhere] = ['127.0.0.1', '203.0.113.250'];
export const [kirkvale, otherplace] = [organisationId(1), organisationId(2)];
const names: Readonly<Record<OrganisationId, string>> = {
  [kirkvale]: 'Kirkvale Council',
  [otherplace]: 'Otherplace Council',
};

async function addOrganisation({ store }: OpenSite, id: OrganisationId): Promise<void> {
  const records = store.as(actingIn(id));
  const name = names[id] ?? '';
  await records.addOrganisation({ id, kind: 'anchor', form: null, name, orgId: null }, null, daysFromNow(-9));
  const home = { code: 'E08000034', name: 'Kirklees' };
  await records.saveOwner({ id, name, orgId: null, home, definition: 'ledger-all' }, daysFromNow(-9));
}

/** A cookie of somebody who signs in anew. */
export async function freshCookie(identity: Identity, email: string): Promise<string> {
  const done = acceptedOf(await identity.signIn({ email, password: testPassword }));
  return new CookieJar().take(done.setCookies).headers.cookie;
}

/** Everybody comes from an internet address of their own, so that no two count for each other. */
function addresses(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `203.0.113.${last}`;
  };
}

function joining({ store }: OpenSite, identity: Identity) {
  const nextAddress = addresses();
  return async (order: JoinOrder): Promise<WorldActor> => {
    const { name, organisation } = order;
    const email = order.email ?? `canary-${name.replaceAll(/[^a-z]+/g, '-')}@kirkvale.example`;
    const proven = { password: testPassword, emailProven: true, demo: false };
    const said = `Ada ${name.replaceAll(/[^A-Za-z]+/g, ' ')}`;
    const person: PersonId = acceptedOf(await identity.createPerson({ email, name: said, ...proven }));
    if (organisation) await store.as(actingIn(organisation)).addMember(person, order.roles, daysFromNow(-7));
    const held = organisation ? order.roles : [];
    const actor = { kind: 'person', person, name: said, organisation, roles: held } as const;
    return { name, actor, email, cookie: await freshCookie(identity, email), from: nextAddress() };
  };
}

/** Whose session holds although they have been taken out of their organisation. */
async function removedPerson({ store }: OpenSite, join: BareWorld['join']): Promise<WorldActor> {
  const name = 'somebody removed while signed in';
  const joined = await join({ name, organisation: kirkvale, roles: ['administrator'] });
  const { actor } = joined;
  if (actor.kind !== 'person') return joined;
  const { person } = actor;
  const removal = { ok: true, value: { kind: 'remove', person } } as const;
  acceptedOf(await store.as(actingIn(kirkvale)).changeMember(person, () => removal, daysFromNow(0)));
  return { ...joined, actor: { ...actor, organisation: null, roles: [] } };
}

function nobodyFrom(name: string, from: string): WorldActor {
  return { name, actor: { kind: 'nobody', here: from === here }, cookie: null, from, email: null };
}

async function everybody(opened: OpenSite, join: BareWorld['join']): Promise<readonly WorldActor[]> {
  const actors: WorldActor[] = [];
  for (const role of roles) actors.push(await join({ name: role, organisation: kirkvale, roles: [role] }));
  const [name, all] = [
    'somebody of another organisation',
    ['administrator', 'spend-analyst', 'auditor'],
  ] as const;
  actors.push(await join({ name, organisation: otherplace, roles: all }));
  actors.push(await join({ name: 'somebody who belongs nowhere', organisation: null, roles: [] }));
  actors.push(await removedPerson(opened, join));
  return [...actors, nobodyFrom('nobody here', here), nobodyFrom('nobody elsewhere', elsewhere)];
}

function personIn({ actor }: WorldActor): PersonId {
  if (actor.kind !== 'person') throw new Error('Nobody is signed in.');
  return actor.person;
}

async function rowsHash({ store }: OpenSite): Promise<string> {
  const hash = createHash('sha256');
  for await (const { table, row } of store.dump()) {
    if (!table.startsWith('audit')) hash.update(`${table} ${JSON.stringify(row)}\n`);
  }
  return hash.digest('hex');
}

const form = 'application/x-www-form-urlencoded';

function sending(server: FastifyInstance, number: { request: string; count: number }): BareWorld['send'] {
  return async ({ method, url, by, payload, headers }) => {
    number.count += 1;
    number.request = `req_${String(number.count).padStart(20, '0')}`;
    const own = method === 'POST' ? { origin: 'http://localhost', 'content-type': form } : {};
    const answer = await server.inject({
      ...{ method, url, remoteAddress: by.from },
      ...(payload === undefined ? {} : { payload }),
      headers: { host: 'localhost', ...own, ...(by.cookie ? { cookie: by.cookie } : {}), ...headers },
    });
    return { request: number.request, answer };
  };
}

export interface WorldOrder {
  readonly databaseUrl?: string | null;
  /** Other settings than those of a fresh installation. */
  readonly settings?: Partial<Config>;
  /** Hears what the site logs. */
  readonly log?: Logger;
}

/** Opens a real store with two organisations, and the site over it. */
export async function openBareWorld(order: WorldOrder = {}): Promise<BareWorld> {
  const home = await emptyHome();
  const config = configOf({ home, databaseUrl: order.databaseUrl ?? null, ...order.settings });
  const css = compiledStyles();
  const demonstration = { demonstration: fullAnalysis, demonstrationBundles: () => [] };
  const opened = acceptedOf(await openSite({ config, css, mode: 'real', ...demonstration }));
  const { identity } = acceptedOf(identityOver(config, opened.store, 'real'));
  for (const id of [kirkvale, otherplace]) await addOrganisation(opened, id);
  const number = { request: '', count: 0 };
  const routes = siteRoutes(css);
  const requestId = () => number.request;
  const log = order.log === undefined ? {} : { log: order.log };
  const server = buildServer({ routes, door: opened.door, requestId, hosts: hostsOf(config), ...log });
  if (order.log !== undefined) logRequests(server, { log: order.log, personOf });
  return {
    ...{ routes, server, opened, identity, config, join: joining(opened, identity) },
    send: sending(server, number),
    rowsHash: () => rowsHash(opened),
    close: async () => {
      await server.close();
      await opened.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Opens a site with people of every kind, and records of every kind and in every state. */
export async function openAccessWorld(order: WorldOrder = {}): Promise<AccessWorld> {
  const bare = await openBareWorld(order);
  const { opened, join } = bare;
  const guest = personIn(await join({ name: 'a guest', organisation: null, roles: [] }));
  const first = await addRows(opened, kirkvale, { guest, name: 'first', ledger: cityMonth(4) });
  const second = await addRows(opened, otherplace, { guest, name: 'second', ledger: null });
  const actors = await everybody(opened, join);
  return {
    ...{ ...bare, actors, first, second },
    actorNamed: (name) => {
      const found = actors.find((one) => one.name === name);
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    },
  };
}
