import type { Transaction } from 'kysely';
import type { StoreId } from '../domain/spend/imports/types.ts';
import { assert } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';
import type { StoreMode } from './types.ts';

/** Which store the records are; null until they are named. */
export async function storeIdIn(tx: Transaction<Tables>): Promise<StoreId | null> {
  return (await tx.selectFrom('store').select('id').executeTakeFirst())?.id ?? null;
}

/** Names records that have no name yet; answers the name they have then. */
export async function nameStore(tx: Transaction<Tables>, id: StoreId): Promise<StoreId> {
  await tx
    .insertInto('store')
    .values({ id })
    .onConflict((there) => there.doNothing())
    .execute();
  const kept = await storeIdIn(tx);
  assert(kept !== null, 'a store that was named has a name');
  return kept;
}

/** Whether the records are those of a demonstration; null until they are named. */
export async function modeIn(tx: Transaction<Tables>): Promise<StoreMode | null> {
  return (await tx.selectFrom('store').select('mode').executeTakeFirst())?.mode ?? null;
}

/** Says what a store is. Throws where somebody belongs to it already, because that is a bug. */
export async function setMode(tx: Transaction<Tables>, mode: StoreMode): Promise<void> {
  const somebody = await tx.selectFrom('people').select('id').limit(1).execute();
  assert(somebody.length === 0, 'what a store is does not change once people belong to it');
  await tx.updateTable('store').set({ mode }).execute();
}
