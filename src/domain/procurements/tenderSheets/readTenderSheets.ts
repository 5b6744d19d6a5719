import { type Decision, parseRatio, type Refusal } from '../../values/index.ts';
import { type PlaceOf, readTender, type TenderToEvaluate } from '../tenderFile.ts';
import {
  columnsOfKind,
  plainHeading,
  scorePrefix,
  sheetNames,
  type TenderRow,
  type TenderSheet,
} from './layout.ts';
import { type FoundRows, rowsOf } from './rowsOf.ts';

type Fields = Readonly<Record<string, unknown>>;

const textFields = new Set(['id', 'name', 'title', 'kind', 'formula', 'for']);
/** The words of a file are small; people begin cells with a capital. */
const wordFields = new Set(['kind', 'formula', 'for']);

/** A number without the pound sign that a cell shows with it; another text stays as it is. */
function numberText(cell: string): string {
  const tidy = cell.replace(/[£\s]/g, '');
  return parseRatio(tidy) ? tidy : cell;
}

function writtenIn(field: string, cell: string): string {
  if (wordFields.has(field)) return cell.toLowerCase().replace(/\s+/g, '-');
  return textFields.has(field) ? cell : numberText(cell);
}

/** The cells of a row by the fields of the JSON file; empty cells are fields that are not there. */
function fieldsOf({ kind, cells }: TenderRow): Fields {
  const found = columnsOfKind[kind].flatMap(({ heading, field }) => {
    const cell = cells.get(plainHeading(heading));
    return cell === undefined ? [] : [[field, writtenIn(field, cell)] as const];
  });
  return Object.fromEntries(found);
}

interface ScoreColumn {
  readonly plain: string;
  readonly heading: string;
  readonly id: string;
}

/** The columns with scores, each with the criterion that its heading names: by its id, or else by its name. */
function scoreColumns({ headings }: FoundRows, criteria: readonly Fields[]): readonly ScoreColumn[] {
  const plainOf = (value: unknown) => plainHeading(String(value ?? ''));
  return [...headings].flatMap(([plain, heading]) => {
    if (!plain.startsWith(plainHeading(scorePrefix))) return [];
    const named = heading.slice(scorePrefix.length).trim();
    const found =
      criteria.find(({ id }) => id === named) ??
      criteria.find(({ id }) => plainOf(id) === plainHeading(named)) ??
      criteria.find(({ name }) => plainOf(name) === plainHeading(named));
    return [{ plain, heading, id: typeof found?.id === 'string' ? found.id : named }];
  });
}

function bidFrom(row: TenderRow, columns: readonly ScoreColumn[]): Fields {
  const scores = columns.flatMap(({ plain, id }) => {
    const cell = row.cells.get(plain);
    return cell === undefined ? [] : [[id, numberText(cell)] as const];
  });
  return { ...fieldsOf(row), ...(scores.length === 0 ? {} : { scores: Object.fromEntries(scores) }) };
}

/** A band whose end is empty has none. */
function bandFrom(row: TenderRow): Fields {
  const { for: _, ...band } = fieldsOf(row);
  return { upTo: null, ...band };
}

interface SortedRows {
  readonly tender: readonly TenderRow[];
  readonly criteria: readonly TenderRow[];
  readonly bids: readonly TenderRow[];
  /** Bands of the formula chosen, and those to compare it with. */
  readonly bands: readonly TenderRow[];
  readonly compared: readonly TenderRow[];
}

const forWhom = (row: TenderRow) => fieldsOf(row).for ?? 'chosen';

function sortedRows(rows: readonly TenderRow[]): SortedRows {
  const of = (kind: TenderRow['kind']) => rows.filter((row) => row.kind === kind);
  return {
    ...{ tender: of('tender'), criteria: of('criterion'), bids: of('bid') },
    bands: of('band').filter((row) => forWhom(row) === 'chosen'),
    compared: of('band').filter((row) => forWhom(row) === 'compare'),
  };
}

