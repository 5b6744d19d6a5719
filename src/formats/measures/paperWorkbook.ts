import {
  type CommitteePaper,
  cellText,
  type PaperCell,
  type PaperTable,
} from '../../domain/procurements/index.ts';
import { type Ratio, roundedUnits } from '../../domain/values/index.ts';
import { writeWorkbook } from '../downloads/xlsx.ts';
import { emptyCell, type ProseSheet, type SheetCell, type TableSheet } from '../downloads/xlsxSheet.ts';

/** Pence that a spreadsheet holds exactly; beyond them the amount is written as text, so that nothing is rounded. */
function poundsCell(pounds: Ratio, text: string): SheetCell {
  const pence = Number(roundedUnits(pounds, 2));
  return Number.isSafeInteger(pence) ? { kind: 'pounds', pence } : { kind: 'text', text };
}

const millionths = 1_000_000;

function sheetCell(cell: PaperCell): SheetCell {
  switch (cell.kind) {
    case 'text':
      return cell;
    case 'count':
      return cell;
    case 'pounds':
      return poundsCell(cell.pounds, cellText(cell));
    case 'share':
      return { kind: 'share', share: Number(roundedUnits(cell.share, 6)) / millionths };
    case 'points':
      return { kind: 'text', text: cellText(cell) };
    case 'empty':
      return emptyCell;
  }
}

/** Wide enough for its words, and no wider than a page. */
function widthOf(table: PaperTable, column: number): number {
  const lengths = table.rows.flatMap((row) =>
    row.slice(column, column + 1).map((cell) => cellText(cell).length),
  );
  const heading = table.columns[column]?.name.length ?? 0;
  return Math.min(60, Math.max(12, heading + 2, ...lengths.map((length) => length + 2)));
}

/** `not-counted` becomes `NotCounted`: a table has to have a name without spaces. */
function tableName(id: string): string {
  return id
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');
}

function tableSheet(table: PaperTable): TableSheet {
  const { id, title, sentence, columns, rows } = table;
  return {
    ...{ kind: 'table', name: title.slice(0, 31), tableName: tableName(id), title, sentence },
    columns: columns.map(({ name }, index) => ({ name, width: widthOf(table, index) })),
    rows: rows.map((row) => row.map(sheetCell)),
  };
}

function readMe({ title, sentences, tables }: CommitteePaper): ProseSheet {
  return {
    ...{ kind: 'prose', name: 'Read me', title },
    lines: [
      ...sentences,
      `The other sheets: ${tables.map((table) => table.title).join('; ')}.`,
      'Each sheet holds one table under a title and a sentence; its headings are in row 3.',
    ],
  };
}

/** The committee paper as an accessible workbook, a sheet for each table; the same bytes for the same paper. */
export function paperWorkbook(paper: CommitteePaper): Promise<Buffer> {
  return writeWorkbook(paper.title, [readMe(paper), ...paper.tables.map(tableSheet)]);
}
