import type { Transaction } from 'kysely';
import type { OrganisationId } from '../domain/organisations/index.ts';
import { assert } from '../domain/values/index.ts';
import type { Bound } from './bound.ts';
import type { MeasureRecords } from './measureTypes.ts';
import type { Tables } from './tables.ts';

type TenderFileRecords = Pick<
  MeasureRecords,
  'tenderFiles' | 'tenderFileOf' | 'addTenderFile' | 'removeTenderFile'
>;

function withNames(tx: Transaction<Tables>) {
  return tx
    .selectFrom('tender_files as f')
    .leftJoin('people', 'people.id', 'f.saved_by')
    .select([
      ...(['f.id', 'f.kind', 'f.title', 'f.file_name as fileName', 'f.sha256'] as const),
      ...(['f.saved_at as savedAt', 'people.name as savedByName'] as const),
    ]);
}

/** What an organisation keeps of files about tenders: it is added and removed, and never changed. */
export function tenderFilesOf(
  { read, change }: Bound,
  organisation: OrganisationId | null,
): TenderFileRecords {
  return {
    tenderFiles: (kind) =>
      read((tx) =>
        withNames(tx)
          .where('f.kind', '=', kind)
          .orderBy('f.saved_at', 'desc')
          .orderBy('f.id', 'desc')
          .execute(),
      ),
    tenderFileOf: (id) =>
      read(async (tx) => {
        const row = await withNames(tx).select('f.content').where('f.id', '=', id).executeTakeFirst();
        return row ?? null;
      }),
    addTenderFile: ({ fileName, savedBy, savedAt, content, ...same }) => {
      assert(organisation !== null, 'a file is kept for an organisation');
      return change({ 'tender-file': [same.id] }, async (tx) => {
        const row = { ...same, organisation, file_name: fileName, content: JSON.stringify(content) };
        await tx
          .insertInto('tender_files')
          .values({ ...row, saved_by: savedBy, saved_at: savedAt })
          .execute();
      });
    },
    removeTenderFile: (id) =>
      change({ 'tender-file': [id] }, async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('tender_files')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return numDeletedRows === 1n;
      }),
  };
}
