import { fileTypeFromBuffer } from 'file-type';
import { type FileType, fileTypeOfName } from '../../domain/evidence/index.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import { isProgram } from './foreign.ts';
import { typeOfOffice } from './office.ts';
import { pdfTrouble } from './pdf.ts';
import { jpegTrouble, pngTrouble } from './pictures.ts';
import { textTrouble } from './plainText.ts';
import { refuseContent, refuseEmpty, refuseEnding, refuseMismatch, type Trouble } from './refusals.ts';
import type { BlobLimits } from './types.ts';
import { readZipParts } from './zipParts.ts';

type Outcome = { readonly type: FileType } | { readonly trouble: Trouble };

const starts: ReadonlyArray<readonly [string, FileType, (content: Buffer) => Trouble | null]> = [
  ['%PDF-', 'pdf', pdfTrouble],
  ['\x89PNG\r\n\x1a\n', 'png', pngTrouble],
  ['\xff\xd8\xff', 'jpeg', jpegTrouble],
];
const oldOffice = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

async function zipOutcome(content: Buffer, limits: BlobLimits): Promise<Outcome> {
  const parts = await readZipParts(content, limits);
  return 'trouble' in parts ? parts : typeOfOffice(parts.value);
}

async function outcomeOf(content: Buffer, limits: BlobLimits): Promise<Outcome> {
  const start = content.subarray(0, 8).toString('latin1');
  const known = starts.find(([bytes]) => start.startsWith(bytes));
  if (known) {
    const trouble = known[2](content);
    return trouble === null ? { type: known[1] } : { trouble };
  }
  if (start.startsWith('PK\u0003\u0004')) return zipOutcome(content, limits);
  if (start === oldOffice) return { trouble: 'old-office' };
  const trouble = textTrouble(content);
  if (trouble === null) return { type: 'text' };
  return { trouble: trouble === 'unknown' && isProgram(content) ? 'active' : trouble };
}

/** A second opinion, of a library that looks at the bytes in its own way; it knows nothing of text. */
async function agrees(content: Buffer, type: FileType): Promise<boolean> {
  if (type === 'text') return true;
  const ending = (await fileTypeFromBuffer(content).catch(() => undefined))?.ext;
  const zip = ending === 'zip' && type !== 'pdf' && type !== 'png' && type !== 'jpeg';
  return zip || ending === (type === 'jpeg' ? 'jpg' : type);
}

/** Whether a name promises a kind that is taken, before a byte of the file is read. */
export function checkName(name: string): Decision<FileType> {
  const promised = fileTypeOfName(name);
  return promised === undefined ? refuseEnding(name) : accept(promised);
}

/**
 * What kind of file the bytes are. Refused when they are of no kind that is taken, of another kind than the name says, of
 * two kinds at once, or could run. CSV is text whose name says so.
 */
export async function inspect(
  content: Buffer,
  name: string,
  limits: BlobLimits,
): Promise<Decision<FileType>> {
  const promised = checkName(name);
  if (!promised.ok) return promised;
  if (content.length === 0) return refuseEmpty(name);
  const outcome = await outcomeOf(content, limits);
  if ('trouble' in outcome) return refuseContent(name, outcome.trouble);
  const type = outcome.type === 'text' && promised.value === 'csv' ? 'csv' : outcome.type;
  if (type !== promised.value) return refuseMismatch(name, type);
  return (await agrees(content, outcome.type)) ? accept(type) : refuseContent(name, 'unknown');
}
