import type { Readable } from 'node:stream';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { numberText } from './numberFormats.ts';
import { type Attributes, attribute, visitXml, type XmlVisitor } from './xml.ts';

/** What is done with the sheets of an ODS file as they come. */
export interface OdsVisitor {
  readonly sheet: (name: string, hidden: boolean) => void;
  readonly row: (row: number, cells: readonly string[]) => void;
  readonly end: () => void;
}

/** A row that is not empty may be repeated this often; more is no ledger. */
const mostRepeats = 100_000;

function repeats(attributes: Attributes, name: string): number {
  const stated = Number(attribute(attributes, name) ?? 1);
  return Number.isInteger(stated) && stated > 0 ? stated : 1;
}

/** The value of a cell that is no text; undefined when its paragraphs say what it is. */
function typedText(attributes: Attributes): string | undefined {
  const of = (name: string): string | undefined => attribute(attributes, name);
  const type = of('value-type');
  if (type === 'float' || type === 'currency' || type === 'percentage') {
    const value = of('value');
    return value === undefined ? undefined : numberText(value, 'number', false);
  }
  if (type === 'date') return of('date-value')?.slice(0, 10);
  if (type === 'boolean') return of('boolean-value')?.toUpperCase();
  return type === 'string' ? of('string-value') : undefined;
}

interface Cell {
  readonly repeated: number;
  readonly typed: string | undefined;
  paragraphs: number;
  text: string;
}

/** Text inside these belongs to remarks and drawings, not to the cell. */
const asides = new Set(['annotation', 'shapes', 'frame', 'custom-shape', 'tracked-changes']);

/** Collects the text of cells: paragraphs, runs of spaces, tabs and line breaks. */
function cellReader(limits: OpenLimits) {
  let cell: Cell | undefined;
  let inParagraph = 0;
  const add = (text: string): void => {
    if (!cell || inParagraph === 0) return;
    cell.text += text;
    if (cell.text.length > limits.recordCharacters) throw overLimit.record(limits, 0);
  };
  const paragraph = (): void => {
    if (!cell) return;
    if (cell.paragraphs > 0) cell.text += '\n';
    cell.paragraphs += 1;
    inParagraph += 1;
  };
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'table-cell' || name === 'covered-table-cell') {
      const repeated = repeats(attributes, 'number-columns-repeated');
      cell = { repeated, typed: typedText(attributes), paragraphs: 0, text: '' };
    } else if (name === 'p') paragraph();
    else if (name === 's') add(' '.repeat(Math.min(1_000, repeats(attributes, 'c'))));
    else if (name === 'tab') add('\t');
    else if (name === 'line-break') add('\n');
  };
  const close = (name: string): Cell | undefined => {
    if (name === 'p' && inParagraph > 0) inParagraph -= 1;
    if (name !== 'table-cell' && name !== 'covered-table-cell') return undefined;
    const done = cell;
    cell = undefined;
    return done;
  };
  return { open, add, close };
}

function rowReader(visitor: OdsVisitor, limits: OpenLimits) {
  let cells: string[] = [];
  let empties = 0;
  let row = 0;
  let repeated = 1;
  const open = (attributes: Attributes): void => {
    cells = [];
    empties = 0;
    repeated = repeats(attributes, 'number-rows-repeated');
  };
  const take = (cell: Cell): void => {
    const text = cell.typed ?? cell.text;
    if (text === '') {
      empties += cell.repeated;
      return;
    }
    if (cells.length + empties + cell.repeated > limits.cells) throw overLimit.cells(limits, row + 1);
    for (; empties > 0; empties -= 1) cells.push('');
    for (let count = 0; count < cell.repeated; count += 1) cells.push(text);
  };
  const close = (): void => {
    if (cells.length > 0) {
      if (repeated > mostRepeats) throw overLimit.repeats(mostRepeats, row + 1);
      for (let count = 1; count <= repeated; count += 1) visitor.row(row + count, cells);
    }
    row += repeated;
  };
  return {
    open,
    take,
    close,
    restart: () => {
      row = 0;
    },
  };
}

function odsVisitor(visitor: OdsVisitor, limits: OpenLimits): XmlVisitor {
  const hiddenStyles = new Set<string>();
  const cell = cellReader(limits);
  const row = rowReader(visitor, limits);
  let style = '';
  let tables = 0;
  let aside = 0;
  const openTable = (attributes: Attributes): void => {
    tables += 1;
    if (tables > 1) return;
    row.restart();
    const hidden = hiddenStyles.has(attribute(attributes, 'style-name') ?? '');
    visitor.sheet(attribute(attributes, 'name') ?? '', hidden);
  };
  const open = (name: string, attributes: Attributes): void => {
    if (asides.has(name)) aside += 1;
    if (aside > 0) return;
    if (name === 'style') style = attribute(attributes, 'name') ?? '';
    else if (name === 'table-properties' && attribute(attributes, 'display') === 'false')
      hiddenStyles.add(style);
    else if (name === 'table') openTable(attributes);
    else if (name === 'table-row') row.open(attributes);
    else cell.open(name, attributes);
  };
  const close = (name: string): void => {
    if (asides.has(name)) aside -= 1;
    else if (aside > 0) return;
    else if (name === 'table-row') row.close();
    else if (name === 'table') {
      tables -= 1;
      if (tables === 0) visitor.end();
    } else {
      const done = cell.close(name);
      if (done) row.take(done);
    }
  };
  return { open, close, text: (text) => (aside > 0 ? undefined : cell.add(text)) };
}

/** Streams the sheets of an ODS file's content. Throws a refusal when it is damaged or breaks a limit. */
export function visitOds(content: Readable, visitor: OdsVisitor, limits: OpenLimits): Promise<void> {
  return visitXml(content, odsVisitor(visitor, limits), 'ODS file');
}
