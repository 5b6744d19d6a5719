import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startPostgres } from '../../test/support/postgres.ts';
import { minute, removeTemplate, withOwner } from '../../test/support/records.ts';
import { openEmbeddedStore, openServerStore } from '../../test/support/stores.ts';
import type { JobStore, RunningJob } from '../actions/jobs/types.ts';
import { type Job, type JobId, type JobOrder, leaseFrom, leaseMilliseconds } from '../domain/jobs/index.ts';
import { type Instant, instantAt, millisecondsOf } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import type { Store } from '../records/types.ts';
import { serialQueue } from './serialQueue.ts';
import { Worker } from './worker.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const server = await startPostgres();
let opened: ReturnType<typeof openEmbeddedStore> | null = null;
afterAll(async () => {
  await (await opened)?.end();
  await server?.stop();
  removeTemplate();
});

const jobId = (number: number) => `job_${String(number).padStart(20, '0')}` as JobId;

function orderOf(number: number, at = minute(1)): JobOrder {
  return { id: jobId(number), kind: 'read-import', subject: `imp_${number}`, at };
}

/** A clock that only moves when it is told to. */
function stillClock() {
  let at: Instant = minute(1);
  const move = (milliseconds: number) => {
    at = instantAt(millisecondsOf(at) + milliseconds);
  };
  return { now: () => at, move };
}

type Work = (running: RunningJob) => Promise<void>;

function workerOver(store: JobStore, now: () => Instant, { run, giveUp }: { run: Work; giveUp?: Work }) {
  const failures: unknown[] = [];
  const failed = (error: unknown) => void failures.push(error);
  const handler = { run, giveUp: giveUp ?? (async () => undefined) };
  const handlers = { 'read-import': handler, 'add-import': handler };
  const lane = serialQueue(failed);
  const worker = new Worker({
    ...{ store, lane, handlers, now, failed, newHolder: () => newId('run') },
    times: { poll: 20, heartbeat: 20, lease: leaseMilliseconds },
  });
  return { worker, failures, lane };
}

/** Something that is waited for until a test lets it go. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

async function onStore(use: (store: Store, order: (job: JobOrder) => Promise<void>) => Promise<void>) {
  opened ??= openEmbeddedStore();
  const { store, empty } = await opened;
  await empty();
  await use(store, (await withOwner(store)).addJob);
}

describe('a worker', () => {
  it('carries out one job after the other as they were ordered, and again when it is woken', () =>
    onStore(async (store, order) => {
      const seen: (readonly [string, number])[] = [];
      const { worker, failures } = workerOver(store, () => minute(2), {
        run: async ({ job }) => void seen.push([job.id, (await store.liveJobs()).length]),
      });
      for (const number of [1, 2]) await order(orderOf(number));
      await worker.idle();
      await order(orderOf(3));
      worker.wake();
      await worker.idle();
      expect(seen).toEqual([
        [jobId(1), 2],
        [jobId(2), 1],
        [jobId(3), 1],
      ]);
      expect([failures, await store.liveJobs()]).toEqual([[], []]);
    }));

  it('finds a job of another process within a second, without being woken', () =>
    onStore(async (store, order) => {
      const done = gate();
      const { worker } = workerOver(store, () => minute(2), { run: async () => done.open() });
      worker.start();
      await worker.idle();
      await order(orderOf(1));
      await done.passed;
      await worker.stop(1_000);
      expect(await store.liveJobs()).toEqual([]);
    }));

  it('waits for its turn among readings, and leaves the job to others until then', () =>
    onStore(async (store, order) => {
      const reading = gate();
      const { worker, lane } = workerOver(store, () => minute(2), { run: async () => undefined });
      lane.add('reading', () => reading.passed);
      await order(orderOf(1));
      worker.wake();
      worker.wake();
      expect(await store.liveJobs()).toMatchObject([{ state: 'queued' }]);
      reading.open();
      await worker.idle();
      expect(await store.liveJobs()).toEqual([]);
    }));

  it('tries a job that throws three times, then says so on its record', () =>
    onStore(async (store, order) => {
      const { now, move } = stillClock();
      const seen: string[] = [];
      const { worker, failures } = workerOver(store, now, {
        run: async ({ job }) => {
          seen.push(`attempt ${job.attempts}`);
          throw new Error(`fault ${job.attempts}`);
        },
        giveUp: async () => void seen.push('given up'),
      });
      await order(orderOf(1));
      await worker.idle();
      expect(await store.liveJobs()).toMatchObject([{ state: 'queued', sentence: 'fault 1', attempts: 1 }]);
      move(9_999);
      await worker.idle();
      expect(seen).toEqual(['attempt 1']);
      move(1);
      await worker.idle();
      move(60_000);
      await worker.idle();
      expect(seen).toEqual(['attempt 1', 'attempt 2', 'attempt 3', 'given up']);
      expect(failures).toHaveLength(3);
      expect(await store.liveJobs()).toEqual([]);
    }));

  it('holds a job by its heartbeat, tells others how far it is, and hears of it when the job ends elsewhere', () =>
    onStore(async (store, order) => {
      const { now, move } = stillClock();
      const [told, ended] = [gate(), gate()];
      const heard: boolean[] = [];
      const { worker } = workerOver(store, now, {
        run: async (running) => {
          running.say('Reading april.csv');
          heard.push(await running.goesOn());
          told.open();
          await ended.passed;
          heard.push(await running.goesOn());
        },
      });
      await order(orderOf(1));
      const idle = worker.idle();
      await told.passed;
      expect(await store.liveJobs()).toMatchObject([{ progress: 'Reading april.csv', state: 'running' }]);
      move(leaseMilliseconds - 1);
      await vi.waitUntil(async () => (await store.liveJobs())[0]?.leaseUntil === leaseFrom(now()));
      // Every process but this one would have to be gone for that; it ends the hold as a cancel does.
      await store.freeJobs();
      ended.open();
      await vi.waitUntil(() => heard.length >= 2);
      expect(heard.slice(0, 2)).toEqual([true, false]);
      await idle;
    }));

  it('that stops hands its job back as if it had not begun, and takes no other', () =>
    onStore(async (store, order) => {
      const [begun, never] = [gate(), gate()];
      const heard: boolean[] = [];
      const { worker } = workerOver(store, () => minute(2), {
        run: async (running) => {
          begun.open();
          await never.passed;
          heard.push(await running.goesOn());
        },
      });
      for (const number of [1, 2]) await order(orderOf(number));
      worker.wake();
      await begun.passed;
      await worker.stop(10);
      const live = await store.liveJobs();
      expect(live.map(({ id, attempts }) => [id, attempts])).toEqual(
        [1, 2].map((number) => [jobId(number), 0]),
      );
      expect(live.map(({ state }) => state)).toEqual(['queued', 'queued']);
      never.open();
      await vi.waitUntil(() => heard.length === 1);
      expect(heard).toEqual([false]);
      worker.wake();
      await worker.idle();
      expect(await store.liveJobs()).toHaveLength(2);
    }));

  it('goes on while the records do not answer, but no longer than its lease', () =>
    onStore(async (store, order) => {
      const { now, move } = stillClock();
      const heard: boolean[] = [];
      const broken: JobStore = {
        ...store,
        prolongJob: () => Promise.reject(new Error('the server is away')),
      };
      const { worker } = workerOver(broken, now, {
        run: async (running) => {
          heard.push(await running.goesOn());
          move(leaseMilliseconds);
          heard.push(await running.goesOn());
          move(1);
          heard.push(await running.goesOn());
        },
      });
      await order(orderOf(1));
      await worker.idle();
      expect(heard).toEqual([true, true, false]);
    }));
});

/** Two hundred jobs, each of which counts once: its effect is written where its version says nobody did it. */
function ledgerOfEffects(store: JobStore) {
  const effects = new Map<string, number>();
  const stale: string[] = [];
  const write = async ({ job, hold }: RunningJob) => {
    // The end of the job is the transaction that its effect is part of: it fails for who does not hold it any more.
    const counted = await store.endJob(hold, { state: 'done', sentence: null, at: job.runAt });
    if (counted) effects.set(job.id, (effects.get(job.id) ?? 0) + 1);
    else stale.push(job.id);
  };
  return { effects, stale, write };
}

