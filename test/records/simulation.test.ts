import { afterAll, expect, it } from 'vitest';
import type { Acting, OrganisationId, PersonId } from '../../src/domain/organisations/index.ts';
import { openRecords } from '../../src/records/openRecords.ts';
import type { Store } from '../../src/records/types.ts';
import { startChild } from '../support/child.ts';
import { compile } from '../support/compiled.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import {
  acceptedOf,
  actingIn,
  batch,
  batchId,
  commitOf,
  importAt,
  importId,
  invitationAt,
  minute,
  organisationId,
  owner,
  recordsOf,
  storedDefinition,
  withOwner,
} from '../support/records.ts';
import { addPeople, soundness } from '../support/stores.ts';

const seed = 20_261_123;
const [workers, perWorker] = [8, 1250];
const organisations = [1, 2, 3];
const roles = ['administrator', 'auditor', 'finance'] as const;

const server = await startPostgres();
const compiled = compile(['records/openRecords.ts']);
afterAll(async () => {
  compiled.remove();
  await server?.stop();
});

/** What all workers change: the same in every organisation, under numbers of its own. */
async function worldOf(store: Store, number: number) {
  const [id, numbers] = [organisationId(number), [1, 2, 3, 4].map((count) => 100 * number + count)];
  const records = await withOwner(store, owner(number));
  const people = await addPeople(store, ...numbers);
  for (const person of people) await records.addMember(person, roles, minute(0));
  for (const one of numbers) {
    await records.addImport(importAt(one, { owner: id }));
    await records.addImport(importAt(one + 50, { owner: id }));
    const done = importAt(one + 50, { owner: id, state: 'imported', version: 2 });
    const of = { import: importId(one + 50), owner: id, sha256: `sha ${one}` };
    await records.commitImport(commitOf({ import: done, batches: [batch(one, of)] }));
  }
  const organisation = { id, kind: 'anchor', form: null, name: 'Kirkvale Council', orgId: null };
  return {
    ...{ owner: id, organisation, people, at: minute(30) },
    ...{ imports: numbers.map(importId), batches: numbers.map(batchId) },
    ...{ import: importAt(1), batch: batch(1), invitation: invitationAt(1) },
    definition: storedDefinition('near', '1'),
  };
}

type World = Awaited<ReturnType<typeof worldOf>>;

interface Outcome {
  readonly owner: OrganisationId;
  readonly name: string;
  readonly changed: boolean;
  /** How many changes it was, where it was not one. */
  readonly entries?: number;
  readonly id?: string;
  readonly mark?: string;
  readonly batch?: string;
  readonly person?: PersonId;
}

/** What one process tried, and what came of it. */
async function worked(databaseUrl: string, worker: number, worlds: readonly World[]) {
  const acting: Acting = actingIn(null);
  const order = JSON.stringify({ seed, worker, count: perWorker, worlds, acting });
  const child = startChild(`
    import { openRecords } from '${compiled.address('records/openRecords.js')}';
    import { simulate } from '${new URL('../support/simulatingChild.mjs', import.meta.url).href}';
    const opened = await openRecords({ home: 'nowhere', databaseUrl: '${databaseUrl}' });
    if (!opened.ok) throw new Error(opened.refusals[0].sentence);
    await simulate({ store: opened.value, ...${order} });
    await opened.value.close();
  `);
  const outcomes: readonly Outcome[] = JSON.parse((await child.line()) ?? '[]');
  expect(outcomes).toHaveLength(perWorker);
  return outcomes;
}

