import { toLocalDate, toPence } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, literal, type SqlRow, type SqlValue } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import type { ExplorerSession } from './explorerSession.ts';
import { batchFiles } from './stagedTables.ts';
import type { SupplierString } from './types.ts';

const text = (value: SqlValue | undefined) => (typeof value === 'string' ? value : null);
const day = (value: SqlValue | undefined) => (typeof value === 'string' ? toLocalDate(value) : null);

function texts(value: SqlValue | undefined): readonly string[] {
  const parsed: unknown = JSON.parse(text(value) ?? '[]');
  return Array.isArray(parsed) ? parsed.filter((one) => typeof one === 'string') : [];
}

function stringOf(row: SqlRow): SupplierString {
  return {
    payee: String(row.payee),
    supplierNumber: text(row.supplier_number),
    nameKey: text(row.name_key),
    name: text(row.name) ?? '',
    names: texts(row.names),
    companyNumbers: texts(row.company_numbers),
    charityNumbers: texts(row.charity_numbers),
    postcodes: texts(row.postcodes),
    bought: texts(row.bought),
    firstDay: day(row.first_day),
    lastDay: day(row.last_day),
    lines: whole(row.lines),
    pence: toPence(whole(row.pence)),
  };
}

/** What the lines of all batches that are held say of some payees, or of all of them, part by part. */
export async function* supplierStrings(
  session: ExplorerSession,
  payees: readonly string[] | null,
): AsyncIterable<readonly SupplierString[]> {
  if (session.held.length === 0 || payees?.length === 0) return;
  const files = session.held.map((batch) => fileLiteral(session.pathOf(batch, batchFiles.lines)));
  const where = payees === null ? 'true' : `payee IN (${payees.map(literal).join(', ')})`;
  const sql = fillSql('explore-strings', { files: `[${files.join(', ')}]`, where });
  for await (const rows of session.duck.parts(sql)) yield rows.map(stringOf);
}
