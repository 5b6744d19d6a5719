import { assert } from '../../../domain/values/index.ts';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** A quote that is not closed within this much is a stray quote, not the start of a cell. */
const quotedBytes = 65_536;
const quotedLines = 100;

/** How the bytes of a cell become its text. */
export const cellKind = { plain: 0, quoted: 1, doubled: 2, junkAfterQuote: 3, strayQuotes: 4 } as const;

/** One record as it lies in a buffer. One object is used for a whole file, so nothing is made per record. */
export interface Scan {
  readonly delimiter: number;
  readonly stops: Uint8Array;
  /** Start, end and kind of every cell; the quotes around a cell are outside. */
  readonly bounds: Int32Array;
  cells: number;
  buffer: Buffer;
  /** The record's first byte in the buffer, and the byte after its last, line end left out. */
  start: number;
  end: number;
  /** The first byte of the next record. */
  next: number;
  /** Line ends inside quoted cells. */
  innerLines: number;
  /** True when every cell is already RFC 4180, so that the bytes can be copied as they stand. */
  tidy: boolean;
}

export type ScanOutcome = 'record' | 'incomplete' | 'too many cells';

/** Prepares a scan of UTF-8 text. `delimiter` is one ASCII character; `cells` the most a record may have. */
export function newScan(delimiter: string, cells: number): Scan {
  const code = delimiter.charCodeAt(0);
  assert(delimiter.length === 1 && code < 128, 'a delimiter is one ASCII character');
  const stops = new Uint8Array(256);
  for (const stop of [code, LF, CR, QUOTE]) stops[stop] = 1;
  const bounds = new Int32Array(3 * (cells + 1));
  const empty = Buffer.alloc(0);
  return {
    delimiter: code,
    stops,
    bounds,
    cells: 0,
    buffer: empty,
    start: 0,
    end: 0,
    next: 0,
    innerLines: 0,
    tidy: true,
  };
}

function addCell(scan: Scan, start: number, end: number, kind: number): void {
  const slot = 3 * scan.cells;
  scan.bounds[slot] = start;
  scan.bounds[slot + 1] = end;
  scan.bounds[slot + 2] = kind;
  scan.cells += 1;
  if (kind > cellKind.doubled) scan.tidy = false;
}

/** The end of an unquoted cell: the next delimiter or line end. A quote in it is an ordinary character. */
function plainCell(scan: Scan, from: number, limit: number): number {
  const { buffer, stops } = scan;
  let at = from;
  let kind: number = cellKind.plain;
  for (;;) {
    while (at < limit && stops[buffer[at] as number] === 0) at += 1;
    if (at >= limit || buffer[at] !== QUOTE) break;
    kind = cellKind.strayQuotes;
    at += 1;
  }
  addCell(scan, from, at, kind);
  return at;
}

const notYet = -1;
const isStray = -2;

interface Closing {
  at: number;
  lines: number;
  doubled: boolean;
}
const closing: Closing = { at: 0, lines: 0, doubled: false };

/** Looks for the quote that closes the one at `open`; tells a stray quote from a buffer that ends too soon. */
function findClosing(buffer: Buffer, open: number, limit: number): number {
  closing.lines = 0;
  closing.doubled = false;
  const furthest = Math.min(limit, open + quotedBytes);
  for (let at = open + 1; at < furthest; at += 1) {
    const byte = buffer[at] as number;
    if (byte > QUOTE) continue;
    if (byte === QUOTE) {
      if (at + 1 >= limit || buffer[at + 1] !== QUOTE) return at;
      closing.doubled = true;
      at += 1;
    } else if (byte === LF || (byte === CR && buffer[at + 1] !== LF)) {
      closing.lines += 1;
      if (closing.lines > quotedLines) return isStray;
    }
  }
  return furthest === limit ? notYet : isStray;
}

/**
 * The end of a cell that starts with a quote. A quote that runs over line ends must close right before a delimiter
 * or a line end: otherwise it is stray and stands for itself, so that it never swallows the lines below it.
 */
