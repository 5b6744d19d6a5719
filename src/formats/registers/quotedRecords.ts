import { damaged, refusing } from './refusals.ts';
import type { RecordSplitter } from './types.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;
const notYet = -1;

/** A record longer than this is no record: a quote was never closed. */
export const mostCharacters = 1_000_000;
const mostCells = 2_000;

/** The position of the quote that closes a cell: one before a separator or a line end. Any other is part of the text. */
function closingQuote(text: string, from: number, separator: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0) {
    const next = text.charCodeAt(at + 1);
    if (next === separator || next === LF || next === CR || Number.isNaN(next)) return at;
    at = text.indexOf('"', next === QUOTE ? at + 2 : at + 1);
  }
  return notYet;
}

function plainEnd(text: string, from: number, separator: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LF || code === CR) return at;
  }
  return at;
}

function unquoted(text: string, start: number, end: number): string {
  const inside = text.slice(start, end);
  return inside.includes('"') ? inside.replaceAll('""', '"') : inside;
}

/**
 * Splits CSV as it comes into records: cells between commas or semicolons, quoted where they like. Only the cells of
 * the columns that are kept become text; the others are empty.
 */
export class QuotedRecords implements RecordSplitter {
  private rest = '';
  private next = 0;
  private records = 0;
  private kept: readonly boolean[] | null = null;
  private readonly separator: number;

  constructor(
    separator: ',' | ';',
    private readonly label: string,
  ) {
    this.separator = separator.charCodeAt(0);
  }

  keep(columns: readonly boolean[]): void {
    this.kept = columns;
  }

  push(block: string): string[][] {
    return this.take(this.rest + block, false);
  }

  end(): string[][] {
    return this.take(this.rest, true);
  }

  private take(text: string, isLast: boolean): string[][] {
    const found: string[][] = [];
    let start = 0;
    while (start < text.length) {
      const cells = this.record(text, start, isLast);
      if (cells === null) break;
      if (cells.length > 1 || cells[0] !== '') found.push(cells);
      this.records += 1;
      start = this.next;
    }
    this.rest = start === 0 ? text : text.slice(start);
    if (this.rest.length > mostCharacters) {
      const sentence = `Record ${this.records + 1} of ${this.label} does not end. Check that the file is a CSV file with line ends.`;
      throw refusing('register-record-too-long', sentence);
    }
    return found;
  }

  /** The cells of one record; null where the text ends first. `next` is then where the following one begins. */
  private record(text: string, start: number, isLast: boolean): string[] | null {
    const { separator, kept } = this;
    const cells: string[] = [];
    let at = start;
    for (;;) {
      const isQuoted = text.charCodeAt(at) === QUOTE;
      const close = isQuoted ? closingQuote(text, at + 1, separator) : notYet;
      if (isQuoted && close === notYet) {
        if (isLast) throw damaged(this.label);
        return null;
      }
      const end = isQuoted ? close + 1 : plainEnd(text, at, separator);
      if (end + 1 >= text.length && !isLast && text.charCodeAt(end) !== LF) return null;
      const isKept = kept === null || kept[cells.length] === true;
      cells.push(!isKept ? '' : isQuoted ? unquoted(text, at + 1, close) : text.slice(at, end));
      const code = text.charCodeAt(end);
      if (code !== separator) {
        this.next = code === CR && text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
        return cells;
      }
      if (cells.length > mostCells) {
        const sentence = `Record ${this.records + 1} of ${this.label} has more than ${mostCells} cells.`;
        throw refusing('register-too-many-cells', sentence);
      }
      at = end + 1;
    }
  }
}
