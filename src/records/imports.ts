import type { Kysely, Selectable } from 'kysely';
import type { Import } from '../domain/spend/imports/types.ts';
import type { ImportsTable, Tables } from './tables.ts';
import type { Records } from './types.ts';

type Imports = Pick<Records, 'addImport' | 'importOf' | 'imports' | 'importsIn' | 'saveImport'>;

const listed = [
  'id',
  'owner',
  'state',
  'created_at',
  'changed_at',
  'files',
  'answers',
  'sentence',
  'version',
] as const;

type ListedRow = Pick<Selectable<ImportsTable>, (typeof listed)[number]>;

function fromRow(row: ListedRow, reading: Import['reading']): Import {
  const { created_at: createdAt, changed_at: changedAt, ...same } = row;
  return { ...same, createdAt, changedAt, reading };
}

/** What may change of an import; the rest stays as it was added. */
function changeable(one: Import) {
  return {
    state: one.state,
    changed_at: one.changedAt,
    files: JSON.stringify(one.files),
    answers: JSON.stringify(one.answers),
    reading: one.reading === null ? null : JSON.stringify(one.reading),
    sentence: one.sentence,
    version: one.version,
  };
}

/** Saves a changed import; false when its stored version is not one less. */
export async function saveChanged(db: Kysely<Tables>, one: Import): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set(changeable(one))
    .where('id', '=', one.id)
    .where('owner', '=', one.owner)
    .where('version', '=', one.version - 1)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Imports in the records. */
export function importsIn(db: Kysely<Tables>): Imports {
  return {
    addImport: async (one) => {
      const { id, owner, createdAt } = one;
      await db
        .insertInto('imports')
        .values({ id, owner, created_at: createdAt, ...changeable(one) })
        .execute();
    },
    importOf: async (owner, id) => {
      const row = await db
        .selectFrom('imports')
        .selectAll()
        .where('owner', '=', owner)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return null;
      const { reading, ...rest } = row;
      return fromRow(rest, reading);
    },
    imports: async (owner, limit) => {
      const rows = await db
        .selectFrom('imports')
        .select(listed)
        .where('owner', '=', owner)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => fromRow(row, null));
    },
    importsIn: async (states) => {
      if (states.length === 0) return [];
      const rows = await db
        .selectFrom('imports')
        .select(listed)
        .where('state', 'in', states)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map((row) => fromRow(row, null));
    },
    saveImport: (one) => saveChanged(db, one),
  };
}
