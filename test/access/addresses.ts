import { mayDo, organisationOf, ruleOf, statesOf } from '../../src/domain/organisations/index.ts';
import type { Route, Site } from '../../src/web/site.ts';
import { addDecision, addEdition, addEvidence, upload } from '../support/accessDeeds.ts';
import { addSets } from '../support/accessMeasures.ts';
import type { OrganisationRows } from '../support/accessRows.ts';
import { addTenderFiles } from '../support/accessTenders.ts';
import type { AccessWorld, WorldActor } from '../support/accessWorld.ts';
import { cityMonth } from '../support/importLedgers.ts';
import { actingIn } from '../support/records.ts';

/** What an organisation has that came in through its pages. */
interface ThroughPages {
  readonly evidence: Readonly<Record<'kept' | 'removed', string>>;
  readonly edition: string;
  readonly payee: string;
  readonly decision: string;
  readonly member: string;
}

/** Everything that addresses can name. */
export interface Nameable {
  readonly own: OrganisationRows & ThroughPages;
  readonly other: OrganisationRows & ThroughPages;
  /** Ledgers that are read without being kept, by the name of who reads them. */
  readonly readings: Readonly<Record<string, string>>;
}

let joined = 0;

/** Whose record an address names: one of the first organisation, one of the second, or one that nobody has. */
export type Whose = 'own' | 'other' | 'unknown';

interface Fill {
  readonly of: (
    rows: Nameable['own'],
    state: string | null,
    named: readonly [Nameable, WorldActor],
  ) => string | undefined;
  /** Well formed, and not there; null where the part of the address names no record. */
  readonly unknown: string | null;
}

/** The person of the second organisation. */
export const stranger = 'somebody of another organisation';

const nobodys = 'z'.repeat(20);
const fixed = (text: string): Fill => ({ of: () => text, unknown: null });
const stated = (table: Readonly<Record<string, string>>, state: string | null, usual: string) =>
  table[state ?? usual];
const importFill: Fill = {
  of: ({ imports }, state) => stated(imports, state, 'imported'),
  unknown: `imp_${nobodys}`,
};
const batchFill: Fill = {
  of: ({ batches }, state) => stated(batches, state, 'current'),
  unknown: `bat_${nobodys}`,
};
const payeeFill: Fill = { of: ({ payee }) => payee, unknown: null };
const evidenceFill: Fill = {
  of: ({ evidence }, state) => stated(evidence, state, 'kept'),
  unknown: `evi_${nobodys}`,
};
const setFill = (state: 'draft' | 'published'): Fill => ({
  of: ({ sets }) => sets[state],
  unknown: `set_${nobodys}`,
});
const tenderFill = (kind: 'rehearsal' | 'results'): Fill => ({
  of: ({ tenderFiles }) => tenderFiles[kind],
  unknown: `tnf_${nobodys}`,
});
const tokenFill: Fill = {
  of: ({ invitations }, state) => invitations[(state ?? 'open') as 'open'].token,
  unknown: `inv_${nobodys}`.padEnd(43, 'x'),
};

/** How each part of an address is filled, by the action or its group and the name of the part. */
const fills: Readonly<Record<string, Fill>> = {
  'imports:id': importFill,
  'imports:batch': batchFill,
  // Only tables that were read have pages.
  'imports:table': {
    of: (_rows, state) => (state === null || state === 'imported' || state === 'waiting' ? '1' : undefined),
    unknown: null,
  },
  'spend:dimension': fixed('department'),
  'spend:payee': payeeFill,
  'suppliers:payee': payeeFill,
  'suppliers:decision': { of: ({ decision }) => decision, unknown: `dec_${nobodys}` },
  'spend:batch': batchFill,
  'spend:record': fixed('1'),
  'spend:position': fixed('1'),
  'spend:name': fixed('local-spend.csv'),
  'demonstration:position': fixed('1'),
  'demonstration:name': fixed('local-spend.csv'),
  'definitions:id': { of: ({ definition }) => definition, unknown: 'nobody-made-this' },
  'references:edition': { of: ({ edition }) => edition, unknown: 'f'.repeat(12) },
  'readings:id': {
    of: (rows, _state, [{ readings, own }, { name, actor }]) => {
      const holder = rows.organisation === own.organisation ? 'spend-analyst' : stranger;
      return readings[actor.kind === 'nobody' ? name : holder] ?? readings[holder];
    },
    unknown: `imp_${nobodys}`,
  },
  'readings:position': fixed('1'),
  'readings:name': fixed('local-spend.csv'),
  'evidence:id': evidenceFill,
  'measures:set': setFill('published'),
  'measures.columnsForm:set': setFill('draft'),
  'measures.columns:set': setFill('draft'),
  'measures.publish:set': setFill('draft'),
  'tenders:file': tenderFill('rehearsal'),
  'commitments:file': tenderFill('results'),
  'signIn:provider': fixed('kirkvale'),
  'invitations:token': tokenFill,
  'people:person': { of: ({ member }) => member, unknown: `per_${nobodys}` },
  'people:invitation': {
    of: ({ invitations }, state) => invitations[(state ?? 'open') as 'open'].id,
    unknown: `inv_${nobodys}`,
  },
  'organisations:organisation': {
    of: ({ organisation }, _state, [, { actor }]) =>
      organisationOf(actor) === null ? undefined : organisation,
    unknown: `org_${nobodys}`,
  },
  'start:token': { of: () => 'x'.repeat(43), unknown: null },
};