function countBy<T>(all: readonly T[], key: (one: T) => string | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) {
    const name = key(one);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const doneBy = (done: readonly Outcome[], name: string) => done.filter((one) => one.name === name);

/** Every mark that was acknowledged is in its import, no other is, and each made one version. */
async function expectNoMarkLost(store: Store, world: World, done: readonly Outcome[]): Promise<void> {
  for (const id of world.imports) {
    const marks = doneBy(done, 'mark').flatMap((one) => (one.id === id ? [one.mark] : []));
    const one = await store.as(actingIn(world.owner)).importOf(world.owner, id);
    expect(Object.keys(one?.answers.tables ?? {}).sort()).toEqual(marks.sort());
    expect(one?.version).toBe(1 + marks.length);
  }
}

/** A batch is undone as often as it came back, or once more; and then it does not count. */
async function expectBatchesAddUp(store: Store, world: World, done: readonly Outcome[]): Promise<void> {
  const undone = countBy(doneBy(done, 'undo'), ({ id }) => id);
  const restored = countBy(doneBy(done, 'restore'), ({ id }) => id);
  const states = new Map(
    (await store.as(actingIn(world.owner)).batches(world.owner)).map(({ id, state }) => [id, state]),
  );
  for (const id of world.batches) {
    const off = (undone.get(id) ?? 0) - (restored.get(id) ?? 0);
    expect([0, 1]).toContain(off);
    expect(states.get(id)).toBe(off === 1 ? 'undone' : 'current');
  }
  const added = doneBy(done, 'commit').map((one) => one.batch);
  expect([...states.keys()].sort()).toEqual([...world.batches, ...added].sort());
}

/** Whoever was given a role and lost it as often has it as at first; an accepted invitation adds the role auditor. */
async function expectRolesAddUp(store: Store, world: World, done: readonly Outcome[]): Promise<void> {
  const toggled = countBy(doneBy(done, 'role'), ({ id }) => id);
  const accepted = new Set(done.map(({ person }) => person));
  for (const { person, roles: held } of await store.as(actingIn(world.owner)).members()) {
    for (const role of roles) {
      if (role === 'auditor' && accepted.has(person)) continue;
      const even = (toggled.get(`${person} ${role}`) ?? 0) % 2 === 0;
      expect(held.includes(role), `${person} ${role}`).toBe(even);
    }
  }
}

async function expectDefinitions(store: Store, world: World, done: readonly Outcome[]): Promise<void> {
  const kept = await store.as(actingIn(world.owner)).definitions(world.owner);
  const ids = kept.map(({ definition }) => `${definition.id}@${definition.version}`);
  expect(ids.sort()).toEqual(
    doneBy(done, 'define')
      .map(({ id }) => id ?? '')
      .sort(),
  );
}

it.skipIf(!server)(
  `10,000 changes by 8 processes, from the seed ${seed}: nothing is lost, and every change is entered once`,
  async () => {
    if (!server) return;
    const databaseUrl = await newDatabase(server);
    const store = acceptedOf(await openRecords({ home: 'nowhere', databaseUrl }));
    const worlds: World[] = [];
    for (const number of organisations) worlds.push(await worldOf(store, number));
    const before = (await soundness(store)).entries;
    const began = performance.now();
    const each = Array.from({ length: workers }, (_, worker) => worked(databaseUrl, worker, worlds));
    const outcomes = (await Promise.all(each)).flat();
    console.log(`${outcomes.length} operations in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const { wrong, entries } = await soundness(store);
    expect(wrong).toEqual([]);
    for (const world of worlds) {
      const done = outcomes.filter((one) => one.owner === world.owner && one.changed);
      const changes = done.reduce((sum, { entries: several = 1 }) => sum + several, 0);
      expect((entries[world.owner] ?? 0) - (before[world.owner] ?? 0)).toBe(changes);
      await expectNoMarkLost(store, world, done);
      await expectBatchesAddUp(store, world, done);
      await expectRolesAddUp(store, world, done);
      await expectDefinitions(store, world, done);
      const open = (await recordsOf(store, organisations[worlds.indexOf(world)]).invitations(9999)).filter(
        ({ state }) => state === 'open',
      );
      expect(new Set(open.map(({ email }) => email)).size).toBe(open.length);
    }
    const names = countBy(
      outcomes.filter(({ changed }) => changed),
      ({ name }) => name,
    );
    expect(names.size).toBe(10);
    for (const [name, count] of names) expect(count, name).toBeGreaterThan(perWorker / 10);
    await store.close();
  },
  1_200_000,
);
