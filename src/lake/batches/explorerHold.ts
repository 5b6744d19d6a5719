import { setImmediate as breath } from 'node:timers/promises';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { payeeClasses } from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import { fileLiteral, fillSql, type SqlRow, type SqlValue, sqlText } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { type CellPart, partBuilder, partsTogether, withoutBatches } from './cellParts.ts';
import { emptyPlacing, type GivenPlacing, takePlaces } from './explorerPlacing.ts';
import {
  ask,
  askForMany,
  type ExplorerBase,
  type ExplorerSession,
  type Held,
  run,
  type YearOfBatch,
} from './explorerSession.ts';
import { learnWords } from './explorerWords.ts';
import { batchFiles } from './stagedTables.ts';
import type { ExploredPayee, PayeePlacing } from './types.ts';

/** Batches whose cells are taken in by one statement. */
const batchesAtOnce = 24;

async function number(base: ExplorerBase, batch: BatchId): Promise<number> {
  const known = base.numbers.get(batch);
  if (known !== undefined) return known;
  const fresh = base.numbers.size + 1;
  const files = [batchFiles.cells, batchFiles.lines].map((file) => base.pathOf(batch, file));
  await base.duck.fill('batches', [[fresh, batch, ...files]]);
  base.numbers.set(batch, fresh);
  return fresh;
}

/** What is being taken up: nobody sees it before it is whole. */
interface Taking {
  readonly yearsOf: Map<BatchId, readonly YearOfBatch[]>;
  readonly cells: Map<number, CellPart>;
}

/** Takes the incoming cells in as numbers. */
async function takeCells(base: ExplorerBase, cells: Taking['cells']): Promise<void> {
  const builder = partBuilder();
  const sql = fillSql('explore-cells', { documents: String(base.given.documents) });
  for await (const columns of base.duck.numbers(sql)) builder.add(columns);
  await run(base, 'load', 'DROP TABLE incoming');
  await learnWords(base.duck, base.words);
  for (const part of builder.finish()) {
    await breath();
    const known = cells.get(part.year);
    cells.set(part.year, await partsTogether(known ? [known, part] : [part], base.words.whoOf));
    base.given.documents = part.document.reduce((most, one) => Math.max(most, one), base.given.documents);
  }
}

/** All of it or nothing, so that those who answer about a batch that was held before see it at every moment. */
async function load(base: ExplorerBase, sql: string): Promise<void> {
  await run(base, 'load', 'BEGIN TRANSACTION');
  try {
    await run(base, 'load', sql);
    await run(base, 'load', 'COMMIT');
  } catch (error) {
    await run(base, 'load', 'ROLLBACK');
    throw error;
  }
}

async function add(base: ExplorerBase, taking: Taking, batches: readonly BatchId[]): Promise<void> {
  for (const batch of batches) await number(base, batch);
  const numbers = batches.map((batch) => base.numbers.get(batch) ?? 0).join(', ');
  const files = batches.map((batch) => fileLiteral(base.pathOf(batch, batchFiles.cells)));
  const fragments = { files: `[${files.join(', ')}]`, batches: numbers };
  await load(base, fillSql('explore-load', fragments));
  await takeCells(base, taking.cells);
  const sql = `SELECT batch, year, months FROM batch_years WHERE batch IN (${numbers})`;
  const rows = await base.duck.rows(sql);
  for (const batch of batches) {
    const years = rows.filter((row) => row.batch === base.numbers.get(batch));
    taking.yearsOf.set(
      batch,
      years.map((row) => ({ year: whole(row.year), months: whole(row.months) })),
    );
  }
}

async function drop(base: ExplorerBase, { yearsOf, cells }: Taking, batches: readonly BatchId[]) {
  if (batches.length === 0) return;
  for (const batch of batches) yearsOf.delete(batch);
  const gone = new Set(batches.map((batch) => base.numbers.get(batch) ?? 0));
  for (const [year, part] of cells) {
    await breath();
    cells.set(year, withoutBatches(part, gone));
  }
}

/** Nothing is held. */
export const nothingHeld: Held = { held: [], yearsOf: new Map(), cells: new Map(), lastPayee: 0 };

/**
 * Exactly these batches, made from others that are held: only what is not among them is read. Those others stay as they
 * are, and share all cells of years that are the same.
 */
