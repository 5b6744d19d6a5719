import type { JobStore, RunningJob } from '../actions/jobs/types.ts';
import { type Job, type JobHold, leaseFrom, mostAttempts, nextTry } from '../domain/jobs/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** What a running job is held with. */
export interface Holding {
  readonly store: JobStore;
  readonly now: () => Instant;
  readonly leaseMilliseconds: number;
}

/** A job that this process holds. What it says is written down at once, and its lease prolonged with that. */
export class Held implements RunningJob {
  private sentence: string | null = null;
  private isLost = false;
  private until: Instant;
  private last: Promise<void> = Promise.resolve();
  private next: Promise<void> | null = null;

  constructor(
    readonly job: Job,
    readonly hold: JobHold,
    private readonly parts: Holding,
  ) {
    this.until = job.leaseUntil ?? parts.now();
  }

  readonly say: RunningJob['say'] = (sentence) => {
    this.sentence = sentence;
    void this.beat();
  };

  readonly goesOn: RunningJob['goesOn'] = async () => {
    if (!this.isLost) await this.beat();
    return !this.isLost;
  };

  /** Writes down that the job goes on and how far it is; one such write after another, and no more than needed. */
  beat(): Promise<void> {
    this.next ??= this.last.then(() => {
      this.next = null;
      return this.write();
    });
    this.last = this.next;
    return this.next;
  }

  private async write(): Promise<void> {
    if (this.isLost) return;
    const { store, now, leaseMilliseconds } = this.parts;
    const until = leaseFrom(now(), leaseMilliseconds);
    try {
      if (await store.prolongJob(this.hold, { until, progress: this.sentence })) this.until = until;
      else this.isLost = true;
    } catch {
      // While the records do not answer the job goes on, until another process may have it.
      if (now() > this.until) this.isLost = true;
    }
  }

  /** Ends the job where its handler did not. */
  async end(state: 'done' | 'failed', sentence: string | null): Promise<void> {
    await this.parts.store.endJob(this.hold, { state, sentence, at: this.parts.now() });
  }

  /** Lets the job be tried again later. */
  async retry(error: unknown): Promise<void> {
    const sentence = error instanceof Error ? error.message : String(error);
    const { attempts } = this.job;
    const at = this.parts.now();
    // After the last attempt it is taken once more, to say so on its record.
    const runAt = attempts === mostAttempts ? at : nextTry(attempts, at);
    await this.parts.store.handJobBack(this.hold, { runAt, counts: true, sentence: sentence.slice(0, 500) });
  }

  /** Lets another process, or the next start of this one, carry the job out from its beginning at once. */
  async handBack(): Promise<void> {
    this.isLost = true;
    await this.last;
    const { runAt } = this.job;
    await this.parts.store.handJobBack(this.hold, { runAt, counts: false, sentence: null });
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.last;
  }
}
