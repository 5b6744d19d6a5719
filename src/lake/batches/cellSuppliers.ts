import type { ListRequest, SupplierOrder } from '../../domain/spend/explore/types.ts';
import type { CellQuery } from './cellChoice.ts';
import { eachChosen, type KnownCells } from './cellSums.ts';
import type { GivenPlacing } from './explorerPlacing.ts';
import type { Words } from './explorerWords.ts';

/** Suppliers within a query, by the number of the row in its placing: a payee at one place code. */
export interface FoundSuppliers {
  readonly pence: Float64Array;
  readonly lines: Int32Array;
  /** Number of the first name in order, and the numbers of all names of rows that have several. */
  readonly name: Int32Array;
  readonly names: ReadonlyMap<number, ReadonlySet<number>>;
  /** 1 for each payee, by number, that was paid. */
  readonly paid: Uint8Array;
  /** Rows in the order of a list, by what was asked, the oldest first. */
  readonly orders: Map<string, OrderedRows>;
}

/** Numbers of rows in order, and what they add up to in whole pence. */
export interface OrderedRows {
  readonly rows: Int32Array;
  readonly pence: number;
}

const ordersKept = 6;

/** Adds up what the cells of a query hold, by supplier and place code. */
export function suppliersIn(known: KnownCells, query: CellQuery, placing: GivenPlacing): FoundSuppliers {
  const { words } = known;
  const size = placing.rows.length;
  const pence = new Float64Array(size);
  const [lines, name] = [new Int32Array(size), new Int32Array(size)];
  const paid = new Uint8Array(words.whoOf.length);
  const names = new Map<number, Set<number>>();
  const { rowOf } = placing;
  eachChosen(known, query, placing, (part, cells) => {
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? 0;
      const payee = part.payee[cell] ?? 0;
      const row = rowOf[payee] ?? 0;
      paid[payee] = 1;
      pence[row] = (pence[row] ?? 0) + (part.positive[cell] ?? 0) + (part.negative[cell] ?? 0);
      lines[row] = (lines[row] ?? 0) + (part.lines[cell] ?? 0);
      const [now = 0, other = 0] = [part.name[cell], name[row]];
      if (now === other) continue;
      if (other === 0) name[row] = now;
      else {
        const all = names.get(row) ?? new Set([other]);
        if (!all.has(now)) names.set(row, all.add(now));
        if ((words.names[now] ?? '') < (words.names[other] ?? '')) name[row] = now;
      }
    }
  });
  return { pence, lines, name, names, paid, orders: new Map() };
}

function contains({ lowered }: Words, { name, names }: FoundSuppliers, row: number, search: string): boolean {
  const all = names.get(row);
  if (all === undefined) return (lowered[name[row] ?? 0] ?? '').includes(search);
  return [...all].some((one) => (lowered[one] ?? '').includes(search));
}

type Compare = (one: number, other: number) => number;

function byWhoAndCode(placing: GivenPlacing, words: Words): Compare {
  const idOf = (row: number) => words.whos[placing.rows[row]?.who ?? 0]?.id ?? '';
  return (one, other) => {
    const [first, second] = [idOf(one), idOf(other)];
    if (first !== second) return first < second ? -1 : 1;
    return (placing.rows[one]?.code ?? 0) - (placing.rows[other]?.code ?? 0);
  };
}

function byValue({ pence, lines, name }: FoundSuppliers, words: Words, order: SupplierOrder): Compare {
  if (order === 'amount') return (one, other) => (pence[one] ?? 0) - (pence[other] ?? 0);
  if (order === 'lines') return (one, other) => (lines[one] ?? 0) - (lines[other] ?? 0);
  const nameOf = (row: number) => words.lowered[name[row] ?? 0] ?? '';
  return (one, other) => {
    const [first, second] = [nameOf(one), nameOf(other)];
    return first === second ? 0 : first < second ? -1 : 1;
  };
}

type Wanted = Pick<ListRequest<SupplierOrder>, 'search' | 'order' | 'descending'>;

function ordered(found: FoundSuppliers, placing: GivenPlacing, words: Words, list: Wanted): OrderedRows {
  const rows = [];
  let pence = 0;
  for (let row = 0; row < found.lines.length; row += 1) {
    if (found.name[row] === 0) continue;
    if (list.search !== null && !contains(words, found, row, list.search)) continue;
    rows.push(row);
    pence += found.pence[row] ?? 0;
  }
  const value = byValue(found, words, list.order);
  const tie = byWhoAndCode(placing, words);
  const sign = list.descending ? -1 : 1;
  rows.sort((one, other) => sign * value(one, other) || tie(one, other));
  return { rows: Int32Array.from(rows), pence };
}

/** Rows of a list in its order; the search is in the engine's lower case. Kept for the next page. */
export function orderedSuppliers(
  found: FoundSuppliers,
  placing: GivenPlacing,
  words: Words,
  list: Wanted,
): OrderedRows {
  const key = JSON.stringify([list.search, list.order, list.descending]);
  const answer = found.orders.get(key) ?? ordered(found, placing, words, list);
  found.orders.delete(key);
  found.orders.set(key, answer);
  const [oldest] = found.orders.keys();
  if (found.orders.size > ordersKept && oldest !== undefined) found.orders.delete(oldest);
  return answer;
}
