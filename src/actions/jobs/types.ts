import type { Job, JobHold, JobKind } from '../../domain/jobs/index.ts';
import type { Decision } from '../../domain/values/index.ts';
import type { Store } from '../../records/types.ts';

/** Work of this process, one after the other, because reading ledgers takes memory. */
export interface Lane {
  readonly hasRoom: () => boolean;
  /** Puts work at the end; refused with a sentence when too much waits. */
  readonly add: (key: string, work: () => Promise<void>) => Decision<null>;
  /** How much stands before some work; 0 while it is done, null when there is none of that key. */
  readonly jobsBefore: (key: string) => number | null;
  /** Resolves when nothing is done and nothing waits. */
  readonly idle: () => Promise<void>;
}

/** A job while this process carries it out. */
export interface RunningJob {
  readonly job: Job;
  /** Every step of the job shows it, so that none counts after another process took the job over. */
  readonly hold: JobHold;
  /** Tells how far the job is, as a sentence without a full stop. */
  readonly say: (sentence: string) => void;
  /** Whether the job is still held: nobody cancelled it, and no other process took it over. */
  readonly goesOn: () => Promise<boolean>;
}

/** How jobs of one kind are carried out. A job that its handler did not end itself is done afterwards. */
export interface JobHandler {
  /** Carries a job out from its beginning, whatever an earlier attempt did; one that throws is tried again later. */
  readonly run: (running: RunningJob) => Promise<void>;
  /** Says on its record that the job was begun too often without an end. */
  readonly giveUp: (running: RunningJob) => Promise<void>;
}

export type JobHandlers = Readonly<Record<JobKind, JobHandler>>;

/** What those who carry out jobs ask of the records. */
export type JobStore = Pick<Store, 'takeJob' | 'prolongJob' | 'endJob' | 'handJobBack'>;
