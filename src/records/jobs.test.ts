import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres } from '../../test/support/postgres.ts';
import {
  batch,
  batchId,
  commitOf,
  importAt,
  importId,
  minute,
  organisationId,
  owner,
  removeTemplate,
  withOwner,
} from '../../test/support/records.ts';
import { addPeople, type OpenedStore, soundness, storesOn } from '../../test/support/stores.ts';
import { type JobId, type JobKind, type JobOrder, jobKinds, leaseFrom } from '../domain/jobs/index.ts';
import type { Actor } from '../domain/organisations/index.ts';
import { type Instant, instantAt, millisecondsOf } from '../domain/values/index.ts';
import type { Records, Store } from './types.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

const jobId = (number: number) => `job_${String(number).padStart(20, '0')}` as JobId;

function orderOf(number: number, kind: JobKind = 'read-import', at = minute(number)): JobOrder {
  return { id: jobId(number), kind, subject: importId(number), at };
}

let drawn = 0;
function taking(store: Store, at: Instant, kinds: readonly JobKind[] = jobKinds) {
  drawn += 1;
  const takenBy = `run_${drawn}`;
  return store.takeJob({ kinds, at, until: leaseFrom(at), takenBy }).then((job) => ({
    job,
    hold: { id: job?.id ?? jobId(0), takenBy },
  }));
}

/** An import that is being read, and its job. */
async function beingRead(records: Records, number: number): Promise<void> {
  await records.addImport(importAt(number));
  const next = importAt(number, { state: 'reading', version: 2 });
  expect(await records.saveImport(next, { order: orderOf(number) })).toBe(true);
}

