import type { Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

type Owners = Pick<Records, 'owner' | 'saveOwner'>;

/** Makes changes to what one organisation has wait for each other, until the transaction ends. Throws when it is not there. */
export async function holdOwner(tx: Transaction<Tables>, owner: OrganisationId): Promise<void> {
  const held = await tx.selectFrom('owners').select('id').where('id', '=', owner).forUpdate().execute();
  assert(held.length === 1, `the organisation ${owner} is in the records`);
}

/** The organisation whose ledgers these are, in the records. */
export function ownersOf({ read, change }: Bound, organisation: OrganisationId | null): Owners {
  return {
    owner: () =>
      read(async (tx) => {
        const row = await tx
          .selectFrom('owners')
          .innerJoin('organisations', 'organisations.id', 'owners.id')
          .select(['owners.id', 'name', 'org_id', 'home_code', 'home_name', 'definition'])
          .where('owners.id', '=', organisation)
          .executeTakeFirst();
        if (!row) return null;
        const { id, name, org_id: orgId, home_code: code, home_name, definition } = row;
        return { id, name, orgId, home: { code, name: home_name }, definition };
      }),
    saveOwner: ({ id, name, orgId, home, definition }, at) =>
      change({ organisation: [id], 'ledger-settings': [id] }, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('organisations')
          .set({ name, org_id: orgId, changed_at: at })
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        assert(numUpdatedRows === 1n, `the organisation ${id} is in the records`);
        const said = { home_code: home.code, home_name: home.name, definition };
        await tx
          .insertInto('owners')
          .values({ id, ...said, created_at: at, changed_at: at })
          .onConflict((there) => there.column('id').doUpdateSet({ ...said, changed_at: at }))
          .execute();
      }),
  };
}
