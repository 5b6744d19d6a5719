import { accept, type Decision, formatCount, refuse } from '../../values/index.ts';
import { type FoundHeader, findHeader, likelyHeader, type SetMapping, type SheetRow } from './columns.ts';

/** A sheet of a workbook, or a file that is one table. */
export interface SetTable {
  /** As people see it. */
  readonly name: string;
  /** How many rows it has; more than are kept where it is too long for a list of measures. */
  readonly records: number;
  readonly rows: readonly SheetRow[];
}

/**
 * Where the meaning of columns came from: read from the header, said by a person, or said for an earlier file; `unknown`
 * where a person has to say it first.
 */
export type ColumnsBy = 'found' | 'said' | 'earlier' | 'unknown';

/** The table that holds the list, with its header. */
export interface ChosenTable {
  readonly table: SetTable;
  readonly header: FoundHeader;
  readonly by: ColumnsBy;
}

/** No list of measures is longer; a sheet of more rows is something else. */
export const mostSetRows = 1_500;

/** Characters of the rows that are kept with a draft. */
export const mostSetCharacters = 3_000_000;

/** A header stands in the first lines of a sheet. */
const headRows = 60;

/** The header among the first lines of a sheet. */
export function headerIn(rows: readonly SheetRow[], mapping: SetMapping | null): FoundHeader | undefined {
  return findHeader(rows.slice(0, headRows), mapping);
}

function best(
  tables: readonly SetTable[],
  mapping: SetMapping | null,
  by: ColumnsBy,
): ChosenTable | undefined {
  const found = tables.flatMap((table) => {
    const header = headerIn(table.rows, mapping);
    return header ? [{ table, header, by }] : [];
  });
  return found.toSorted((one, other) => other.header.columns.size - one.header.columns.size)[0];
}

/** What was said for an earlier file is followed where every header word of it occurs. */
function asEarlier(tables: readonly SetTable[], earlier: readonly SetMapping[]): ChosenTable | undefined {
  return earlier
    .map((mapping) => ({ mapping, chosen: best(tables, mapping, 'earlier') }))
    .find(({ mapping, chosen }) => chosen?.header.columns.size === Object.keys(mapping).length)?.chosen;
}

/** The table with most columns, whose meaning nobody knows yet. */
function unknown(tables: readonly SetTable[]): ChosenTable | undefined {
  const found = tables.flatMap((table) => {
    const header = likelyHeader(table.rows.slice(0, headRows));
    const below = header === undefined ? 0 : table.rows.length - header.index - 1;
    return header && below > 0 ? [{ table, header, by: 'unknown' as const }] : [];
  });
  const cellsOf = ({ table, header }: ChosenTable) =>
    table.rows
      .slice(header.index, header.index + 1)
      .flatMap(({ cells }) => cells.filter((cell) => cell.trim() !== '')).length;
  return found.toSorted((one, other) => cellsOf(other) - cellsOf(one))[0];
}

/** How columns are to be read: as a person says, else as was said for earlier files, else by their words. */
export interface ColumnsAsked {
  readonly mapping: SetMapping | null;
  readonly earlier: readonly SetMapping[];
}

/** The table that holds a list of measures; refused where none has columns that could be reference, measure and unit. */
export function chooseTable(
  file: string,
  tables: readonly SetTable[],
  { mapping, earlier }: ColumnsAsked,
): Decision<ChosenTable> {
  const fitting = tables.filter(({ records }) => records <= mostSetRows);
  const chosen =
    mapping === null
      ? (asEarlier(fitting, earlier) ?? best(fitting, null, 'found') ?? unknown(fitting))
      : best(fitting, mapping, 'said');
  if (chosen === undefined) return noTable(file, tables, fitting);
  const characters = chosen.table.rows.reduce((sum, { cells }) => sum + cells.join('').length, 0);
  if (characters <= mostSetCharacters) return accept(chosen);
  return refuse(
    'set-too-much-text',
    `${file} has ${formatCount(characters)} characters in its list, and ${formatCount(mostSetCharacters)} is the most that is kept. Take columns out that are not needed, or split the list.`,
  );
}

function noTable(
  file: string,
  tables: readonly SetTable[],
  fitting: readonly SetTable[],
): Decision<ChosenTable> {
  const longest = Math.max(0, ...tables.map(({ records }) => records));
  if (tables.length > 0 && fitting.length === 0) {
    return refuse(
      'set-too-long',
      `${file} has ${formatCount(longest)} rows, and a list of measures has at most ${formatCount(mostSetRows)}. Upload the file that has one measure in each row.`,
    );
  }
  return refuse(
    'set-header-missing',
    `${file} has no line that names columns for reference, measure and unit in a sheet of at most 1,500 rows. Name these columns, or say which column is which.`,
  );
}