/** What a table can get wrong that a JSON file cannot. */
function rowProblems(
  { tender, criteria, bands }: SortedRows,
  rows: readonly TenderRow[],
): readonly Refusal[] {
  const strange = rows.filter(
    (row) => row.kind === 'band' && !['chosen', 'compare'].includes(String(forWhom(row))),
  );
  const refusals = strange.map(({ place }) => ({
    code: 'tender-band',
    sentence: `${place}, column “For”: has to say chosen or compare.`,
  }));
  const [first, second] = tender;
  if (!first) {
    const sentence = 'There is no row about the tender, which says the version of this layout: 1.';
    return [...refusals, { code: 'tender-version', sentence }];
  }
  if (second)
    refusals.push({ code: 'tender-row', sentence: `${second.place}: There is one row about the tender.` });
  if (first.cells.get('version') !== '1') {
    const sentence = `${first.place}, column “Version”: has to be 1, the version of this layout.`;
    refusals.push({ code: 'tender-version', sentence });
  }
  const [band] = bands;
  if (band && !criteria.some((row) => fieldsOf(row).formula === 'bands'))
    refusals.push({ code: 'tender-band', sentence: `${band.place}: No criterion has the formula bands.` });
  return refusals;
}

function tenderOf(sorted: SortedRows, columns: readonly ScoreColumn[]): Fields {
  const { title, target, reference } = sorted.tender[0] ? fieldsOf(sorted.tender[0]) : {};
  const compare = {
    ...(target === undefined ? {} : { target }),
    ...(reference === undefined ? {} : { reference }),
    ...(sorted.compared.length === 0 ? {} : { bands: sorted.compared.map(bandFrom) }),
  };
  const criteria = sorted.criteria.map((row) => {
    const fields = fieldsOf(row);
    return fields.formula === 'bands' ? { ...fields, bands: sorted.bands.map(bandFrom) } : fields;
  });
  return {
    ...{ schemaVersion: 1, ...(title === undefined ? {} : { title }), criteria },
    ...{ bids: sorted.bids.map((row) => bidFrom(row, columns)), compare },
  };
}

function columnPlace(row: TenderRow | undefined, heading: string | undefined): string | null {
  if (!row) return null;
  return heading === undefined ? row.place : `${row.place}, column “${heading}”`;
}

function headingOf(row: TenderRow | undefined, field: PropertyKey | undefined): string | undefined {
  return row && columnsOfKind[row.kind].find((one) => one.field === field)?.heading;
}

/** Where in the sheets a part of the JSON file stands. */
function placesIn(sorted: SortedRows, columns: readonly ScoreColumn[], isTable: boolean): PlaceOf {
  return ([list, index, field, key, part]) => {
    if (list === 'criteria' && typeof index === 'number') {
      const row = sorted.criteria[index];
      if (field !== 'bands' || typeof key !== 'number') return columnPlace(row, headingOf(row, field));
      return columnPlace(sorted.bands[key], headingOf(sorted.bands[key], part));
    }
    if (list === 'bids' && typeof index === 'number') {
      const row = sorted.bids[index];
      const score = field === 'scores' ? columns.find(({ id }) => id === key)?.heading : undefined;
      return columnPlace(row, score ?? headingOf(row, field));
    }
    if (list === 'compare' && typeof field === 'number') {
      return columnPlace(sorted.compared[field], headingOf(sorted.compared[field], key));
    }
    if (list === 'compare') return columnPlace(sorted.tender[0], headingOf(sorted.tender[0], index));
    if (list === 'title') return columnPlace(sorted.tender[0], 'Title');
    if (isTable) return 'The table';
    return `Sheet “${list === 'bids' ? sheetNames.bid : sheetNames.criterion}”`;
  };
}

/**
 * Reads a tender from the sheets of a workbook or from one table, version 1 of the layout. It becomes what the JSON file
 * says and goes through the same rules; every refusal names the sheet, the row and the column.
 */
export function readTenderSheets(sheets: readonly TenderSheet[]): Decision<TenderToEvaluate> {
  const found = rowsOf(sheets);
  if (found.refusals.length > 0) return { ok: false, refusals: found.refusals.slice(0, 50) };
  const sorted = sortedRows(found.rows);
  const problems = rowProblems(sorted, found.rows);
  if (problems.length > 0) return { ok: false, refusals: problems.slice(0, 50) };
  const columns = scoreColumns(found, sorted.criteria.map(fieldsOf));
  return readTender(tenderOf(sorted, columns), placesIn(sorted, columns, found.isTable));
}
