import type { Transaction } from 'kysely';
import type { Bound } from './bound.ts';
import { holdOwner } from './owners.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

type Definitions = Pick<Records, 'definitions' | 'addDefinition'>;

/** The owner's own definitions in the records. A version is added and never changed. */
export function definitionsOf({ read, change }: Bound): Definitions {
  return {
    definitions: (owner) =>
      read(async (tx) => {
        const rows = await tx
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
      }),
    addDefinition: (owner, { definition, savedAt, copiedFrom, note }) => {
      const held = async (tx: Transaction<Tables>) => {
        await holdOwner(tx, owner);
        return { definition: [`${definition.id}@${definition.version}`] };
      };
      return change(held, async (tx) => {
        const { latest } = await tx
          .selectFrom('definitions')
          .select(({ fn }) => fn.max('ordinal').as('latest'))
          .where('owner', '=', owner)
          .executeTakeFirstOrThrow();
        const added = await tx
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
      });
    },
  };
}
