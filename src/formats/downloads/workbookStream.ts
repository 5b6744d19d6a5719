import type { Readable } from 'node:stream';
import { type StreamTable, sheetCellOf, smallParts } from './streamTable.ts';
import { workbookParts } from './xlsx.ts';
import {
  headerRow,
  noneRow,
  type ProseSheet,
  sheetXml,
  type TableSheet,
  tableClosing,
  tableOpening,
  tableRow,
  tableXml,
} from './xlsxSheet.ts';
import { type StreamedPart, streamZip } from './zip.ts';

/** Rows that fit below the header of one sheet. */
export const sheetLimit = 1_048_576 - headerRow;

interface Written {
  rows: number;
  cut: boolean;
}

function tableSheetOf<Row>(table: StreamTable<Row>): TableSheet {
  return {
    kind: 'table',
    name: 'Table',
    tableName: 'Rows',
    title: table.title,
    sentence: table.sentence,
    columns: table.columns.map(({ title, width }) => ({ name: title, width })),
    rows: [],
  };
}

function coverOf<Row>(table: StreamTable<Row>, written: Written): ProseSheet {
  const cut = `This list is longer than a sheet can be: only its first ${written.rows} rows are here. Download the CSV file for all of them.`;
  return {
    kind: 'prose',
    name: 'Cover',
    title: table.title,
    lines: [
      ...(written.cut ? [cut] : []),
      `The sheet Table has ${written.rows} ${written.rows === 1 ? 'row' : 'rows'}. ${table.sentence}`,
      ...table.notes,
      ...table.columns.map((column) => `${column.title}: ${column.about}`),
      ...(table.sources.length > 0 ? [`From: ${table.sources.join('; ')}.`] : []),
    ],
  };
}

async function* sheetText<Row>(
  table: StreamTable<Row>,
  sheet: TableSheet,
  { written, limit }: { readonly written: Written; readonly limit: number },
): AsyncGenerator<string, void, undefined> {
  yield tableOpening(sheet);
  for await (const part of smallParts(table.rows)) {
    const fitting = part.slice(0, limit - written.rows);
    const from = written.rows;
    written.rows += fitting.length;
    yield fitting
      .map((row, index) =>
        tableRow(
          table.columns.map((column) => sheetCellOf(column, row)),
          from + index,
        ),
      )
      .join('');
    written.cut = fitting.length < part.length;
    if (written.cut) break;
  }
  yield (written.rows === 0 ? noneRow(sheet) : '') + tableClosing;
}

async function* later(text: () => string): AsyncGenerator<string, void, undefined> {
  yield text();
}

/**
 * A table as an accessible workbook while its rows arrive: a first sheet in sentences and one sheet with one table. At
 * most `limit` rows are written; the first sheet says so where there are more. What depends on the count of rows is
 * written after them.
 */
export function workbookStream<Row>(table: StreamTable<Row>, limit = sheetLimit): Readable {
  const written: Written = { rows: 0, cut: false };
  const sheet = tableSheetOf(table);
  const afterRows: readonly StreamedPart[] = [
    { path: 'xl/worksheets/sheet2.xml', text: () => sheetText(table, sheet, { written, limit }) },
    { path: 'xl/tables/table1.xml', text: () => later(() => tableXml(sheet, 1, written.rows)) },
    { path: 'xl/worksheets/sheet1.xml', text: () => later(() => sheetXml(coverOf(table, written))) },
  ];
  const fixed = workbookParts(table.title, [coverOf(table, written), sheet])
    .filter((part) => afterRows.every((other) => other.path !== part.path))
    .map((part) => ({ path: part.path, text: () => later(() => part.xml) }));
  return streamZip([...fixed, ...afterRows]);
}
