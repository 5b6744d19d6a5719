import { accept, type Decision, refuse } from '../../values/index.ts';
import { headingOf } from './cells.ts';
import type { ValueFile, ValueTable } from './types.ts';

/** A table with the line that names its columns. */
export interface HeadedTable<K extends string> {
  readonly table: ValueTable;
  readonly columns: Readonly<Partial<Record<K, number>>>;
  readonly header: readonly string[];
  /** The words above the columns, titles and headings. */
  readonly above: string;
  readonly rows: ValueTable['rows'];
}

/** Which words name a column. */
export type Headings<K extends string> = readonly (readonly [K, RegExp])[];

function columnsIn<K extends string>(cells: readonly string[], headings: Headings<K>) {
  const columns: Partial<Record<K, number>> = {};
  cells.forEach((cell, at) => {
    const heading = headingOf(cell);
    const key = headings.find(([name, pattern]) => columns[name] === undefined && pattern.test(heading))?.[0];
    if (key !== undefined) columns[key] = at;
  });
  return columns;
}

/** A line of headings stands near the top. */
const mostAbove = 40;

function headed<K extends string>(
  table: ValueTable,
  headings: Headings<K>,
  needed: readonly K[],
): HeadedTable<K> | undefined {
  for (const [index, { cells }] of table.rows.slice(0, mostAbove).entries()) {
    const columns = columnsIn(cells, headings);
    if (!needed.every((key) => columns[key] !== undefined)) continue;
    const above = table.rows.slice(0, index + 1).flatMap((line) => line.cells);
    return { table, columns, header: cells, above: above.join(' '), rows: table.rows.slice(index + 1) };
  }
  return undefined;
}

/** Every table of a file in which a line names the columns that are needed. */
export function headedTables<K extends string>(
  file: ValueFile,
  headings: Headings<K>,
  needed: readonly K[],
): readonly HeadedTable<K>[] {
  return file.tables.flatMap((table) => headed(table, headings, needed) ?? []);
}

/** The one table of a file in which a line names the columns that are needed. Refused where there are none, or several. */
export function onlyHeadedTable<K extends string>(
  file: ValueFile,
  headings: Headings<K>,
  needed: readonly K[],
): Decision<HeadedTable<K>> {
  const [first, second] = headedTables(file, headings, needed);
  if (!first) {
    const sentence = `${file.file} has no line that names the columns ${needed.join(' and ')}.`;
    return refuse('values-columns', sentence);
  }
  if (!second) return accept(first);
  const sentence = `${file.file} has several such tables, on the sheets “${first.table.sheet}” and “${second.table.sheet}” for instance. Say which sheet to read.`;
  return refuse('values-several', sentence);
}

/** The cell of a column that a line names. */
export function cellIn(cells: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : (cells[column]?.trim() ?? '');
}
