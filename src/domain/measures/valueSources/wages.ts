import { accept, type Decision, financialYearOf } from '../../values/index.ts';
import { amountIn, dayIn, headingOf, placeOf, yearLater } from './cells.ts';
import { collected, problemAt, type RowResult } from './collecting.ts';
import { cellIn, type HeadedTable, type Headings, onlyHeadedTable } from './headers.ts';
import { originOf } from './licence.ts';
import type { ReadValues, ValueFile } from './types.ts';

type Field = 'from' | 'wage' | 'rate';
const headings: Headings<Field> = [
  ['from', /^(from|date|effective( from| date)?|valid from|rate from|year|period)\b/],
  ['wage', /^(wage|name|type|category)\b/],
  ['rate', /^(rate|amount|hourly rate|value|£)/],
];

type Row = HeadedTable<Field>['rows'][number];

/** `real-living-wage-uk`, from the words of a heading or a cell. */
function idOf(name: string): string {
  const words = headingOf(name).replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-|-$/g, '');
}

interface WageCell {
  readonly place: string;
  readonly name: string;
  readonly from: string;
  readonly rate: string;
}

function readCell({ place, name, from, rate }: WageCell): RowResult {
  const [day, value] = [dayIn(from), amountIn(rate)];
  if (idOf(name) === '') return problemAt(place, 'The row does not say which wage it is about.');
  if (!day) return problemAt(place, `“${from}” is no day such as 1 April 2026.`);
  if (!value) return problemAt(place, `The rate of “${name}” is no amount: “${rate}”.`);
  return {
    ...{ place, id: idOf(name), what: name, value, low: null, high: null, unit: 'pounds an hour' },
    ...{ priceYear: financialYearOf(day), from: day, outOfDateFrom: yearLater(day), bearers: [] },
  };
}

/** One row for each wage and day, or one column for each wage. */
function readRow({ table, columns, header }: HeadedTable<Field>, { row, cells }: Row): readonly RowResult[] {
  const place = placeOf(table, row);
  const from = cellIn(cells, columns.from);
  if (columns.rate !== undefined && columns.wage !== undefined) {
    const [name, rate] = [cellIn(cells, columns.wage), cellIn(cells, columns.rate)];
    return rate === '' && from === '' ? [] : [readCell({ place, name, from, rate })];
  }
  return header.flatMap((heading, at) => {
    const rate = cellIn(cells, at);
    if (at === columns.from || heading.trim() === '' || rate === '') return [];
    return [readCell({ place, name: heading.replace(/\s+/g, ' ').trim(), from, rate })];
  });
}

/**
 * Reads wage rates from a table: a day in each row, and either the name of a wage and its rate, or one column for each wage.
 * A rate is out of date a year after its first day.
 */
export function readWages(file: ValueFile): Decision<ReadValues> {
  const origin = originOf(file, false);
  if (!origin.ok) return origin;
  const found = onlyHeadedTable(file, headings, ['from']);
  if (!found.ok) return found;
  return accept(
    collected(
      found.value.rows.flatMap((row) => readRow(found.value, row)),
      origin.value,
    ),
  );
}
