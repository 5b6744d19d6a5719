import { performance } from 'node:perf_hooks';
import { setImmediate as breath } from 'node:timers/promises';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { assert } from '../../domain/values/index.ts';
import type { BesideDuck, Duck, SqlRow } from '../duckdb.ts';
import type { CellPart } from './cellParts.ts';
import type { KnownCells, OpenSum } from './cellSums.ts';
import type { FoundSuppliers } from './cellSuppliers.ts';
import { yearNumber } from './explorerFilter.ts';
import type { GivenPlacing } from './explorerPlacing.ts';
import type { Words } from './explorerWords.ts';
import type { Memory } from './memory.ts';
import type { ExploredPayee, ExploreQuery } from './types.ts';

/** One thing after another. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * What an open explorer knows beside its tables, whichever batches are asked about. It only grows: what a number means
 * never changes, so that answers about some batches stay right while others are taken up.
 */
export interface ExplorerBase {
  /** Takes batches up, one set after another; nothing else waits for its statements. */
  readonly duck: Duck;
  readonly takingUp: Queue;
  /** Answers questions. */
  readonly reader: BesideDuck;
  readonly reading: Queue;
  /** Placings are filled one after another. */
  readonly placingUp: Queue;
  readonly pathOf: (batch: BatchId, file: string) => string;
  /** Numbers of all batches that were ever held; they stay. */
  readonly numbers: Map<BatchId, number>;
  readonly placings: Map<string, GivenPlacing>;
  /** Numbers of the texts of bodies, departments, categories and scope classes, in the order of the numbers. */
  readonly texts: Map<string, number>;
  readonly words: Words;
  /** Payees that pages showed, by number, the oldest first. */
  readonly payees: Map<number, ExploredPayee>;
  /** Finished answers by what they were made from; see `remembered`. */
  readonly answers: Memory<unknown>;
  /** Lists of suppliers by what they were made from. */
  readonly found: Memory<FoundSuppliers>;
  /** Sums of payees that could not be placed by year and what they were made from. */
  readonly memos: Memory<readonly OpenSum[]>;
  readonly spent: { readonly name: string; readonly milliseconds: number }[];
  /** Numbers of documents and of tables of placings that were given so far. */
  readonly given: { documents: number; placings: number };
}

/** Some batches that are held. It never changes: other batches are another. */
export interface Held {
  /** In the order in which they were named, with the years of which they have lines. */
  readonly held: readonly BatchId[];
  readonly yearsOf: ReadonlyMap<BatchId, readonly YearOfBatch[]>;
  /** The cells of all of them, by year. */
  readonly cells: ReadonlyMap<number, CellPart>;
  /** The last payee that was numbered when they were taken up; all of theirs are among those up to it. */
  readonly lastPayee: number;
}

export interface YearOfBatch {
  readonly year: number;
  readonly months: number;
}

/** Everything that answers about some batches are made from. */
export type ExplorerSession = ExplorerBase & Held;

const spentKept = 100_000;

async function timed<T>(session: ExplorerBase, name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    if (session.spent.length < spentKept) {
      session.spent.push({ name, milliseconds: performance.now() - start });
    }
  }
}

/** Works on cells and notes how long that took. Other requests come in between two such works, not within one. */
export async function compute<T>(session: ExplorerBase, name: string, work: () => T): Promise<T> {
  await breath();
  return timed(session, name, async () => work());
}

/** Asks for rows, one statement after another, and notes how long the engine took. */
export function ask(session: ExplorerBase, name: string, sql: string): Promise<readonly SqlRow[]> {
  return session.reading(() => timed(session, name, () => session.reader.rows(sql)));
}

/** Asks for many rows in the same way. */
export function askForMany(session: ExplorerBase, name: string, sql: string): Promise<readonly SqlRow[]> {
  return session.reading(() => timed(session, name, () => session.reader.manyRows(sql)));
}

/** Runs a statement that takes batches up, and notes how long the engine took. */
export function run(session: ExplorerBase, name: string, sql: string): Promise<void> {
  return timed(session, name, () => session.duck.run(sql));
}

/** An answer that is the same as long as its key is; an answer that failed is not kept. */
export function remembered<T>(session: ExplorerBase, key: string, make: () => Promise<T>): Promise<T> {
  // The key names what the answer is about and everything it was made from, so its type is the one asked for.
  return session.answers.of(key, make) as Promise<T>;
}

/** The placing under a name. Throws where payees are not in it yet, because sums would leave them out. */
export function placingNamed(session: ExplorerSession, name: string): GivenPlacing {
  const placing = session.placings.get(name);
  assert(placing !== undefined, `the placing ${name} was given`);
  assert(placing.placedUpTo >= session.lastPayee, `the placing ${name} has every payee`);
  return placing;
}

/** The numbers of the batches that have lines in a year, and of all batches where it is null, as text. */
export function batchesIn(session: ExplorerSession, year: number | null): string {
  const wanted = session.held.filter(
    (batch) => year === null || session.yearsOf.get(batch)?.some((known) => known.year === year),
  );
  const numbers = wanted.map((batch) => session.numbers.get(batch) ?? 0);
  return numbers.sort((one, other) => one - other).join(' ');
}

/** Years with lines in order, undated (0) last. */
export function yearsHeld(session: ExplorerSession): readonly number[] {
  const years = session.held.flatMap((batch) => session.yearsOf.get(batch) ?? []).map(({ year }) => year);
  return [...new Set(years)].sort((one, other) => (one || Infinity) - (other || Infinity));
}

/** Asks for rows on a connection of its own, for reading line files beside other work. */
export function askApart(session: ExplorerBase, name: string, sql: string): Promise<readonly SqlRow[]> {
  return timed(session, name, async () => {
    const rows: SqlRow[] = [];
    for await (const part of session.duck.parts(sql)) rows.push(...part);
    return rows;
  });
}

/** The cells of a year, or of all years where it is null, with what their numbers mean. */
export function cellsOf(session: ExplorerSession, year: number | null): KnownCells {
  const { cells, words, texts } = session;
  const parts = [...cells.values()].filter((part) => year === null || part.year === year);
  return { parts, words, texts };
}

/** The cells of the year that a query names, or of all years. */
export function cellsFor(session: ExplorerSession, { filter }: ExploreQuery): KnownCells {
  return cellsOf(session, filter.year === null ? null : yearNumber(filter.year));
}

/** What an answer about a query is made from, as text. */
export function keyOf(session: ExplorerSession, what: string, query: ExploreQuery): string {
  const { table } = placingNamed(session, query.placing);
  const { definition, ring, where, ...filter } = query.filter;
  const batches = batchesIn(session, filter.year === null ? null : yearNumber(filter.year));
  return `${what} ${batches} ${table} ${JSON.stringify([query.leaveOut.toSorted(), filter, query.codes])}`;
}

/** Throws unless a page is one that may be asked for. */
export function checkPage({ offset, limit }: { readonly offset: number; readonly limit: number }): void {
  assert(offset >= 0 && limit >= 0 && limit <= 1_000, 'a page has at most 1,000 rows');
  assert(Number.isInteger(offset) && Number.isInteger(limit), 'a page has whole numbers of rows');
}

/** A queue that does one thing after another; one that fails does not stop the next. */
export function queue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
