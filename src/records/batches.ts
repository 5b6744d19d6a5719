import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { Batch, BatchId } from '../domain/spend/imports/types.ts';
import type { Instant } from '../domain/values/index.ts';
import { holdOwner } from './owners.ts';
import type { BatchesTable, Tables } from './tables.ts';
import type { BatchRow, Records } from './types.ts';

type Batches = Pick<
  Records,
  'currentBatches' | 'batches' | 'batchIds' | 'batchOf' | 'undoBatches' | 'restoreBatches'
>;

function fromRow(row: Selectable<BatchesTable>): BatchRow {
  const { imported_at: importedAt, ended_at: endedAt, superseded_by: supersededBy, ...same } = row;
  return { ...same, importedAt, endedAt, supersededBy };
}

/** Writes a new batch and its rejected lines. */
export async function insertBatch(db: Transaction<Tables>, batch: Batch): Promise<void> {
  const { importedAt, endedAt, supersededBy, rejects, profile, report, warnings, ...same } = batch;
  await db
    .insertInto('batches')
    .values({
      ...same,
      profile: JSON.stringify(profile),
      report: JSON.stringify(report),
      warnings: JSON.stringify(warnings),
      imported_at: importedAt,
      ended_at: endedAt,
      superseded_by: supersededBy,
    })
    .execute();
  await db
    .insertInto('batch_rejects')
    .values({ batch: batch.id, rejects: JSON.stringify(rejects) })
    .execute();
}

/** Ends a batch because another takes its place; false when another did so before. */
export async function supersedeBatch(
  db: Transaction<Tables>,
  { owner, old, by, at }: Readonly<{ owner: OrganisationId; old: BatchId; by: BatchId; at: Instant }>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('batches')
    .set({ state: 'superseded', ended_at: at, superseded_by: by })
    .where('owner', '=', owner)
    .where('id', '=', old)
    .where('state', '!=', 'superseded')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Lets what a batch replaced count again, but nothing whose bytes or lines count already. */
async function countReplacedAgain(db: Transaction<Tables>, owner: OrganisationId, by: BatchId) {
  await db
    .updateTable('batches as one')
    .set({ state: 'current', ended_at: null })
    .where('one.owner', '=', owner)
    .where('one.superseded_by', '=', by)
    .where('one.state', '=', 'superseded')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('batches as other')
            .select('other.id')
            .whereRef('other.owner', '=', 'one.owner')
            .where(({ or, eb }) =>
              or([
                eb('other.identity', '=', eb.ref('one.identity')),
                eb('other.sha256', '=', eb.ref('one.sha256')),
              ]),
            )
            .where('other.state', '=', 'current'),
        ),
      ),
    )
    .execute();
}

async function undo(
  db: Transaction<Tables>,
  owner: OrganisationId,
  id: BatchId,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('batches')
    .set({ state: 'undone', ended_at: at })
    .where('owner', '=', owner)
    .where('id', '=', id)
    .where('state', '=', 'current')
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  await countReplacedAgain(db, owner, id);
  return true;
}

/** Whether a batch is undone and no other counts with its identity, apart from one it would replace again. */
async function canComeBack(db: Transaction<Tables>, owner: OrganisationId, id: BatchId): Promise<boolean> {
  const row = await db
    .selectFrom('batches as one')
    .select('one.id')
    .where('one.owner', '=', owner)
    .where('one.id', '=', id)
    .where('one.state', '=', 'undone')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('batches as other')
            .select('other.id')
            .whereRef('other.owner', '=', 'one.owner')
            .whereRef('other.identity', '=', 'one.identity')
            .where('other.state', '=', 'current')
            .where(({ or, eb }) =>
              or([eb('other.superseded_by', 'is', null), eb('other.superseded_by', '<>', id)]),
            ),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}

async function restore(
  db: Transaction<Tables>,
  owner: OrganisationId,
  id: BatchId,
  at: Instant,
): Promise<boolean> {
  if (!(await canComeBack(db, owner, id))) return false;
  await db
    .updateTable('batches')
    .set({ state: 'superseded', ended_at: at })
    .where('owner', '=', owner)
    .where('superseded_by', '=', id)
    .where('state', '=', 'current')
    .execute();
  await db
    .updateTable('batches')
    .set({ state: 'current', ended_at: null })
    .where('owner', '=', owner)
    .where('id', '=', id)
    .execute();
  return true;
}

/** Carries a change out for each id in turn, all or none; answers the ids for which it did something. */
async function forEachId(
  db: Kysely<Tables>,
  owner: OrganisationId,
  ids: readonly BatchId[],
  change: (all: Transaction<Tables>, id: BatchId) => Promise<boolean>,
): Promise<readonly BatchId[]> {
  if (ids.length === 0) return [];
  return db.transaction().execute(async (all) => {
    await holdOwner(all, owner);
    const changed: BatchId[] = [];
    for (const id of ids) if (await change(all, id)) changed.push(id);
    return changed;
  });
}

/** Names in the order of their code points, whatever language the server was set up in. */
const byName = sql`name collate "C"`;

/** Batches in the records: the catalogue of the lake. */
export function batchesIn(db: Kysely<Tables>): Batches {
  const ofOwner = (owner: OrganisationId) => db.selectFrom('batches').selectAll().where('owner', '=', owner);
  return {
    currentBatches: async (owner) => {
      const rows = await ofOwner(owner)
        .where('state', '=', 'current')
        .orderBy('imported_at')
        .orderBy('import')
        .orderBy(byName)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },
    batches: async (owner) => {
      const rows = await ofOwner(owner)
        .orderBy('imported_at', 'desc')
        .orderBy('import', 'desc')
        .orderBy(byName)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },
    batchIds: async () => {
      const rows = await db.selectFrom('batches').select('id').execute();
      return new Set(rows.map(({ id }) => id));
    },
    batchOf: async (owner, id) => {
      const row = await ofOwner(owner).where('id', '=', id).executeTakeFirst();
      if (!row) return null;
      const { rejects } = await db
        .selectFrom('batch_rejects')
        .select('rejects')
        .where('batch', '=', id)
        .executeTakeFirstOrThrow();
      return { ...fromRow(row), rejects };
    },
    undoBatches: (owner, ids, at) => forEachId(db, owner, ids, (all, id) => undo(all, owner, id, at)),
    restoreBatches: (owner, ids, at) => forEachId(db, owner, ids, (all, id) => restore(all, owner, id, at)),
  };
}
