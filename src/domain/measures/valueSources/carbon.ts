import { accept, type Decision, refuse } from '../../values/index.ts';
import { amountIn, firstDayOf, placeOf, yearIn } from './cells.ts';
import { collected, problemAt, type RowResult } from './collecting.ts';
import { cellIn, type HeadedTable, type Headings, onlyHeadedTable } from './headers.ts';
import { originOf } from './licence.ts';
import type { ReadValues, ValueFile } from './types.ts';

type Field = 'year' | 'low' | 'central' | 'high';
const headings: Headings<Field> = [
  ['year', /^(year|emissions? year|year of emissions?)\b/],
  ['low', /\blow\b/],
  ['central', /\bcentral\b/],
  ['high', /\bhigh\b/],
];

const priceWords = [
  /((?:19|20)\d\d(?:\/\d\d)?)\s*prices/i,
  /prices of ((?:19|20)\d\d(?:\/\d\d)?)/i,
  /(?:real|constant|£)\s*((?:19|20)\d\d)\b/i,
];

function priceYearIn(words: string): string | undefined {
  return priceWords.flatMap((pattern) => pattern.exec(words)?.[1] ?? [])[0];
}

function readRow(
  { table, columns }: HeadedTable<Field>,
  { row, cells }: HeadedTable<Field>['rows'][number],
  priceYear: string,
): RowResult {
  const place = placeOf(table, row);
  const cell = (field: Field) => cellIn(cells, columns[field]);
  const year = yearIn(cell('year'));
  if (cell('central') === '' && year === undefined) return null;
  if (year === undefined || year.includes('/'))
    return problemAt(place, `“${cell('year')}” is no year of emissions such as 2030.`);
  const value = amountIn(cell('central'));
  if (!value) return problemAt(place, `The central value of ${year} is no amount: “${cell('central')}”.`);
  const [low, high] = (['low', 'high'] as const).map((field) => amountIn(cell(field)));
  const bad = (['low', 'high'] as const).find((field) => cell(field) !== '' && !amountIn(cell(field)));
  if (bad) return problemAt(place, `The ${bad} value of ${year} is no amount: “${cell(bad)}”.`);
  return {
    ...{
      place,
      id: 'carbon',
      what: `Carbon, emissions of ${year}`,
      value,
      low: low ?? null,
      high: high ?? null,
    },
    ...{ unit: 'pounds a tonne of CO2e', priceYear, from: firstDayOf(year), bearers: [] },
    outOfDateFrom: firstDayOf(String(Number(year) + 1)),
  };
}

/**
 * Reads the value of carbon from a table by year of emissions with a central value, and a low and a high one where there are
 * any. The year of the prices stands above the table, or is said.
 */
export function readCarbonValues(file: ValueFile): Decision<ReadValues> {
  const origin = originOf(file, false);
  if (!origin.ok) return origin;
  const found = onlyHeadedTable(file, headings, ['year', 'central']);
  if (!found.ok) return found;
  const priceYear = file.priceYear ?? priceYearIn(found.value.above);
  if (priceYear === undefined) {
    const sentence = `${file.file} does not say in which year’s prices its values are. Say the year.`;
    return refuse('values-price-year', sentence);
  }
  const rows = found.value.rows.map((row) => readRow(found.value, row, priceYear));
  return accept(collected(rows, origin.value));
}
