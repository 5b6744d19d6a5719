import type { ListPage, SupplierRow } from '../../../domain/spend/explore/types.ts';
import type { Pence } from '../../../domain/values/index.ts';
import { countOf, countText, poundsText, shortPoundsText } from '../../components/words.ts';
import { profileAddress } from '../supplierProfile/addresses.ts';
import { supplierAddress, suppliersAddress } from './addresses.ts';
import { kindText, whenWords, whereText, whereWords } from './filterWords.ts';
import type { Sorting } from './listQuery.ts';
import type { Visit } from './visit.ts';

export const supplierSortings = [
  { order: 'amount', descending: true, text: 'Largest amount' },
  { order: 'amount', descending: false, text: 'Smallest amount' },
  { order: 'name', descending: false, text: 'Name, A to Z' },
  { order: 'lines', descending: true, text: 'Most payments' },
] as const satisfies readonly [
  Sorting<'name' | 'amount' | 'lines'>,
  ...Sorting<'name' | 'amount' | 'lines'>[],
];

export interface SupplierView {
  readonly name: string;
  readonly href: string;
  /** Everything known about it; null for a text that stands for many payees. */
  readonly profile: string | null;
  readonly small: readonly string[];
  readonly where: string;
  readonly lines: string;
  readonly amount: string;
}

export interface SuppliersView {
  readonly title: string;
  readonly sentences: readonly string[];
  /** Suppliers of the same filter that could not be placed, where they are not in the list. */
  readonly unplacedHref: string | null;
  readonly rows: readonly SupplierView[];
}

/** ` were paid £1.2m`, or what credits do where they outweigh payments; with its space or colon. */
export function paidWords(pence: Pence, count: number): string {
  if (pence < 0) return `: credits outweigh payments by ${shortPoundsText(-pence)}`;
  return ` ${count === 1 ? 'was' : 'were'} paid ${shortPoundsText(pence)}`;
}

function titleOf({ filter, ring }: Visit, { count, pence }: ListPage<SupplierRow>, search: string | null) {
  const named = search === null ? '' : ` with “${search}” in the name`;
  const who = `${count === 0 ? 'No supplier' : countOf(count, 'supplier')}${named}${whereWords(filter.where, ring)}`;
  return count === 0
    ? `${who} was paid${whenWords(filter)}`
    : `${who}${paidWords(pence, count)}${whenWords(filter)}`;
}

/** Where a supplier lies, in words, as far as it is known. */
export function placeWords({ where, places }: SupplierRow, { ring }: Visit): string {
  if (where === 'inside') return places[0] === undefined || places.length > 1 ? `In ${ring.name}` : places[0];
  if (places.length === 0) return where === 'unplaced' ? 'Not known' : `Outside ${ring.name}`;
  if (places.length === 1) return places[0] ?? '';
  const shown = places.length > 4 ? `one of ${countText(places.length)} places` : places.join(' or ');
  return where === 'unplaced' ? `Could be ${shown}` : `Outside ${ring.name}: ${shown}`;
}

function rowOf(row: SupplierRow, visit: Visit): SupplierView {
  const kind = kindText(row.kind);
  const postcodes = row.postcodes.length === 0 ? [] : [row.postcodes.join(', ')];
  const number = row.supplierNumber === null ? [] : [`Supplier number ${row.supplierNumber}`];
  return {
    name: row.name === '' ? 'No name on the line' : row.name,
    href: supplierAddress(row.payee, visit.filter),
    profile: kind === null ? profileAddress(row.payee) : null,
    small: [...(kind === null ? [] : [kind]), ...number, ...postcodes],
    where: placeWords(row, visit),
    lines: countText(row.lines),
    amount: poundsText(row.pence),
  };
}

/** One page of the list of suppliers: what it adds up to as a title, and where each supplier lies in words. */
export function suppliersView(
  visit: Visit,
  list: ListPage<SupplierRow>,
  search: string | null,
): SuppliersView {
  const { filter, ring, definition } = visit;
  const partial = filter.where === 'inside' || filter.where === 'elsewhere';
  const unplaced = `Suppliers that could be in ${ring.name} or outside are not in this list.`;
  return {
    title: titleOf(visit, list, search),
    sentences: [
      `${definition.sentence} ${definition.scopeSentence}`,
      ...(filter.where === 'unplaced' ? [`${whereText('unplaced', ring)}: it is not known which.`] : []),
      ...(partial ? [unplaced] : []),
    ],
    unplacedHref: partial ? suppliersAddress(filter, { where: 'unplaced', ring: ring.id }) : null,
    rows: list.rows.map((row) => rowOf(row, visit)),
  };
}
