import type { Kysely, Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

type Owners = Pick<Records, 'firstOwner' | 'saveOwner'>;

/** Makes changes to what one organisation has wait for each other, until the transaction ends. Throws when it is not there. */
export async function holdOwner(db: Transaction<Tables>, owner: OrganisationId): Promise<void> {
  const held = await db.selectFrom('owners').select('id').where('id', '=', owner).forUpdate().execute();
  assert(held.length === 1, `the organisation ${owner} is in the records`);
}

/** Organisations in the records. */
export function ownersIn(db: Kysely<Tables>): Owners {
  return {
    firstOwner: async () => {
      const row = await db
        .selectFrom('owners')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!row) return null;
      const { id, name, org_id: orgId, home_code: code, home_name, definition } = row;
      return { id, name, orgId, home: { code, name: home_name }, definition };
    },
    saveOwner: async ({ id, name, orgId, home, definition }, at) => {
      const said = { name, org_id: orgId, home_code: home.code, home_name: home.name, definition };
      await db
        .insertInto('owners')
        .values({ id, ...said, created_at: at, changed_at: at })
        .onConflict((there) => there.column('id').doUpdateSet({ ...said, changed_at: at }))
        .execute();
    },
  };
}
