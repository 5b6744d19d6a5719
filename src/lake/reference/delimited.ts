/** One record of a delimited text, with the physical line on which it starts, counted from 1. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The separator that occurs most often in the first line: comma, semicolon or tab. */
export function separatorOf(text: string): ',' | ';' | '\t' {
  const firstLine = text.split(/\r|\n/, 1)[0] ?? '';
  const times = (mark: string) => firstLine.split(mark).length;
  if (times('\t') > times(',') && times('\t') > times(';')) return '\t';
  return times(';') > times(',') ? ';' : ',';
}

interface Cell {
  readonly text: string;
  readonly end: number;
}

function quotedCell(text: string, start: number): Cell | undefined {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end < 0) return undefined;
  return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(start, end), end };
}

/** A cell from its first character to its separator or line break; a quote that never closes is plain text. */
function cellAt(text: string, start: number, separator: string): Cell {
  const quoted = text[start] === '"' ? quotedCell(text, start) : undefined;
  if (quoted === undefined) return plainCell(text, start, separator);
  const rest = plainCell(text, quoted.end, separator);
  return { text: quoted.text + rest.text, end: rest.end };
}

function lineBreaksIn(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/**
 * RFC 4180 records with any line break. Cells are trimmed. Blank lines are left out. Made for headers and for
 * lists of moderate size: registers of postcodes are read by the engine.
 */
export function* delimitedRecords(text: string, separator: string): Generator<DelimitedRecord> {
  let position = 0;
  let line = 1;
  let startLine = 1;
  let cells: string[] = [];
  while (position < text.length || cells.length > 0) {
    const cell = cellAt(text, position, separator);
    line += lineBreaksIn(text.slice(position, cell.end));
    cells.push(cell.text.trim());
    position = cell.end + 1;
    if (text[cell.end] === separator) continue;
    if (text[cell.end] === '\r' && text[position] === '\n') position += 1;
    if (cells.some((one) => one !== '')) yield { line: startLine, cells };
    cells = [];
    line += 1;
    startLine = line;
  }
}
