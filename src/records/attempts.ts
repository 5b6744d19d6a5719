import { type Kysely, sql, type Transaction } from 'kysely';
import type { Instant } from '../domain/values/index.ts';
import { changing } from './scope.ts';
import type { Tables } from './tables.ts';
import type { AttemptCount, Attempts } from './types.ts';

const scope = { role: 'sevenbox_identity' } as const;

/** So many rows that are over go with each attempt: more than come with it, so that none pile up. */
const removedAtOnce = 20;

/** A number that no count goes over, however long somebody tries. */
const most = 1_000_000;

async function removeOver(tx: Transaction<Tables>, now: Instant): Promise<void> {
  await sql`delete from rate_limits where key in (
    select key from rate_limits where ends_at <= ${now} order by key limit ${sql.lit(removedAtOnce)}
    for update skip locked)`.execute(tx);
}

/** Always in the same order, so that no two wait for each other. */
function inOrder<Row extends { readonly key: string }>(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((one, other) => (one.key < other.key ? -1 : 1));
}

async function countOne(
  tx: Transaction<Tables>,
  { key, endsAt }: Omit<AttemptCount, 'count'>,
  now: Instant,
): Promise<AttemptCount> {
  const { rows } = await sql<AttemptCount>`insert into rate_limits as kept (key, count, ends_at)
    values (${key}, 1, ${endsAt})
    on conflict (key) do update set
      count = case when kept.ends_at <= ${now} then 1 else least(kept.count + 1, ${sql.lit(most)}) end,
      ends_at = case when kept.ends_at <= ${now} then excluded.ends_at else kept.ends_at end
    returning key, count, ends_at as "endsAt"`.execute(tx);
  return rows[0] ?? { key, count: 1, endsAt };
}

/** The counts of attempts in a store. */
export function attemptsIn(db: Kysely<Tables>): Attempts {
  return {
    count: (attempts, now) =>
      changing(db, scope, async (tx) => {
        const counted: AttemptCount[] = [];
        for (const one of inOrder(attempts)) counted.push(await countOne(tx, one, now));
        await removeOver(tx, now);
        return counted;
      }),
    takeBack: (keys) =>
      changing(db, scope, async (tx) => {
        for (const { key } of inOrder(keys.map((one) => ({ key: one })))) {
          await sql`update rate_limits set count = count - 1 where key = ${key} and count > 0`.execute(tx);
        }
      }),
  };
}
