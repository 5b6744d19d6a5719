import { accept, type Decision, refuse } from '../../domain/values/index.ts';

/** How many ledgers are read or held at once. */
export const mostReadings = 3;
/** How long a reading is held, counted from its upload, in milliseconds. */
export const heldMilliseconds = 3_600_000;

/** A reading as far as making room for another goes. */
export interface Held {
  readonly id: string;
  /** Whether it is being received, read, or handed over. */
  readonly busy: boolean;
}

/**
 * Which readings make room for one more, given those that are held from the oldest to the newest. Refuses when too
 * many of them are still being worked on.
 */
export function roomFor(held: readonly Held[]): Decision<readonly string[]> {
  const surplus = held.length + 1 - mostReadings;
  if (surplus <= 0) return accept([]);
  const idle = held.filter((one) => !one.busy);
  if (idle.length < surplus) {
    const sentence = `${mostReadings} uploads are being read already. Try again when one of them is done.`;
    return refuse('too-many-readings', sentence);
  }
  return accept(idle.slice(0, surplus).map((one) => one.id));
}
