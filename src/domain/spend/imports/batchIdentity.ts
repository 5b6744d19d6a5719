import type { Profile } from '../mapping/index.ts';

function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, held]) => [key, canonical(held)]),
  );
}

/**
 * The text whose SHA-256 is the identity of a batch: the bytes of its table and how they are read, in one order of
 * keys whatever order they came in. The name is not part of it, so that a file does not count twice under two names.
 */
export function batchIdentity(sha256: string, profile: Profile): string {
  return JSON.stringify(canonical({ version: 1, sha256, profile }));
}
