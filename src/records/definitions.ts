import type { Kysely } from 'kysely';
import { holdOwner } from './owners.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

type Definitions = Pick<Records, 'definitions' | 'addDefinition'>;

/** The owner's own definitions in the records. A version is added and never changed. */
export function definitionsIn(db: Kysely<Tables>): Definitions {
  return {
    definitions: async (owner) => {
      const rows = await db
        .selectFrom('definitions')
        .select(['definition', 'saved_at', 'copied_from', 'note'])
        .where('owner', '=', owner)
        .orderBy('id')
        .orderBy('ordinal', 'desc')
        .execute();
      return rows.map(({ definition, saved_at: savedAt, copied_from: copiedFrom, note }) => ({
        definition,
        savedAt,
        copiedFrom,
        note,
      }));
    },
    addDefinition: (owner, { definition, savedAt, copiedFrom, note }) =>
      db.transaction().execute(async (all) => {
        await holdOwner(all, owner);
        const { latest } = await all
          .selectFrom('definitions')
          .select(({ fn }) => fn.max('ordinal').as('latest'))
          .where('owner', '=', owner)
          .executeTakeFirstOrThrow();
        const added = await all
          .insertInto('definitions')
          .values({
            owner,
            id: definition.id,
            version: definition.version,
            ordinal: (latest ?? 0) + 1,
            definition: JSON.stringify(definition),
            saved_at: savedAt,
            copied_from: copiedFrom,
            note,
          })
          .onConflict((there) => there.columns(['owner', 'id', 'version']).doNothing())
          .executeTakeFirstOrThrow();
        return added.numInsertedOrUpdatedRows === 1n;
      }),
  };
}
