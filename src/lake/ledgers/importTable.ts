import type { Mapping, Role } from '../../domain/spend/mapping/types.ts';
import { partPennyPattern } from '../../domain/spend/reading/amount.ts';
import { type Duck, fileLiteral, fillSql, literal } from '../duckdb.ts';
import type { CellSource, ImportRequest } from './types.ts';

type KeptRole = Exclude<
  Role,
  'date' | 'netAmount' | 'grossAmount' | 'amount' | 'vat' | 'supplier' | 'debitCredit'
>;

const kept: Readonly<Record<string, KeptRole>> = {
  body: 'body',
  category: 'category',
  category_code: 'categoryCode',
  department: 'department',
  purpose: 'purpose',
  document: 'documentNumber',
  supplier_number: 'supplierNumber',
  company_number: 'companyNumber',
  charity_number: 'charityNumber',
  postcode: 'postcode',
};

const indicatorWords = ['H', 'S', 'D', 'C', 'DR', 'CR', 'DEBIT', 'CREDIT'];

/** Text that no ledger holds, so that an empty cell stays empty and only a missing one is null. */
const neverNull = '\u0001';

function readCsv(source: CellSource): string {
  const names = Array.from({ length: source.width }, (_, index) => `'c${index}': 'VARCHAR'`);
  const canonical = source.kind === 'canonical';
  const columns = canonical ? ["'record': 'BIGINT'", "'width': 'INTEGER'", ...names] : names;
  return [
    `read_csv(${fileLiteral(source.path)}`,
    `columns = {${columns.join(', ')}}`,
    'header = false, auto_detect = false, strict_mode = true, max_line_size = 4194304, hive_partitioning = false',
    `delim = ${literal(canonical ? ',' : source.delimiter)}, quote = '"', escape = '"'`,
    `nullstr = ${literal(neverNull)}, null_padding = ${canonical ? 'false' : 'true'})`,
  ].join(', ');
}

function cellNames(source: CellSource): readonly string[] {
  return Array.from({ length: source.width }, (_, index) => `c${index}`);
}

function cell(index: number | undefined): string {
  return index === undefined ? 'CAST(NULL AS VARCHAR)' : `c${index}`;
}

/** Whether a record has another number of cells than the header. */
function wrongWidth(source: CellSource, width: number): string {
  if (source.kind === 'canonical') return `width <> ${width}`;
  const narrow = `c${width - 1} IS NULL`;
  return source.width > width ? `(${narrow} OR c${width} IS NOT NULL)` : narrow;
}

/** A list, not `IN`: that becomes a join for long lists, and behind a join DuckDB 1.5 may write rows out of order. */
function inList(expression: string, words: readonly string[]): string {
  if (words.length === 0) return 'false';
  return `list_contains([${words.map(literal).join(', ')}], upper(trim(${expression})))`;
}

/**
 * Counts cells beside the amount that hold more than a number, only where the date or the supplier is missing:
 * only there can a total row hide. A total of net, VAT and gross has several numbers and perhaps a word.
 */
function wordCells(source: CellSource, mapping: Mapping): string {
  const others = cellNames(source).filter((_, index) => index !== mapping.amount);
  const words = ['0', ...others.map((name) => `is_wordy(${name})::INT`)];
  const full = [mapping.columns.date, mapping.columns.supplier].map((index) => `is_filled(${cell(index)})`);
  return `CASE WHEN ${full.join(' AND ')} THEN 99 ELSE ${words.join(' + ')} END`;
}

/** Everything in a record but its amount, as one text. */
function wordsBeside({ source, mapping }: ImportRequest): string {
  const others = cellNames(source).filter((_, index) => index !== mapping.amount);
  return others.length === 0 ? "''" : `trim(concat_ws(' ', ${others.join(', ')}))`;
}

/** Two records with the same cells have the same hash; the spare cells, nearly always missing, are mostly left out. */
function rowHash({ source, width }: ImportRequest): string {
  const names = cellNames(source);
  const all = `hash(${names.join(', ')})`;
  if (names.length <= width) return all;
  const usual = source.kind === 'canonical' ? `width <= ${width}` : `c${width} IS NULL`;
  return `CASE WHEN ${usual} THEN hash(${names.slice(0, width).join(', ')}) ELSE ${all} END`;
}

function cellList(request: ImportRequest): string {
  const { source, mapping, width } = request;
  const column = (role: KeptRole) => cell(mapping.columns[role]);
  return [
    `${cell(mapping.amount)} AS amount_text`,
    `${cell(mapping.columns.date)} AS date_text`,
    `${cell(mapping.columns.supplier)} AS supplier`,
    `${cell(mapping.columns.vat)} AS vat_text`,
    `${cell(mapping.columns.debitCredit)} AS indicator_text`,
    ...Object.entries(kept).map(([name, role]) => `nullif(${column(role)}, '') AS ${name}`),
    `${wrongWidth(source, width)} AS wrong_width`,
    `${wordCells(source, mapping)} AS wordy`,
    `${rowHash(request)} AS row_hash`,
    ...cellNames(source),
  ].join(',\n      ');
}

/** The statement that turns the cells of one table into typed lines; see `sql/import-lines.sql`. */
export function importStatement(request: ImportRequest, target: string): string {
  const { mapping, placeholders } = request;
  const empty = (column: string) => `NOT is_filled(${column}) OR ${inList(column, placeholders)}`;
  const credit = mapping.creditIndicator;
  return fillSql('import-lines', {
    cells: cellList(request),
    source: readCsv(request.source),
    day_first: String(mapping.dateOrder === 'day first'),
    vat_reads:
      mapping.columns.vat === undefined
        ? 'true'
        : `CASE WHEN vat_text = '' OR quick_pence(vat_text) IS NOT NULL THEN true WHEN read_pence(vat_text) IS NOT NULL THEN true ELSE ${empty('vat_text')} END`,
    indicator_reads:
      mapping.columns.debitCredit === undefined
        ? 'true'
        : `(${empty('indicator_text')} OR ${inList('indicator_text', indicatorWords)})`,
    is_credit:
      credit === null ? 'false' : `coalesce(${inList('indicator_text', [credit.toUpperCase()])}, false)`,
    no_date: String(mapping.columns.date === undefined),
    no_supplier: String(mapping.columns.supplier === undefined),
    part_penny: literal(partPennyPattern),
    kept: Object.keys(kept).join(', '),
    words: wordsBeside(request),
    table: `CAST(${request.table} AS INTEGER)`,
    first_record: String(request.firstRecord),
    target: literal(target),
  });
}

/** Reads the ledger's bytes into `target`; false when the engine refuses them. */
export async function importTable(duck: Duck, request: ImportRequest, target: string): Promise<boolean> {
  try {
    await duck.run(importStatement(request, target));
    return true;
  } catch (error) {
    // Only the quick way may be refused; the canonical form is our own writing and has to be readable.
    if (request.source.kind === 'direct') return false;
    throw error;
  }
}
