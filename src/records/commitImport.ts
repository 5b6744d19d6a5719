import type { Transaction } from 'kysely';
import type { Acting } from '../domain/organisations/index.ts';
import { insertBatch, supersedeBatch } from './batches.ts';
import type { Bound } from './bound.ts';
import { saveChanged } from './imports.ts';
import { holdOwner } from './owners.ts';
import { nextAnswers, saveProfile } from './profiles.ts';
import type { Touched } from './subjects.ts';
import type { Tables } from './tables.ts';
import type { ImportCommit, Records } from './types.ts';

async function touchedBy(tx: Transaction<Tables>, commit: ImportCommit): Promise<Touched> {
  const { import: one, batches, supersedes, profiles } = commit;
  await holdOwner(tx, one.owner);
  return {
    import: [one.id],
    batch: [...batches.map(({ id }) => id), ...supersedes.map(({ old }) => old)],
    'saved-answers': await nextAnswers(tx, one.owner, Object.keys(profiles)),
  };
}

async function write(tx: Transaction<Tables>, acting: Acting, commit: ImportCommit): Promise<boolean> {
  const { import: one, batches, supersedes, profiles, at, hold } = commit;
  const { owner } = one;
  if (!(await saveChanged(tx, one, { acting, job: hold && { hold } }))) return false;
  for (const { old, by } of supersedes) {
    if (await supersedeBatch(tx, { owner, old, by, at })) continue;
    throw new Error(`Batch ${old} was replaced by another import since. Read the files again.`);
  }
  for (const batch of batches) await insertBatch(tx, batch);
  for (const [signature, profile] of Object.entries(profiles)) {
    await saveProfile(tx, { owner, signature, profile, at });
  }
  return true;
}

/** Makes finished imports visible: the import, its batches, what they replace and the answers, or nothing of it. */
export function commitsOf({ change }: Bound, acting: Acting): Pick<Records, 'commitImport'> {
  return {
    commitImport: (commit) =>
      change(
        (tx) => touchedBy(tx, commit),
        (tx) => write(tx, acting, commit),
      ),
  };
}
