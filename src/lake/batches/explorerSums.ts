import { toPence } from '../../domain/values/index.ts';
import { literal } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { everything } from './cellChoice.ts';
import { type OpenSum, openCells, paidPayees, sumCells } from './cellSums.ts';
import {
  ask,
  batchesIn,
  cellsOf,
  compute,
  type ExplorerSession,
  placingNamed,
  remembered,
  yearsHeld,
} from './explorerSession.ts';
import type { Explorer, OpenPayee, SumRow, SumsRequest } from './types.ts';

/** What a value of a column is called. */
function labelOf(texts: readonly string[], by: SumsRequest['by'], value: number): string {
  if (by === 'year') return '';
  if (by === 'quarter') return value === 0 ? '' : String(value);
  return texts[value] ?? '';
}

function byValueAndCode(one: SumRow, other: SumRow): number {
  if (one.value !== other.value) return one.value < other.value ? -1 : 1;
  return one.code - other.code;
}

/** Sums of one year at all place codes, from memory where the batches of that year were summed before. */
function sumsEverywhere(session: ExplorerSession, request: SumsRequest): Promise<readonly SumRow[]> {
  const placing = placingNamed(session, request.placing);
  const { by } = request;
  const filter = { ...everything, ...request.within };
  const leaveOut = request.leaveOut.toSorted();
  const year = request.yearStart ?? 0;
  const about = JSON.stringify([by, leaveOut, filter]);
  const key = `sums of ${year}: ${batchesIn(session, year)} ${placing.table} ${about}`;
  return remembered(session, key, async () => {
    const found = await compute(session, `sums by ${by}`, () =>
      sumCells(cellsOf(session, year), { leaveOut, filter, codes: null }, { placing, by }),
    );
    const texts = [...session.texts.keys()];
    return found
      .map(({ value, code, positive, negative, lines }) => ({
        value: labelOf(texts, by, value),
        code,
        netPence: toPence(positive + negative),
        positivePence: toPence(positive),
        negativePence: toPence(negative),
        lines,
      }))
      .sort(byValueAndCode);
  });
}

/** Sums of one year by a column and place code. A unit has one place code, so some codes are a part of all. */
export async function sums(session: ExplorerSession, request: SumsRequest): Promise<readonly SumRow[]> {
  const all = await sumsEverywhere(session, request);
  const { codes = null } = request;
  if (codes === null) return all;
  const wanted = new Set(codes);
  return all.filter(({ code }) => wanted.has(code));
}

/** Financial years with lines, undated last, their months with lines, and the batches that have them. */
export function years(session: ExplorerSession): Awaited<ReturnType<Explorer['years']>> {
  return yearsHeld(session).map((year) => {
    const known = session.held.flatMap((batch) => {
      const found = session.yearsOf.get(batch)?.find((one) => one.year === year);
      return found ? [{ batch, months: found.months }] : [];
    });
    const bits = known.reduce((all, one) => all | one.months, 0);
    const months = Array.from({ length: 12 }, (_, month) => (bits >> (month + 1)) & 1);
    return {
      yearStart: year === 0 ? null : year,
      months: year === 0 ? 0 : months.reduce((sum, one) => sum + one, 0),
      batches: known.map(({ batch }) => batch),
    };
  });
}

/** What the named classes hold, by class and year. */
export async function exclusions(
  session: ExplorerSession,
  leaveOut: readonly string[],
): ReturnType<Explorer['exclusions']> {
  if (leaveOut.length === 0 || session.held.length === 0) return [];
  const numbers = session.held.map((batch) => session.numbers.get(batch) ?? 0);
  const sql = `SELECT class, year, sum(lines)::BIGINT AS lines, sum(pence)::BIGINT AS pence FROM batch_scopes
    WHERE batch IN (${numbers.join(', ')}) AND class IN (${leaveOut.map(literal).join(', ')}) GROUP BY class, year
    ORDER BY class, nullif(year, 0) NULLS LAST`;
  return (await ask(session, 'exclusions', sql)).map((row) => ({
    class: String(row.class),
    yearStart: row.year === 0 ? null : whole(row.year),
    lines: whole(row.lines),
    pence: toPence(whole(row.pence)),
  }));
}

