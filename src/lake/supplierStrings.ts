import { toLocalDate, toPence } from '../domain/values/index.ts';
import type { SupplierString } from './batches/types.ts';
import { type Duck, fillSql, type SqlRow, type SqlValue } from './duckdb.ts';
import { whole } from './ledgers/rows.ts';

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

/**
 * What lines say of each supplier under each of its names, part by part. `lines` is a relation with the columns of
 * `batch-lines.sql`, `where` a condition on it.
 */
export async function* supplierStringsIn(
  duck: Pick<Duck, 'parts'>,
  { lines, where }: { readonly lines: string; readonly where: string },
): AsyncIterable<readonly SupplierString[]> {
  for await (const rows of duck.parts(fillSql('supplier-strings', { lines, where })))
    yield rows.map(stringOf);
}
