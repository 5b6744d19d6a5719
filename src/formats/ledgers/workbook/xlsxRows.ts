import type { Readable } from 'node:stream';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { numberText } from './numberFormats.ts';
import { excelText, type Workbook } from './xlsxParts.ts';
import { type Attributes, visitXml, type XmlVisitor } from './xml.ts';

const mostRows = 20_000_000;

/** The column of a cell reference like `AB12`, from 0; -1 when there is none. */
export function columnOf(reference: string | undefined): number {
  let column = 0;
  for (const letter of (reference ?? '').toUpperCase()) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}

interface Cell {
  column: number;
  type: string;
  style: number;
  value: string;
}

/** The text of a cell, by its type. */
function textOf({ type, style, value }: Cell, book: Workbook): string {
  if (type === 's') return book.strings[Number(value)] ?? '';
  if (type === 'str' || type === 'inlineStr') return excelText(value);
  if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return value;
  if (type === 'd') return value.slice(0, 10);
  return numberText(value, book.meanings[style] ?? 'number', book.from1904);
}

/** What holds text in a cell: its value, or the pieces of a string written into it. */
const textElements = new Set(['v', 't']);

interface RowReading {
  readonly book: Workbook;
  readonly limits: OpenLimits;
  readonly row: (row: number, cells: readonly string[]) => void;
}

/** A visitor that hands over row after row. Missing references mean the next row or cell. */
function rowVisitor({ book, limits, row }: RowReading): XmlVisitor {
  let cells: string[] = [];
  let number = 0;
  let nextColumn = 0;
  let cell: Cell | undefined;
  let inText = false;
  let inGuide = false;
  const openRow = ({ r }: Attributes): void => {
    const stated = Number(r);
    number = Number.isInteger(stated) && stated > number ? stated : number + 1;
    if (number > mostRows) throw overLimit.rows();
    [cells, nextColumn] = [[], 0];
  };
  const openCell = ({ r, t, s }: Attributes): void => {
    const stated = columnOf(r);
    const column = stated < 0 ? nextColumn : stated;
    nextColumn = column + 1;
    cell = { column, type: t ?? 'n', style: Number(s ?? 0), value: '' };
  };
  const closeCell = (): void => {
    const text = cell && cell.value !== '' ? textOf(cell, book) : '';
    if (!cell || text === '') return;
    if (cell.column >= limits.cells) throw overLimit.cells(limits, number);
    while (cells.length < cell.column) cells.push('');
    cells[cell.column] = text;
    cell = undefined;
  };
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'row') openRow(attributes);
    else if (name === 'c') openCell(attributes);
    else if (name === 'rPh') inGuide = true;
    else inText = textElements.has(name) && !inGuide;
  };
  const text = (piece: string): void => {
    if (!inText || !cell) return;
    cell.value += piece;
    if (cell.value.length > limits.recordCharacters) throw overLimit.record(limits, number);
  };
  const close = (name: string): void => {
    inText = false;
    if (name === 'c') closeCell();
    else if (name === 'rPh') inGuide = false;
    else if (name === 'row') row(number, cells);
  };
  return { open, text, close };
}

/** Streams the rows of one sheet. Throws a refusal when the sheet is damaged or breaks a limit. */
export function visitRows(stream: Readable, reading: RowReading): Promise<void> {
  return visitXml(stream, rowVisitor(reading), 'workbook');
}
