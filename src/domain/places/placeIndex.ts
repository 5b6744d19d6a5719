import { areaOf, formatDay, type PlaceCode, type Postcode, sectorOf, toLocalDate } from '../values/index.ts';
import { type Atoms, atomsOf } from './atoms.ts';
import { homeOf } from './home.ts';
import type { MemberRow, PlaceTables } from './tables.ts';
import type { Candidates, Home, PlaceIndex, PostcodePlace, Ring } from './types.ts';

function grouped(rows: readonly (readonly [string, PlaceCode])[]): ReadonlyMap<string, readonly PlaceCode[]> {
  const groups = new Map<string, PlaceCode[]>();
  for (const [key, place] of rows) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else if (!group.includes(place)) group.push(place);
  }
  return groups;
}

function memberRing(
  id: Ring['id'],
  rows: readonly MemberRow[],
  atoms: Atoms,
): (home: Home) => readonly Ring[] {
  const members = rows.map((row) => ({ ...row, authority: atoms.atomOf(row.authority) ?? row.authority }));
  return (home) => {
    const whole = members.find((row) => row.authority === home.code);
    if (whole === undefined) return [];
    const codes = members.filter((row) => row.code === whole.code).map((row) => row.authority);
    return [{ id, name: whole.name, codes: [...new Set(codes)].sort() }];
  };
}

function ringsOf(tables: PlaceTables, atoms: Atoms): PlaceIndex['rings'] {
  const countries = tables.countries.filter((row) => row.inUnitedKingdom);
  const codes = [...atoms.present, ...countries].map((row) => row.code).sort();
  const kingdom: Ring = { id: 'uk', name: 'United Kingdom', codes };
  const combined = memberRing('combined-authority', tables.combinedAuthorities, atoms);
  const region = memberRing('region', tables.regions, atoms);
  return (home) => [
    { id: 'authority', name: home.name, codes: [home.code] },
    ...combined(home),
    ...region(home),
    kingdom,
  ];
}

function placesOf(tables: PlaceTables): PlaceIndex['place'] {
  const sectors = grouped(tables.sectors.map((row) => [row.sector, row.place]));
  const areas = grouped(tables.areas.map((row) => [row.area, row.place]));
  const answer = (candidates: Candidates, source: PostcodePlace['source']): PostcodePlace => ({
    candidates,
    source,
    terminated: false,
  });
  return (postcode: Postcode) => {
    const sector = sectors.get(sectorOf(postcode));
    if (sector) return answer(sector, 'built-in sector');
    const area = areas.get(areaOf(postcode));
    return area ? answer(area, 'built-in area') : answer('anywhere', 'none');
  };
}

function vintageOf(tables: PlaceTables): string {
  const date = tables.sources.find((row) => row.table === 'authorities.csv')?.date;
  const month = date === undefined ? '' : `, ${formatDay(toLocalDate(date)).replace(/^\d+ /, '')}`;
  return `Local authorities of England and countries of the United Kingdom${month}`;
}

/** The built-in tables as one value that answers every question about places. Pure; build it once and keep it. */
export function placeIndex(tables: PlaceTables): PlaceIndex {
  const atoms = atomsOf(tables);
  return {
    home: (code) => homeOf(code, tables, atoms),
    rings: ringsOf(tables, atoms),
    atomOf: atoms.atomOf,
    nameOf: (code) => atoms.names.get(code) ?? code,
    place: placesOf(tables),
    vintage: vintageOf(tables),
    references: tables.sources.map(({ table, ...source }) => ({
      kind: `built-in ${table.replace(/\.csv$/, '').replaceAll('-', ' ')}`,
      ...source,
    })),
  };
}
