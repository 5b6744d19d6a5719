import { formatCount, type Refusal } from '../../domain/values/index.ts';
import type { OpenLimits } from './types.ts';

interface Refusing extends Error {
  readonly refusal: Refusal;
}

/** An error that carries a refusal out of the middle of a stream; `open` turns it back into a value. */
export function refusing(code: string, sentence: string): Refusing {
  return Object.assign(new Error(sentence), { refusal: { code, sentence } });
}

/** The refusal an error carries, or undefined when the error is a bug. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('refusal' in error) return (error as Refusing).refusal;
  return 'code' in error && typeof error.code === 'string' ? systemRefusal(error.code) : undefined;
}

const systemSentences: Readonly<Record<string, string>> = {
  ENOENT: 'The file is not there any more. Check the name and try again.',
  EACCES: 'We are not allowed to read this file. Check its permissions and try again.',
  EPERM: 'We are not allowed to read this file. Check its permissions and try again.',
  ENOSPC: 'There is no room left on the disk to unpack this file. Free some space and try again.',
  EBUSY: 'Another program is using this file. Close it there and try again.',
  EIO: 'The disk could not be read. Copy the file to another disk and try again.',
};

function systemRefusal(code: string): Refusal | undefined {
  const sentence = systemSentences[code];
  return sentence === undefined ? undefined : { code: 'unreadable-file', sentence };
}

const saveAsXlsx =
  'Open it in Excel or LibreOffice, choose File, then Save As, pick "Excel Workbook (.xlsx)" and use the new file.';

const removePassword =
  'Open it with the password, in Excel choose File, Info, Protect Workbook, Encrypt with Password, ' +
  'clear the password and save; in LibreOffice choose Save As and clear "Save with password".';

/** Sentences for files that are no table at all, by what their bytes say they are. */
export const notATable = {
  missing: () => refusing('missing-file', 'There is no such file or folder. Check the name and try again.'),
  emptyFolder: () => refusing('missing-file', 'There are no files in this folder.'),
  noMatch: () => refusing('missing-file', 'No file matches this pattern. Check the name and try again.'),
  emptyZip: () => refusing('empty-file', 'There are no files in this zip.'),
  tooMany: (most: number) =>
    refusing('too-many-files', `There are more than ${formatCount(most)} files here, which is our limit.`),
  special: () => refusing('missing-file', 'This is not a file or a folder, so it cannot be read.'),
  empty: () =>
    refusing('empty-file', 'The file is empty. Ask whoever made it to send it again, or leave it out.'),
  pdf: () =>
    refusing(
      'not-a-table',
      'This is a PDF, not a table. Ask the publisher for the CSV or Excel file behind it.',
    ),
  image: () =>
    refusing('not-a-table', 'This is a picture, not a table. Ask the publisher for the CSV or Excel file.'),
  html: () =>
    refusing(
      'not-a-table',
      `This is a web page or XML saved under another name, not a table we can read. ${saveAsXlsx}`,
    ),
  document: () =>
    refusing(
      'not-a-table',
      'This is a document, not a table. Save the table in it as CSV or .xlsx and use that.',
    ),
  notes: () =>
    refusing(
      'not-a-table',
      'This kind of file does not hold a ledger. Use a CSV, Excel (.xlsx) or ODS file.',
    ),
  binary: () =>
    refusing('not-a-table', 'This is not a table we can read. Use a CSV, Excel (.xlsx) or ODS file.'),
  oldExcel: () =>
    refusing('old-excel', `This is an old Excel workbook (.xls), which we do not read. ${saveAsXlsx}`),
  binaryExcel: () =>
    refusing('old-excel', `This is a binary Excel workbook (.xlsb), which we do not read. ${saveAsXlsx}`),
  password: () => refusing('password', `This file is protected by a password. ${removePassword}`),
  packedPassword: () =>
    refusing(
      'password',
      'This file inside the zip is protected by a password. Unpack it and use the file itself.',
    ),
  damaged: (what: string) =>
    refusing(
      'damaged-file',
      `This ${what} is damaged or incomplete. Download or save it again and try once more.`,
    ),
  nested: () =>
    refusing(
      'packed-too-deep',
      'This is a packed file inside a packed file. Unpack the outer one and try again.',
    ),
  oddlyPacked: () =>
    refusing(
      'packed-oddly',
      'This file is packed in a way we cannot undo. Unpack it and use the file itself.',
    ),
} as const;

/** Sentences for files that meet a limit; each names the limit. */
export const overLimit = {
  bytes: (limits: OpenLimits) =>
    refusing(
      'too-large',
      `Unpacked, this file is larger than ${formatCount(limits.unpackedBytes)} bytes, which is our limit.`,
    ),
  ratio: (limits: OpenLimits) =>
    refusing(
      'packed-too-tightly',
      `This file grows to more than ${formatCount(limits.ratio)} times its size when it is unpacked, so we stopped. Unpack it yourself if you trust it.`,
    ),
  sheet: (most: number) =>
    refusing(
      'too-large',
      `A sheet of this workbook holds more than ${formatCount(most)} bytes of text, which is our limit. Save it as CSV.`,
    ),
  files: (limits: OpenLimits) =>
    refusing(
      'too-many-files',
      `This zip holds more than ${formatCount(limits.filesInZip)} files, which is our limit.`,
    ),
  record: (limits: OpenLimits, line: number) =>
    refusing(
      'record-too-long',
      `The record on line ${line} is longer than ${formatCount(limits.recordCharacters)} characters, so this is not a ledger we can read. Check that the file has line ends.`,
    ),
  cells: (limits: OpenLimits, line: number) =>
    refusing(
      'too-many-cells',
      `The record on line ${line} has more than ${formatCount(limits.cells)} cells, which is our limit.`,
    ),
  repeats: (most: number, row: number) =>
    refusing(
      'too-large',
      `Row ${row} is repeated more than ${formatCount(most)} times, so this is not a ledger we can read.`,
    ),
  rows: () => refusing('too-large', 'A sheet has more rows than we can read. Save it as CSV and try again.'),
  strings: () =>
    refusing(
      'too-large',
      'This workbook holds more text than we can keep. Save each sheet as CSV and try again.',
    ),
} as const;