it.skipIf(!server)(
  'four workers with killed leases do each of two hundred jobs once, and lose none',
  async () => {
    const { store, empty, end } = await openServerStore(server);
    const property = fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }),
      async (draws) => {
        await empty();
        const records = await withOwner(store);
        for (let number = 1; number <= 200; number += 1) await records.addJob(orderOf(number));
        const { now, move } = stillClock();
        const { effects, stale, write } = ledgerOfEffects(store);
        const givenUp: string[] = [];
        let turn = 0;
        const drawn = () => draws[turn++ % draws.length] ?? 0;
        const run: Work = async (running) => {
          const fate = drawn();
          // The process stops answering, and comes back after its lease: what it then writes must not count.
          if (fate < 3) move(leaseMilliseconds + 1);
          if (fate === 1) await new Promise((resolve) => setTimeout(resolve, 5));
          // It is killed: nobody hears of it again.
          if (fate === 0) throw new Killed();
          await write(running);
        };
        const giveUp: Work = async ({ job }) => void givenUp.push(job.id);
        const work = async () => {
          for (;;) {
            const job = await step(store, now, { run, giveUp });
            if (job === null && (await store.liveJobs()).length === 0) return;
            if (job === null) move(leaseMilliseconds + 1);
          }
        };
        await Promise.all([work(), work(), work(), work()]);
        const done = [...effects.keys(), ...givenUp].sort();
        expect(done).toEqual(Array.from({ length: 200 }, (_, index) => jobId(index + 1)));
        expect([...effects.values()].every((times) => times === 1)).toBe(true);
        expect(stale.every((id) => effects.has(id) || givenUp.includes(id))).toBe(true);
      },
    );
    await fc.assert(property, { numRuns: 4 });
    await end();
  },
);

class Killed extends Error {}

/** One job as a worker carries it out, but a kill leaves everything as it is. */
async function step(
  store: JobStore,
  now: () => Instant,
  { run, giveUp }: { readonly run: Work; readonly giveUp: Work },
): Promise<Job | null> {
  const at = now();
  const takenBy = newId('run');
  const job = await store.takeJob({ kinds: ['read-import'], at, until: leaseFrom(at), takenBy });
  if (job === null) return null;
  const hold = { id: job.id, takenBy };
  const running: RunningJob = { job, hold, say: () => undefined, goesOn: async () => true };
  try {
    if (job.attempts > 3) {
      const ended = await store.endJob(hold, { state: 'failed', sentence: 'Given up.', at });
      if (ended) await giveUp(running);
    } else await run(running);
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  }
  return job;
}
