import { accept, type Decision, type Instant, instantAt, millisecondsOf, refuse } from '../values/index.ts';
import type { JobId } from './types.ts';

/** A job that was begun so often without an end is not begun again. */
export const mostAttempts = 3;
/** Jobs of one organisation that may wait. */
export const mostWaiting = 20;
/** How long a process that carries out a job may be silent before another takes it over. */
export const leaseMilliseconds = 30_000;

/** The identifier of a job, when the text is one. */
export function parseJobId(text: string): JobId | undefined {
  return /^job_[a-z0-9]{20}$/.test(text) ? (text as JobId) : undefined;
}

/** When a job that is carried out now may be taken over, unless whoever carries it out says something before. */
export function leaseFrom(at: Instant, milliseconds = leaseMilliseconds): Instant {
  return instantAt(millisecondsOf(at) + milliseconds);
}

/** When a job that failed is begun again: ten seconds later, then six times as long. */
export function nextTry(attempts: number, at: Instant): Instant {
  const pause = 10_000 * 6 ** Math.max(0, Math.min(attempts, mostAttempts) - 1);
  return instantAt(millisecondsOf(at) + pause);
}

/** Whether a job was begun so often that it is given up. */
export function isGivenUp(attempts: number): boolean {
  return attempts > mostAttempts;
}

/** Room for one more job of an organisation; refused in words when too many wait. */
export function roomForJob(waiting: number): Decision<null> {
  if (waiting < mostWaiting) return accept(null);
  const sentence = `${mostWaiting} jobs of your organisation wait for their turn already. Try again when some of them are done.`;
  return refuse('queue-full', sentence);
}
