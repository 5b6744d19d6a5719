import { accept, type Decision, refuse } from '../../values/index.ts';
import { amountIn, firstDayOf, placeOf, yearIn } from './cells.ts';
import { collected, problemAt, type RowResult } from './collecting.ts';
import { originOf } from './licence.ts';
import type { ReadValues, ValueFile, ValueTable } from './types.ts';

/** A code such as CR1.0 or E&S2.0. */
const code = /^[A-Z][A-Z&]{1,4}\d{1,3}(\.\d{1,3}){0,3}$/;

/** The columns of the workbook, from 0. The column in which it brings costs to later prices is not read. */
const at = { code: 2, detail: 3, unit: 4, bearers: [5, 6], cost: 7, year: 8 } as const;

function unitText(unit: string): string {
  return /^per\b/i.test(unit) ? `pounds ${unit.toLowerCase()}` : `pounds, ${unit}`;
}

function readRow(table: ValueTable, row: number, cells: readonly string[]): RowResult {
  const cell = (column: number) => cells[column]?.replace(/\s+/g, ' ').trim() ?? '';
  const [id, what, unit] = [cell(at.code), cell(at.detail), cell(at.unit)];
  if (!code.test(id)) return null;
  const place = placeOf(table, row);
  const [value, priceYear] = [amountIn(cell(at.cost)), yearIn(cell(at.year))];
  if (what === '') return problemAt(place, `${id} does not say what it is the cost of (column D).`);
  if (unit === '') return problemAt(place, `${id} has no unit (column E).`);
  if (!value) {
    const sentence =
      cell(at.cost) === '' ? 'has no cost' : `has a cost that is no amount: “${cell(at.cost)}”`;
    return problemAt(place, `${id} ${sentence} (column H).`);
  }
  if (priceYear === undefined)
    return problemAt(place, `${id} does not say in which year’s prices it is, such as 2010/11 (column I).`);
  const bearers = at.bearers.map(cell).filter((name) => name !== '');
  return {
    ...{ place, id: `unit-cost-${id}`, what, value, low: null, high: null, unit: unitText(unit) },
    ...{ priceYear, from: firstDayOf(priceYear), outOfDateFrom: null, bearers },
  };
}

/**
 * Reads unit costs from a workbook laid out as the GMCA Unit Cost Database: on any sheet, rows with a code in column C. The
 * original cost and its own price year are kept. A file that does not say an open licence is refused.
 */
export function readUnitCosts(file: ValueFile): Decision<ReadValues> {
  const origin = originOf(file, true);
  if (!origin.ok) return origin;
  const rows = file.tables.flatMap((table) => table.rows.map(({ row, cells }) => readRow(table, row, cells)));
  const read = collected(rows, origin.value);
  if (read.values.length + read.problems.length > 0) return accept(read);
  const sentence = `${file.file} has no row with a code such as CR1.0 in column C, so it is not laid out as the Unit Cost Database.`;
  return refuse('values-layout', sentence);
}
