import { type Selectable, sql, type Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import type { Batch, BatchId } from '../domain/spend/imports/types.ts';
import type { Instant } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import { holdOwner } from './owners.ts';
import type { BatchesTable, Tables } from './tables.ts';
import type { BatchRow, Records } from './types.ts';

type Batches = Pick<Records, 'currentBatches' | 'batches' | 'batchOf' | 'undoBatches' | 'restoreBatches'>;

function fromRow(row: Selectable<BatchesTable>): BatchRow {
  const { imported_at: importedAt, ended_at: endedAt, superseded_by: supersededBy, salt: _, ...same } = row;
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

/** The batches that a change to some of them may touch: these, and what they replaced. */
async function touchedBy(
  tx: Transaction<Tables>,
  owner: OrganisationId,
  ids: readonly BatchId[],
): Promise<readonly BatchId[]> {
  const rows = await tx
    .selectFrom('batches')
    .select('id')
    .where('owner', '=', owner)
    .where(({ or, eb }) => or([eb('id', 'in', ids), eb('superseded_by', 'in', ids)]))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Carries a change out for each id in turn, all or none; answers the ids for which it did something. */
async function forEachId(
  { change }: Bound,
  { owner, ids }: { readonly owner: OrganisationId; readonly ids: readonly BatchId[] },
  work: (tx: Transaction<Tables>, id: BatchId) => Promise<boolean>,
): Promise<readonly BatchId[]> {
  if (ids.length === 0) return [];
  return change(
    async (tx) => {
      await holdOwner(tx, owner);
      return { batch: await touchedBy(tx, owner, ids) };
    },
    async (tx) => {
      const changed: BatchId[] = [];
      for (const id of ids) if (await work(tx, id)) changed.push(id);
      return changed;
    },
  );
}

/** Names in the order of their code points, whatever language the server was set up in. */
const byName = sql`name collate "C"`;

/** Ids of all batches of all organisations, whatever their state: what in the lake is no orphan. */
export async function batchIds(tx: Transaction<Tables>): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('batches').select('id').execute();
  return new Set(rows.map(({ id }) => id));
}

/** Batches of all organisations, without their rejected lines. */
export async function everyBatch(tx: Transaction<Tables>): Promise<readonly BatchRow[]> {
  const rows = await tx.selectFrom('batches').selectAll().orderBy('id').execute();
  return rows.map(fromRow);
}

/** Batches in the records: the catalogue of the lake. */
export function batchesOf(bound: Bound): Batches {
  const { read } = bound;
  const of = (tx: Transaction<Tables>, owner: OrganisationId) =>
    tx.selectFrom('batches').selectAll().where('owner', '=', owner);
  return {
    currentBatches: (owner) =>
      read(async (tx) => {
        const current = of(tx, owner).where('state', '=', 'current').orderBy('imported_at').orderBy('import');
        return (await current.orderBy(byName).orderBy('id').execute()).map(fromRow);
      }),
    batches: (owner) =>
      read(async (tx) => {
        const newest = of(tx, owner).orderBy('imported_at', 'desc').orderBy('import', 'desc');
        return (await newest.orderBy(byName).orderBy('id').execute()).map(fromRow);
      }),
    batchOf: (owner, id) =>
      read(async (tx) => {
        const row = await of(tx, owner).where('id', '=', id).executeTakeFirst();
        if (!row) return null;
        const { rejects } = await tx
          .selectFrom('batch_rejects')
          .select('rejects')
          .where('batch', '=', id)
          .executeTakeFirstOrThrow();
        return { ...fromRow(row), rejects };
      }),
    undoBatches: (owner, ids, at) => forEachId(bound, { owner, ids }, (tx, id) => undo(tx, owner, id, at)),
    restoreBatches: (owner, ids, at) =>
      forEachId(bound, { owner, ids }, (tx, id) => restore(tx, owner, id, at)),
  };
}
