import { type Kysely, sql } from 'kysely';
import type { PersonId } from '../domain/organisations/index.ts';
import { assert, type Instant } from '../domain/values/index.ts';
import { appendEntry } from './audit.ts';
import type { Bound } from './bound.ts';
import { changing } from './scope.ts';
import type { Tables } from './tables.ts';
import type { AcrossOrganisations, Records } from './types.ts';

/** Invitations that ended, or ran out, by a moment; removed with their salt, so that their hashes lead nowhere. */
export function retentionOf({ change }: Bound): Pick<Records, 'removePastInvitations'> {
  return {
    removePastInvitations: (by) =>
      change(
        async (tx) => {
          const rows = await tx
            .selectFrom('invitations')
            .select('id')
            .where(sql<boolean>`coalesce(ended_at, expires_at) <= ${by}`)
            .execute();
          return { invitation: rows.map(({ id }) => id) };
        },
        async (tx) => {
          const { numDeletedRows } = await tx
            .deleteFrom('invitations')
            .where(sql<boolean>`coalesce(ended_at, expires_at) <= ${by}`)
            .executeTakeFirstOrThrow();
          return Number(numDeletedRows);
        },
      ),
  };
}

const across = { role: 'sevenbox_across' } as const;

async function countOf(
  db: Kysely<Tables>,
  table: 'sessions' | 'verifications',
  by: Instant,
): Promise<number> {
  return changing(db, across, async (tx) => {
    const { numAffectedRows = 0n } =
      await sql`delete from ${sql.table(table)} where expires_at <= ${by}`.execute(tx);
    return Number(numAffectedRows);
  });
}

async function erase(
  db: Kysely<Tables>,
  person: PersonId,
  { at, request }: { readonly at: Instant; readonly request: string },
): Promise<boolean> {
  return changing(db, across, async (tx) => {
    const belongs = await tx
      .selectFrom('memberships')
      .select('person')
      .where('person', '=', person)
      .execute();
    assert(belongs.length === 0, 'somebody who is erased has left every organisation before');
    const { numDeletedRows } = await tx
      .deleteFrom('people')
      .where('id', '=', person)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await appendEntry(tx, {
      ...{ chain: 'system', at, actor: 'system', person, organisation: null, subjects: [] },
      ...{ action: 'people.erase', request, outcome: 'done', reason: null },
    });
    return true;
  });
}

/** What is removed across organisations when its time is over, or when somebody asks to be erased. */
export function retentionIn(
  db: Kysely<Tables>,
): Pick<
  AcrossOrganisations,
  'removePastSessions' | 'removePastVerifications' | 'erasePerson' | 'personWith'
> {
  return {
    removePastSessions: (by) => countOf(db, 'sessions', by),
    removePastVerifications: (by) => countOf(db, 'verifications', by),
    erasePerson: (person, about) => erase(db, person, about),
    personWith: (email) =>
      changing(db, across, async (tx) => {
        const found = tx.selectFrom('people').select('id').where('email', '=', email.toLowerCase());
        return (await found.executeTakeFirst())?.id ?? null;
      }),
  };
}
