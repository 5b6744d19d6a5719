import type { DeflatorTable, ReadDeflators, UpratedValues, ValueRow } from '../domain/measures/index.ts';
import { exactText, formatRatio, type Ratio } from '../domain/values/index.ts';

type Table = readonly [header: readonly string[], rows: readonly (readonly (string | null)[])[]];

/** As it is written where it ends within six places, else to four decimals. */
const shown = (value: Ratio) => {
  const text = exactText(value);
  return text.includes('/') ? formatRatio(value, 4) : text;
};
const exact = (value: Ratio | null) => value && { exact: exactText(value), rounded: formatRatio(value, 4) };

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? '')].length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** Values for people at a terminal, with their sources below. */
export function valueText(values: readonly ValueRow[]): string {
  const year = values.find(({ uprated }) => uprated !== null)?.uprated?.year;
  const rows = values.map(({ id, what, from, value, priceYear, uprated }) => [
    ...[id, what.length > 60 ? `${what.slice(0, 59)}…` : what, from, shown(value), priceYear ?? ''],
    ...(year === undefined ? [] : [uprated ? formatRatio(uprated.value, 2) : '']),
  ]);
  const header = [
    'Id',
    'What',
    'Value',
    'Prices of',
    ...(year === undefined ? [] : [`In prices of ${year}`]),
  ];
  const sources = new Set(values.map(({ source, licence }) => `${source}. ${licence}.`));
  return `${columns([header, ...rows])}\n${[...sources].map((source) => `Source: ${source}\n`).join('')}`;
}

/** Values for programs, version 1. Every number stands exactly and rounded to four decimals, both as text. */
export function valueJson({ values, problems }: UpratedValues) {
  return {
    schemaVersion: 1,
    values: values.map(({ value, low, high, uprated, ...row }) => ({
      ...{ ...row, value: exact(value), low: exact(low), high: exact(high) },
      uprated: uprated && {
        ...{ year: uprated.year, value: exact(uprated.value), factor: exact(uprated.factor) },
        ...{ low: exact(uprated.low), high: exact(uprated.high), deflators: uprated.source },
      },
    })),
    problems,
  };
}

const valueHeader = [
  ...['id', 'what', 'value', 'low', 'high', 'unit', 'price_year', 'from', 'out_of_date_from', 'source'],
  ...['address', 'licence', 'confirmed', 'uprated_value', 'uprated_year', 'deflators'],
];

/** Values as a table: the columns of `data/measures/values.csv`, then what uprating made of them. */
export function valueRows(values: readonly ValueRow[]): Table {
  const cell = (value: Ratio | null) => value && shown(value);
  const rows = values.map((row) => [
    ...[row.id, row.what, cell(row.value), cell(row.low), cell(row.high), row.unit, row.priceYear, row.from],
    ...[row.outOfDateFrom, row.source, row.address, row.licence, row.confirmed ? 'yes' : 'no'],
    ...[
      row.uprated && formatRatio(row.uprated.value, 2),
      row.uprated?.year ?? null,
      row.uprated?.source ?? null,
    ],
  ]);
  return [valueHeader, rows];
}

/** Price levels for people at a terminal. */
export function deflatorText({ source, licence, rows }: DeflatorTable): string {
  const lines = rows.map(({ year, index }) => [year, shown(index)]);
  return `${columns([['Year', 'Price level'], ...lines])}\nSource: ${source}. ${licence}.\n`;
}

/** Price levels for programs, version 1. */
export function deflatorJson({ table, problems }: ReadDeflators) {
  const { source, licence, rows } = table;
  return {
    schemaVersion: 1,
    source,
    licence,
    deflators: rows.map(({ year, index }) => ({ year, index: exact(index) })),
    problems,
  };
}

/** Price levels as a table: the columns of `data/measures/deflators.csv`. */
export function deflatorRows({ source, licence, rows }: DeflatorTable): Table {
  return [
    ['year', 'index', 'source', 'licence'],
    rows.map(({ year, index }) => [year, shown(index), source, licence]),
  ];
}