/** The parts of a route's address, with how they are filled; throws for one that nobody says how to fill. */
export function partsOf({
  path,
  action,
}: Pick<Route<Site>, 'path' | 'action'>): readonly (readonly [string, Fill])[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return names.map((name) => {
    const key = `${action.split('.')[0]}:${name}`;
    const fill = fills[`${action}:${name}`] ?? fills[key];
    if (!fill) throw new Error(`Nobody says how to fill ${key}, which ${action} needs.`);
    return [name, fill];
  });
}

/** Whether an address names a record. */
export function namesRecord(route: Pick<Route<Site>, 'path' | 'action'>): boolean {
  return partsOf(route).some(([, { unknown }]) => unknown !== null);
}

/** The states of the records that an address names; one, without a name, where they have none. */
export function statesFor(route: Pick<Route<Site>, 'path' | 'action'>): readonly (string | null)[] {
  const states: Readonly<Record<string, readonly string[]>> = statesOf;
  return namesRecord(route) ? (states[ruleOf(route.action).kind] ?? [null]) : [null];
}

/** A route as somebody asks for it. */
export interface Naming {
  readonly whose: Whose;
  readonly state: string | null;
  readonly by: WorldActor;
}

/** The address of a record; null where a record in this state has no such page. */
export function addressOf(
  nameable: Nameable,
  route: Pick<Route<Site>, 'path' | 'action'>,
  { whose, state, by }: Naming,
): string | null {
  let address = route.path;
  for (const [name, { of, unknown }] of partsOf(route)) {
    const rows = whose === 'other' ? nameable.other : nameable.own;
    const text = whose === 'unknown' && unknown !== null ? unknown : of(rows, state, [nameable, by]);
    if (text === undefined) return null;
    address = address.replace(`:${name}`, encodeURIComponent(text));
  }
  return address;
}

/** Whether the table lets somebody do what a route is for, on a record in this state. */
export function isAllowed(
  { action }: Pick<Route<Site>, 'action'>,
  { actor }: WorldActor,
  state: string | null,
): boolean {
  return mayDo(actor, action, state);
}

async function throughPages(world: AccessWorld, by: WorldActor, member: WorldActor): Promise<ThroughPages> {
  const [kept, removed] = [await addEvidence(world, by), await addEvidence(world, by)];
  await world.send({ method: 'POST', url: `/evidence/${removed}/remove`, by, payload: '' });
  const { answer } = await world.send({ method: 'GET', url: '/spend/suppliers', by });
  const [, payee] = /href="\/spend\/suppliers\/([^"?]+)[?"]/.exec(answer.body) ?? [];
  if (payee === undefined || member.actor.kind !== 'person') throw new Error('There is no payee.');
  const { person } = member.actor;
  const name = decodeURIComponent(payee);
  return {
    ...{
      evidence: { kept, removed },
      edition: await addEdition(world, by),
      payee: name,
      decision: await addDecision(world, by, name),
    },
    member: person,
  };
}

/** Reads a ledger without keeping it; the number of the reading. */
async function startReading(world: AccessWorld, by: WorldActor): Promise<string> {
  const files = [{ field: 'files', name: 'april.csv', content: cityMonth(4) }];
  const answer = await upload(world, [by, '/read'], { fields: { home: 'Kirklees' }, files });
  const [, id] = /^\/readings\/(\w+)/.exec(answer.headers.location ?? '') ?? [];
  if (id === undefined) throw new Error(`Nothing is read: ${answer.statusCode} ${answer.body}`);
  await world.opened.idle();
  return id;
}

/** Adds what comes in through pages, and says what addresses can name. */
export async function everythingNameable(world: AccessWorld): Promise<Nameable> {
  const analyst = world.actorNamed('spend-analyst');
  const other = world.actorNamed(stranger);
  const member = world.actorNamed('community-member');
  const readings: Record<string, string> = {};
  for (const by of [analyst, world.actorNamed('nobody here'), other])
    readings[by.name] = await startReading(world, by);
  return {
    own: { ...world.first, ...(await throughPages(world, analyst, member)) },
    other: { ...world.second, ...(await throughPages(world, other, other)) },
    readings,
  };
}

type Group = 'people' | 'evidence' | 'references' | 'suppliers' | 'measures' | 'tenders' | 'commitments';

/** The records of the first organisation, with new ones where a form takes them away. */
export async function withNewRecords(
  world: AccessWorld,
  nameable: Nameable,
  { group, analyst }: { readonly group: string; readonly analyst: WorldActor },
): Promise<Nameable> {
  const ofFirst = () => world.opened.store.as(actingIn(world.first.organisation));
  const made: Readonly<Record<Group, () => Promise<Partial<Nameable['own']>>>> = {
    people: async () => {
      joined += 1;
      const name = `a newcomer ${'x'.repeat(joined)}`;
      const { actor } = await world.join({
        name,
        organisation: world.first.organisation,
        roles: ['auditor'],
      });
      return actor.kind === 'person' ? { member: actor.person } : {};
    },
    evidence: async () => {
      const kept = await addEvidence(world, analyst);
      return { evidence: { ...nameable.own.evidence, kept } };
    },
    references: async () => ({ edition: await addEdition(world, analyst) }),
    tenders: async () => ({ tenderFiles: await addTenderFiles(ofFirst()) }),
    commitments: async () => ({ tenderFiles: await addTenderFiles(ofFirst()) }),
    measures: async () => ({
      sets: await addSets(ofFirst()),
    }),
    suppliers: async () => ({ decision: await addDecision(world, analyst, nameable.own.payee) }),
  };
  const make = Object.entries(made).find(([name]) => name === group)?.[1];
  return make ? { ...nameable, own: { ...nameable.own, ...(await make()) } } : nameable;
}
