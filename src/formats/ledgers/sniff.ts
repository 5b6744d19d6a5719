import { open } from 'node:fs/promises';
import { notATable } from './refusals.ts';

/** What the first bytes of a file say it is. */
export type Kind = 'empty' | 'gzip' | 'zip' | 'ole' | 'pdf' | 'image' | 'html' | 'document' | 'text';

const signatures: readonly (readonly [Kind, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

const webPage = /^[\s\ufeff]*<(?:!doctype|html|head|body|table|\?xml|!--)/i;

/** Judges by bytes, never by the file's name. */
export function kindOf(sample: Buffer): Kind {
  if (sample.length === 0) return 'empty';
  const known = signatures.find(([, bytes]) => bytes.every((byte, index) => sample[index] === byte));
  if (known) return known[0];
  if (sample.subarray(0, 1_024).includes('%PDF-')) return 'pdf';
  const text = sample.subarray(0, 1_024).toString('latin1').replaceAll('\u0000', '');
  return webPage.test(text.replace(/^(?:ï»¿|ÿþ|þÿ)/, '')) ? 'html' : 'text';
}

const searchedBytes = 32 * 1024 * 1024;

/** The refusal for an OLE file: an old workbook, or a new one wrapped because of its password. */
export async function oleRefusal(path: string): Promise<Error> {
  const file = await open(path);
  try {
    const size = Math.min((await file.stat()).size, searchedBytes);
    const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
    const has = (name: string): boolean => buffer.includes(Buffer.from(name, 'utf16le'));
    if (has('EncryptedPackage')) return notATable.password();
    if (has('WordDocument') || has('PowerPoint Document')) return notATable.document();
    return notATable.oldExcel();
  } finally {
    await file.close();
  }
}
