import type { ActionName, OrganisationId, PersonId } from '../organisations/index.ts';
import type { Instant } from '../values/index.ts';

declare const job: unique symbol;

/** The identifier of a job. */
export type JobId = string & { readonly [job]: true };

/** Kinds of jobs that this program carries out. */
export const jobKinds = ['read-import', 'add-import', 'match-suppliers'] as const;
export type JobKind = (typeof jobKinds)[number];

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

/** A job that is to be done, as whoever changes the record it works on orders it. */
export interface JobOrder {
  readonly id: JobId;
  readonly kind: JobKind;
  /** The record it works on. */
  readonly subject: string;
  readonly at: Instant;
}

/** The right to carry out a job, until its lease ends or somebody cancels it. */
export interface JobHold {
  readonly id: JobId;
  /** Drawn anew each time the job is taken. */
  readonly takenBy: string;
}

/** A job as the records have it. */
export interface Job {
  readonly id: JobId;
  readonly organisation: OrganisationId;
  readonly kind: JobKind;
  readonly subject: string;
  readonly orderedBy: PersonId | null;
  readonly action: ActionName;
  /** The request in which it was ordered. */
  readonly request: string;
  readonly state: JobState;
  /** How often it was begun. */
  readonly attempts: number;
  readonly runAt: Instant;
  readonly leaseUntil: Instant | null;
  /** How far it is, as a sentence without a full stop; null before it said anything. */
  readonly progress: string | null;
  readonly startedAt: Instant | null;
  /** Why it failed, or waits for another attempt. */
  readonly sentence: string | null;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
}
