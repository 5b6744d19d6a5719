import { accept, type Decision, refuse } from '../../../domain/values/index.ts';
import { address, type Pairs } from './addresses.ts';

/** What to look for in a list, in which order, and which page of it. */
export interface AskedList<Order extends string> {
  readonly search: string | null;
  readonly order: Order;
  readonly descending: boolean;
  readonly page: number;
}

/** One way to sort a list, and what its link says. */
export interface Sorting<Order extends string> {
  readonly order: Order;
  readonly descending: boolean;
  readonly text: string;
}

export interface SortLink {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

export const longestSearch = 100;

/** The list that an address asks for; the first sorting counts where it names none. */
export function listFromQuery<Order extends string>(
  query: URLSearchParams,
  sortings: readonly [Sorting<Order>, ...(readonly Sorting<Order>[])],
): Decision<AskedList<Order>> {
  const [initial] = sortings;
  const search = query.get('search')?.trim() || null;
  if (search !== null && [...search].length > longestSearch) {
    return refuse('search-too-long', `Search for at most ${longestSearch} letters. Leave some of them out.`);
  }
  const page = query.get('page') || '1';
  if (!/^[1-9]\d{0,6}$/.test(page)) return refuse('unknown-page', 'A page is a whole number from 1.');
  const order = query.get('order') || initial.order;
  const named = sortings.find((one) => one.order === order);
  if (named === undefined) {
    return refuse('unknown-order', 'The list cannot be sorted like this. Choose one of the ways to sort it.');
  }
  const way = query.get('descending') || String(named.descending);
  if (way !== 'true' && way !== 'false') {
    return refuse('unknown-direction', 'A list is sorted with "descending" true or false.');
  }
  return accept({ search, order: named.order, descending: way === 'true', page: Number(page) });
}

/** The parameters of a list but its page; what is so anyway is left out. */
export function listPairs<Order extends string>(
  list: AskedList<Order>,
  [initial]: readonly [Sorting<Order>, ...(readonly Sorting<Order>[])],
): Pairs {
  const sorted = list.order !== initial.order || list.descending !== initial.descending;
  return [
    ...(list.search === null ? [] : [['search', list.search] as const]),
    ...(sorted
      ? ([
          ['order', list.order],
          ['descending', String(list.descending)],
        ] as const)
      : []),
  ];
}

/** Links that sort the list, with the one that holds marked. They keep filter and search and lead to the first page. */
export function sortLinks<Order extends string>(
  list: AskedList<Order>,
  sortings: readonly [Sorting<Order>, ...(readonly Sorting<Order>[])],
  at: { readonly path: string; readonly filter: Pairs },
): readonly SortLink[] {
  return sortings.map((one) => ({
    text: one.text,
    href: address(at.path, [...at.filter, ...listPairs({ ...list, ...one }, sortings)]),
    current: one.order === list.order && one.descending === list.descending,
  }));
}
