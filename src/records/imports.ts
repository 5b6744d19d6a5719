import type { Selectable, Transaction } from 'kysely';
import type { Acting } from '../domain/organisations/index.ts';
import type { Import } from '../domain/spend/imports/types.ts';
import type { Bound } from './bound.ts';
import { followImport, holdForJob, holdsJob } from './jobs.ts';
import type { ImportJob } from './jobTypes.ts';
import type { ImportsTable, Tables } from './tables.ts';
import type { Records } from './types.ts';

type Imports = Pick<Records, 'addImport' | 'importOf' | 'imports' | 'saveImport'>;

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

/** Saves a changed import, and lets its job follow; false as `saveImport` says. */
export async function saveChanged(
  tx: Transaction<Tables>,
  one: Import,
  about: { readonly acting: Acting; readonly job: ImportJob | undefined },
): Promise<boolean> {
  const { job } = about;
  if (job !== undefined && 'hold' in job && !(await holdsJob(tx, job.hold))) return false;
  const { numUpdatedRows } = await tx
    .updateTable('imports')
    .set(changeable(one))
    .where('id', '=', one.id)
    .where('owner', '=', one.owner)
    .where('version', '=', one.version - 1)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  await followImport(tx, one, about);
  return true;
}

/** Imports of all organisations in some states, oldest first, without `reading`. */
export async function importsIn(
  tx: Transaction<Tables>,
  states: readonly Import['state'][],
): Promise<readonly Import[]> {
  if (states.length === 0) return [];
  const rows = await tx
    .selectFrom('imports')
    .select(listed)
    .where('state', 'in', states)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => fromRow(row, null));
}

/** Imports in the records. */
export function importsOf({ read, change }: Bound, acting: Acting): Imports {
  return {
    addImport: (one) =>
      change({ import: [one.id] }, async (tx) => {
        const { id, owner, createdAt } = one;
        await tx
          .insertInto('imports')
          .values({ id, owner, created_at: createdAt, ...changeable(one) })
          .execute();
      }),
    importOf: (owner, id) =>
      read(async (tx) => {
        const found = tx.selectFrom('imports').selectAll().where('owner', '=', owner).where('id', '=', id);
        const row = await found.executeTakeFirst();
        if (!row) return null;
        const { reading, salt: _, ...rest } = row;
        return fromRow(rest, reading);
      }),
    imports: (owner, limit) =>
      read(async (tx) => {
        const rows = await tx
          .selectFrom('imports')
          .select(listed)
          .where('owner', '=', owner)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute();
        return rows.map((row) => fromRow(row, null));
      }),
    saveImport: (one, job) =>
      change(
        (tx) => holdForJob(tx, one, job),
        (tx) => saveChanged(tx, one, { acting, job }),
      ),
  };
}
