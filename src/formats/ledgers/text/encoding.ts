import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

export type Encoding = 'UTF-8' | 'UTF-16 (little end first)' | 'UTF-16 (big end first)' | 'Windows-1252';

/** The bytes of a byte order mark, and of one that was itself taken for Windows-1252 and encoded again. */
const marks: readonly Buffer[] = [
  Buffer.from([0xef, 0xbb, 0xbf]),
  Buffer.from([0xc3, 0xaf, 0xc2, 0xbb, 0xc2, 0xbf]),
];

/** Bytes taken up by byte order marks in front of UTF-8 text, and how many there are. */
export function leadingMarks(sample: Buffer): { readonly bytes: number; readonly count: number } {
  let bytes = 0;
  let count = 0;
  for (;;) {
    const mark = marks.find((each) => sample.subarray(bytes, bytes + each.length).equals(each));
    if (mark === undefined) return { bytes, count };
    bytes += mark.length;
    count += 1;
  }
}

/** UTF-16 has a mark of its own, or is Western text in which every second byte is nothing. */
export function utf16Of(sample: Buffer): Encoding | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'UTF-16 (little end first)';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'UTF-16 (big end first)';
  const pairs = Math.min(sample.length, 4_096) >> 1;
  if (pairs < 2) return undefined;
  let [first, second] = [0, 0];
  for (let pair = 0; pair < pairs; pair += 1) {
    if (sample[2 * pair] === 0) first += 1;
    if (sample[2 * pair + 1] === 0) second += 1;
  }
  if (second > 0.7 * pairs && first < 0.05 * pairs) return 'UTF-16 (little end first)';
  return first > 0.7 * pairs && second < 0.05 * pairs ? 'UTF-16 (big end first)' : undefined;
}

/** Bytes 0x80 to 0x9F of Windows-1252; Node's own decoder reads them as control characters. */
const windowsCharacters =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const windowsBytes: readonly Buffer[] = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(
    byte >= 0x80 && byte < 0xa0 ? windowsCharacters.charAt(byte - 0x80) : String.fromCharCode(byte),
  ),
);

/** Writes Windows-1252 as UTF-8 into `out` from `at`; returns the end. No byte becomes more than three. */
function putWindows(line: Buffer, out: Buffer, at: number): number {
  let end = at;
  for (let index = 0; index < line.length; index += 1) {
    const byte = line[index] as number;
    if (byte < 0x80) out[end++] = byte;
    else end += (windowsBytes[byte] as Buffer).copy(out, end);
  }
  return end;
}

/**
 * Bytes that are not UTF-8 throughout, line by line: a line that is UTF-8 stays, any other is Windows-1252. So one
 * bad byte does not spoil the pound signs of a whole year.
 */
export function linesAsUtf8(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const out = Buffer.allocUnsafe(3 * bytes.length);
  let end = 0;
  for (let start = 0; start < bytes.length; ) {
    const lf = bytes.indexOf(10, start);
    const next = lf < 0 ? bytes.length : lf + 1;
    const line = bytes.subarray(start, next);
    end = isUtf8(line) ? end + line.copy(out, end) : putWindows(line, out, end);
    start = next;
  }
  return out.subarray(0, end);
}

function withoutNul(bytes: Buffer): Buffer {
  return bytes.includes(0) ? Buffer.from(bytes.filter((byte) => byte !== 0)) : bytes;
}

const heldBytes = 1_048_576;

async function* byLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const all = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const lf = all.lastIndexOf(10);
    const used = lf < 0 && all.length > heldBytes ? all.length : lf + 1;
    held = all.subarray(used);
    if (used > 0) yield withoutNul(linesAsUtf8(all.subarray(0, used)));
  }
  if (held.length > 0) yield withoutNul(linesAsUtf8(held));
}

async function* fromUtf16(chunks: AsyncIterable<Buffer>, label: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(label);
  for await (const chunk of chunks) yield withoutNul(Buffer.from(decoder.decode(chunk, { stream: true })));
  yield Buffer.from(decoder.decode());
}

/** Writes any text we can read as plain UTF-8 without marks and NUL bytes. `start` leaves marks out. */
export async function writeAsUtf8(
  from: { readonly path: string; readonly start: number; readonly encoding: Encoding },
  to: string,
): Promise<void> {
  const input = createReadStream(from.path, { start: from.start, highWaterMark: heldBytes });
  const label = from.encoding === 'UTF-16 (little end first)' ? 'utf-16le' : 'utf-16be';
  const text = from.encoding.startsWith('UTF-16') ? fromUtf16(input, label) : byLines(input);
  await pipeline(text, createWriteStream(to, { highWaterMark: 4 * heldBytes }));
}
