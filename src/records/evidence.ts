import { sql, type Transaction } from 'kysely';
import type { EvidenceFile } from '../domain/evidence/index.ts';
import type { OrganisationId } from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import type { BytesAcross, EvidenceRecords } from './evidenceTypes.ts';
import type { EvidenceFilesTable, Tables } from './tables.ts';

/** Makes whoever adds or removes the same bytes wait, until the transaction ends: of one organisation or of two. */
async function holdBytes(tx: Transaction<Tables>, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`.execute(tx);
}

async function insert(
  tx: Transaction<Tables>,
  organisation: OrganisationId,
  file: EvidenceFile,
): Promise<void> {
  const { addedBy: added_by, addedAt: added_at, removedAt: removed_at, ...same } = file;
  await tx
    .insertInto('evidence_files')
    .values({ ...same, organisation, added_by, added_at, removed_at })
    .execute();
}

type Row = Omit<EvidenceFilesTable, 'salt' | 'organisation' | 'added_by' | 'added_at' | 'removed_at'> &
  Pick<EvidenceFilesTable, 'added_by' | 'added_at' | 'removed_at'> & { readonly addedByName: string | null };

function fromRow({ added_by: addedBy, added_at: addedAt, removed_at: removedAt, ...same }: Row) {
  return { ...same, addedBy, addedAt, removedAt };
}

/** Files with the names of who added them, where those still belong to the organisation. */
function withNames(tx: Transaction<Tables>) {
  return tx
    .selectFrom('evidence_files')
    .leftJoin('people', 'people.id', 'evidence_files.added_by')
    .select([
      ...(['evidence_files.id', 'sha256', 'evidence_files.name', 'type', 'bytes', 'note'] as const),
      ...(['added_by', 'added_at', 'removed_at', 'people.name as addedByName'] as const),
    ]);
}

async function pageIn(
  tx: Transaction<Tables>,
  { state, from, size }: Parameters<EvidenceRecords['evidence']>[0],
): ReturnType<EvidenceRecords['evidence']> {
  const kept = state === 'kept' ? 'is' : 'is not';
  const { count } = await tx
    .selectFrom('evidence_files')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('removed_at', kept, null)
    .executeTakeFirstOrThrow();
  const rows = await withNames(tx)
    .where('removed_at', kept, null)
    .orderBy('added_at', 'desc')
    .orderBy('evidence_files.id', 'desc')
    .offset(from)
    .limit(size)
    .execute();
  return { files: rows.map(fromRow), count: Number(count) };
}

/** Files that show what an organisation did: their names and hashes; the bytes lie elsewhere. */
export function evidenceOf({ read, change }: Bound, organisation: OrganisationId | null): EvidenceRecords {
  return {
    evidence: (asked) => read((tx) => pageIn(tx, asked)),
    evidenceOf: (id) =>
      read(async (tx) => {
        const row = await withNames(tx).where('evidence_files.id', '=', id).executeTakeFirst();
        return row ? fromRow(row) : null;
      }),
    addEvidence: (file, isThere) => {
      assert(organisation !== null, 'a file is added for an organisation');
      return change({ 'evidence-file': [file.id] }, async (tx) => {
        await holdBytes(tx, file.sha256);
        if (!(await isThere())) return false;
        await insert(tx, organisation, file);
        return true;
      });
    },
    removeEvidence: (id, at) =>
      change({ 'evidence-file': [id] }, async (tx) => {
        const { numUpdatedRows } = await tx
          .updateTable('evidence_files')
          .set({ removed_at: at })
          .where('id', '=', id)
          .where('removed_at', 'is', null)
          .executeTakeFirstOrThrow();
        return numUpdatedRows === 1n;
      }),
  };
}

/** The bytes that files of all organisations need, each once, by their hash. */
export async function namedBytes(tx: Transaction<Tables>): ReturnType<BytesAcross['namedBytes']> {
  return tx
    .selectFrom('evidence_files')
    .select(['sha256', 'bytes'])
    .distinct()
    .where('removed_at', 'is', null)
    .orderBy('sha256')
    .execute();
}

/** Works while no file of any organisation needs some bytes and none comes to; answers whether it worked. */
export async function ifUnnamed(
  tx: Transaction<Tables>,
  sha256: string,
  work: () => Promise<void>,
): Promise<boolean> {
  await holdBytes(tx, sha256);
  const named = await tx
    .selectFrom('evidence_files')
    .select('id')
    .where('sha256', '=', sha256)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (named) return false;
  await work();
  return true;
}
