import { type Instant, millisecondsOf } from '../../domain/values/index.ts';
import type { Blobs } from '../../external/blobs/types.ts';
import type { Store } from '../../records/types.ts';

/** What bytes that nobody needs are removed with. */
export interface SweepParts {
  readonly store: Pick<Store, 'namedBytes' | 'ifUnnamed'>;
  readonly blobs: Pick<Blobs, 'list' | 'putAt' | 'remove'>;
  readonly now: () => Instant;
}

/** Bytes are put before the record that names them is written, so young ones are left alone. */
const youngMilliseconds = 60 * 60_000;

function isOld(putAt: Instant | null, now: Instant): boolean {
  return putAt !== null && millisecondsOf(putAt) <= millisecondsOf(now) - youngMilliseconds;
}

/** Removes some bytes when no file of any organisation needs them and they are older than an hour. */
export async function removeUnneeded({ store, blobs, now }: SweepParts, sha256: string): Promise<boolean> {
  if (!isOld(await blobs.putAt(sha256), now())) return false;
  let removed = false;
  await store.ifUnnamed(sha256, async () => {
    // They may have been put again since.
    if (!isOld(await blobs.putAt(sha256), now())) return;
    await blobs.remove(sha256);
    removed = true;
  });
  return removed;
}

/** The hashes of bytes older than an hour that no file of any organisation needs. */
export async function unneededBytes({ store, blobs, now }: SweepParts): Promise<readonly string[]> {
  // Listed before the records are read: a file has its bytes before it has its record.
  const listed = await blobs.list();
  const named = new Set((await store.namedBytes()).map(({ sha256 }) => sha256));
  const at = now();
  return listed.flatMap(({ sha256, putAt }) => (isOld(putAt, at) && !named.has(sha256) ? [sha256] : []));
}

/** Removes all bytes that nobody needs; how many files that were. */
export async function sweepBytes(parts: SweepParts): Promise<number> {
  let removed = 0;
  for (const sha256 of await unneededBytes(parts)) {
    if (await removeUnneeded(parts, sha256)) removed += 1;
  }
  return removed;
}
