import { accept, type Decision, refuse, signOf } from '../../values/index.ts';
import type { Deflator } from '../uprating.ts';
import { amountIn, placeOf, yearIn } from './cells.ts';
import { problemAt } from './collecting.ts';
import { cellIn, type HeadedTable, type Headings, headedTables } from './headers.ts';
import { originOf } from './licence.ts';
import type { ReadDeflators, ValueFile, ValueProblem } from './types.ts';

type Field = 'year' | 'index';
const headings: Headings<Field> = [
  ['year', /^(financial |calendar )?year\b/],
  ['index', /^(?!.*(change|growth|per ?cent|%)).*\b(deflator|index|price level)\b/],
];

type Read = (Deflator & { readonly place: string }) | ValueProblem | null;

function readRow({ table, columns }: HeadedTable<Field>, row: HeadedTable<Field>['rows'][number]): Read {
  const place = placeOf(table, row.row);
  const [named, level] = [cellIn(row.cells, columns.year), cellIn(row.cells, columns.index)];
  if (level === '') return null;
  const [year, index] = [yearIn(named), amountIn(level)];
  if (year === undefined) return problemAt(place, `“${named}” is no year such as 2020 or 2020/21.`);
  if (!index || signOf(index) === 0)
    return problemAt(place, `The price level of ${year} is no number above nought: “${level}”.`);
  return { place, year, index };
}

/**
 * Reads price levels from tables with a year and an index, calendar and financial years alike; the change in per cent beside it
 * is not read. A year that stands twice is a problem, and the first one holds.
 */
export function readDeflatorTable(file: ValueFile): Decision<ReadDeflators> {
  const origin = originOf(file, false);
  if (!origin.ok) return origin;
  const tables = headedTables(file, headings, ['year', 'index']);
  if (tables.length === 0) {
    const sentence = `${file.file} has no line that names a column for the year and one for the deflator or index.`;
    return refuse('values-columns', sentence);
  }
  const rows = new Map<string, Deflator>();
  const problems: ValueProblem[] = [];
  for (const read of tables.flatMap((table) => table.rows.map((row) => readRow(table, row)))) {
    if (read === null) continue;
    if ('sentence' in read) problems.push(read);
    else if (rows.has(read.year))
      problems.push(problemAt(read.place, `There is a price level of ${read.year} already.`));
    else rows.set(read.year, { year: read.year, index: read.index });
  }
  const { source, licence } = origin.value;
  return accept({ table: { source, licence, rows: [...rows.values()] }, problems });
}
