import {
  assert,
  formatDay,
  type LocalDate,
  localDateFrom,
  type PlaceCode,
  toLocalDate,
  toPlaceCode,
} from '../values/index.ts';
import type { AuthorityRow, PlaceTables } from './tables.ts';

/** What the tables say of codes: which stand for a place today, and what every code is called. */
export interface Atoms {
  readonly authorities: ReadonlyMap<PlaceCode, AuthorityRow>;
  readonly present: readonly AuthorityRow[];
  readonly names: ReadonlyMap<PlaceCode, string>;
  readonly atomOf: (code: PlaceCode) => PlaceCode | undefined;
}

/** Codes of places outside England, real or pseudo (S99999999), to the atom of their country. */
const countryOfLetter: Readonly<Record<string, PlaceCode>> = {
  L: toPlaceCode('L93000001'),
  M: toPlaceCode('M83000003'),
  N: toPlaceCode('N92000002'),
  S: toPlaceCode('S92000003'),
  W: toPlaceCode('W92000004'),
};

function namesOf(tables: PlaceTables): ReadonlyMap<PlaceCode, string> {
  const rows = [...tables.authorities, ...tables.countries, ...tables.combinedAuthorities, ...tables.regions];
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** Reads the tables once; every later question is a look-up. */
export function atomsOf(tables: PlaceTables): Atoms {
  const authorities = new Map(tables.authorities.map((row) => [row.code, row]));
  const atom = new Map(tables.authorities.map((row) => [row.code, lastOf(row, authorities).code]));
  return {
    authorities,
    present: tables.authorities.filter((row) => row.successor === null),
    names: namesOf(tables),
    atomOf: (code) => atom.get(code) ?? countryOfLetter[code.charAt(0)],
  };
}

/** The row and those that followed it, up to the present one. */
export function lineage(row: AuthorityRow, authorities: Atoms['authorities']): readonly AuthorityRow[] {
  const rows = [row];
  let next = row.successor;
  while (next !== null) {
    const following = authorities.get(next);
    assert(following !== undefined && rows.length < 10, `${row.code} leads to a present authority`);
    rows.push(following);
    next = following.successor;
  }
  return rows;
}

/** What a past authority is today; a present one is itself. */
export function lastOf(row: AuthorityRow, authorities: Atoms['authorities']): AuthorityRow {
  return lineage(row, authorities).reduce((_, later) => later, row);
}

function dayAfter(day: LocalDate): LocalDate {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const sameMonth = localDateFrom(year, month, Number(day.slice(8)) + 1);
  return sameMonth ?? localDateFrom(year, month + 1, 1) ?? toLocalDate(`${year + 1}-01-01`);
}

/** What became of a past code, in a sentence; null when the code is in use. */
export function successionNote(row: AuthorityRow, authorities: Atoms['authorities']): string | null {
  const rows = lineage(row, authorities);
  const last = lastOf(row, authorities);
  if (last === row || row.to === null) return null;
  const mergers = rows.flatMap((before, position) => {
    const after = rows[position + 1];
    if (after === undefined || before.to === null || after.name === before.name) return [];
    return [`${before.name} became part of ${after.name} on ${formatDay(dayAfter(before.to))}`];
  });
  if (mergers.length > 0) return `${mergers.join(', and ')}; ${last.name} is used.`;
  return `The code ${row.code} of ${row.name} was replaced by ${last.code} on ${formatDay(dayAfter(row.to))}; ${last.code} is used.`;
}
