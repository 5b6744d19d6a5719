import { assert } from './decision.ts';

declare const instant: unique symbol;

/** A moment in universal time, written `2026-11-23T09:05:07.123Z`; text sorts as time does. */
export type Instant = string & { readonly [instant]: true };

/** The moment that many milliseconds after 1 January 1970. Throws when it is no such moment, because that is a bug. */
export function instantAt(milliseconds: number): Instant {
  assert(Number.isSafeInteger(milliseconds), `${milliseconds} is a whole number of milliseconds`);
  return new Date(milliseconds).toISOString() as Instant;
}

/** Milliseconds since 1 January 1970. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(at);
}
