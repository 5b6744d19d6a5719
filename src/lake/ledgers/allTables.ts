import type { ScopeField } from '../../domain/spend/scope.ts';
import { financialYearStarting } from '../../domain/values/index.ts';
import { type Duck, fillSql, literal, sqlText } from '../duckdb.ts';
import { supplierStringsIn } from '../supplierStrings.ts';
import { type LakeSession, seeTables } from './oneTable.ts';
import { exclusionOf, manyRow, namedRow, whole } from './rows.ts';
import type { FigureLines, LedgerLake, TextDecisions } from './types.ts';

/** Supplier numbers that are more than a few letters and digits: some of them name no one supplier. */
const oddNumber = "NOT regexp_full_match(supplier_number, '[A-Za-z]{0,2}[0-9]+')";

/** Distinct texts of one field that are looked at; a field with more has no use as a scope rule. */
const distinctLimit = 5_000_000;

const columnOf: Readonly<Record<ScopeField, string>> = {
  supplier: 'supplier',
  category: 'category',
  categoryCode: 'category_code',
  department: 'department',
  purpose: 'purpose',
};

function listOf(words: readonly string[]): string {
  return words.length === 0 ? "''" : words.map(literal).join(', ');
}

/** A number column with the texts that stand for no one number taken out. */
function usable(column: string, { placeholders }: TextDecisions): string {
  const text = `upper(trim(l.${column}))`;
  return `CASE WHEN is_filled(l.${column}) AND NOT list_contains([${listOf(placeholders)}], ${text}) THEN trim(l.${column}) END`;
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
    supplier_number: usable('supplier_number', decisions),
    document: usable('document', decisions),
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

async function distinctTexts(session: LakeSession, fields: readonly ScopeField[]) {
  await seeTables(session, [...session.imported]);
  const distinct = async (column: string, where = 'true') => {
    const sql = fillSql('distinct-texts', { column, where, limit: String(distinctLimit) });
    return (await session.duck.manyRows(sql)).map((row) => String(row.text));
  };
  const wanted = (field: ScopeField) => (fields.includes(field) ? distinct(columnOf[field]) : []);
  return {
    oddNumber: await distinct('supplier_number', oddNumber),
    supplier: await distinct('supplier'),
    postcode: await distinct('postcode'),
    category: await wanted('category'),
    categoryCode: await wanted('categoryCode'),
    department: await wanted('department'),
    purpose: await wanted('purpose'),
  };
}

/** Everything behind a figure, from the view `scoped_lines` and the tables of `decision-tables.sql`. */
export function figureLines(duck: Duck): FigureLines {
  return {
    cube: async (excluded) => {
      const named = await duck.manyRows(fillSql('cube-named', { excluded: listOf(excluded) }));
      const many = await duck.manyRows(fillSql('cube-many', { excluded: listOf(excluded) }));
      return [...named.map(namedRow), ...many.map(manyRow)];
    },
    writeLines: async (path, excluded, { settled, names }) => {
      await duck.run('DELETE FROM table_names');
      await duck.fill('table_names', names);
      await duck.run('DELETE FROM settled');
      await duck.fill(
        'settled',
        settled.map(({ key, nameKey, postcode, place }) => [key, nameKey, postcode, place]),
      );
      await duck.run(fillSql('bundle-lines', { excluded: listOf(excluded), target: literal(path) }));
    },
    recomputeSql: sqlText('recompute'),
  };
}

/** What can be asked of all tables together once they are imported. */
export function allTablesCalls(session: LakeSession) {
  const { duck } = session;
  return {
    distinctTexts: (fields) => distinctTexts(session, fields),
    decide: (decisions) => decide(duck, decisions),
    coverage: async () => {
      const rows = await duck.rows(sqlText('coverage'));
      return rows.map((row) => ({
        period: financialYearStarting(whole(row.year_start)),
        months: whole(row.months),
      }));
    },
    ...figureLines(duck),
    supplierStrings: () =>
      supplierStringsIn(duck, { lines: '(SELECT key AS payee, * FROM scoped_lines)', where: 'true' }),
    exclusions: async (excluded) =>
      (await duck.rows(fillSql('exclusions', { excluded: listOf(excluded) }))).map(exclusionOf),
  } satisfies Partial<LedgerLake>;
}
