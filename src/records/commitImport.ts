import type { Kysely } from 'kysely';
import { insertBatch, supersedeBatch } from './batches.ts';
import { saveChanged } from './imports.ts';
import { holdOwner } from './owners.ts';
import { saveProfile } from './profiles.ts';
import type { Tables } from './tables.ts';
import type { ImportCommit, Records } from './types.ts';

/** Makes finished imports visible: the import, its batches, what they replace and the answers, or nothing of it. */
export function commitsIn(db: Kysely<Tables>): Pick<Records, 'commitImport'> {
  return {
    commitImport: ({ import: one, batches, supersedes, profiles, at }: ImportCommit) =>
      db.transaction().execute(async (all) => {
        const { owner } = one;
        await holdOwner(all, owner);
        if (!(await saveChanged(all, one))) return false;
        for (const { old, by } of supersedes) {
          if (await supersedeBatch(all, { owner, old, by, at })) continue;
          throw new Error(`Batch ${old} was replaced by another import since. Read the files again.`);
        }
        for (const batch of batches) await insertBatch(all, batch);
        for (const [signature, profile] of Object.entries(profiles)) {
          await saveProfile(all, { owner, signature, profile, at });
        }
        return true;
      }),
  };
}
