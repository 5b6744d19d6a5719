import { candidateNames } from '../../domain/places/index.ts';
import { whereaboutsIn } from '../../domain/spend/explore/placeCode.ts';
import { figuresFromSums, parsePeriod, slicesInOrder } from '../../domain/spend/explore/sums.ts';
import type {
  Dimension,
  ListPage,
  ListRequest,
  Slice,
  SupplierOrder,
  SupplierRow,
} from '../../domain/spend/explore/types.ts';
import { addPence, toPence } from '../../domain/values/index.ts';
import type { SumRow } from '../../lake/batches/types.ts';
import { periodOf, placesOfAll } from './analysisOf.ts';
import type { Placed } from './placings.ts';
import type { ReadyQuery } from './queries.ts';
import type { Kept, Places } from './state.ts';

/** Rows of a list that are fetched at a time for a download. */
const rowsAtOnce = 1_000;

function byValue(rows: readonly SumRow[]): ReadonlyMap<string, readonly SumRow[]> {
  const groups = new Map<string, SumRow[]>();
  for (const row of rows) groups.set(row.value, [...(groups.get(row.value) ?? []), row]);
  return groups;
}

function sliceOf(value: string, period: string, rows: readonly SumRow[], placed: Placed): Slice {
  const about = { definition: placed.definition.id, period };
  return {
    value,
    totalPence: addPence(...rows.map(({ netPence }) => toPence(netPence))),
    lines: rows.reduce((sum, { lines }) => sum + lines, 0),
    figures: figuresFromSums(about, rows, placed.rings),
  };
}

/** What a part is called: the period, its quarter, or the text of the column. */
function nameOf(by: Dimension, period: string, value: string): string {
  if (by === 'year') return period;
  return by === 'quarter' && value !== '' ? `${period} Q${value}` : by === 'quarter' ? period : value;
}

/** The figures of each part of a query, periods in order and other parts by size. */
export async function slicesOf(
  { explorer }: Kept,
  placed: Placed,
  query: ReadyQuery,
  by: Dimension,
): Promise<readonly Slice[]> {
  const { placing, leaveOut, codes, filter } = query;
  const wanted = filter.year === null ? undefined : parsePeriod(filter.year);
  const years = (await explorer.years()).filter(
    ({ yearStart }) => wanted === undefined || yearStart === wanted,
  );
  const { quarter, body, department, category, payee } = filter;
  const within = { quarter, body, department, category, payee };
  const slices: Slice[] = [];
  for (const { yearStart } of years) {
    const rows = await explorer.sums({ placing, leaveOut, yearStart, by, within, codes });
    const period = periodOf(yearStart);
    for (const [value, group] of byValue(rows)) {
      slices.push(sliceOf(nameOf(by, period, value), period, group, placed));
    }
  }
  return by === 'year' || by === 'quarter' ? slices : slicesInOrder(slices);
}

/** A page of the suppliers of a query, with where they are in words. */
export async function suppliersOf(
  { kept, places }: { readonly kept: Kept; readonly places: Places },
  placed: Placed,
  query: ReadyQuery,
  list: ListRequest<SupplierOrder>,
): Promise<ListPage<SupplierRow>> {
  const page = await kept.explorer.suppliers(query, list);
  const numbers = [...new Set(page.rows.flatMap(({ payees }) => payees))];
  const payees = new Map((await kept.explorer.payees(numbers)).map((one) => [one.payee, one]));
  const rows = page.rows.map(({ id, code, payees: theirs, ...row }) => {
    const candidates = placesOfAll(
      theirs.map((number) => payees.get(number)),
      placed,
    );
    return {
      ...row,
      payee: id,
      places: candidateNames(candidates, places.index),
      where: whereaboutsIn(code, query.ring),
    };
  });
  return { ...page, rows };
}

/** Every supplier of a query, part by part. */
export async function everySupplierOf(
  about: { readonly kept: Kept; readonly places: Places },
  placed: Placed,
  query: ReadyQuery,
  list: Omit<ListRequest<SupplierOrder>, 'offset' | 'limit'>,
): Promise<readonly (readonly SupplierRow[])[]> {
  const parts: (readonly SupplierRow[])[] = [];
  for (let offset = 0; ; offset += rowsAtOnce) {
    const page = await suppliersOf(about, placed, query, { ...list, offset, limit: rowsAtOnce });
    parts.push(page.rows);
    if (offset + rowsAtOnce >= page.count) return parts;
  }
}
