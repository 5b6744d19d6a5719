import { toPence } from '../../domain/values/index.ts';
import { type Duck, fileLiteral, fillSql } from '../duckdb.ts';
import { importTable } from './importTable.ts';
import { countsOf, rejectOf, sparseOf, whole } from './rows.ts';
import type { Duplicates, ImportRequest, LedgerLake } from './types.ts';

/** Lines whose repeats are counted in one go; more are counted part by part. */
const duplicatesAtOnce = 1_500_000;

/** The session and the files of one analysis. */
export interface LakeSession {
  readonly duck: Duck;
  readonly imported: Set<number>;
  readonly fileOf: (table: number) => string;
  /** The query that gives every record of some tables, see `sql/records.sql`. */
  readonly recordsOf: (tables: readonly number[]) => string;
}

/** Lets the view `lines` see the named tables and no others. */
export function seeTables({ duck, recordsOf }: LakeSession, tables: readonly number[]): Promise<void> {
  return duck.run(fillSql('lines', { records: recordsOf(tables.toSorted((one, other) => one - other)) }));
}

async function duplicates(duck: Duck, records: string, accepted: number): Promise<Duplicates> {
  const parts = Math.max(1, Math.ceil(accepted / duplicatesAtOnce));
  let [repeats, amount, even] = [0, 0, accepted >= 10];
  for (let part = 0; part < parts; part += 1) {
    const sql = fillSql('duplicates', { records, parts: String(parts), part: String(part) });
    const [row] = await duck.rows(sql);
    repeats += whole(row?.repeats);
    amount += whole(row?.repeat_pence);
    even = even && row?.all_even === true;
  }
  return { records: repeats, pence: toPence(amount), everyRecordTwice: even };
}

/** Whether the engine counted as many records as the bytes hold, and kept them in order. */
async function agrees(duck: Duck, request: ImportRequest, file: string): Promise<boolean> {
  const from = `read_parquet(${fileLiteral(file)}, file_row_number = true, hive_partitioning = false)`;
  const [row] = await duck.rows(`SELECT count(*) AS n FROM ${from}`);
  if (row?.n !== request.records) return false;
  const wanted = request.witnesses.map((witness) => witness.record).join(', ');
  if (wanted === '') return true;
  const found = await duck.rows(
    `SELECT file_row_number AS record, abs(pence) AS size FROM ${from} WHERE file_row_number IN (${wanted})`,
  );
  const sizes = new Map(found.map((seen) => [whole(seen.record), seen.size]));
  return request.witnesses.every((witness) => sizes.get(witness.record) === witness.sizePence);
}

async function take(session: LakeSession, request: ImportRequest): Promise<'imported' | 'disagrees'> {
  const { duck, imported } = session;
  const file = session.fileOf(request.table);
  const read = await importTable(duck, request, file);
  if (!read || !(await agrees(duck, request, file))) return 'disagrees';
  imported.add(request.table);
  return 'imported';
}

/** What can be asked of one table while it is being imported. */
export function tableCalls(session: LakeSession) {
  const { duck, imported, recordsOf } = session;
  const ask = (name: string, table: number, more: Readonly<Record<string, string>> = {}) =>
    duck.rows(fillSql(name, { records: recordsOf([table]), ...more }));
  return {
    importTable: (request) => take(session, request),
    sparseRecords: async (table) => (await ask('sparse-records', table)).map(sparseOf),
    reject: (table, records, rule) =>
      duck.fill(
        'dropped',
        records.map((record) => [table, record, rule]),
      ),
    forget: async (table) => {
      imported.delete(table);
    },
    counts: async (table) => countsOf((await ask('table-counts', table))[0] ?? {}),
    rejects: async (table, limit) => (await ask('rejects', table, { limit: String(limit) })).map(rejectOf),
    duplicates: (table, accepted) => duplicates(duck, recordsOf([table]), accepted),
  } satisfies Partial<LedgerLake>;
}
