import { setTimeout as wait } from 'node:timers/promises';
import type { JobHandlers, JobStore, Lane } from '../actions/jobs/types.ts';
import { isGivenUp, type JobKind, jobKinds, leaseFrom, leaseMilliseconds } from '../domain/jobs/index.ts';
import { assert, type Instant } from '../domain/values/index.ts';
import { Held } from './runningJob.ts';

/** How often a worker looks for jobs and says that it lives, in milliseconds. */
export interface WorkerTimes {
  readonly poll: number;
  readonly heartbeat: number;
  readonly lease: number;
}

export const usualTimes: WorkerTimes = { poll: 1_000, heartbeat: 5_000, lease: leaseMilliseconds };

export interface WorkerParts {
  readonly store: JobStore;
  /** A job is taken when its turn in the lane has come, so that others may take it before. */
  readonly lane: Lane;
  /** Only jobs of these kinds are taken. */
  readonly handlers: Partial<JobHandlers>;
  readonly now: () => Instant;
  /** A name that is never the same twice. */
  readonly newHolder: () => string;
  /** Hears of a job that threw, and of records that do not answer. */
  readonly failed: (error: unknown) => void;
  readonly times?: WorkerTimes;
}

const laneKey = 'jobs';
const givenUp = 'It was begun too often without an end.';

/** Carries out jobs of the records in this process, one at a time. */
export class Worker {
  private readonly times: WorkerTimes;
  private timer: NodeJS.Timeout | null = null;
  private inLane = false;
  private stopping = false;
  private running: { readonly held: Held; readonly done: Promise<void> } | null = null;

  constructor(private readonly parts: WorkerParts) {
    this.times = parts.times ?? usualTimes;
  }

  /** Looks for jobs from now on. */
  readonly start = (): void => {
    this.timer ??= setInterval(this.wake, this.times.poll);
    this.timer.unref();
    this.wake();
  };

  /** Looks for jobs at once, or when what is done now is done. */
  readonly wake = (): void => {
    if (this.inLane || this.stopping) return;
    this.inLane = this.parts.lane.add(laneKey, () => this.turn()).ok;
  };

  /** Resolves when no job runs here and none is due. */
  readonly idle = async (): Promise<void> => {
    this.wake();
    await this.parts.lane.idle();
  };

  /** Takes no more jobs. One that runs ends within some milliseconds, or is handed back as if it had not begun. */
  readonly stop = async (patience: number): Promise<void> => {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
    if (!this.running) return;
    const { held, done } = this.running;
    const ended = done.then(() => true);
    if (await Promise.race([ended, wait(patience, false, { ref: false })])) return;
    await held.handBack();
    await Promise.race([ended, wait(this.times.poll, false, { ref: false })]);
  };

  private async turn(): Promise<void> {
    this.inLane = false;
    if (this.stopping) return;
    const held = await this.take().catch(this.parts.failed);
    if (!held) return;
    const done = this.carryOut(held).catch(this.parts.failed);
    this.running = { held, done };
    await done;
    this.running = null;
    this.wake();
  }

  private async take(): Promise<Held | null> {
    const { store, now, newHolder } = this.parts;
    const [at, takenBy, lease] = [now(), newHolder(), this.times.lease];
    const kinds: readonly JobKind[] = jobKinds.filter((kind) => this.parts.handlers[kind] !== undefined);
    const job = await store.takeJob({ kinds, at, until: leaseFrom(at, lease), takenBy });
    return job && new Held(job, { id: job.id, takenBy }, { store, now, leaseMilliseconds: lease });
  }

  private async carryOut(held: Held): Promise<void> {
    const heart = setInterval(() => void held.beat(), this.times.heartbeat);
    heart.unref();
    try {
      await this.handle(held);
    } catch (error) {
      this.parts.failed(error);
      await held.retry(error);
    } finally {
      clearInterval(heart);
      await held.settled();
    }
  }

  private async handle(held: Held): Promise<void> {
    const handler = this.parts.handlers[held.job.kind];
    assert(handler !== undefined, 'only jobs that somebody can carry out are taken');
    if (isGivenUp(held.job.attempts)) {
      await handler.giveUp(held);
      await held.end('failed', givenUp);
    } else {
      await handler.run(held);
      await held.end('done', null);
    }
  }
}
