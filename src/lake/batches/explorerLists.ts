import type { ListRequest, SupplierOrder } from '../../domain/spend/explore/types.ts';
import { toPence } from '../../domain/values/index.ts';
import { literal } from '../duckdb.ts';
import { type FoundSuppliers, orderedSuppliers, suppliersIn } from './cellSuppliers.ts';
import { payeesNumbered } from './explorerHold.ts';
import type { GivenPlacing } from './explorerPlacing.ts';
import {
  ask,
  batchesIn,
  cellsFor,
  cellsOf,
  checkPage,
  compute,
  type ExplorerSession,
  keyOf,
  placingNamed,
  remembered,
} from './explorerSession.ts';
import type { ExploreQuery, Explorer } from './types.ts';

function foundSuppliers(session: ExplorerSession, query: ExploreQuery): Promise<FoundSuppliers> {
  const placing = placingNamed(session, query.placing);
  return session.found.of(keyOf(session, 'suppliers', query), () =>
    compute(session, 'suppliers', () => suppliersIn(cellsFor(session, query), query, placing)),
  );
}

/** Payees of one row of a list, in order. */
function payeesAt(
  { words }: ExplorerSession,
  { codeOf }: GivenPlacing,
  { who, code }: { readonly who: number; readonly code: number },
  { paid }: FoundSuppliers,
): readonly number[] {
  return (words.whos[who]?.payees ?? []).filter((payee) => paid[payee] === 1 && codeOf[payee] === code);
}

/** What the engine makes of a text when it looks for it in any case. */
async function lowerCase(session: ExplorerSession, search: string | null): Promise<string | null> {
  if (search === null) return null;
  const [row] = await ask(session, 'search', `SELECT lower(${literal(search)}) AS text`);
  return String(row?.text);
}

function pageOf(session: ExplorerSession, placing: GivenPlacing, found: FoundSuppliers, rows: Int32Array) {
  return [...rows].flatMap((row) => {
    const one = placing.rows[row];
    const who = session.words.whos[one?.who ?? 0];
    if (one === undefined || who === undefined) return [];
    const { id, kind } = who;
    return {
      id,
      kind,
      name: session.words.names[found.name[row] ?? 0] ?? '',
      code: one.code,
      payees: payeesAt(session, placing, one, found),
      pence: toPence(found.pence[row] ?? 0),
      lines: found.lines[row] ?? 0,
    };
  });
}

/** A page of the payees within a query, one row for each place code. */
export async function suppliers(
  session: ExplorerSession,
  query: ExploreQuery,
  list: ListRequest<SupplierOrder>,
): ReturnType<Explorer['suppliers']> {
  checkPage(list);
  const placing = placingNamed(session, query.placing);
  const found = await foundSuppliers(session, query);
  const search = await lowerCase(session, list.search);
  const { rows, pence } = await compute(session, 'supplier page', () =>
    orderedSuppliers(found, placing, session.words, { ...list, search }),
  );
  const page = pageOf(session, placing, found, rows.subarray(list.offset, list.offset + list.limit));
  const numbers = [...new Set(page.flatMap(({ payees }) => payees))];
  const known = new Map((await payeesNumbered(session, numbers)).map((payee) => [payee.payee, payee]));
  return {
    rows: page.map((row) => {
      const all = row.payees.flatMap((number) => known.get(number) ?? []);
      const postcodes = [...new Set(all.flatMap(({ postcode }) => postcode ?? []))].sort().slice(0, 5);
      const supplierNumber = all.find((payee) => payee.supplierNumber !== null)?.supplierNumber ?? null;
      return { ...row, supplierNumber, postcodes };
    }),
    count: rows.length,
    pence: toPence(pence),
  };
}

/**
 * All texts of a column that occur, in order, the empty one first: a filter may name each of them. None where the column
 * is empty everywhere.
 */
export function values(
  session: ExplorerSession,
  column: 'body' | 'department' | 'category',
): Promise<readonly string[]> {
  return remembered(session, `values ${batchesIn(session, null)} ${column}`, async () => {
    const ids = await compute(session, 'values', () => {
      const seen = new Uint8Array(session.texts.size);
      for (const part of cellsOf(session, null).parts) for (const id of part[column]) seen[id] = 1;
      return [...seen.keys()].filter((id) => seen[id] === 1);
    });
    if (ids.length === 0) return [];
    const sql = `SELECT text FROM texts WHERE id IN (${ids.join(', ')}) ORDER BY lower(text), text`;
    const found = (await ask(session, 'values', sql)).map((row) => String(row.text));
    return found.every((text) => text === '') ? [] : found;
  });
}
