import type {
  LineOrder,
  LineRow,
  ListPage,
  ListRequest,
  SupplierOrder,
} from '../../domain/spend/explore/types.ts';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { payeeClasses } from '../../domain/suppliers/index.ts';
import { assert, toLocalDate, toPence } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, literal, type SqlRow, type SqlValue } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { cellCondition, lineCondition, yearNumber } from './explorerFilter.ts';
import { payeeOf } from './explorerHold.ts';
import {
  ask,
  askApart,
  batchesIn,
  type ExplorerSession,
  placingNamed,
  remembered,
  run,
} from './explorerSession.ts';
import { batchFiles } from './stagedTables.ts';
import type { ExploreQuery, Explorer } from './types.ts';

/** Lists of suppliers that are kept ready for their next page. */
const foundKept = 12;

const text = (value: SqlValue | undefined) => (typeof value === 'string' ? value : null);

function direction({ descending }: { readonly descending: boolean }): string {
  return descending ? 'DESC NULLS LAST' : 'ASC NULLS LAST';
}

function paged(list: { readonly offset: number; readonly limit: number }) {
  assert(list.offset >= 0 && list.limit >= 0 && list.limit <= 1_000, 'a page has at most 1,000 rows');
  return { limit: String(Math.trunc(list.limit)), offset: String(Math.trunc(list.offset)) };
}

function keyOf(session: ExplorerSession, what: string, query: ExploreQuery): string {
  const { table } = placingNamed(session, query.placing);
  const { definition, ring, where, ...filter } = query.filter;
  const batches = batchesIn(session, filter.year === null ? null : yearNumber(filter.year));
  return `${what} ${batches} ${table} ${JSON.stringify([query.leaveOut.toSorted(), filter, query.codes])}`;
}

async function foundSuppliers(session: ExplorerSession, query: ExploreQuery): Promise<string> {
  const key = keyOf(session, 'suppliers', query);
  const known = session.found.get(key);
  session.counter += 1;
  const found = known ?? `found_${session.counter}`;
  if (known === undefined) {
    const placing = placingNamed(session, query.placing).table;
    const sql = fillSql('explore-suppliers', { found, placing, where: cellCondition(query, session.texts) });
    await run(session, 'suppliers', sql);
  }
  session.found.delete(key);
  session.found.set(key, found);
  const [oldest] = session.found;
  if (session.found.size > foundKept && oldest !== undefined) {
    session.found.delete(oldest[0]);
    await session.duck.run(`DROP TABLE ${oldest[1]}`);
  }
  return found;
}

const supplierColumn: Readonly<Record<SupplierOrder, string>> = {
  name: 'lower(f.name)',
  amount: 'f.pence',
  lines: 'f.lines',
};

