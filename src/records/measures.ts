import type { Transaction } from 'kysely';
import type { MeasureSet, MeasureSetId } from '../domain/measures/index.ts';
import type { OrganisationId } from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import type { MeasureRecords, NewSet, StoredSet } from './measureTypes.ts';
import type { Tables } from './tables.ts';

/** Versions of sets with the names of who saved them, where those still belong to the organisation. */
function withNames(tx: Transaction<Tables>) {
  return tx
    .selectFrom('measure_sets as s')
    .leftJoin('people', 'people.id', 's.saved_by')
    .select([
      ...(['s.id', 's.content', 's.edits', 's.saved_at as savedAt'] as const),
      ...(['people.name as savedByName', 's.published_at as publishedAt'] as const),
    ]);
}

async function oneOf(tx: Transaction<Tables>, id: MeasureSetId): Promise<StoredSet | null> {
  const row = await withNames(tx).select('s.source').where('s.id', '=', id).executeTakeFirst();
  return row ?? null;
}

function statedIn({ id, version, status, redistributable }: MeasureSet) {
  return { set_key: id, version, state: status, redistributable };
}

function rowOf({ content, source, savedBy, savedAt }: NewSet) {
  return {
    ...{ ...statedIn(content), content: JSON.stringify(content) },
    ...{ source: JSON.stringify(source), saved_by: savedBy, saved_at: savedAt },
    published_at: content.status === 'published' ? savedAt : null,
  };
}

/** Whether another version has the number that a draft is to have. */
async function isTaken(tx: Transaction<Tables>, { id, content }: NewSet): Promise<boolean> {
  const other = await tx
    .selectFrom('measure_sets')
    .select('id')
    .where('set_key', '=', content.id)
    .where('version', '=', content.version)
    .where('id', '!=', id)
    .executeTakeFirst();
  return other !== undefined;
}

async function save(tx: Transaction<Tables>, set: NewSet, edits: number): Promise<boolean> {
  if (await isTaken(tx, set)) return false;
  const { numUpdatedRows } = await tx
    .updateTable('measure_sets')
    .set({ ...rowOf(set), edits: edits + 1 })
    .where('id', '=', set.id)
    .where('state', '=', 'draft')
    .where('edits', '=', edits)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

type SetRecords = Pick<
  MeasureRecords,
  'measureSets' | 'measureSetOf' | 'addMeasureSet' | 'saveMeasureSet' | 'removeMeasureSet'
>;

/** Measure sets of an organisation. A published version is never changed, which the database refuses too. */
export function measureSetsOf({ read, change }: Bound, organisation: OrganisationId | null): SetRecords {
  return {
    measureSets: () => read((tx) => withNames(tx).orderBy('s.saved_at', 'desc').orderBy('s.id').execute()),
    measureSetOf: (id) => read((tx) => oneOf(tx, id)),
    addMeasureSet: (set) => {
      assert(organisation !== null, 'a set is kept for an organisation');
      return change({ 'measure-set': [set.id] }, async (tx) => {
        const { numInsertedOrUpdatedRows } = await tx
          .insertInto('measure_sets')
          .values({ ...rowOf(set), id: set.id, organisation, edits: 0 })
          .onConflict((there) => there.columns(['organisation', 'set_key', 'version']).doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      });
    },
    saveMeasureSet: (set, edits) => change({ 'measure-set': [set.id] }, (tx) => save(tx, set, edits)),
    removeMeasureSet: (id) =>
      change({ 'measure-set': [id] }, async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('measure_sets')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return numDeletedRows === 1n;
      }),
  };
}
