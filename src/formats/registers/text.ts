import { linesAsUtf8 } from '../ledgers/text/encoding.ts';
import { refusing } from './refusals.ts';

/** Small enough that what is made of a block is gone before the next one comes. */
const blockBytes = 262_144;

/** Where text may be cut: after the last byte that is a character of its own, so that no character is torn. */
function lastWhole(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] as number) >= 0x80) end -= 1;
  return end;
}

function firstBlock(bytes: Buffer, label: string): Buffer {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refusing('register-encoding', `${label} is UTF-16 text. Save it as CSV UTF-8 and add that file.`);
  }
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ? bytes.subarray(3) : bytes;
}

/**
 * The text of a table in blocks of about a quarter of a megabyte. A line that is not UTF-8 is taken for Windows-1252, so that
 * one bad byte spoils no other line.
 */
export async function* textBlocks(chunks: AsyncIterable<Buffer>, label: string): AsyncGenerator<string> {
  let held: Buffer[] = [];
  let size = 0;
  let isFirst = true;
  const take = (bytes: Buffer): string => {
    const block = isFirst ? firstBlock(bytes, label) : bytes;
    isFirst = false;
    return linesAsUtf8(block).toString('utf8');
  };
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    if (size < blockBytes) continue;
    const all = held.length === 1 ? chunk : Buffer.concat(held);
    const end = lastWhole(all) || all.length;
    held = [all.subarray(end)];
    size = all.length - end;
    yield take(all.subarray(0, end));
  }
  if (size > 0) yield take(Buffer.concat(held));
}