function quotedCell(scan: Scan, open: number, limit: number, final: boolean): number {
  const { buffer, stops } = scan;
  const close = findClosing(buffer, open, limit);
  if (!final && (close === notYet || close + 1 >= limit)) return notYet;
  if (close < 0) return plainCell(scan, open, limit);
  const after = close + 1;
  if (after >= limit || (stops[buffer[after] as number] === 1 && buffer[after] !== QUOTE)) {
    addCell(scan, open + 1, close, closing.doubled ? cellKind.doubled : cellKind.quoted);
    scan.innerLines += closing.lines;
    return after;
  }
  if (closing.lines > 0) return plainCell(scan, open, limit);
  const end = plainCell(scan, after, limit);
  scan.cells -= 1;
  addCell(scan, open, end, cellKind.junkAfterQuote);
  return end;
}

/**
 * Takes the cells from `from` on that are plain and end at a delimiter, which most cells are; returns where the first
 * other one begins. One loop without calls: nearly all the time of a scan is spent here.
 */
function takePlainCells(scan: Scan, from: number, limit: number): number {
  const { buffer, stops, bounds, delimiter } = scan;
  const room = bounds.length - 3;
  let slot = 3 * scan.cells;
  let start = from;
  for (let at = from; at < limit && slot < room; at += 1) {
    const byte = buffer[at] as number;
    if (stops[byte] === 0) continue;
    if (byte !== delimiter) break;
    bounds[slot] = start;
    bounds[slot + 1] = at;
    bounds[slot + 2] = cellKind.plain;
    slot += 3;
    start = at + 1;
  }
  scan.cells = slot / 3;
  return start;
}

/** Reads one record from `from`; bytes from `limit` on do not exist. `final` says that the text ends at `limit`. */
export function scanRecord(scan: Scan, from: number, limit: number, final: boolean): ScanOutcome {
  const { buffer, delimiter } = scan;
  const most = scan.bounds.length / 3 - 1;
  scan.start = from;
  scan.cells = 0;
  scan.innerLines = 0;
  scan.tidy = true;
  for (let at = from; ; at += 1) {
    at = takePlainCells(scan, at, limit);
    if (scan.cells >= most) return 'too many cells';
    at = buffer[at] === QUOTE && at < limit ? quotedCell(scan, at, limit, final) : plainCell(scan, at, limit);
    if (at === notYet || (!final && at + 1 >= limit && !(at < limit && buffer[at] === LF)))
      return 'incomplete';
    if (at < limit && buffer[at] === delimiter) continue;
    scan.end = at;
    scan.next = at + (at < limit && buffer[at] === CR && at + 1 < limit && buffer[at + 1] === LF ? 2 : 1);
    if (scan.next > limit) scan.next = limit;
    return 'record';
  }
}

/** True when the bytes are nothing but delimiters, quotes and white space (the no-break space too). */
export function isBlank(buffer: Buffer, start: number, end: number, delimiter: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = buffer[at] as number;
    if (byte <= 32 || byte === QUOTE || byte === delimiter) continue;
    if (byte === 0xc2 && buffer[at + 1] === 0xa0 && at + 1 < end) at += 1;
    else return false;
  }
  return true;
}

function textOf(scan: Scan, cell: number): string {
  const [start, end, kind] = scan.bounds.subarray(3 * cell, 3 * cell + 3);
  const text = scan.buffer.toString('utf8', start, end);
  if (kind === cellKind.doubled) return text.replaceAll('""', '"');
  if (kind !== cellKind.junkAfterQuote) return text;
  const close = findClosing(scan.buffer, start ?? 0, end ?? 0);
  const inside = scan.buffer.toString('utf8', (start ?? 0) + 1, close).replaceAll('""', '"');
  return inside + scan.buffer.toString('utf8', close + 1, end);
}

/** The cells of the record as text, without the quotes around them. */
export function cellTexts(scan: Scan): readonly string[] {
  return Array.from({ length: scan.cells }, (_, cell) => textOf(scan, cell));
}
