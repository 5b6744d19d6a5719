import { countOf, formatCount } from '../../domain/values/index.ts';
import { sweepBytes, unneededBytes } from '../evidence/sweepBytes.ts';
import { check } from './checkParts.ts';
import type { OpenStore } from './parts.ts';
import type { StoreCheck } from './report.ts';

function sweepParts({ records, blobs, now }: OpenStore) {
  return { store: records, blobs, now };
}

/** Looks whether every file that is kept has its bytes, reading each of them, and whether bytes are left that nobody needs. */
export async function evidenceChecks(store: OpenStore): Promise<readonly StoreCheck[]> {
  const named = await store.records.namedBytes();
  const troubles: string[] = [];
  for (const { sha256 } of named) {
    const condition = await store.blobs.check(sha256);
    if (condition === 'missing') troubles.push(`The bytes of ${sha256} are not there.`);
    if (condition === 'damaged') troubles.push(`The bytes of ${sha256} were changed.`);
  }
  const unneeded = await unneededBytes(sweepParts(store));
  return [evidenceCheck(named.length, troubles), ...leftCheck(unneeded.length)];
}

function evidenceCheck(count: number, troubles: readonly string[]): StoreCheck {
  const all = countOf(count, 'evidence file', 'evidence files');
  if (troubles.length > 0) {
    const sentence = `${formatCount(troubles.length)} of ${all} ${troubles.length === 1 ? 'is' : 'are'} lost or damaged. Put them back from a backup, below \`blobs\`.`;
    return check('evidence', 'broken', sentence, troubles);
  }
  if (count === 0) return check('evidence', 'sound', 'No evidence is kept.');
  return check('evidence', 'sound', `${all}, each with its bytes as they were added.`);
}

function leftCheck(count: number): readonly StoreCheck[] {
  if (count === 0) return [];
  const sentence = `${countOf(count, 'file of removed evidence is', 'files of removed evidence are')} still on the disk. Sevenbox removes such files every hour while it runs; to remove them now: sevenbox doctor --mend`;
  return [check('evidence-left', 'look-at-this', sentence)];
}

/** Removes bytes that no file needs; how many. */
export function sweepEvidence(store: OpenStore): Promise<number> {
  return sweepBytes(sweepParts(store));
}

/** Looks at the key that second factors are sealed with. */
export async function keyCheck({ key }: Pick<OpenStore, 'key'>): Promise<StoreCheck> {
  switch (await key.condition()) {
    case 'setting':
      return check('key', 'sound', 'The key for second factors is the setting SEVENBOX_SECRET.');
    case 'sound':
      return check('key', 'sound', 'The key file for second factors can be read by this user only.');
    case 'none':
      return check('key', 'sound', 'There is no key yet: it is made at the first start of `sevenbox serve`.');
    case 'open-to-others':
      return check(
        'key',
        'look-at-this',
        'Other users of this computer can read the key file `secret.key`. To stop that: chmod 600 secret.key',
      );
    case 'unreadable':
      return check(
        'key',
        'broken',
        'The key file `secret.key` does not read, so nobody with a second factor can sign in. Put back the second line of the file that `sevenbox backup --keys` wrote.',
      );
  }
}
