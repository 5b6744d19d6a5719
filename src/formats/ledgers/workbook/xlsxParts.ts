import type { Zip } from '../packed/zip.ts';
import { notATable, overLimit } from '../refusals.ts';
import { meaningOfFormat, type NumberMeaning } from './numberFormats.ts';
import { type Attributes, attribute, visitXml, type XmlVisitor } from './xml.ts';

/** A sheet as the workbook lists it. */
export interface XlsxSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part in the zip; undefined for charts and macros. */
  readonly part: string | undefined;
}

export interface Workbook {
  readonly sheets: readonly XlsxSheet[];
  readonly from1904: boolean;
  readonly strings: readonly string[];
  /** Meaning of a number by the index of its cell style. */
  readonly meanings: readonly NumberMeaning[];
}

const damagedWorkbook = 'workbook';
const mostStrings = 5_000_000;
const mostStringCharacters = 300_000_000;

async function visitPart(zip: Zip, name: string, visitor: XmlVisitor): Promise<void> {
  const entry = zip.find(name);
  if (entry) await visitXml(await zip.stream(entry), visitor, damagedWorkbook);
}

interface Relation {
  readonly type: string;
  readonly target: string;
}

function partName(target: string, folder: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

async function relationsOf(zip: Zip, part: string): Promise<ReadonlyMap<string, Relation>> {
  const cut = part.lastIndexOf('/') + 1;
  const relations = new Map<string, Relation>();
  const open = (name: string, attributes: Attributes): void => {
    if (name !== 'Relationship') return;
    const { Id, Type = '', Target = '' } = attributes;
    if (Id)
      relations.set(Id, {
        type: Type.slice(Type.lastIndexOf('/') + 1),
        target: partName(Target, part.slice(0, cut)),
      });
  };
  await visitPart(zip, `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`, { open });
  return relations;
}

/** The number formats of the workbook's cell styles, in order. */
async function readMeanings(zip: Zip, part: string): Promise<readonly NumberMeaning[]> {
  const codes = new Map<number, string>();
  const meanings: NumberMeaning[] = [];
  let inCellStyles = false;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    if (name === 'cellXfs') inCellStyles = true;
    if (name !== 'xf' || !inCellStyles) return;
    const id = Number(attributes.numFmtId ?? 0);
    meanings.push(meaningOfFormat(id, codes.get(id)));
  };
  const close = (name: string): void => {
    if (name === 'cellXfs') inCellStyles = false;
  };
  await visitPart(zip, part, { open, close });
  return meanings;
}

/** Every shared string; phonetic guides are not part of it. */
async function readStrings(zip: Zip, part: string): Promise<readonly string[]> {
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let inText = false;
  let inGuide = false;
  await visitPart(zip, part, {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') inGuide = true;
      else if (name === 't') inText = !inGuide;
    },
    text: (text) => {
      if (!inText) return;
      current += text;
      characters += text.length;
      if (characters > mostStringCharacters) throw overLimit.strings();
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') inGuide = false;
      else if (name === 'si' && strings.push(excelText(current)) > mostStrings) throw overLimit.strings();
    },
  });
  return strings;
}

/** Excel writes characters XML has no room for as `_x000D_`. */
export function excelText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

async function readSheets(
  zip: Zip,
  part: string,
  relations: ReadonlyMap<string, Relation>,
): Promise<Pick<Workbook, 'sheets' | 'from1904'>> {
  const sheets: XlsxSheet[] = [];
  let from1904 = false;
  const open = (name: string, attributes: Attributes): void => {
    if (name === 'workbookPr') from1904 = /^(?:1|true|on)$/.test(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const relation = relations.get(attributes['r:id'] ?? attribute(attributes, 'id') ?? '');
    const hidden = (attributes.state ?? 'visible') !== 'visible';
    const part = relation?.type === 'worksheet' ? relation.target : undefined;
    sheets.push({ name: attributes.name ?? '', hidden, part });
  };
  await visitPart(zip, part, { open });
  return { sheets, from1904 };
}

/** Reads all of a workbook but its rows. Throws a refusal when parts are missing or damaged. */
export async function readWorkbook(zip: Zip): Promise<Workbook> {
  const root = [...(await relationsOf(zip, '')).values()].find(({ type }) => type === 'officeDocument');
  const part = root?.target ?? 'xl/workbook.xml';
  if (!zip.find(part)) throw notATable.damaged(damagedWorkbook);
  const relations = await relationsOf(zip, part);
  const target = (type: string): string =>
    [...relations.values()].find((each) => each.type === type)?.target ?? '';
  const listed = await readSheets(zip, part, relations);
  const meanings = await readMeanings(zip, target('styles'));
  return { ...listed, meanings, strings: await readStrings(zip, target('sharedStrings')) };
}
