import {
  type Acting,
  type ActionName,
  type OrganisationId,
  type PersonId,
  parseOrganisationId,
} from '../../domain/organisations/index.ts';
import { accept, assert, type Decision } from '../../domain/values/index.ts';
import type { DemoOrganisation, DemoPerson } from '../../formats/demo/people.ts';
import { type AsOfficer, addDemoTenders } from './addDemoTenders.ts';
import { type AsAnalyst, carryThrough, importDemoLedgers, importOfBefore } from './importDemoLedgers.ts';
import type { DemoParts } from './parts.ts';

type PeopleByEmail = ReadonlyMap<string, PersonId>;

/** Makes the people who are not there yet. */
async function makePeople({ content, identity }: DemoParts): Promise<Decision<PeopleByEmail>> {
  const people = new Map<string, PersonId>();
  for (const { email, name } of content.people) {
    const known = await identity.personWithEmail(email);
    const made = known
      ? accept(known)
      : await identity.createPerson({ email, name, password: null, emailProven: true, demo: true });
    if (!made.ok) return made;
    people.set(email, made.value);
  }
  return accept(people);
}

/** The program itself, in one organisation. */
function fillingIn({ newId }: DemoParts, organisation: OrganisationId): Acting {
  const actor = { kind: 'system', organisation, onBehalfOf: null } as const;
  return { actor, action: 'store.demonstration', request: newId('run') };
}

function rolesIn({ name }: DemoOrganisation, { belongs }: DemoPerson) {
  return belongs.find(({ organisation }) => organisation === name)?.roles ?? null;
}

/** Makes an organisation and lets its people in, as far as they are not there. */
async function makeOrganisation(
  parts: DemoParts,
  one: DemoOrganisation,
  people: PeopleByEmail,
): Promise<OrganisationId> {
  const known = (await parts.store.organisations()).find(({ name }) => name === one.name);
  const id = known?.id ?? parseOrganisationId(parts.newId('org'));
  assert(id !== undefined, 'a new id is the id of an organisation');
  const records = parts.store.as(fillingIn(parts, id));
  if (known === undefined) await records.addOrganisation({ ...one, id, orgId: null }, null, parts.now());
  const there = new Set((await records.members()).map(({ person }) => person));
  for (const invented of parts.content.people) {
    const [person, roles] = [people.get(invented.email), rolesIn(one, invented)];
    if (person && roles && !there.has(person)) await records.addMember(person, roles, parts.now());
  }
  return id;
}

type AsPerson = (action: ActionName) => Acting;

/** Somebody invented at work in the first organisation. */
function workingIn(
  { content, newId }: DemoParts,
  organisation: OrganisationId,
  [email, person]: readonly [string, PersonId],
): AsPerson {
  const [first] = content.organisations;
  const invented = content.people.find((one) => one.email === email);
  assert(first !== undefined && invented !== undefined, 'somebody invented does the work');
  const roles = rolesIn(first, invented) ?? [];
  const actor = { kind: 'person', person, name: invented.name, organisation, roles } as const;
  return (action) => ({ actor, action, request: newId('run') });
}

function analystIn(parts: DemoParts, organisation: OrganisationId, person: PersonId): AsAnalyst {
  const acting = workingIn(parts, organisation, [parts.content.analyst, person]);
  return (action) => parts.importsFor(acting(action));
}

/** What the people do who are there from the start. */
interface AtWork {
  readonly analyst: AsAnalyst;
  readonly officer: AsOfficer;
}

/** Makes the people and organisations that are not there yet; answers those among them who have work to do. */
async function makeEverybody(parts: DemoParts): Promise<Decision<AtWork>> {
  const people = await makePeople(parts);
  if (!people.ok) return people;
  const made: OrganisationId[] = [];
  for (const one of parts.content.organisations) made.push(await makeOrganisation(parts, one, people.value));
  const { analyst: analysing, officer: procuring } = parts.content;
  const [[first], analyst, officer] = [made, people.value.get(analysing), people.value.get(procuring)];
  assert(first !== undefined && analyst !== undefined, 'an organisation and its analyst were made');
  assert(officer !== undefined, 'a procurement officer was made');
  const procures = workingIn(parts, first, [procuring, officer]);
  return accept({
    analyst: analystIn(parts, first, analyst),
    officer: (action) => parts.tendersFor(procures(action)),
  });
}

/** The analyst of an earlier start; null where there was none. The organisation may be called something else by now. */
async function analystOfBefore(parts: DemoParts): Promise<AsAnalyst | null> {
  const [first] = await parts.store.organisations();
  const person = await parts.identity.personWithEmail(parts.content.analyst);
  return first && person ? analystIn(parts, first.id, person) : null;
}

/**
 * Fills the store of the demonstration as people would: invented people, their organisations, a tender with results of past
 * ones, and the ledgers of the invented council, imported in the name of its analyst. A start that was cut off is completed by
 * the next one; once the ledgers have come, nothing is made anew, so that what somebody tried out stays.
 */
export async function fillDemoStore(parts: DemoParts): Promise<Decision<null>> {
  const before = await analystOfBefore(parts);
  const begun = before && (await importOfBefore(parts, before));
  if (before && begun) return carryThrough(parts, before, begun);
  const made = await makeEverybody(parts);
  if (!made.ok) return made;
  const tenders = await addDemoTenders(parts.content, made.value.officer);
  return tenders.ok ? importDemoLedgers(parts, made.value.analyst) : tenders;
}
