import { literal } from '../duckdb.ts';
import type { ExploreQuery } from './types.ts';

/** The number under which cells know a year: the year it starts in, 0 for undated, -1 for what is no year. */
export function yearNumber(year: string): number {
  if (year === 'undated') return 0;
  return /^\d{4}\/\d\d$/.test(year) ? Number(year.slice(0, 4)) : -1;
}

function classList(classes: readonly string[]): string {
  return classes.map(literal).join(', ');
}

function codeList(codes: readonly number[]): string {
  return codes.length === 0 ? 'NULL' : codes.map(String).join(', ');
}

/** Text in which a search looks, for lines. */
const searched =
  "lower(concat_ws(' \u001f ', l.name, l.purpose, l.category, l.document_text, l.number_text))";

function yearCondition(year: string): string {
  const number = yearNumber(year);
  return number === 0 ? 'l.year_start IS NULL' : `l.year_start = ${number}`;
}

/** The condition under which a line `l` of a batch belongs to a query; `placing` is the table of its placing. */
export function lineCondition(query: ExploreQuery, placing: string, search: string | null): string {
  const { filter, leaveOut, codes } = query;
  const column = (name: 'body' | 'department' | 'category') => {
    if (filter[name] === null) return [];
    return [filter[name] === '' ? `l.${name} IS NULL` : `l.${name} = ${literal(filter[name])}`];
  };
  const placed = `SELECT y.identity FROM payees y JOIN ${placing} p USING (payee)`;
  return [
    'true',
    ...(filter.year === null ? [] : [yearCondition(filter.year)]),
    ...(filter.quarter === null ? [] : [`(month(l.day) + 8) % 12 // 3 + 1 = ${filter.quarter}`]),
    ...column('body'),
    ...column('department'),
    ...column('category'),
    ...(filter.payee === null ? [] : [`l.payee = ${literal(filter.payee)}`]),
    ...(leaveOut.length === 0
      ? []
      : [`(l.scope_class IS NULL OR l.scope_class NOT IN (${classList(leaveOut)}))`]),
    ...(codes === null
      ? []
      : [`identity_of(l.payee, l.name_key, l.postcode) IN (${placed} WHERE p.code IN (${codeList(codes)}))`]),
    ...(search === null ? [] : [`contains(${searched}, lower(${literal(search)}))`]),
  ].join(' AND ');
}
