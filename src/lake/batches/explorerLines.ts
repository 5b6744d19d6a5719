import type { LineOrder, LineRow, ListPage, ListRequest } from '../../domain/spend/explore/types.ts';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { assert, toLocalDate, toPence } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, literal, type SqlRow, type SqlValue } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { lineCondition } from './explorerFilter.ts';
import { payeeOf } from './explorerHold.ts';
import { ask, askApart, checkPage, type ExplorerSession } from './explorerSession.ts';
import { type Block, blocksOfPage, type Holding, holdings } from './lineHoldings.ts';
import { batchFiles } from './stagedTables.ts';
import type { ExploreQuery, Explorer } from './types.ts';

const text = (value: SqlValue | undefined) => (typeof value === 'string' ? value : null);

function direction({ descending }: { readonly descending: boolean }): string {
  return descending ? 'DESC NULLS LAST' : 'ASC NULLS LAST';
}

function lineOf(row: SqlRow): LineRow {
  return {
    // The engine found it in the name of the batch's folder.
    batch: String(row.batch) as BatchId,
    record: whole(row.record),
    day: typeof row.day === 'string' ? toLocalDate(row.day) : null,
    supplier: text(row.supplier) ?? '',
    payee: String(row.payee),
    pence: toPence(whole(row.pence)),
    body: text(row.body),
    department: text(row.department),
    category: text(row.category),
    purpose: text(row.purpose),
    document: text(row.document),
    supplierNumber: text(row.supplier_number),
    postcode: text(row.postcode),
    scopeClass: text(row.scope_class),
  };
}

function filesOf(session: ExplorerSession, batches: Iterable<BatchId>): string {
  const files = [...new Set(batches)].map((batch) => fileLiteral(session.pathOf(batch, batchFiles.lines)));
  return `[${files.join(', ')}]`;
}

function linesOf(session: ExplorerSession, batches: Iterable<BatchId>, where: string): string {
  return fillSql('explore-lines', { files: filesOf(session, batches), where });
}

const lineColumn: Readonly<Record<LineOrder, string>> = {
  day: 'day',
  supplier: 'lower(supplier)',
  amount: 'pence',
};

async function countLines(session: ExplorerSession, files: string, where: string) {
  const from = `read_parquet(${files}, hive_partitioning = false) l`;
  const sql = `SELECT count(*) AS n, coalesce(sum(pence), 0)::BIGINT AS pence FROM ${from} WHERE ${where}`;
  const [row] = await askApart(session, 'line totals', sql);
  return { count: whole(row?.n), pence: toPence(whole(row?.pence)) };
}

/** Years of holdings as a condition, where a file of theirs may hold other years too. */
function inYears(these: readonly Holding[]): string {
  const years = [...new Set(these.map(({ year }) => year))];
  const dated = years.filter((year) => year !== 0);
  const conditions = years.includes(0) ? ['l.year_start IS NULL'] : [];
  if (dated.length > 0) conditions.push(`l.year_start IN (${dated.join(', ')})`);
  return `(${conditions.join(' OR ')})`;
}

const sameOrder: Readonly<Record<LineOrder, string>> = {
  day: 'l.day',
  supplier: 'lower(l.name)',
  amount: 'l.pence',
};

/** Rows of one block in order. Which they are is found in few columns; only then are they read in full. */
async function rowsOf(
  session: ExplorerSession,
  { holdings: these, offset, limit }: Block,
  { where, list }: { readonly where: string; readonly list: ListRequest<LineOrder> },
): Promise<readonly SqlRow[]> {
  const files = filesOf(
    session,
    these.map(({ batch }) => batch),
  );
  const order = `${sameOrder[list.order]} ${direction(list)}, l.filename, l.record`;
  const condition = `${where} AND ${inYears(these)}`;
  const page = { files, where: condition, order, limit: String(limit), offset: String(offset) };
  const found = await askApart(session, 'line keys', fillSql('explore-line-keys', page));
  if (found.length === 0) return [];
  const keys = found.map(({ file, row }, at) => `(${at}, ${literal(String(file))}, ${whole(row)})`);
  const named = [...new Set(found.map(({ file }) => String(file)))].map(fileLiteral);
  const rows = [...new Set(found.map(({ row }) => whole(row)))];
  const about = { files: `[${named.join(', ')}]`, keys: keys.join(', '), rows: rows.join(', ') };
  return askApart(session, 'lines', fillSql('explore-line-page', about));
}

