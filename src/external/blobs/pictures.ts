import { crc32 } from 'node:zlib';
import { holdsMarkup, holdsPdfStart, holdsZip } from './foreign.ts';
import type { Trouble } from './refusals.ts';

const pngStart = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const mostPixels = 200_000_000;

function foreignTrouble(content: Buffer): Trouble | null {
  if (holdsZip(content) || holdsPdfStart(content)) return 'second';
  return holdsMarkup(content.toString('latin1')) ? 'active' : null;
}

/** Where the last chunk of a PNG ends; undefined when the chunks do not follow one another to it. */
function endOfPng(content: Buffer): number | undefined {
  for (let at = pngStart.length; at + 12 <= content.length; ) {
    const size = content.readUInt32BE(at);
    const end = at + 12 + size;
    if (end > content.length) return undefined;
    if (crc32(content.subarray(at + 4, end - 4)) !== content.readUInt32BE(end - 4)) return undefined;
    if (content.toString('latin1', at + 4, at + 8) === 'IEND') return end;
    at = end;
  }
  return undefined;
}

/** What is wrong with a PNG; null when its chunks are whole, the last one ends the file, and it is nothing else. */
export function pngTrouble(content: Buffer): Trouble | null {
  const header = content.toString('latin1', 12, 16);
  const end = endOfPng(content);
  if (end === undefined || header !== 'IHDR' || content.readUInt32BE(8) !== 13) return 'damaged';
  const pixels = content.readUInt32BE(16) * content.readUInt32BE(20);
  if (pixels === 0) return 'damaged';
  if (pixels > mostPixels) return 'bomb';
  return end === content.length ? foreignTrouble(content) : 'second';
}

/** The place behind coded pixels: that of the next marker that is no padding and no restart. */
function behindPixels(content: Buffer, from: number): number {
  let at = content.indexOf(0xff, from);
  while (at >= 0 && at + 1 < content.length) {
    const marker = content[at + 1] ?? 0;
    const pixels = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (!pixels) return at;
    at = content.indexOf(0xff, at + 2);
  }
  return content.length;
}

/** Where a JPEG that starts at `from` ends; undefined when its segments do not follow one another to the end. */
function endOfJpeg(content: Buffer, from: number): number | undefined {
  let at = from + 2;
  let pixels = false;
  while (at + 1 < content.length) {
    const marker = content[at + 1] ?? 0;
    if (content[at] !== 0xff) return undefined;
    if (marker === 0xd9) return pixels ? at + 2 : undefined;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (at + 4 > content.length) return undefined;
    at += 2 + content.readUInt16BE(at + 2);
    if (marker !== 0xda) continue;
    pixels = true;
    at = behindPixels(content, at);
  }
  return undefined;
}

const isJpegStart = (content: Buffer, at: number) =>
  content[at] === 0xff && content[at + 1] === 0xd8 && content[at + 2] === 0xff;

/** Some telephones write notes of their own behind the picture, between these two words. */
function isTelephoneNote(rest: Buffer): boolean {
  return rest.includes('SEFH') && rest.subarray(-4).toString('latin1') === 'SEFT';
}

/**
 * What is wrong with a JPEG; null when its segments are whole and nothing follows but what cameras write: smaller
 * pictures, zeros, and the notes of some telephones.
 */
export function jpegTrouble(content: Buffer): Trouble | null {
  let end = endOfJpeg(content, 0);
  while (end !== undefined && end < content.length) {
    const at: number = end;
    const rest = content.subarray(at);
    if (isJpegStart(content, at)) end = endOfJpeg(content, at);
    else if (isTelephoneNote(rest) || rest.every((byte) => byte === 0)) break;
    else return 'second';
  }
  return end === undefined ? 'damaged' : foreignTrouble(content);
}
