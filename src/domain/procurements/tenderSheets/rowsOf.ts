import type { Refusal } from '../../values/index.ts';
import {
  columnsOfKind,
  plainHeading,
  type RowKind,
  rowColumn,
  type SheetLine,
  scorePrefix,
  sheetNames,
  type TenderRow,
  type TenderSheet,
} from './layout.ts';

/** What was found in the sheets, with everything that is wrong in how they are laid out. */
export interface FoundRows {
  readonly rows: readonly TenderRow[];
  /** Headings of columns with scores as they are written, by their plain form. */
  readonly headings: ReadonlyMap<string, string>;
  readonly refusals: readonly Refusal[];
  /** Whether all rows stand in one table. */
  readonly isTable: boolean;
}

const kinds: readonly RowKind[] = ['tender', 'criterion', 'band', 'bid'];
const plainRow = plainHeading(rowColumn.heading);
const plainScore = plainHeading(scorePrefix);

function kindOfSheet(sheet: string): RowKind | undefined {
  return kinds.find((kind) => plainHeading(sheetNames[kind]) === plainHeading(sheet));
}

function placeOfSheet({ sheet }: TenderSheet): string {
  return sheet === null ? 'The table' : `Sheet “${sheet}”`;
}

function placeOfLine({ sheet }: TenderSheet, { row }: SheetLine): string {
  return sheet === null ? `Row ${row}` : `Sheet “${sheet}”, row ${row}`;
}

/** The letter over a column in a spreadsheet. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : columnLetter(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

function isKnown(heading: string, kind: RowKind | null): boolean {
  const isScore = heading.startsWith(plainScore) && heading.length > plainScore.length;
  const known = (each: RowKind) => columnsOfKind[each].some((one) => plainHeading(one.heading) === heading);
  if (kind === null) return heading === plainRow || isScore || kinds.some(known);
  return known(kind) || (kind === 'bid' && isScore);
}

const refusal = (code: string, sentence: string): Refusal => ({ code, sentence });

/** What is wrong with the line of headings: those that are not of the layout, and those that stand there twice. */
function headingProblems(sheet: TenderSheet, header: SheetLine, kind: RowKind | null): readonly Refusal[] {
  const plain = header.cells.map(plainHeading);
  return plain.flatMap((heading, index) => {
    if (heading === '') return [];
    const place = `${placeOfLine(sheet, header)}, column ${columnLetter(index)}`;
    const written = header.cells[index]?.trim() ?? '';
    if (plain.indexOf(heading) !== index)
      return [refusal('tender-heading', `${place}: “${written}” stands over two columns. Keep one of them.`)];
    if (isKnown(heading, kind)) return [];
    const sentence = `${place}: “${written}” is no column of this layout. Take it out, or write “${scorePrefix} ” and the id of a criterion where it holds scores.`;
    return [refusal('tender-heading', sentence)];
  });
}

function cellsOf(header: SheetLine, line: SheetLine): ReadonlyMap<string, string> {
  const found = line.cells.flatMap((cell, index) => {
    const text = cell.trim();
    return text === '' ? [] : [[plainHeading(header.cells[index] ?? ''), text] as const];
  });
  return new Map(found);
}

function kindOfRow(cells: ReadonlyMap<string, string>): RowKind | undefined {
  const word = plainHeading(cells.get(plainRow) ?? '');
  return kinds.find((kind) => kind === word);
}

const errorOfCell = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)/i;

/** Cells that a row of its kind does not have, that stand under no heading, or whose formula has no result. */
function strayProblems({ place, cells, kind }: TenderRow): readonly Refusal[] {
  return [...cells].flatMap(([heading, cell]) => {
    if (errorOfCell.test(cell)) {
      const sentence = `${place}, column “${heading}”: the formula in this cell has no result (${cell}).`;
      return [refusal('tender-formula', sentence)];
    }
    if (heading === '')
      return [refusal('tender-stray', `${place}: there is a cell under no heading. Take it out.`)];
    if (heading === plainRow || isKnown(heading, kind)) return [];
    const sentence = `${place}, column “${heading}”: a row about a ${kind} has nothing in this column.`;
    return [refusal('tender-stray', sentence)];
  });
}

