import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { roomFor, type TextSource, tooLong } from './records.ts';
import { isBlank } from './scanner.ts';
import { newIndex, type TableIndex } from './tableIndex.ts';

const LF = 10;
const CR = 13;

export type NewlineStyle = 'CRLF' | 'LF' | 'CR';

/** What one fast pass over the bytes tells: lines are counted, cells are not. */
export interface Survey {
  readonly sha256: string;
  readonly bytes: number;
  readonly utf8: boolean;
  readonly ascii: boolean;
  readonly nulBytes: boolean;
  readonly newlines: readonly NewlineStyle[];
  /** Lines of nothing but delimiters, quotes or spaces, which a plain CSV reader takes for records. */
  readonly delimiterLines: number;
  /** Some line may have more cells than the limit. */
  readonly wideLine: boolean;
  /** The lines as if each were a record. Meaningless when there are lone carriage returns. */
  readonly lines: TableIndex;
}

interface Tally {
  readonly delimiter: number;
  readonly limits: OpenLimits;
  readonly index: ReturnType<typeof newIndex>;
  readonly styles: Set<NewlineStyle>;
  readonly found: { utf8: boolean; ascii: boolean; nulBytes: boolean; wideLine: boolean };
  line: number;
  delimiterLines: number;
}

interface Chunk {
  readonly buffer: Buffer;
  /** Where the buffer's first byte stands in the file. */
  readonly base: number;
  readonly final: boolean;
}

function mayBeTooWide(tally: Tally, buffer: Buffer, start: number, end: number): boolean {
  let count = 0;
  for (let at = start; at < end; at += 1) if (buffer[at] === tally.delimiter) count += 1;
  return count >= tally.limits.cells;
}

/** Takes one line. Only an odd first byte or a great length costs more than a few comparisons. */
function takeLine(tally: Tally, chunk: Chunk, start: number, end: number): void {
  const { buffer } = chunk;
  tally.line += 1;
  const first = buffer[start] as number;
  const odd = start === end || first <= 34 || first === tally.delimiter || first === 0xc2;
  if (odd && isBlank(buffer, start, end, tally.delimiter)) {
    if (start < end) tally.delimiterLines += 1;
    tally.index.blank();
    return;
  }
  if (end - start > tally.limits.cells) {
    if (tooLong({ buffer, start, end }, tally.limits)) throw overLimit.record(tally.limits, tally.line);
    tally.found.wideLine ||= mayBeTooWide(tally, buffer, start, end);
  }
  tally.index.add(chunk.base + start, tally.line, 0);
}

/** The end of the last whole line, for text in which a lone carriage return ends a line too. */
function lastLineEnd({ buffer }: Chunk): number {
  const beforeLast = buffer.length - 2;
  return beforeLast < 0 ? 0 : Math.max(buffer.lastIndexOf(LF), buffer.lastIndexOf(CR, beforeLast)) + 1;
}

/** Takes the last line of the file, which has no line end or a lone carriage return. */
function takeRest(tally: Tally, chunk: Chunk, start: number): number {
  const { length } = chunk.buffer;
  const cr = chunk.buffer.indexOf(CR, start);
  if (cr >= 0) tally.styles.add('CR');
  if (start < length) takeLine(tally, chunk, start, cr === length - 1 ? cr : length);
  return length;
}

/** Takes the whole lines of a chunk and returns where the first unfinished one begins. */
function takeLines(tally: Tally, chunk: Chunk): number {
  const { buffer } = chunk;
  if (tally.styles.has('CR')) return chunk.final ? buffer.length : lastLineEnd(chunk);
  let start = 0;
  let cr = buffer.indexOf(CR);
  for (let lf = buffer.indexOf(LF); lf >= 0; lf = buffer.indexOf(LF, start)) {
    if (cr >= 0 && cr < start) cr = buffer.indexOf(CR, start);
    const crlf = lf > start && buffer[lf - 1] === CR;
    if (cr >= 0 && cr < lf - 1) tally.styles.add('CR');
    tally.styles.add(crlf ? 'CRLF' : 'LF');
    takeLine(tally, chunk, start, crlf ? lf - 1 : lf);
    start = lf + 1;
  }
  if (chunk.final) return takeRest(tally, chunk, start);
  const loneCr = start === 0 && cr >= 0 && cr < buffer.length - 1;
  if (loneCr) tally.styles.add('CR');
  return loneCr ? lastLineEnd(chunk) : start;
}

function takeChunk(tally: Tally, chunk: Chunk): number {
  const used = takeLines(tally, chunk);
  const whole = chunk.buffer.subarray(0, used);
  tally.found.ascii &&= isAscii(whole);
  if (!tally.found.ascii) tally.found.utf8 &&= isUtf8(whole);
  tally.found.nulBytes ||= whole.includes(0);
  return used;
}

function newTally(delimiter: string, limits: OpenLimits): Tally {
  const found = { utf8: true, ascii: true, nulBytes: false, wideLine: false };
  const counts = { line: 0, delimiterLines: 0 };
  return {
    delimiter: delimiter.charCodeAt(0),
    limits,
    index: newIndex(),
    styles: new Set(),
    found,
    ...counts,
  };
}

/** Passes over a file once. Throws a refusal for a line that is too long, after a few megabytes of it. */
export async function survey(source: TextSource, limits: OpenLimits): Promise<Survey> {
  const tally = newTally(source.delimiter, limits);
  const hash = createHash('sha256');
  const file = await open(source.path);
  try {
    const { chunk, most, buffer: space } = roomFor((await file.stat()).size, limits);
    if (source.start > 0)
      hash.update((await file.read(space, 0, source.start, 0)).buffer.subarray(0, source.start));
    let base = source.start;
    let held = 0;
    for (;;) {
      const { bytesRead } = await file.read(space, held, Math.min(chunk, space.length - held), base + held);
      hash.update(space.subarray(held, held + bytesRead));
      const buffer = space.subarray(0, held + bytesRead);
      const used = takeChunk(tally, { buffer, base, final: bytesRead === 0 });
      held = buffer.length - used;
      base += used;
      if (bytesRead === 0) break;
      if (held > most) throw overLimit.record(limits, tally.line + 1);
      space.copyWithin(0, used, buffer.length);
    }
    const newlines = (['CRLF', 'LF', 'CR'] as const).filter((style) => tally.styles.has(style));
    const { delimiterLines, index, found } = tally;
    return {
      sha256: hash.digest('hex'),
      bytes: base,
      ...found,
      newlines,
      delimiterLines,
      lines: index.finish(),
    };
  } finally {
    await file.close();
  }
}
