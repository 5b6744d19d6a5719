import { join } from 'node:path';
import type { CubeRow, ExclusionRow } from '../../domain/spend/figures/cube.ts';
import type { ScopeField } from '../../domain/spend/scope.ts';
import type { SparseRecord } from '../../domain/spend/totalRows.ts';
import { financialYearStarting, toLocalDate, toPence } from '../../domain/values/index.ts';
import {
  type Duck,
  type DuckSettings,
  fillSql,
  literal,
  openDuck,
  type SqlRow,
  type SqlValue,
  sqlText,
} from '../duckdb.ts';
import { importTable } from './importTable.ts';
import { defineReading } from './macros.ts';
import type { Duplicates, ImportRequest, LedgerLake, TableCounts, TextDecisions } from './types.ts';

/** Distinct texts of one field that are looked at; a field with more has no use as a scope rule. */
const distinctLimit = 5_000_000;

/** Lines whose repeats are counted in one go; more are counted part by part. */
const duplicatesAtOnce = 1_500_000;

const columnOf: Readonly<Record<ScopeField, string>> = {
  supplier: 'supplier',
  category: 'category',
  categoryCode: 'category_code',
  department: 'department',
  purpose: 'purpose',
};

const text = (value: SqlValue | undefined) => (value === null || value === undefined ? null : String(value));
const whole = (value: SqlValue | undefined) => Number(value ?? 0);
const pence = (value: SqlValue | undefined) => toPence(whole(value));
const period = (value: SqlValue | undefined) =>
  value === null || value === undefined ? ('undated' as const) : financialYearStarting(Number(value));

function countsOf(row: SqlRow): TableCounts {
  const day = (value: SqlValue | undefined) => (typeof value === 'string' ? toLocalDate(value) : null);
  return {
    accepted: whole(row.accepted),
    acceptedPence: pence(row.accepted_pence),
    rejected: whole(row.rejected),
    rejectedPence: pence(row.rejected_pence),
    undated: whole(row.undated),
    unnamed: whole(row.unnamed),
    wrongWidthAccepted: whole(row.wrong_width),
    sparse: whole(row.sparse),
    firstDay: day(row.first_day),
    lastDay: day(row.last_day),
  };
}

function sparseOf(row: SqlRow): SparseRecord {
  return {
    record: whole(row.record),
    pence: pence(row.pence),
    amountText: text(row.amount_text) ?? '',
    words: text(row.words) ?? '',
    abovePence: pence(row.above),
    trailing: row.trailing === true,
  };
}

function namedRow(row: SqlRow): CubeRow {
  const amount = pence(row.pence);
  return {
    period: period(row.year_start),
    kind: 'named',
    key: text(row.key),
    nameKey: text(row.name_key),
    supplierNumber: text(row.supplier_number),
    name: text(row.name) ?? '',
    postcode: text(row.postcode),
    positivePence: toPence(Math.max(amount, 0)),
    negativePence: toPence(Math.min(amount, 0)),
    lines: whole(row.lines),
  };
}

function manyRow(row: SqlRow): CubeRow {
  return {
    period: period(row.year_start),
    kind: text(row.kind) ?? '',
    key: null,
    nameKey: null,
    supplierNumber: null,
    name: text(row.name) ?? '',
    postcode: text(row.postcode),
    positivePence: pence(row.positive),
    negativePence: pence(row.negative),
    lines: whole(row.lines),
  };
}

function exclusionOf(row: SqlRow): ExclusionRow {
  return {
    class: text(row.class) ?? '',
    period: period(row.year_start),
    lines: whole(row.lines),
    pence: pence(row.pence),
  };
}

function listOf(words: readonly string[]): string {
  return words.length === 0 ? "''" : words.map(literal).join(', ');
}

/** The view of lines with their decisions; joins only the fields of which some text was decided. */
function scopedLines(decisions: TextDecisions): string {
  const fields = [...new Set(decisions.scope.map((decision) => decision.field))].sort();
  const joins = fields.map((field) => {
    const line = `coalesce(l.${columnOf[field]}, '')`;
    return `LEFT JOIN scope_texts s_${field} ON s_${field}.field = ${literal(field)} AND s_${field}.text = ${line}`;
  });
  const withPostcodes = decisions.postcodes.length > 0;
  if (withPostcodes) joins.push('LEFT JOIN postcode_texts pc ON pc.text = l.postcode');
  const classes = fields.map((field) => `s_${field}.class`);
  return fillSql('scoped-lines', {
    postcode: withPostcodes ? 'pc.postcode' : 'CAST(NULL AS VARCHAR)',
    supplier_number: `CASE WHEN is_filled(l.supplier_number) AND upper(trim(l.supplier_number)) NOT IN (${listOf(decisions.placeholders)}) THEN trim(l.supplier_number) END`,
    class: classes.length === 0 ? 'CAST(NULL AS VARCHAR)' : `coalesce(${classes.join(', ')}, NULL)`,
    joins: joins.join('\n  '),
  });
}

