import { payeeClasses } from '../../domain/suppliers/index.ts';
import { toPence } from '../../domain/values/index.ts';
import { fillSql, literal } from '../duckdb.ts';
import { whole } from '../ledgers/rows.ts';
import { cellCondition, everything } from './explorerFilter.ts';
import {
  ask,
  batchesIn,
  type ExplorerSession,
  placingNamed,
  remembered,
  run,
  yearsHeld,
} from './explorerSession.ts';
import type { Explorer, OpenPayee, SumRow, SumsRequest } from './types.ts';

/** Sums of single years that are kept for lists of payees that could not be placed. */
const memosKept = 400;

const columnOf: Readonly<Record<SumsRequest['by'], string>> = {
  year: '0',
  quarter: 'c.quarter',
  body: 'c.body',
  department: 'c.department',
  category: 'c.category',
};

function labelOf(by: SumsRequest['by']): string {
  if (by === 'year') return "''";
  return by === 'quarter' ? "CASE WHEN a.value = 0 THEN '' ELSE a.value::VARCHAR END" : 't.text';
}

function yearText(year: number): string {
  return year === 0 ? 'undated' : `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

/** Sums of one year by a column and place code; from memory where the batches of that year were summed before. */
export function sums(session: ExplorerSession, request: SumsRequest): Promise<readonly SumRow[]> {
  const { table } = placingNamed(session, request.placing);
  const { by, within, codes = null } = request;
  const leaveOut = request.leaveOut.toSorted();
  const year = request.yearStart ?? 0;
  const key = `sums of ${year}: ${batchesIn(session, year)} ${table} ${JSON.stringify([by, leaveOut, within, codes])}`;
  return remembered(session, key, async () => {
    const filter = { ...everything, ...within, year: yearText(year) };
    const sql = fillSql('explore-sums', {
      value: columnOf[by],
      label: labelOf(by),
      placing: table,
      where: cellCondition({ leaveOut, filter, codes }, session.texts),
    });
    return (await ask(session, `sums by ${by}`, sql)).map((row) => ({
      value: String(row.value),
      code: whole(row.code),
      netPence: toPence(whole(row.net)),
      positivePence: toPence(whole(row.positive)),
      negativePence: toPence(whole(row.negative)),
      lines: whole(row.lines),
    }));
  });
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
  if (leaveOut.length === 0) return [];
  const sql = `SELECT class, year, sum(lines)::BIGINT AS lines, sum(pence)::BIGINT AS pence FROM batch_scopes
    WHERE class IN (${leaveOut.map(literal).join(', ')}) GROUP BY class, year
    ORDER BY class, nullif(year, 0) NULLS LAST`;
  return (await ask(session, 'exclusions', sql)).map((row) => ({
    class: String(row.class),
    yearStart: row.year === 0 ? null : whole(row.year),
    lines: whole(row.lines),
    pence: toPence(whole(row.pence)),
  }));
}

type Widest = Parameters<Explorer['widest']>[0];

async function memoOf(session: ExplorerSession, request: Widest, year: number): Promise<number> {
  const { table } = placingNamed(session, request.placing);
  const leaveOut = request.leaveOut.toSorted();
  const key = `open in ${year}: ${batchesIn(session, year)} ${table} ${JSON.stringify([leaveOut, request.codes])}`;
  const known = session.memos.get(key);
  session.counter += 1;
  const memo = known ?? session.counter;
  if (known === undefined) {
    const filter = { ...everything, year: yearText(year) };
    const where = cellCondition({ leaveOut, filter, codes: request.codes }, session.texts);
    await run(session, 'open payees', fillSql('explore-open', { placing: table, where, memo: String(memo) }));
  }
  session.memos.delete(key);
  session.memos.set(key, memo);
  return memo;
}

async function dropOldMemos(session: ExplorerSession): Promise<void> {
  const old = [...session.memos].slice(0, Math.max(0, session.memos.size - memosKept));
  for (const [key] of old) session.memos.delete(key);
  if (old.length === 0) return;
  const numbers = old.map(([, memo]) => memo).join(', ');
  await run(session, 'open payees', `DELETE FROM open_sums WHERE memo IN (${numbers})`);
}

/** The payees at some codes whose netted units reach furthest, over all years; each year is summed once. */
export async function widest(session: ExplorerSession, request: Widest): Promise<readonly OpenPayee[]> {
  const { table } = placingNamed(session, request.placing);
  const memos = [];
  for (const year of yearsHeld(session)) memos.push(await memoOf(session, request, year));
  await dropOldMemos(session);
  if (memos.length === 0 || request.codes.length === 0) return [];
  const about = {
    memos: memos.join(', '),
    codes: request.codes.join(', '),
    limit: String(request.limit),
    placing: table,
    where: cellCondition({ leaveOut: request.leaveOut, filter: everything, codes: null }, session.texts),
  };
  const key = `widest ${batchesIn(session, null)} ${table} ${JSON.stringify(about)}`;
  return remembered(session, key, async () =>
    (await ask(session, 'widest', fillSql('explore-widest', about))).map((row) => ({
      name: String(row.name),
      kind: payeeClasses.find((kind) => kind === row.kind) ?? 'unnamed',
      pence: toPence(whole(row.pence)),
      widthPence: toPence(whole(row.width)),
      lines: whole(row.lines),
      payees: String(row.payees ?? '')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    })),
  );
}
