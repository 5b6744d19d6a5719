import type { FileType } from '../../domain/evidence/index.ts';
import { isProgram } from './foreign.ts';
import type { Trouble } from './refusals.ts';
import type { Part } from './zipParts.ts';

const main = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
} as const;

const openDocument: Readonly<Record<string, FileType>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

const macroPart =
  /(^|\/)(vbaProject[^/]*|vbaData[^/]*|(activeX|macrosheets|dialogsheets|intlmacrosheets|customUI)\/.*)$|^(Basic|Scripts)\/.*[^/]$/i;
const macroFile = /\.(xlsm|xlsb|xltm|xlam|docm|dotm|pptm|ppam|xla|xlm)$/i;
const programFile =
  /\.(exe|dll|com|scr|msi|js|jse|vbs|vbe|wsf|wsh|hta|bat|cmd|ps1|sh|jar|class|lnk|swf|html?|mht|xht(ml)?|chm|reg)$/i;

type Outcome = { readonly type: FileType } | { readonly trouble: Trouble };

/** By its name, or by how another part leads to it: the part itself may have any name. */
function isMacro({ name, start }: Part): boolean {
  const leads = /\.rels$/i.test(name) && /vbaProject|xlMacrosheet/i.test(start.toString('utf8'));
  return leads || macroPart.test(name) || macroFile.test(name);
}

function runningTrouble(parts: readonly Part[]): Trouble | null {
  if (parts.some(isMacro)) return 'macros';
  const program = parts.some(({ name, start }) => programFile.test(name) || isProgram(start));
  return program ? 'active' : null;
}

/** The list of what a document of Microsoft's format is made of; comments and coded letters could hide its words. */
function typeOfContentTypes(types: string): Outcome {
  if (/<!|&#/.test(types)) return { trouble: 'unknown' };
  if (/macroEnabled|vbaProject|macrosheet|activeX/i.test(types)) return { trouble: 'macros' };
  const found = (['docx', 'xlsx'] as const).filter((type) => types.includes(main[type]));
  const [type] = found;
  return type === undefined || found.length > 1 ? { trouble: 'unknown' } : { type };
}

function typeOfOpenDocument(mimetype: string, manifest: string | undefined): Outcome {
  const type = Object.hasOwn(openDocument, mimetype) ? openDocument[mimetype] : undefined;
  if (type === undefined) return { trouble: 'unknown' };
  if (manifest === undefined) return { trouble: 'damaged' };
  return manifest.includes('encryption-data') ? { trouble: 'password' } : { type };
}

/** Which document of Office the parts of a zip are, or why they are none that is taken. */
export function typeOfOffice(parts: readonly Part[]): Outcome {
  const textOf = (name: string) =>
    parts.find((part) => part.name === name && part.whole)?.start.toString('utf8');
  const [types, mimetype] = [textOf('[Content_Types].xml'), textOf('mimetype')];
  const trouble = runningTrouble(parts);
  if (trouble !== null) return { trouble };
  if (types !== undefined && mimetype !== undefined) return { trouble: 'second' };
  if (types !== undefined) return typeOfContentTypes(types);
  if (mimetype === undefined) return { trouble: 'unknown' };
  return parts[0]?.name === 'mimetype'
    ? typeOfOpenDocument(mimetype, textOf('META-INF/manifest.xml'))
    : { trouble: 'damaged' };
}
