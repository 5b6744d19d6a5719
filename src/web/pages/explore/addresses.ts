import { queryOf } from '../../../domain/spend/explore/filterQuery.ts';
import type { Dimension, SpendFilter } from '../../../domain/spend/explore/types.ts';

export type Pairs = readonly (readonly [string, string])[];

/** An address with its query string; slashes of financial years stay readable. */
export function address(path: string, pairs: Pairs): string {
  if (pairs.length === 0) return path;
  const query = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]));
  return `${path}?${query.toString().replaceAll('%2F', '/')}`;
}

export type FilterChange = Partial<SpendFilter>;

/** The list of suppliers of a filter. */
export function suppliersAddress(filter: SpendFilter, change: FilterChange = {}): string {
  return address('/spend/suppliers', queryOf({ ...filter, payee: null, ...change }));
}

/** The payments of one payee within a filter. */
export function supplierAddress(payee: string, filter: SpendFilter): string {
  return address(`/spend/suppliers/${encodeURIComponent(payee)}`, queryOf({ ...filter, payee: null }));
}

/** The payments of a filter. */
export function linesAddress(filter: SpendFilter, change: FilterChange = {}): string {
  return address('/spend/lines', queryOf({ ...filter, ...change }));
}

/** One payment; the filter leads back to the list it was found in. */
export function lineAddress(line: { readonly batch: string; readonly record: number }, filter: SpendFilter) {
  return address(`/spend/lines/${encodeURIComponent(line.batch)}/${line.record}`, queryOf(filter));
}

/** The parts of the filtered spend. */
export function slicesAddress(by: Dimension, filter: SpendFilter, change: FilterChange = {}): string {
  return address(`/spend/by/${by}`, queryOf({ ...filter, payee: null, ...change }));
}

/** The whole result under a definition. */
export function resultAddress(definition: string): string {
  return address('/spend', [['definition', definition]]);
}

/** The filter narrowed to one part of a dimension. */
export function withSlice(filter: SpendFilter, by: Dimension, value: string): SpendFilter {
  if (by === 'year') return { ...filter, year: value, quarter: null };
  if (by !== 'quarter') return { ...filter, [by]: value };
  const quarter = ([1, 2, 3, 4] as const).find((one) => value.endsWith(`Q${one}`)) ?? null;
  return { ...filter, year: value.split(' ')[0] ?? filter.year, quarter };
}