type Widest = Parameters<Explorer['widest']>[0];

/** What lies at the codes in one year, from memory where the batches of that year were summed before. */
function memoOf(session: ExplorerSession, request: Widest, year: number): Promise<readonly OpenSum[]> {
  const placing = placingNamed(session, request.placing);
  const leaveOut = request.leaveOut.toSorted();
  const { codes } = request;
  const key = `open in ${year}: ${batchesIn(session, year)} ${placing.table} ${JSON.stringify([leaveOut, codes])}`;
  const query = { leaveOut, filter: everything, codes };
  return session.memos.of(key, () =>
    compute(session, 'open payees', () => openCells(cellsOf(session, year), query, placing)),
  );
}

/** The same payees over several years. */
function together(memos: readonly (readonly OpenSum[])[]): readonly OpenSum[] {
  const all = new Map<number, OpenSum>();
  for (const one of memos.flat()) {
    const sum = all.get(one.who);
    if (sum === undefined) {
      all.set(one.who, { ...one });
      continue;
    }
    sum.pence += one.pence;
    sum.width += one.width;
    sum.lines += one.lines;
    if (one.name < sum.name) sum.name = one.name;
  }
  return [...all.values()];
}

function furthestFirst({ words }: ExplorerSession) {
  const labelOf = ({ who }: OpenSum) => words.whos[who]?.label ?? '';
  return (one: OpenSum, other: OpenSum): number => {
    if (one.width !== other.width) return other.width - one.width;
    if (one.name !== other.name) return one.name < other.name ? -1 : 1;
    return labelOf(one) < labelOf(other) ? -1 : 1;
  };
}

/** The year that is asked about, 0 for undated; null for all. */
function yearAsked({ yearStart }: Widest): number | null {
  return yearStart === undefined ? null : (yearStart ?? 0);
}

function yearsAsked(session: ExplorerSession, request: Widest): readonly number[] {
  const year = yearAsked(request);
  return yearsHeld(session).filter((held) => year === null || held === year);
}

async function widestOf(session: ExplorerSession, request: Widest): Promise<readonly OpenPayee[]> {
  const { codes, leaveOut, limit } = request;
  const placing = placingNamed(session, request.placing);
  const memos: (readonly OpenSum[])[] = [];
  for (const year of yearsAsked(session, request)) memos.push(await memoOf(session, request, year));
  return compute(session, 'widest', () => {
    const top = [...together(memos)].sort(furthestFirst(session)).slice(0, limit);
    const { whos } = session.words;
    const possible = new Set(top.flatMap(({ who }) => whos[who]?.payees ?? []));
    const query = { leaveOut, filter: everything, codes };
    const paid = paidPayees(cellsOf(session, yearAsked(request)), query, placing, possible);
    return top.map(({ who, name, pence, width, lines }) => ({
      name,
      kind: whos[who]?.kind ?? 'unnamed',
      pence: toPence(pence),
      widthPence: toPence(width),
      lines,
      payees: (whos[who]?.payees ?? []).filter((payee) => paid.has(payee)),
    }));
  });
}

/** The payees at some codes whose netted units reach furthest, over all years; each year is summed once. */
export async function widest(session: ExplorerSession, request: Widest): Promise<readonly OpenPayee[]> {
  if (session.held.length === 0 || request.codes.length === 0) return [];
  const { table } = placingNamed(session, request.placing);
  const { leaveOut, codes, limit } = request;
  const about = JSON.stringify([leaveOut.toSorted(), codes, limit, yearAsked(request)]);
  const key = `widest ${batchesIn(session, null)} ${table} ${about}`;
  return remembered(session, key, () => widestOf(session, request));
}
