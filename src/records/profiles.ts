import { sql, type Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { Profile } from '../domain/spend/mapping/index.ts';
import type { Instant } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import { holdOwner } from './owners.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

type Profiles = Pick<Records, 'profiles' | 'removeProfile'>;

/** A profile to keep for a header, or its removal. */
export interface SavedProfile {
  readonly owner: OrganisationId;
  readonly signature: string;
  readonly profile: Profile | null;
  readonly at: Instant;
}

/** Adds to the history of a header; nothing when that is what counts already. The owner must be held. */
export async function saveProfile(
  db: Transaction<Tables>,
  { owner, signature, profile, at }: SavedProfile,
): Promise<void> {
  const latest = await db
    .selectFrom('profiles')
    .select(['ordinal', 'profile'])
    .where('owner', '=', owner)
    .where('signature', '=', signature)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  const text = profile === null ? null : JSON.stringify(profile);
  if (text === (latest?.profile ? JSON.stringify(latest.profile) : null)) return;
  await db
    .insertInto('profiles')
    .values({ owner, signature, ordinal: (latest?.ordinal ?? 0) + 1, profile: text, saved_at: at })
    .execute();
}

/** What the next row of each header would be called in the audit chain. The owner must be held. */
export async function nextAnswers(
  tx: Transaction<Tables>,
  owner: OrganisationId,
  signatures: readonly string[],
): Promise<readonly string[]> {
  if (signatures.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select md5(wanted) || '-' || (select coalesce(max(ordinal), 0) + 1 from profiles
      where owner = ${owner} and signature = wanted) as id
    from unnest(array[${sql.join(signatures)}]::text[]) as wanted`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Saved answers in the records: the history is kept, and the latest of each header counts. */
export function profilesOf({ read, change }: Bound): Profiles {
  return {
    profiles: (owner) =>
      read(async (tx) => {
        const rows = await tx
          .selectFrom('profiles')
          .select(['signature', 'profile'])
          .distinctOn('signature')
          .where('owner', '=', owner)
          .orderBy('signature')
          .orderBy('ordinal', 'desc')
          .execute();
        const kept = rows.flatMap(({ signature, profile }): [string, Profile][] =>
          profile === null ? [] : [[signature, profile]],
        );
        return { schemaVersion: 1, profiles: Object.fromEntries(kept) };
      }),
    removeProfile: (owner, signature, at) =>
      change(
        async (tx) => {
          await holdOwner(tx, owner);
          return { 'saved-answers': await nextAnswers(tx, owner, [signature]) };
        },
        (tx) => saveProfile(tx, { owner, signature, profile: null, at }),
      ),
  };
}
