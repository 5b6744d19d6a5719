import type { LineRow, ListPage, SupplierRow } from '../../../domain/spend/explore/types.ts';
import { scopeClasses } from '../../../domain/spend/scopeClasses.ts';
import { countOf, dayText, poundsText, shortPoundsText } from '../../components/words.ts';
import { profileAddress } from '../supplierProfile/addresses.ts';
import { lineAddress, supplierAddress } from './addresses.ts';
import { cut, kindText, whenWords, whereWords } from './filterWords.ts';
import type { Sorting } from './listQuery.ts';
import { paidWords, placeWords } from './suppliersView.ts';
import type { Visit } from './visit.ts';

type Orders = 'day' | 'supplier' | 'amount';

export const lineSortings = [
  { order: 'amount', descending: true, text: 'Largest amount' },
  { order: 'amount', descending: false, text: 'Smallest amount' },
  { order: 'day', descending: true, text: 'Latest day' },
  { order: 'day', descending: false, text: 'Earliest day' },
  { order: 'supplier', descending: false, text: 'Supplier, A to Z' },
] as const satisfies readonly [Sorting<Orders>, ...Sorting<Orders>[]];

export interface LineView {
  readonly day: string;
  readonly href: string;
  readonly supplier: string;
  readonly supplierHref: string;
  readonly document: string | null;
  readonly leftOut: string | null;
  readonly unit: string;
  readonly unitSmall: string | null;
  readonly what: string;
  readonly whatSmall: string | null;
  readonly amount: string;
}

const longestName = 100;

/** The name under which a definition leaves a payment out; null where it counts. */
export function leftOutLabel(scopeClass: string | null, visit: Pick<Visit, 'definition'>): string | null {
  if (scopeClass === null || !visit.definition.leaveOut.includes(scopeClass)) return null;
  return scopeClasses.find(({ id }) => id === scopeClass)?.label ?? scopeClass;
}

/** The supplier on a line, or that there is none. */
export function supplierName({ supplier }: Pick<LineRow, 'supplier'>): string {
  return supplier === '' ? 'No name on the line' : supplier;
}

/** One payment as a row; the body is named where there are several. */
export function lineView(line: LineRow, visit: Visit): LineView {
  const body = visit.choices.bodies.length > 1 ? line.body : null;
  return {
    day: line.day === null ? 'No date' : dayText(line.day),
    href: lineAddress(line, visit.filter),
    supplier: supplierName(line),
    supplierHref: supplierAddress(line.payee, visit.filter),
    document: line.document === null || line.document === '' ? null : `Document ${line.document}`,
    leftOut: leftOutLabel(line.scopeClass, visit),
    unit: line.department ?? '',
    unitSmall: body,
    what: line.category ?? '',
    whatSmall: line.purpose,
    amount: poundsText(line.pence),
  };
}

/** The title above payments of any filter. */
export function linesTitle({ filter, ring }: Visit, list: ListPage<LineRow>, search: string | null): string {
  const found = search === null ? '' : ` with “${search}”`;
  const payments = list.count === 0 ? 'No payment' : countOf(list.count, 'payment');
  const where = filter.where === null ? '' : ` to suppliers${whereWords(filter.where, ring)}`;
  const money = list.count === 0 ? '' : `: ${shortPoundsText(list.pence)}`;
  return `${payments}${found}${where}${whenWords(filter)}${money}`;
}

export interface SupplierPageView {
  readonly title: string;
  readonly caption: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  /** Everything known about it; null for a text that stands for many payees. */
  readonly profile: string | null;
}

/** The page of one supplier (or of payees that are many under one text): who it is and where it lies. */
export function supplierPageView(
  visit: Visit,
  supplier: SupplierRow,
  list: ListPage<LineRow>,
): SupplierPageView {
  const name = supplier.name === '' ? 'Lines without a name' : cut(supplier.name, longestName);
  const kind = kindText(supplier.kind);
  const when = whenWords(visit.filter);
  const fact = (key: string, value: string | null) =>
    value === null || value === '' ? [] : [{ key, value }];
  return {
    title: list.count === 0 ? `${name}: no payment${when}` : `${name}${paidWords(list.pence, 1)}${when}`,
    caption: kind === null ? 'Supplier' : kind,
    profile: kind === null ? profileAddress(supplier.payee) : null,
    facts: [
      ...fact('Name in the ledger', supplier.name),
      ...fact('Where it lies', placeWords(supplier, visit)),
      ...fact('Supplier number', supplier.supplierNumber),
      ...fact(supplier.postcodes.length === 1 ? 'Postcode' : 'Postcodes', supplier.postcodes.join(', ')),
    ],
  };
}