describe.each(storesOn(server).filter(({ there }) => there))('jobs in the records $name', ({ open }) => {
  let opened: OpenedStore;
  let store: Store;
  let records: Records;
  beforeEach(async () => {
    opened ??= await open();
    store = opened.store;
    await opened.empty();
    records = await withOwner(store);
  }, 60_000);
  afterAll(() => opened?.end());

  it('an import and the job it waits for are written together, in the name of who ordered it', async () => {
    await beingRead(records, 1);
    expect(await records.jobOf(importId(1))).toEqual({
      ...{ id: jobId(1), organisation: organisationId(1), kind: 'read-import', subject: importId(1) },
      ...{ orderedBy: null, action: 'store.recover', request: 'test', state: 'queued', attempts: 0 },
      ...{ runAt: minute(1), leaseUntil: null, progress: null, startedAt: null, sentence: null },
      ...{ createdAt: minute(1), endedAt: null },
    });
    const again = importAt(1, { state: 'reading', version: 2 });
    expect(await records.saveImport(again, { order: orderOf(2) })).toBe(false);
    await expect(records.addJob(orderOf(1))).rejects.toThrow(/jobs|unique|duplicate/);
    expect(await records.jobsWaiting()).toBe(1);
    // Two changes of the organisation, and the import twice: jobs have no entries of their own.
    const { wrong, entries } = await soundness(store);
    expect([wrong, entries[organisationId(1)]]).toEqual([[], 4]);
  });

  it('are taken in the order they came, each once, when their time has come and their kind is known', async () => {
    for (const number of [3, 1, 2]) await beingRead(records, number);
    expect((await taking(store, minute(0))).job).toBeNull();
    expect((await taking(store, minute(9), ['add-import'])).job).toBeNull();
    const all = await Promise.all([1, 2, 3, 4].map(() => taking(store, minute(9))));
    expect(all.map(({ job }) => job?.id ?? null).sort()).toEqual([jobId(1), jobId(2), jobId(3), null].sort());
    const one = all.find(({ job }) => job?.id === jobId(1))?.job;
    expect(one).toMatchObject({ state: 'running', attempts: 1, startedAt: minute(9) });
    expect(one?.leaseUntil).toBe(leaseFrom(minute(9)));
  });

  it('are held until the lease ends; then another takes them over, and the first can change nothing more', async () => {
    await beingRead(records, 1);
    const first = await taking(store, minute(1));
    const until = instantAt(millisecondsOf(minute(1)) + 60_000);
    expect(await store.prolongJob(first.hold, { until, progress: 'Reading april.csv' })).toBe(true);
    expect(await records.jobOf(importId(1))).toMatchObject({
      progress: 'Reading april.csv',
      leaseUntil: until,
    });
    expect((await taking(store, until)).job).toBeNull();
    const second = await taking(store, minute(3));
    expect(second.job).toMatchObject({ id: jobId(1), attempts: 2, progress: null });

    expect(await store.prolongJob(first.hold, { until, progress: null })).toBe(false);
    const read = importAt(1, { state: 'waiting', version: 3 });
    expect(await records.saveImport(read, { hold: first.hold })).toBe(false);
    expect(await store.endJob(first.hold, { state: 'done', sentence: null, at: minute(4) })).toBe(false);
    const back = { runAt: minute(4), counts: true, sentence: null };
    expect(await store.handJobBack(first.hold, back)).toBe(false);
    expect((await records.importOf(organisationId(1), importId(1)))?.state).toBe('reading');

    expect(await records.saveImport(read, { hold: second.hold })).toBe(true);
    expect(await records.jobOf(importId(1))).toBeNull();
    expect(await store.prolongJob(second.hold, { until, progress: null })).toBe(false);
  });

  it('an import is committed by who holds its job, and by nobody else', async () => {
    await records.addImport(importAt(1, { state: 'waiting' }));
    const confirmed = importAt(1, { state: 'importing', version: 2 });
    await records.saveImport(confirmed, { order: orderOf(1, 'add-import') });
    const [first, second] = [await taking(store, minute(1)), await taking(store, minute(2))];
    const commit = (hold: typeof first.hold, number: number) =>
      records.commitImport(
        commitOf({
          ...{ import: importAt(1, { state: 'imported', version: 3 }), hold },
          batches: [batch(number, { identity: 'the same' })],
        }),
      );
    expect(await commit(first.hold, 1)).toBe(false);
    expect(await commit(second.hold, 2)).toBe(true);
    expect([...(await store.batchIds())]).toEqual([batchId(2)]);
    expect(await store.liveJobs()).toEqual([]);
    expect((await soundness(store)).wrong).toEqual([]);
  });

  it.each([
    ['cancelled', 'cancelled'],
    ['stopped', 'failed'],
  ] as const)('an import that is %s ends its job as %s, whoever holds it', async (state, expected) => {
    await beingRead(records, 1);
    const { hold } = await taking(store, minute(1));
    const changed = { state, version: 3, sentence: 'You cancelled it.', changedAt: minute(5) };
    expect(await records.saveImport(importAt(1, changed))).toBe(true);
    expect(await store.prolongJob(hold, { until: minute(9), progress: null })).toBe(false);
    const ended = await opened.db
      .selectFrom('jobs')
      .select(['state', 'sentence', 'ended_at', 'taken_by'])
      .execute()
      .then(([row]) => row);
    const asSeen = { state: expected, sentence: 'You cancelled it.', ended_at: minute(5), taken_by: null };
    // Without a role the owner of the tables sees no row of a server.
    if (opened.kind === 'embedded') expect(ended).toEqual(asSeen);
    expect(await store.removePastJobs(minute(4))).toBe(0);
    expect(await store.removePastJobs(minute(5))).toBe(1);
  });

  it('are handed back with or without the attempt, and freed by who is alone', async () => {
    await beingRead(records, 1);
    const first = await taking(store, minute(1));
    const back = { runAt: minute(2), counts: false, sentence: null };
    expect(await store.handJobBack(first.hold, back)).toBe(true);
    const second = await taking(store, minute(2));
    expect(second.job?.attempts).toBe(1);
    const failed = { runAt: minute(5), counts: true, sentence: 'The disk was full.' };
    expect(await store.handJobBack(second.hold, failed)).toBe(true);
    expect(await store.liveJobs()).toMatchObject([{ sentence: 'The disk was full.', state: 'queued' }]);
    expect((await taking(store, minute(4))).job).toBeNull();
    const third = await taking(store, minute(5));
    expect(third.job?.attempts).toBe(2);
    await store.freeJobs();
    expect(await store.prolongJob(third.hold, { until: minute(9), progress: null })).toBe(false);
    expect((await taking(store, minute(5))).job?.attempts).toBe(3);
  });

  it('of others are not seen, only counted before the own', async () => {
    const others = await withOwner(store, owner(2, 'Aldmere Council'));
    await beingRead(records, 1);
    await others.addImport(importAt(2, { owner: organisationId(2) }));
    const reading = importAt(2, { owner: organisationId(2), state: 'reading', version: 2 });
    await others.saveImport(reading, { order: orderOf(2) });
    expect(await others.jobOf(importId(1))).toBeNull();
    expect(await others.jobsWaiting()).toBe(1);
    expect(await store.jobsBefore(organisationId(2), importId(1))).toBeNull();
    const before = () => store.jobsBefore(organisationId(2), importId(2));
    expect(await before()).toBe(1);
    const first = await taking(store, minute(2));
    expect([first.job?.id, await before()]).toEqual([jobId(1), 1]);
    await taking(store, minute(2));
    expect(await before()).toBe(0);
  });

  it('keep nobody who ordered them from being erased', async () => {
    const [person] = await addPeople(store, 1);
    if (!person) throw new Error('A person is added.');
    const actor: Actor = {
      ...({ kind: 'person', person, name: 'Person 1' } as const),
      ...{ organisation: organisationId(1), roles: ['administrator'] },
    };
    const own = store.as({ actor, action: 'imports.receive', request: 'req_1' });
    await beingRead(own, 1);
    expect(await own.jobOf(importId(1))).toMatchObject({
      ...{ orderedBy: person, action: 'imports.receive', request: 'req_1' },
    });
    await store.identity.deleteFrom('people').where('id', '=', person).execute();
    expect(await own.jobOf(importId(1))).toMatchObject({ orderedBy: null });
  });
});

it.skipIf(!server)(
  'a hundred jobs taken by eight at once are taken once each',
  async () => {
    if (!server) return;
    const there = storesOn(server).find(({ kind }) => kind === 'server');
    const opened = await there?.open();
    if (!opened) throw new Error('A server is there.');
    const records = await withOwner(opened.store);
    for (let number = 1; number <= 100; number += 1) await records.addJob(orderOf(number));
    const taken: string[] = [];
    const takeAll = async () => {
      for (;;) {
        const { job } = await taking(opened.store, minute(1_000));
        if (job === null) return;
        taken.push(job.id);
      }
    };
    await Promise.all(Array.from({ length: 8 }, takeAll));
    expect(taken.sort()).toEqual(Array.from({ length: 100 }, (_, index) => jobId(index + 1)));
    await opened.end();
  },
  60_000,
);
