import { readFileSync } from 'node:fs';
import type { PlaceTables, TableSource } from '../../domain/places/index.ts';
import { assert, type PlaceCode, parsePlaceCode, toLocalDate } from '../../domain/values/index.ts';

type Row = Readonly<Record<string, string>>;

const folder = new URL('../../../data/places/', import.meta.url);
const cellPattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(cellPattern)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

/** Our own tables only: comma, `\n`, no line breaks inside cells. */
function rowsOf(table: string): readonly Row[] {
  const [header = '', ...lines] = readFileSync(new URL(table, folder), 'utf8').trimEnd().split(/\r?\n/);
  const names = cellsOf(header);
  return lines.map((line) => {
    const cells = cellsOf(line);
    assert(cells.length === names.length, `every row of ${table} has ${names.length} cells`);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

function cell(row: Row, column: string): string {
  const value = row[column];
  assert(value !== undefined, `the place tables have a column ${column}`);
  return value;
}

function code(row: Row, column: string): PlaceCode {
  const value = parsePlaceCode(cell(row, column));
  assert(value !== undefined, `${cell(row, column)} in the place tables is an ONS code`);
  return value;
}

function members(table: string): PlaceTables['regions'] {
  return rowsOf(table).map((row) => ({
    code: code(row, 'code'),
    name: cell(row, 'name'),
    authority: code(row, 'authority'),
  }));
}

function counties(): PlaceTables['counties'] {
  return rowsOf('counties.csv').map((row) => ({
    name: cell(row, 'name'),
    first: code(row, 'first'),
    last: code(row, 'last'),
    others: cell(row, 'others')
      .split(' ')
      .flatMap((other) => parsePlaceCode(other) ?? []),
  }));
}

function authorities(): PlaceTables['authorities'] {
  return rowsOf('authorities.csv').map((row) => ({
    code: code(row, 'code'),
    name: cell(row, 'name'),
    to: row.to ? toLocalDate(row.to) : null,
    successor: row.successor ? code(row, 'successor') : null,
  }));
}

function sources(rowsIn: ReadonlyMap<string, number>): readonly TableSource[] {
  return rowsOf('sources.csv').map((row) => ({
    table: cell(row, 'table'),
    source: cell(row, 'source'),
    date: cell(row, 'date'),
    licence: cell(row, 'licence'),
    approximate: cell(row, 'approximate') === 'yes',
    rows: rowsIn.get(cell(row, 'table')) ?? 0,
  }));
}

function readAll(): PlaceTables {
  const tables = {
    authorities: authorities(),
    combinedAuthorities: members('combined-authorities.csv'),
    regions: members('regions.csv'),
    countries: rowsOf('countries.csv').map((row) => ({
      code: code(row, 'code'),
      name: cell(row, 'name'),
      inUnitedKingdom: cell(row, 'inUnitedKingdom') === 'yes',
    })),
    counties: counties(),
    sectors: rowsOf('postcode-sectors.csv').map((row) => ({
      sector: cell(row, 'sector'),
      place: code(row, 'place'),
    })),
    areas: rowsOf('postcode-areas.csv').map((row) => ({
      area: cell(row, 'area'),
      place: code(row, 'place'),
    })),
  };
  const rowsIn = new Map([
    ['authorities.csv', tables.authorities.length],
    ['combined-authorities.csv', tables.combinedAuthorities.length],
    ['regions.csv', tables.regions.length],
    ['countries.csv', tables.countries.length],
    ['postcode-sectors.csv', tables.sectors.length],
    ['postcode-areas.csv', tables.areas.length],
  ]);
  return { ...tables, sources: sources(rowsIn) };
}

let once: PlaceTables | undefined;

/** The tables under data/places, read once. A damaged table is a bug and stops the program. */
export function readPlaceTables(): PlaceTables {
  once ??= readAll();
  return once;
}
