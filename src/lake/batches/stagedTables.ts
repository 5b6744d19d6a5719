import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { noPence, toLocalDate, toPence } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, literal, sqlText } from '../duckdb.ts';
import { type LakeSession, seeTables } from '../ledgers/oneTable.ts';
import { whole } from '../ledgers/rows.ts';
import { writeBatchManifest } from './manifest.ts';
import type { StagedTables, WrittenBatch } from './types.ts';

/** The files of a batch folder. */
export const batchFiles = { lines: 'lines.parquet', cells: 'cells.parquet' } as const;

/** Every column that is read, by its name in a table and in a batch: two lines are the same when all are. */
const comparedColumns: readonly (readonly [string, string])[] = [
  ['day', 'day'],
  ['pence', 'pence'],
  ['supplier', 'supplier'],
  ['supplier_number', 'number_text'],
  ['document', 'document_text'],
  ['body', 'body'],
  ['department', 'department'],
  ['category', 'category'],
  ['category_code', 'category_code'],
  ['purpose', 'purpose'],
  ['company_number', 'company_number'],
  ['charity_number', 'charity_number'],
  ['postcode', 'postcode_text'],
];

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function countOf({ duck }: LakeSession, path: string): Promise<number> {
  const [row] = await duck.rows(
    `SELECT count(*) AS n FROM read_parquet(${fileLiteral(path)}, hive_partitioning = false)`,
  );
  return whole(row?.n);
}

/** Rows of one row group: about a hundredth of the lines, in steps of the engine's vectors, between 6,144 and 122,880. */
function groupRows(lines: number): number {
  return Math.min(122_880, Math.max(6_144, Math.ceil(lines / 100 / 2_048) * 2_048));
}

async function acceptedOf({ duck }: LakeSession): Promise<number> {
  const [row] = await duck.rows('SELECT count(*) AS n FROM scoped_lines');
  return whole(row?.n);
}

async function writeBatch(session: LakeSession, table: number, folder: string): Promise<WrittenBatch> {
  const { duck, imported } = session;
  const [lines, cells] = [join(folder, batchFiles.lines), join(folder, batchFiles.cells)];
  await seeTables(session, [table]);
  try {
    await duck.run(sqlText('payee-id'));
    const rows = groupRows(await acceptedOf(session));
    await duck.run(fillSql('batch-lines', { target: literal(lines), rows: String(rows) }));
    await duck.run(fillSql('batch-cells', { target: literal(cells) }));
  } finally {
    await seeTables(session, [...imported]);
  }
  const written = {
    lines: await countOf(session, lines),
    cells: await countOf(session, cells),
    files: { [batchFiles.lines]: await sha256Of(lines), [batchFiles.cells]: await sha256Of(cells) },
  };
  await writeBatchManifest(folder, written);
  return written;
}

type Batches = Parameters<StagedTables['overlaps']>[1];

async function sameLines({ duck, recordsOf }: LakeSession, table: number, file: string) {
  const [row] = await duck.rows(
    fillSql('overlap-lines', {
      columns: comparedColumns.map(([here]) => here).join(', '),
      columns_there: comparedColumns.map(([, there]) => there).join(', '),
      records: recordsOf([table]),
      file: fileLiteral(file),
    }),
  );
  return { lines: whole(row?.lines), pence: toPence(whole(row?.pence)) };
}

async function overlaps(session: LakeSession, table: number, batches: Batches) {
  if (batches.length === 0) return [];
  const { duck, recordsOf } = session;
  const linesOf = ({ folder }: Batches[number]) => join(folder, batchFiles.lines);
  const about = {
    files: `[${batches.map((batch) => fileLiteral(linesOf(batch))).join(', ')}]`,
    records: recordsOf([table]),
  };
  const near = new Set((await duck.rows(fillSql('overlap-near', about))).map((row) => row.file));
  const documents = new Map(
    (await duck.rows(fillSql('overlap-documents', about))).map((row) => [row.file, whole(row.documents)]),
  );
  const nothing = { lines: 0, pence: noPence };
  const found = [];
  for (const one of batches) {
    const file = linesOf(one);
    const same = near.has(file) ? await sameLines(session, table, file) : nothing;
    const sameDocuments = documents.get(file) ?? 0;
    if (same.lines === 0 && sameDocuments === 0) continue;
    found.push({ batch: one.batch, sameLines: same.lines, sameLinesPence: same.pence, sameDocuments });
  }
  return found;
}

/** What an import asks of the tables that a session of the lake holds. */
export function stagedCalls(session: LakeSession): StagedTables {
  const { duck, recordsOf } = session;
  return {
    writeBatch: (table, folder) => writeBatch(session, table, folder),
    firstRecords: async (table, limit) => {
      const sql = fillSql('first-records', { records: recordsOf([table]), limit: String(limit) });
      return (await duck.rows(sql)).map((row) => ({
        record: whole(row.record),
        pence: row.pence === null ? null : toPence(whole(row.pence)),
        day: typeof row.day === 'string' ? toLocalDate(row.day) : null,
      }));
    },
    moneyOf: async (table) => {
      const [row] = await duck.rows(fillSql('table-money', { records: recordsOf([table]) }));
      return { paymentsPence: toPence(whole(row?.payments)), creditsPence: toPence(whole(row?.credits)) };
    },
    overlaps: (table, batches) => overlaps(session, table, batches),
  };
}