async function decide(duck: Duck, decisions: TextDecisions): Promise<void> {
  await duck.run(sqlText('decision-tables'));
  await duck.fill(
    'payees',
    decisions.suppliers.map((payee) => [payee.text, payee.kind, payee.key]),
  );
  await duck.fill(
    'postcode_texts',
    decisions.postcodes.map((known) => [known.text, known.postcode]),
  );
  await duck.fill(
    'scope_texts',
    decisions.scope.map((rule) => [rule.field, rule.text, rule.class]),
  );
  await duck.run(scopedLines(decisions));
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
  const from = `read_parquet(${literal(file)}, file_row_number = true)`;
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

/** Opens a lake for one analysis. Typed lines are written below `settings.scratch`, which the caller removes. */
export async function openLake(settings: DuckSettings): Promise<LedgerLake> {
  const duck = await openDuck(settings);
  await defineReading(duck);
  await duck.run('CREATE TABLE dropped (table_id INTEGER, record BIGINT, rule VARCHAR)');
  const fileOf = (table: number) => join(settings.scratch, `lines-${String(table).padStart(6, '0')}.parquet`);
  const imported = new Set<number>();
  const recordsOf = (tables: readonly number[]) =>
    fillSql('records', { files: `[${tables.map((table) => literal(fileOf(table))).join(', ')}]` });
  const see = () => {
    const tables = [...imported].sort((a, b) => a - b);
    return duck.run(fillSql('lines', { records: recordsOf(tables) }));
  };
  const counts = async (table: number) => {
    const [row] = await duck.rows(fillSql('table-counts', { records: recordsOf([table]) }));
    return countsOf(row ?? {});
  };
  const distinct = async (column: string) => {
    const rows = await duck.manyRows(fillSql('distinct-texts', { column, limit: String(distinctLimit) }));
    return rows.map((row) => String(row.text));
  };
  const take = async (request: ImportRequest) => {
    if (!(await importTable(duck, request, fileOf(request.table)))) return 'disagrees' as const;
    if (!(await agrees(duck, request, fileOf(request.table)))) return 'disagrees' as const;
    imported.add(request.table);
    return 'imported' as const;
  };
  return {
    importTable: take,
    sparseRecords: async (table) =>
      (await duck.rows(fillSql('sparse-records', { records: recordsOf([table]) }))).map(sparseOf),
    reject: (table, records, rule) =>
      duck.fill(
        'dropped',
        records.map((record) => [table, record, rule]),
      ),
    forget: async (table) => {
      imported.delete(table);
    },
    counts,
    rejects: async (table, limit) =>
      (await duck.rows(fillSql('rejects', { records: recordsOf([table]), limit: String(limit) }))).map(
        (row) => ({
          record: whole(row.record),
          rule: text(row.rule) ?? '',
          cell: text(row.cell),
          pence: row.pence === null ? null : pence(row.pence),
        }),
      ),
    duplicates: (table, accepted) => duplicates(duck, recordsOf([table]), accepted),
    distinctTexts: async (fields: readonly ScopeField[]) => {
      await see();
      const wanted = (field: ScopeField) => (fields.includes(field) ? distinct(columnOf[field]) : []);
      return {
        supplier: await distinct('supplier'),
        postcode: await distinct('postcode'),
        category: await wanted('category'),
        categoryCode: await wanted('categoryCode'),
        department: await wanted('department'),
        purpose: await wanted('purpose'),
      };
    },
    decide: (decisions) => decide(duck, decisions),
    cube: async (excluded) => {
      const named = await duck.manyRows(fillSql('cube-named', { excluded: listOf(excluded) }));
      const many = await duck.manyRows(fillSql('cube-many', { excluded: listOf(excluded) }));
      return [...named.map(namedRow), ...many.map(manyRow)];
    },
    exclusions: async (excluded) =>
      (await duck.rows(fillSql('exclusions', { excluded: listOf(excluded) }))).map(exclusionOf),
    writeLines: async (path, excluded, settledKeys) => {
      await duck.run('DELETE FROM settled_keys');
      await duck.fill(
        'settled_keys',
        settledKeys.map((key) => [key]),
      );
      await duck.run(fillSql('bundle-lines', { excluded: listOf(excluded), target: literal(path) }));
    },
    recomputeSql: sqlText('recompute'),
    close: async () => duck.close(),
  };
}
