import type { Kysely } from 'kysely';
import { assert } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

/** Which store the records are. */
export function storeIdIn(db: Kysely<Tables>): Pick<Records, 'storeId' | 'nameStore'> {
  const storeId = async () => (await db.selectFrom('store').select('id').executeTakeFirst())?.id ?? null;
  return {
    storeId,
    nameStore: async (id) => {
      await db
        .insertInto('store')
        .values({ id })
        .onConflict((there) => there.doNothing())
        .execute();
      const kept = await storeId();
      assert(kept !== null, 'a store that was named has a name');
      return kept;
    },
  };
}
