import { performance } from 'node:perf_hooks';
import { setImmediate as breath } from 'node:timers/promises';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { assert } from '../../domain/values/index.ts';
import type { Duck, SqlRow } from '../duckdb.ts';
import type { CellPart } from './cellParts.ts';
import type { KnownCells, OpenSum } from './cellSums.ts';
import type { FoundSuppliers } from './cellSuppliers.ts';
import { yearNumber } from './explorerFilter.ts';
import type { GivenPlacing } from './explorerPlacing.ts';
import type { Words } from './explorerWords.ts';
import type { ExploreQuery } from './types.ts';

/** What an open explorer knows beside its tables. Everything here can be made again from the batches. */
export interface ExplorerSession {
  readonly duck: Duck;
  /** Does one thing after another: what changes tables must not run beside what reads them. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly pathOf: (batch: BatchId, file: string) => string;
  /** Numbers of all batches that were ever held; they stay. */
  readonly numbers: Map<BatchId, number>;
  /** Batches held now, in the order in which they were named, with the years of which they have lines. */
  held: readonly BatchId[];
  readonly yearsOf: Map<BatchId, readonly { readonly year: number; readonly months: number }[]>;
  /** The cells of all batches that are held, by year. */
  readonly cells: Map<number, CellPart>;
  /** Numbers of documents that were given so far. */
  documents: number;
  readonly placings: Map<string, GivenPlacing>;
  /** Numbers of the texts of bodies, departments, categories and scope classes, in the order of the numbers. */
  readonly texts: Map<string, number>;
  readonly words: Words;
  lastPayee: number;
  /** Finished answers by what they were made from; see `remembered`. */
  readonly answers: Map<string, Promise<unknown>>;
  /** Lists of suppliers by what they were made from, the oldest first. */
  readonly found: Map<string, FoundSuppliers>;
  /** Sums of payees that could not be placed by year and what they were made from, the oldest first. */
  readonly memos: Map<string, readonly OpenSum[]>;
  readonly spent: { readonly name: string; readonly milliseconds: number }[];
  /** Counts up, for names of tables. */
  counter: number;
}

const spentKept = 100_000;
const answersKept = 2_000;

async function timed<T>(session: ExplorerSession, name: string, work: () => Promise<T>): Promise<T> {
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
export async function compute<T>(session: ExplorerSession, name: string, work: () => T): Promise<T> {
  await breath();
  return timed(session, name, async () => work());
}

/** Asks for rows and notes how long the engine took. */
export function ask(session: ExplorerSession, name: string, sql: string): Promise<readonly SqlRow[]> {
  return timed(session, name, () => session.duck.rows(sql));
}

/** Runs a statement and notes how long the engine took. */
export function run(session: ExplorerSession, name: string, sql: string): Promise<void> {
  return timed(session, name, () => session.duck.run(sql));
}

/** An answer that is the same as long as its key is; an answer that failed is not kept. At most 2,000 are kept. */
export function remembered<T>(session: ExplorerSession, key: string, make: () => Promise<T>): Promise<T> {
  const known = session.answers.get(key);
  session.answers.delete(key);
  const answer = known ?? make();
  session.answers.set(key, answer);
  answer.catch(() => session.answers.delete(key));
  const [oldest] = session.answers.keys();
  if (session.answers.size > answersKept && oldest !== undefined) session.answers.delete(oldest);
  // The key names what the answer is about and everything it was made from, so its type is the one asked for.
  return answer as Promise<T>;
}

/** The placing under a name. Throws where payees are not in it yet, because sums would leave them out. */
export function placingNamed(session: ExplorerSession, name: string): GivenPlacing {
  const placing = session.placings.get(name);
  assert(placing !== undefined, `the placing ${name} was given`);
  assert(placing.placedUpTo === session.lastPayee, `the placing ${name} has every payee`);
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
export function askApart(session: ExplorerSession, name: string, sql: string): Promise<readonly SqlRow[]> {
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
export function queue(): ExplorerSession['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}