/** Titles may stand above the line of headings, which is the first with two headings of the layout. */
const mostAbove = 10;

function headerIndex({ lines }: TenderSheet, kind: RowKind | null): number {
  const found = lines
    .slice(0, mostAbove)
    .findIndex(({ cells }) => cells.filter((cell) => isKnown(plainHeading(cell), kind)).length > 1);
  return Math.max(found, 0);
}

function rowsOfSheet(sheet: TenderSheet, kind: RowKind | null): FoundRows {
  const isTable = kind === null;
  const [header, ...lines] = sheet.lines.slice(headerIndex(sheet, kind));
  const none = { rows: [], headings: new Map<string, string>(), isTable };
  if (!header) return { ...none, refusals: [] };
  const problems = headingProblems(sheet, header, kind);
  if (problems.length > 0) return { ...none, refusals: problems };
  const refusals: Refusal[] = [];
  const rows = lines.flatMap((line): readonly TenderRow[] => {
    const cells = cellsOf(header, line);
    const place = placeOfLine(sheet, line);
    const own = kind ?? kindOfRow(cells);
    if (cells.size === 0) return [];
    if (own) return [{ kind: own, place, cells }];
    const said = `${place}, column “${rowColumn.heading}”: has to say tender, criterion, band or bid.`;
    refusals.push(refusal('tender-row', said));
    return [];
  });
  const headings = new Map(header.cells.map((cell) => [plainHeading(cell), cell.trim()]));
  return { rows, headings, isTable, refusals: [...refusals, ...rows.flatMap(strayProblems)] };
}

function isOneTable(sheet: TenderSheet): boolean {
  const header = sheet.lines[headerIndex(sheet, null)];
  return header?.cells.some((cell) => plainHeading(cell) === plainRow) === true;
}

function missingSheets(sheets: readonly TenderSheet[]): readonly Refusal[] {
  const found = sheets.map(({ sheet }) => kindOfSheet(sheet ?? ''));
  const twice = found.filter((kind, index) => kind && found.indexOf(kind) !== index);
  if (twice.length > 0) return [refusal('tender-sheets', 'Two sheets have the same name. Keep one of them.')];
  const needed = (['tender', 'criterion', 'bid'] as const).filter((kind) => !found.includes(kind));
  return needed.map((kind) =>
    refusal(
      'tender-sheets',
      `There is no sheet “${sheetNames[kind]}”. A workbook has the sheets “Tender”, “Criteria” and “Bids”.`,
    ),
  );
}

/** The rows of a workbook by its sheets, or of one table by the column that says what each row is about. */
export function rowsOf(sheets: readonly TenderSheet[]): FoundRows {
  const [only] = sheets;
  if (only && (only.sheet === null || (sheets.length === 1 && isOneTable(only)))) {
    if (isOneTable(only)) return rowsOfSheet(only, null);
    const sentence = `${placeOfSheet(only)} has no column “${rowColumn.heading}” in its line of headings, which says for each row whether it is about the tender, a criterion, a band or a bid.`;
    return { rows: [], headings: new Map(), isTable: true, refusals: [refusal('tender-row', sentence)] };
  }
  const missing = missingSheets(sheets);
  if (missing.length > 0) return { rows: [], headings: new Map(), isTable: false, refusals: missing };
  const all = sheets.flatMap((sheet) => {
    const kind = kindOfSheet(sheet.sheet ?? '');
    return kind ? [rowsOfSheet(sheet, kind)] : [];
  });
  return {
    isTable: false,
    rows: all.flatMap(({ rows }) => rows),
    headings: new Map(all.flatMap(({ headings }) => [...headings])),
    refusals: all.flatMap(({ refusals }) => refusals),
  };
}