/** A page of the payees within a query, one row for each place code. */
export async function suppliers(
  session: ExplorerSession,
  query: ExploreQuery,
  list: ListRequest<SupplierOrder>,
): ReturnType<Explorer['suppliers']> {
  const found = await foundSuppliers(session, query);
  const search = list.search === null ? 'true' : `contains(f.words, lower(${literal(list.search)}))`;
  const order = `${supplierColumn[list.order]} ${direction(list)}`;
  const sql = fillSql('explore-supplier-page', { found, search, order, ...paged(list) });
  const rows = await ask(session, 'supplier page', sql);
  const [all] = await ask(
    session,
    'supplier totals',
    `SELECT count(*) AS n, coalesce(sum(pence), 0)::BIGINT AS pence FROM ${found} f WHERE ${search}`,
  );
  return {
    rows: rows.map((row) => ({
      id: String(row.id),
      name: text(row.name) ?? '',
      kind: payeeClasses.find((kind) => kind === row.kind) ?? 'unnamed',
      supplierNumber: text(row.supplier_number),
      postcodes: (text(row.postcodes) ?? '').split(',').filter(Boolean).slice(0, 5),
      code: whole(row.code),
      payees: String(row.payees).split(' ').map(Number),
      pence: toPence(whole(row.pence)),
      lines: whole(row.lines),
    })),
    count: whole(all?.n),
    pence: toPence(whole(all?.pence)),
  };
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

interface Holding {
  readonly batch: BatchId;
  readonly lines: number;
  readonly pence: number;
}

/** Batches that hold lines of a query, in order, and how many; from the cells alone. */
function holdings(session: ExplorerSession, query: ExploreQuery): Promise<readonly Holding[]> {
  return remembered(session, keyOf(session, 'holdings', query), async () => {
    const sql = `SELECT c.batch, sum(c.lines)::BIGINT AS lines, sum(c.positive + c.negative)::BIGINT AS pence
      FROM cells c JOIN ${placingNamed(session, query.placing).table} p ON p.payee = c.payee
      WHERE ${cellCondition(query, session.texts)} GROUP BY c.batch`;
    const rows = new Map((await ask(session, 'holdings', sql)).map((row) => [row.batch, row]));
    return session.held.flatMap((batch) => {
      const row = rows.get(session.numbers.get(batch) ?? 0);
      return row ? [{ batch, lines: whole(row.lines), pence: whole(row.pence) }] : [];
    });
  });
}

function linesOf(session: ExplorerSession, batches: readonly BatchId[], where: string): string {
  const files = batches.map((batch) => fileLiteral(session.pathOf(batch, batchFiles.lines)));
  return fillSql('explore-lines', { files: `[${files.join(', ')}]`, where });
}

const lineColumn: Readonly<Record<LineOrder, string>> = {
  day: 'day',
  supplier: 'lower(supplier)',
  amount: 'pence',
};

async function countLines(session: ExplorerSession, found: string) {
  const sql = `SELECT count(*) AS n, coalesce(sum(pence), 0)::BIGINT AS pence FROM (${found})`;
  const [row] = await askApart(session, 'line totals', sql);
  return { count: whole(row?.n), pence: toPence(whole(row?.pence)) };
}

/** A page of the lines of a query. Only line files of batches that hold such lines are read. */
export async function lines(
  session: ExplorerSession,
  query: ExploreQuery,
  list: ListRequest<LineOrder>,
): Promise<ListPage<LineRow>> {
  const held = await session.inTurn(() => holdings(session, query));
  const { limit, offset } = paged(list);
  if (held.length === 0) return { rows: [], count: 0, pence: toPence(0) };
  const table = tableOf(session, query);
  const found = linesOf(
    session,
    held.map((one) => one.batch),
    lineCondition(query, table, list.search),
  );
  const sql = `${ordered(found, list)} LIMIT ${limit} OFFSET ${offset}`;
  const rows = await askApart(session, 'lines', sql);
  const totals =
    list.search === null
      ? {
          count: held.reduce((sum, one) => sum + one.lines, 0),
          pence: toPence(held.reduce((sum, one) => sum + one.pence, 0)),
        }
      : await countLines(session, found);
  return { rows: rows.map(lineOf), ...totals };
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
  const batches = (await holding).map(({ batch }) => batch);
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
  const holding = session.inTurn(() => holdings(session, query));
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
  const [row] = await ask(session, 'line', found);
  if (!row) return null;
  const sql = `SELECT * EXCLUDE (identity) FROM payees WHERE identity = ${literal(String(row.identity))}`;
  const [payee] = await ask(session, 'payee', sql);
  assert(payee !== undefined, 'the payee of a line is in the cells');
  return { line: lineOf(row), payee: payeeOf(payee) };
}

/** All texts of a column that occur, in order, the empty one first: a filter may name each of them. None where the column is empty everywhere. */
export function values(
  session: ExplorerSession,
  column: 'body' | 'department' | 'category',
): Promise<readonly string[]> {
  return remembered(session, `values ${batchesIn(session, null)} ${column}`, async () => {
    const sql = `SELECT text FROM texts WHERE id IN (SELECT DISTINCT ${column} FROM cells)
      ORDER BY lower(text), text`;
    const found = (await ask(session, 'values', sql)).map((row) => String(row.text));
    return found.every((text) => text === '') ? [] : found;
  });
}
