import type { Job, JobHold, JobKind, JobOrder } from '../domain/jobs/index.ts';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { Instant } from '../domain/values/index.ts';

/** What a change of an import does about its job, in the same transaction. */
export type ImportJob =
  /** From now on it waits for this job. */
  | { readonly order: JobOrder }
  /** It is a step of this job, and only counts while the job is held. */
  | { readonly hold: JobHold };

/** What a process takes a job with. */
export interface TakeOrder {
  /** The kinds it can carry out. */
  readonly kinds: readonly JobKind[];
  readonly at: Instant;
  /** The job may be taken over from then on. */
  readonly until: Instant;
  /** Never the same twice. */
  readonly takenBy: string;
}

/** Jobs of one organisation. */
export interface JobRecords {
  /** Adds a job for a record that is not changed. Throws where the record has one that lives. */
  readonly addJob: (order: JobOrder) => Promise<void>;
  /** How many jobs of the organisation wait for their turn. */
  readonly jobsWaiting: () => Promise<number>;
  /** The job of a record that waits or runs. */
  readonly jobOf: (subject: string) => Promise<Job | null>;
}

/** Jobs of all organisations, for those who carry them out. */
export interface JobsAcross {
  /** Takes the next job that is due, or whose lease ran out; null when there is none. No two take the same. */
  readonly takeJob: (order: TakeOrder) => Promise<Job | null>;
  /** Prolongs the lease of a job and writes down how far it is; false when the job is not held any more. */
  readonly prolongJob: (
    hold: JobHold,
    about: { readonly until: Instant; readonly progress: string | null },
  ) => Promise<boolean>;
  /** Ends a job that is held; false when it is not held any more. */
  readonly endJob: (
    hold: JobHold,
    about: { readonly state: 'done' | 'failed'; readonly sentence: string | null; readonly at: Instant },
  ) => Promise<boolean>;
  /** Lets a job that is held wait again; `counts` where the attempt counts. False when it is not held any more. */
  readonly handJobBack: (
    hold: JobHold,
    about: { readonly runAt: Instant; readonly counts: boolean; readonly sentence: string | null },
  ) => Promise<boolean>;
  /** Jobs that wait or run, in the order they are taken in. */
  readonly liveJobs: () => Promise<readonly Job[]>;
  /** How many jobs of all organisations are done before that of a record; 0 while it runs, null when it has none. */
  readonly jobsBefore: (organisation: OrganisationId, subject: string) => Promise<number | null>;
  /** Lets every job that seems to run wait again. Only for the one process that uses the store. */
  readonly freeJobs: () => Promise<void>;
  /** Removes jobs that ended by a moment; how many. */
  readonly removePastJobs: (by: Instant) => Promise<number>;
}
