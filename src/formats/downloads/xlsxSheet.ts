import { type LocalDate, plainPounds, toPence } from '../../domain/values/index.ts';

export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pounds'; readonly pence: number }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'day'; readonly day: LocalDate }
  | { readonly kind: 'empty' };

/** A sheet of sentences: a title and lines below it. */
export interface ProseSheet {
  readonly kind: 'prose';
  readonly name: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** A sheet with one table, marked up as a table, under a title and a sentence. */
export interface TableSheet {
  readonly kind: 'table';
  readonly name: string;
  readonly tableName: string;
  readonly title: string;
  readonly sentence: string;
  readonly columns: readonly { readonly name: string; readonly width: number }[];
  readonly rows: readonly (readonly SheetCell[])[];
}

export type Sheet = ProseSheet | TableSheet;

export const emptyCell: SheetCell = { kind: 'empty' };
export const headerRow = 3;

/** Positions in `cellXfs` of the styles part. */
export const style = {
  plain: 0,
  title: 1,
  header: 2,
  wrapped: 3,
  pounds: 4,
  share: 5,
  count: 6,
  day: 7,
} as const;

const longestCell = 32_767;

/** Text for XML 1.0: control characters that it cannot hold are left out, at most as long as a cell may be. */
export function sheetText(text: string): string {
  return text
    .slice(0, longestCell)
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g, '')
    .replace(/(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '$1')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;');
}

/** `A`, `B`, … `AA` from a position counted from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${columnLetters(Math.floor(index / 26) - 1)}${letter}`;
}

function inline(reference: string, text: string, look: number): string {
  return `<c r="${reference}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${sheetText(text)}</t></is></c>`;
}

function number(reference: string, written: string, look: number): string {
  return `<c r="${reference}" s="${look}"><v>${written}</v></c>`;
}

/** Days since 30 December 1899, as spreadsheets count the days after February 1900. */
export function daySerial(day: LocalDate): number {
  const millisecondsPerDay = 86_400_000;
  return (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / millisecondsPerDay;
}

function cellXml(cell: SheetCell, reference: string): string {
  if (cell.kind === 'text') return inline(reference, cell.text, style.wrapped);
  if (cell.kind === 'pounds') return number(reference, plainPounds(toPence(cell.pence)), style.pounds);
  if (cell.kind === 'share') return number(reference, cell.share.toFixed(6), style.share);
  if (cell.kind === 'day') return number(reference, String(daySerial(cell.day)), style.day);
  if (cell.kind === 'count') return number(reference, String(cell.count), style.count);
  return `<c r="${reference}" s="${style.wrapped}"/>`;
}

function rowXml(position: number, cells: readonly string[]): string {
  return `<row r="${position}">${cells.join('')}</row>`;
}

const opening =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';

function columnsXml(widths: readonly number[]): string {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  return `<cols>${columns.join('')}</cols>`;
}

function proseXml(sheet: ProseSheet): string {
  const rows = [
    rowXml(1, [inline('A1', sheet.title, style.title)]),
    ...sheet.lines.map((line, index) => rowXml(index + 2, [inline(`A${index + 2}`, line, style.wrapped)])),
  ];
  return `${opening}${columnsXml([100])}<sheetData>${rows.join('')}</sheetData></worksheet>`;
}

/** The cells a table covers. A table must have a row below its header, so an empty one keeps a blank row. */
export function tableRange(sheet: TableSheet, rows = sheet.rows.length): string {
  const last = headerRow + Math.max(1, rows);
  return `A${headerRow}:${columnLetters(sheet.columns.length - 1)}${last}`;
}

/** The beginning of a sheet with a table, as far as its header row. */
export function tableOpening(sheet: TableSheet): string {
  const frozen = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  const header = sheet.columns.map((column, index) =>
    inline(`${columnLetters(index)}${headerRow}`, column.name, style.header),
  );
  const rows = [
    rowXml(1, [inline('A1', sheet.title, style.title)]),
    rowXml(2, [inline('A2', sheet.sentence, style.plain)]),
    rowXml(headerRow, header),
  ];
  return `${opening}${frozen}${columnsXml(sheet.columns.map((column) => column.width))}<sheetData>${rows.join('')}`;
}

/** One row of a table; `index` counts from 0 below the header. */
export function tableRow(cells: readonly SheetCell[], index: number): string {
  const position = headerRow + 1 + index;
  return rowXml(
    position,
    cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${position}`)),
  );
}

/** The row that stands in a table without rows, because a table must have one. */
export function noneRow(sheet: TableSheet): string {
  const cells = sheet.columns.map(
    (_, index): SheetCell => (index === 0 ? { kind: 'text', text: 'None' } : emptyCell),
  );
  return tableRow(cells, 0);
}

/** The end of a sheet with a table. */
export const tableClosing =
  '</sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>';

function tableSheetXml(sheet: TableSheet): string {
  const body = sheet.rows.length > 0 ? sheet.rows.map(tableRow).join('') : noneRow(sheet);
  return `${tableOpening(sheet)}${body}${tableClosing}`;
}

/** The part `xl/worksheets/sheetN.xml`. */
export function sheetXml(sheet: Sheet): string {
  return sheet.kind === 'prose' ? proseXml(sheet) : tableSheetXml(sheet);
}

/** The part `xl/tables/tableN.xml`; `rows` where they are not in the sheet but were written as they came. */
export function tableXml(sheet: TableSheet, position: number, rows = sheet.rows.length): string {
  const columns = sheet.columns.map(
    (column, index) => `<tableColumn id="${index + 1}" name="${sheetText(column.name)}"/>`,
  );
  const range = tableRange(sheet, rows);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${position}" name="${sheet.tableName}" displayName="${sheet.tableName}" ref="${range}" totalsRowShown="0"><autoFilter ref="${range}"/><tableColumns count="${sheet.columns.length}">${columns.join('')}</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`;
}