export async function taken(base: ExplorerBase, from: Held, batches: readonly BatchId[]): Promise<Held> {
  const wanted = new Set(batches);
  const known = new Set(from.held);
  const taking: Taking = { yearsOf: new Map(from.yearsOf), cells: new Map(from.cells) };
  await drop(
    base,
    taking,
    from.held.filter((batch) => !wanted.has(batch)),
  );
  const fresh = [...wanted].filter((batch) => !known.has(batch));
  for (let first = 0; first < fresh.length; first += batchesAtOnce) {
    await add(base, taking, fresh.slice(first, first + batchesAtOnce));
  }
  const texts = await base.duck.rows(`SELECT id, text FROM texts WHERE id >= ${base.texts.size} ORDER BY id`);
  for (const { id, text } of texts) base.texts.set(String(text), whole(id));
  return { ...taking, held: [...wanted], lastPayee: base.words.whoOf.length - 1 };
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

/** Payees that are held and not in a placing yet. */
export async function payeesUnplaced(
  session: ExplorerSession,
  placing: string,
): Promise<readonly ExploredPayee[]> {
  const last = session.placings.get(placing)?.placedUpTo ?? 0;
  if (last >= session.lastPayee) return [];
  const condition = `payee > ${last} AND payee <= ${session.lastPayee}`;
  const sql = `SELECT * EXCLUDE (identity) FROM payees WHERE ${condition} ORDER BY payee`;
  return (await askForMany(session, 'unplaced', sql)).map(payeeOf);
}

const payeesKept = 20_000;

/** The payees with these numbers, in the order of the numbers. What is known of a payee never changes. */
export async function payeesNumbered(
  session: ExplorerSession,
  numbers: readonly number[],
): Promise<readonly ExploredPayee[]> {
  const { payees } = session;
  const wanted = [...new Set(numbers)].sort((one, other) => one - other);
  const fresh = wanted.filter((payee) => !payees.has(payee));
  const known = new Map(wanted.flatMap((payee) => payees.get(payee) ?? []).map((one) => [one.payee, one]));
  if (fresh.length > 0) {
    const sql = `SELECT * EXCLUDE (identity) FROM payees WHERE payee IN (${fresh.join(', ')})`;
    for (const one of (await ask(session, 'payees', sql)).map(payeeOf)) {
      known.set(one.payee, one);
      payees.set(one.payee, one);
    }
  }
  for (const oldest of [...payees.keys()].slice(0, Math.max(0, payees.size - payeesKept)))
    payees.delete(oldest);
  return wanted.flatMap((payee) => known.get(payee) ?? []);
}

async function placingGiven(session: ExplorerSession, name: string): Promise<GivenPlacing> {
  const known = session.placings.get(name);
  if (known) return known;
  session.given.placings += 1;
  const fresh = emptyPlacing(`placing_${session.given.placings}`);
  await session.reading(() => session.reader.run(fillSql('explore-placing', { placing: fresh.table })));
  session.placings.set(name, fresh);
  return fresh;
}

/** Rows that the engine takes in at a time; other requests come in between. */
const rowsAtOnce = 5_000;

async function fillPlacing(session: ExplorerSession, table: string, rows: readonly PayeePlacing[]) {
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    await breath();
    const part = rows.slice(first, first + rowsAtOnce).map(({ payee, code }) => [payee, code]);
    await session.reading(() => session.reader.fill(table, part));
  }
}

/** Takes places of payees into a placing; every payee that is held and was not in it yet has to be among them. */
export async function place(
  session: ExplorerSession,
  name: string,
  rows: Iterable<PayeePlacing>,
): Promise<void> {
  const placing = await placingGiven(session, name);
  const fresh = [...rows].filter(({ payee }) => payee > placing.placedUpTo);
  const placed = new Set(fresh.map(({ payee }) => payee));
  assert(placed.size === fresh.length, 'every payee is placed once');
  if (session.lastPayee <= placing.placedUpTo) return;
  assert(placed.size === session.lastPayee - placing.placedUpTo, 'every payee is placed');
  await fillPlacing(session, placing.table, fresh);
  await breath();
  takePlaces(placing, fresh, session);
  placing.placedUpTo = session.lastPayee;
}

/** Forgets a placing and what was computed with it. */
export async function forget(base: ExplorerBase, name: string): Promise<void> {
  const placing = base.placings.get(name);
  if (!placing) return;
  base.placings.delete(name);
  const { answers, found, memos } = base;
  for (const kept of [answers, found, memos]) kept.forget((key) => key.includes(` ${placing.table} `));
  await base.reading(() => base.reader.run(`DROP TABLE ${placing.table}`));
}

/** The tables of an explorer that holds nothing yet. */
export const explorerTables = () => sqlText('explore-tables');
