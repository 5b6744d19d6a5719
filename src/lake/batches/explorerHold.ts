import type { BatchId } from '../../domain/spend/imports/types.ts';
import { payeeClasses } from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, type SqlRow, type SqlValue, sqlText } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { ask, type ExplorerSession, run } from './explorerSession.ts';
import { batchFiles } from './stagedTables.ts';
import type { ExploredPayee, PayeePlacing } from './types.ts';

/** Batches whose cells are taken in by one statement. */
const batchesAtOnce = 24;

async function number(session: ExplorerSession, batch: BatchId): Promise<number> {
  const known = session.numbers.get(batch);
  if (known !== undefined) return known;
  const fresh = session.numbers.size + 1;
  const files = [batchFiles.cells, batchFiles.lines].map((file) => session.pathOf(batch, file));
  await session.duck.fill('batches', [[fresh, batch, ...files]]);
  session.numbers.set(batch, fresh);
  return fresh;
}

async function add(session: ExplorerSession, batches: readonly BatchId[]): Promise<void> {
  for (const batch of batches) await number(session, batch);
  const files = batches.map((batch) => fileLiteral(session.pathOf(batch, batchFiles.cells)));
  await run(session, 'load', fillSql('explore-load', { files: `[${files.join(', ')}]` }));
  const numbers = batches.map((batch) => session.numbers.get(batch) ?? 0);
  const rows = await ask(
    session,
    'batch years',
    `SELECT batch, year, months FROM batch_years WHERE batch IN (${numbers.join(', ')})`,
  );
  for (const batch of batches) {
    const years = rows.filter((row) => row.batch === session.numbers.get(batch));
    session.yearsOf.set(
      batch,
      years.map((row) => ({ year: whole(row.year), months: whole(row.months) })),
    );
  }
}

async function drop(session: ExplorerSession, batches: readonly BatchId[]): Promise<void> {
  if (batches.length === 0) return;
  const numbers = batches.map((batch) => session.numbers.get(batch) ?? 0);
  await run(session, 'drop', fillSql('explore-drop', { batches: numbers.join(', ') }));
  for (const batch of batches) session.yearsOf.delete(batch);
}

/** Makes the session hold exactly these batches. A fault leaves it as it was, or without the new ones. */
export async function hold(session: ExplorerSession, batches: readonly BatchId[]): Promise<void> {
  const wanted = new Set(batches);
  const gone = session.held.filter((batch) => !wanted.has(batch));
  const held = new Set(session.held);
  const fresh = batches.filter((batch) => !held.has(batch));
  await drop(session, gone);
  session.held = session.held.filter((batch) => wanted.has(batch));
  for (let first = 0; first < fresh.length; first += batchesAtOnce) {
    const part = fresh.slice(first, first + batchesAtOnce);
    try {
      await add(session, part);
    } catch (error) {
      await drop(session, part);
      throw error;
    }
    session.held = [...session.held, ...part];
  }
  session.held = [...wanted];
  const texts = await ask(session, 'texts', `SELECT id, text FROM texts WHERE id >= ${session.texts.size}`);
  for (const { id, text } of texts) session.texts.set(String(text), whole(id));
  const [row] = await ask(session, 'last payee', 'SELECT coalesce(max(payee), 0) AS last FROM payees');
  session.lastPayee = whole(row?.last);
}

const text = (value: SqlValue | undefined) => (typeof value === 'string' ? value : null);

/** A payee from a row of `payees`. */
export function payeeOf(row: SqlRow): ExploredPayee {
  return {
    payee: whole(row.payee),
    who: whole(row.who),
    id: String(row.id),
    kind: payeeClasses.find((known) => known === row.kind) ?? 'unnamed',
    key: text(row.key),
    nameKey: text(row.name_key),
    supplierNumber: text(row.supplier_number),
    name: text(row.name) ?? '',
    postcode: text(row.postcode),
  };
}

/** Payees with numbers above the one given. */
export async function payeesAfter(session: ExplorerSession, last: number): Promise<readonly ExploredPayee[]> {
  if (last >= session.lastPayee) return [];
  const sql = `SELECT * EXCLUDE (identity) FROM payees WHERE payee > ${last} ORDER BY payee`;
  return (await session.duck.manyRows(sql)).map(payeeOf);
}

/** The payees with these numbers, in the order of the numbers. */
export async function payeesNumbered(
  session: ExplorerSession,
  numbers: readonly number[],
): Promise<readonly ExploredPayee[]> {
  if (numbers.length === 0) return [];
  const sql = `SELECT * EXCLUDE (identity) FROM payees WHERE payee IN (${numbers.join(', ')}) ORDER BY payee`;
  return (await ask(session, 'payees', sql)).map(payeeOf);
}

async function placingTable(session: ExplorerSession, name: string) {
  const known = session.placings.get(name);
  if (known) return known;
  session.counter += 1;
  const fresh = { table: `placing_${session.counter}`, placedUpTo: 0 };
  await run(session, 'placing', fillSql('explore-placing', { placing: fresh.table }));
  session.placings.set(name, fresh);
  return fresh;
}

/** Takes places of payees into a placing; every payee that was not in it yet has to be among them. */
export async function place(
  session: ExplorerSession,
  name: string,
  rows: Iterable<PayeePlacing>,
): Promise<void> {
  const placing = await placingTable(session, name);
  await session.duck.run('DELETE FROM fresh_placings');
  const values = function* () {
    for (const { payee, unit, code } of rows) yield [payee, unit, code];
  };
  await session.duck.fill('fresh_placings', values());
  const about = { placing: placing.table, after: String(placing.placedUpTo) };
  await run(session, 'place', fillSql('explore-place', about));
  const [row] = await ask(session, 'placed', `SELECT count(*) AS n FROM ${placing.table}`);
  assert(row?.n === session.lastPayee, 'every payee is placed, once');
  placing.placedUpTo = session.lastPayee;
}

/** Forgets a placing and what was computed with it. */
export async function forget(session: ExplorerSession, name: string): Promise<void> {
  const placing = session.placings.get(name);
  if (!placing) return;
  session.placings.delete(name);
  const about = (key: string) => key.includes(` ${placing.table} `);
  for (const key of [...session.answers.keys()].filter(about)) session.answers.delete(key);
  for (const [key, table] of [...session.found].filter(([key]) => about(key))) {
    session.found.delete(key);
    await session.duck.run(`DROP TABLE ${table}`);
  }
  for (const [key, memo] of [...session.memos].filter(([key]) => about(key))) {
    session.memos.delete(key);
    await session.duck.run(`DELETE FROM open_sums WHERE memo = ${memo}`);
  }
  await session.duck.run(`DROP TABLE ${placing.table}`);
}

/** The tables of an explorer that holds nothing yet. */
export const explorerTables = () => sqlText('explore-tables');
