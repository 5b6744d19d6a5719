import type { BatchId } from '../../domain/spend/imports/types.ts';
import { payeeClasses } from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, type SqlRow, type SqlValue, sqlText } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { partBuilder, partsTogether, withoutBatches } from './cellParts.ts';
import { emptyPlacing, type GivenPlacing, takePlaces } from './explorerPlacing.ts';
import { ask, type ExplorerSession, run } from './explorerSession.ts';
import { learnWords } from './explorerWords.ts';
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

/** Takes the incoming cells in as numbers. */
async function takeCells(session: ExplorerSession): Promise<void> {
  const builder = partBuilder();
  const sql = fillSql('explore-cells', { documents: String(session.documents) });
  for await (const columns of session.duck.numbers(sql)) builder.add(columns);
  await run(session, 'load', 'DROP TABLE incoming');
  await learnWords(session.duck, session.words);
  for (const part of builder.finish()) {
    const known = session.cells.get(part.year);
    session.cells.set(part.year, partsTogether(known ? [known, part] : [part], session.words.whoOf));
    session.documents = part.document.reduce((most, one) => Math.max(most, one), session.documents);
  }
}

async function add(session: ExplorerSession, batches: readonly BatchId[]): Promise<void> {
  for (const batch of batches) await number(session, batch);
  const files = batches.map((batch) => fileLiteral(session.pathOf(batch, batchFiles.cells)));
  await run(session, 'load', fillSql('explore-load', { files: `[${files.join(', ')}]` }));
  await takeCells(session);
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
  const gone = new Set(numbers);
  for (const [year, part] of session.cells) {
    session.cells.set(year, withoutBatches(part, gone));
  }
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
  if (fresh.length === 0) return;
  const texts = await ask(session, 'texts', `SELECT id, text FROM texts WHERE id >= ${session.texts.size}`);
  for (const { id, text } of texts) session.texts.set(String(text), whole(id));
  session.lastPayee = session.words.whoOf.length - 1;
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

async function placingGiven(session: ExplorerSession, name: string): Promise<GivenPlacing> {
  const known = session.placings.get(name);
  if (known) return known;
  session.counter += 1;
  const fresh = emptyPlacing(`placing_${session.counter}`);
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
  const placing = await placingGiven(session, name);
  const fresh = [...rows].filter(({ payee }) => payee > placing.placedUpTo);
  const placed = new Set(fresh.map(({ payee }) => payee));
  assert(placed.size === fresh.length, 'every payee is placed once');
  assert(placed.size === session.lastPayee - placing.placedUpTo, 'every payee is placed');
  await session.duck.fill(
    placing.table,
    fresh.map(({ payee, code }) => [payee, code]),
  );
  takePlaces(placing, fresh, session);
  placing.placedUpTo = session.lastPayee;
}

/** Forgets a placing and what was computed with it. */
export async function forget(session: ExplorerSession, name: string): Promise<void> {
  const placing = session.placings.get(name);
  if (!placing) return;
  session.placings.delete(name);
  for (const memory of [session.answers, session.found, session.memos]) {
    for (const key of [...memory.keys()]) if (key.includes(` ${placing.table} `)) memory.delete(key);
  }
  await session.duck.run(`DROP TABLE ${placing.table}`);
}

/** The tables of an explorer that holds nothing yet. */
export const explorerTables = () => sqlText('explore-tables');
