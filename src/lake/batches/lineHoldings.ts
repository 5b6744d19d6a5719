import type { BatchId } from '../../domain/spend/imports/types.ts';
import type { CellPart } from './cellParts.ts';
import { eachChosen } from './cellSums.ts';
import {
  cellsFor,
  compute,
  type ExplorerSession,
  keyOf,
  placingNamed,
  remembered,
} from './explorerSession.ts';
import type { ExploreQuery } from './types.ts';

/** Lines of a query that one batch has in one year: from the cells alone, so no file is opened to know it. */
export interface Holding {
  readonly batch: BatchId;
  /** The year in which the financial year starts; 0 for undated. */
  readonly year: number;
  /** The first and the last month in which the batch has lines in that year, counted from year 0; null for undated. */
  readonly months: { readonly first: number; readonly last: number } | null;
  readonly lines: number;
  readonly pence: number;
}

/** Months counted from April of year 0, from bits of calendar months. */
function monthsOf(year: number, bits: number): Holding['months'] {
  if (year === 0) return null;
  const months = Array.from({ length: 12 }, (_, index) => index).filter(
    (index) => ((bits >> (((index + 3) % 12) + 1)) & 1) === 1,
  );
  return { first: year * 12 + (months[0] ?? 0), last: year * 12 + (months.at(-1) ?? 11) };
}

type Sums = ReadonlyMap<string, { readonly lines: number; readonly pence: number }>;

function sumsByBatch(session: ExplorerSession, query: ExploreQuery): Sums {
  const found = new Map<string, { lines: number; pence: number }>();
  const see = (part: CellPart, cells: Int32Array) => {
    const size = session.numbers.size + 1;
    const [lines, pence] = [new Int32Array(size), new Float64Array(size)];
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? 0;
      const batch = part.batch[cell] ?? 0;
      lines[batch] = (lines[batch] ?? 0) + (part.lines[cell] ?? 0);
      pence[batch] = (pence[batch] ?? 0) + (part.positive[cell] ?? 0) + (part.negative[cell] ?? 0);
    }
    for (let batch = 1; batch < size; batch += 1) {
      const sum = { lines: lines[batch] ?? 0, pence: pence[batch] ?? 0 };
      if (sum.lines > 0) found.set(`${batch} ${part.year}`, sum);
    }
  };
  eachChosen(cellsFor(session, query), query, placingNamed(session, query.placing), see);
  return found;
}

/** What batches hold of a query, in the order in which they are held. Pence are whole. */
export function holdings(session: ExplorerSession, query: ExploreQuery): Promise<readonly Holding[]> {
  return remembered(session, keyOf(session, 'holdings', query), async () => {
    const sums = await compute(session, 'holdings', () => sumsByBatch(session, query));
    return session.held.flatMap((batch) =>
      (session.yearsOf.get(batch) ?? []).flatMap(({ year, months }) => {
        const sum = sums.get(`${session.numbers.get(batch) ?? 0} ${year}`);
        return sum ? [{ batch, year, months: monthsOf(year, months), ...sum }] : [];
      }),
    );
  });
}

/** Holdings whose days lie between one another, and a page's rows within them. */
export interface Block {
  readonly holdings: readonly Holding[];
  readonly offset: number;
  readonly limit: number;
}

/** Holdings in parts of which each lies wholly before the next by day; those without a day come last. */
function blocksByMonth(all: readonly Holding[], descending: boolean): readonly (readonly Holding[])[] {
  const undated = all.filter(({ months }) => months === null);
  const blocks: { last: number; holdings: Holding[] }[] = [];
  const dated = all.flatMap((holding) => (holding.months ? [{ holding, ...holding.months }] : []));
  for (const { holding, first, last } of dated.toSorted((one, other) => one.first - other.first)) {
    const block = blocks.at(-1);
    if (block && first <= block.last) {
      block.holdings.push(holding);
      block.last = Math.max(block.last, last);
    } else blocks.push({ last, holdings: [holding] });
  }
  const ordered = (descending ? blocks.toReversed() : blocks).map(({ holdings: these }) => these);
  return undated.length > 0 ? [...ordered, undated] : ordered;
}

/** The blocks that a page ordered by day needs, and no others. */
export function blocksOfPage(
  all: readonly Holding[],
  page: { readonly descending: boolean; readonly offset: number; readonly limit: number },
): readonly Block[] {
  const blocks: Block[] = [];
  let [skip, wanted] = [page.offset, page.limit];
  for (const these of blocksByMonth(all, page.descending)) {
    const lines = these.reduce((sum, holding) => sum + holding.lines, 0);
    if (wanted > 0 && skip < lines) {
      const limit = Math.min(wanted, lines - skip);
      blocks.push({ holdings: these, offset: skip, limit });
      wanted -= limit;
    }
    skip = Math.max(0, skip - lines);
  }
  return blocks;
}
