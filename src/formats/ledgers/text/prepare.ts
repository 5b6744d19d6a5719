import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { notATable } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { delimiterOf } from './delimiter.ts';
import { type Encoding, leadingMarks, utf16Of, writeAsUtf8 } from './encoding.ts';
import type { TextSource } from './records.ts';
import { type Survey, survey } from './survey.ts';

/** Bytes looked at before a file is read as a whole. */
export const sampleBytes = 262_144;

/** A text file to open, and where its working files may go. */
export interface TextFile {
  readonly path: string;
  readonly name: string;
  /** Set when we wrote the file ourselves; otherwise it is found. */
  readonly delimiter?: string;
  /** Gives a new path in the scratch folder. */
  readonly newPath: (ending: string) => string;
}

/** Text that is plain UTF-8 by now, with what is known of the file it came from. */
export interface PreparedText {
  readonly source: TextSource;
  readonly survey: Survey;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
}

/** The first bytes of a file, `count` of them or as many as there are. */
export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Refuses what is neither text nor UTF-16: more than one control character in a hundred. */
function refuseBinary(sample: Buffer): void {
  let controls = 0;
  for (const byte of sample) if (byte < 32 && (byte < 9 || byte > 13) && byte !== 26) controls += 1;
  if (controls * 100 > sample.length) throw notATable.binary();
}

async function hashOf(path: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1_048_576 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function rewrite(file: TextFile, from: { start: number; encoding: Encoding }): Promise<string> {
  const path = file.newPath('txt');
  await writeAsUtf8({ path: file.path, ...from }, path);
  return path;
}

async function prepareUtf16(file: TextFile, encoding: Encoding, limits: OpenLimits): Promise<PreparedText> {
  const path = await rewrite(file, { start: 0, encoding });
  const sample = await firstBytes(path, sampleBytes);
  refuseBinary(sample);
  const source = { path, start: leadingMarks(sample).bytes, delimiter: delimiterOf(sample) };
  return { source, survey: await survey(source, limits), ...(await hashOf(file.path)), encoding };
}

function encodingName(found: Survey, marks: number): string {
  const nul = found.nulBytes ? ' without its NUL bytes' : '';
  if (!found.utf8) return `Windows-1252${nul}`;
  return `UTF-8${marks > 0 ? ' with a byte order mark' : ''}${nul}`;
}

/**
 * Brings a text file to plain UTF-8; one that is plain already is used as it lies. Throws a refusal for bytes that
 * are no text.
 */
export async function prepareText(file: TextFile, limits: OpenLimits): Promise<PreparedText> {
  const sample = await firstBytes(file.path, sampleBytes);
  const utf16 = utf16Of(sample);
  if (utf16 !== undefined) return prepareUtf16(file, utf16, limits);
  refuseBinary(sample);
  const marks = leadingMarks(sample);
  const delimiter = file.delimiter ?? delimiterOf(sample.subarray(marks.bytes));
  const asItLies = { path: file.path, start: marks.bytes, delimiter };
  const found = await survey(asItLies, limits);
  const { sha256, bytes } = found;
  const encoding = encodingName(found, marks.count);
  const plain = found.utf8 && !found.nulBytes && marks.count <= 1 && marks.bytes <= 3;
  if (plain) return { source: asItLies, survey: found, sha256, bytes, encoding };
  const path = await rewrite(file, { start: marks.bytes, encoding: found.utf8 ? 'UTF-8' : 'Windows-1252' });
  const source = { path, start: 0, delimiter };
  // Where lines are not to be trusted anyway, a second survey would tell nothing new.
  const known = found.newlines.length > 1 && !found.nulBytes;
  return { source, survey: known ? found : await survey(source, limits), sha256, bytes, encoding };
}
