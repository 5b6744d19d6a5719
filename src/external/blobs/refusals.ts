import { type FileType, fileTypes, fileTypesInWords } from '../../domain/evidence/index.ts';
import { type Decision, refuse } from '../../domain/values/index.ts';

/** Why the content of a file is not taken. */
export type Trouble =
  | 'active'
  | 'bomb'
  | 'damaged'
  | 'encoding'
  | 'macros'
  | 'old-office'
  | 'password'
  | 'scripts'
  | 'second'
  | 'unknown';

const again = 'Open it, save it again, and upload the new file.';

const words: Readonly<Record<Trouble, string>> = {
  active:
    'holds a program, a script or a web page, and such files are not taken. Save it as a PDF and upload that.',
  bomb: 'unpacks to far more than its size, so it was not read. Save it as a PDF and upload that.',
  damaged: `is damaged or incomplete. ${again}`,
  encoding:
    'is not text in UTF-8. Save it as "CSV UTF-8" or as plain text in UTF-8, and upload the new file.',
  macros: 'holds macros, and such files are not taken. Save it without macros, as DOCX, XLSX, ODT or ODS.',
  'old-office':
    'is protected by a password or has an old format of Office. Save it as DOCX or XLSX without a password.',
  password: 'is protected by a password. Save it without a password, and upload the new file.',
  scripts: 'holds scripts or starts programs. Print it to a new PDF, and upload that.',
  second: `holds other data before, behind or between its content. ${again}`,
  unknown: `is not a kind of file that is taken. Upload ${fileTypesInWords()}.`,
};

/** Refuses a file for its content, with what to do about it. */
export function refuseContent(name: string, trouble: Trouble): Decision<never> {
  return refuse(`blob-${trouble}`, `${name} ${words[trouble]}`);
}

/** Refuses a name whose ending is of no kind that is taken. */
export function refuseEnding(name: string): Decision<never> {
  return refuse(
    'blob-ending',
    `${name} does not end like a file that is taken. Upload ${fileTypesInWords()}.`,
  );
}

/** Refuses a file without a byte. */
export function refuseEmpty(name: string): Decision<never> {
  return refuse('blob-empty', `${name} is empty. Check the file, and upload it again.`);
}

/** Refuses a file whose name promises another kind than its content is. */
export function refuseMismatch(name: string, found: FileType): Decision<never> {
  const { name: kind, endings } = fileTypes[found];
  const sentence = `${name} is a file of another kind: ${kind}. Give it the ending ${endings[0]} if that is what you meant, and upload it again.`;
  return refuse('blob-mismatch', sentence);
}