/** A page of the lines of a query. Only line files of batches that hold such lines are read. */
export async function lines(
  session: ExplorerSession,
  query: ExploreQuery,
  list: ListRequest<LineOrder>,
): Promise<ListPage<LineRow>> {
  checkPage(list);
  const held = await holdings(session, query);
  const where = lineCondition(query, tableOf(session, query), list.search);
  const { offset, limit, descending, search } = list;
  const byDay = list.order === 'day' && search === null;
  const whole = held.length === 0 ? [] : [{ holdings: held, offset, limit }];
  const blocks = byDay ? blocksOfPage(held, { descending, offset, limit }) : whole;
  const rows: SqlRow[] = [];
  for (const block of blocks) rows.push(...(await rowsOf(session, block, { where, list })));
  const files = filesOf(
    session,
    held.map(({ batch }) => batch),
  );
  const found = search !== null && held.length > 0 ? await countLines(session, files, where) : undefined;
  return {
    rows: rows.map(lineOf),
    count: found?.count ?? held.reduce((sum, one) => sum + one.lines, 0),
    pence: found?.pence ?? toPence(held.reduce((sum, one) => sum + one.pence, 0)),
  };
}

/** The table of a placing, which the batches of a query were in when the query was begun. */
function tableOf(session: ExplorerSession, { placing }: ExploreQuery): string {
  const known = session.placings.get(placing);
  assert(known !== undefined, `the placing ${placing} was given`);
  return known.table;
}

type WholeList = Omit<ListRequest<LineOrder>, 'offset' | 'limit'>;

/** Lines in the order of a list, or of their file; equal ones in the order of batch and record. */
function ordered(found: string, list: Pick<WholeList, 'order' | 'descending'>): string {
  return `SELECT * FROM (${found}) ORDER BY ${lineColumn[list.order]} ${direction(list)}, batch, record`;
}

async function* partsOf(
  session: ExplorerSession,
  query: ExploreQuery,
  list: WholeList | null,
  holding: Promise<readonly Holding[]>,
): AsyncIterable<readonly LineRow[]> {
  const batches = [...new Set((await holding).map(({ batch }) => batch))];
  const where = lineCondition(query, tableOf(session, query), list?.search ?? null);
  const statements = list
    ? batches.slice(0, 1).map(() => ordered(linesOf(session, batches, where), list))
    : batches.map((batch) => `${linesOf(session, [batch], where)} ORDER BY l.record`);
  for (const sql of statements) {
    for await (const rows of session.duck.parts(sql)) yield rows.map(lineOf);
  }
}

/** All lines of a list in its order; without a list, batch by batch in the order of each file. */
export function streamLines(
  session: ExplorerSession,
  query: ExploreQuery,
  list: WholeList | null,
): AsyncIterable<readonly LineRow[]> {
  const holding = holdings(session, query);
  holding.catch(() => undefined);
  return partsOf(session, query, list, holding);
}

/** One line, with its payee as the cells know it; null where the batch is not held or has no such record. */
export async function line(
  session: ExplorerSession,
  batch: BatchId,
  record: number,
): ReturnType<Explorer['line']> {
  if (!session.held.includes(batch)) return null;
  const found = linesOf(session, [batch], `l.record = ${Math.trunc(record)}`);
  const [row] = await askApart(session, 'line', found);
  if (!row) return null;
  const sql = `SELECT * EXCLUDE (identity) FROM payees WHERE identity = ${literal(String(row.identity))}`;
  const [payee] = await ask(session, 'payee', sql);
  assert(payee !== undefined, 'the payee of a line is in the cells');
  return { line: lineOf(row), payee: payeeOf(payee) };
}
