import type { Zip } from '../packed/zip.ts';
import { notATable, refusalIn } from '../refusals.ts';
import { openText } from '../text/textTable.ts';
import type { OpenedLedger, OpenLimits } from '../types.ts';
import { type OdsVisitor, visitOds } from './ods.ts';
import { newSheetWriter, type SheetWriter, type WrittenSheet } from './sheetWriter.ts';
import { readWorkbook, type Workbook, type XlsxSheet } from './xlsxParts.ts';
import { visitRows } from './xlsxRows.ts';

/** A workbook to open: its zip, its name for people, and where its sheets may be written. */
export interface WorkbookFile {
  readonly zip: Zip;
  readonly name: string;
  readonly newPath: (ending: string) => string;
  readonly limits: OpenLimits;
}

function ignored(file: WorkbookFile, sheet: string, why: string): OpenedLedger {
  return { kind: 'ignored', name: `${file.name} › ${sheet}`, why };
}

async function asTable(
  file: WorkbookFile,
  written: WrittenSheet,
  about: { readonly sheet: string; readonly kind: string },
): Promise<OpenedLedger> {
  if (written.records === 0) return ignored(file, about.sheet, 'The sheet is empty.');
  const text = {
    path: written.path,
    name: `${file.name} › ${about.sheet}`,
    newPath: file.newPath,
    delimiter: ',',
  };
  const rows = { ...written, format: `${about.kind}, sheet ${about.sheet}` };
  return { kind: 'table', table: await openText(text, file.limits, rows) };
}

async function writeSheet(file: WorkbookFile, book: Workbook, part: string): Promise<WrittenSheet> {
  const entry = file.zip.find(part);
  if (!entry) throw notATable.damaged('workbook');
  const writer = newSheetWriter(file.newPath, file.limits);
  try {
    await visitRows(await file.zip.stream(entry), { book, limits: file.limits, row: writer.row });
    return await writer.finish();
  } finally {
    writer.close();
  }
}

async function openXlsxSheet(file: WorkbookFile, book: Workbook, sheet: XlsxSheet): Promise<OpenedLedger> {
  if (sheet.hidden) return ignored(file, sheet.name, 'The sheet is hidden.');
  if (sheet.part === undefined)
    return ignored(file, sheet.name, 'This is a chart or macro sheet, not a table.');
  try {
    const written = await writeSheet(file, book, sheet.part);
    return await asTable(file, written, { sheet: sheet.name, kind: 'Excel workbook' });
  } catch (error) {
    const refusal = refusalIn(error);
    if (!refusal) throw error;
    return { kind: 'refused', name: `${file.name} › ${sheet.name}`, refusal };
  }
}

/** Opens the sheets of an XLSX workbook one after another. Throws a refusal for the workbook as a whole. */
export async function* openXlsx(file: WorkbookFile): AsyncGenerator<OpenedLedger> {
  const book = await readWorkbook(file.zip);
  for (const sheet of book.sheets) yield await openXlsxSheet(file, book, sheet);
}

interface OdsSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly writer: SheetWriter;
}

async function refuseEncrypted(zip: Zip): Promise<void> {
  const manifest = zip.find('META-INF/manifest.xml');
  if (zip.find('encrypted-package')) throw notATable.password();
  if (!manifest) return;
  for await (const chunk of await zip.stream(manifest))
    if (String(chunk).includes('encryption-data')) throw notATable.password();
}

async function writeOdsSheets(file: WorkbookFile, sheets: OdsSheet[]): Promise<void> {
  const content = file.zip.find('content.xml');
  if (!content) throw notATable.damaged('ODS file');
  const visitor: OdsVisitor = {
    sheet: (name, hidden) =>
      void sheets.push({ name, hidden, writer: newSheetWriter(file.newPath, file.limits) }),
    row: (row, cells) => {
      const sheet = sheets.at(-1);
      if (sheet && !sheet.hidden) sheet.writer.row(row, cells);
    },
    end: () => sheets.at(-1)?.writer.close(),
  };
  await visitOds(await file.zip.stream(content), visitor, file.limits);
}

/** Opens the sheets of an ODS file one after another. Throws a refusal for the file as a whole. */
export async function* openOds(file: WorkbookFile): AsyncGenerator<OpenedLedger> {
  await refuseEncrypted(file.zip);
  const sheets: OdsSheet[] = [];
  try {
    await writeOdsSheets(file, sheets);
  } finally {
    for (const { writer } of sheets) writer.close();
  }
  for (const { name, hidden, writer } of sheets) {
    if (hidden) yield ignored(file, name, 'The sheet is hidden.');
    else yield await asTable(file, await writer.finish(), { sheet: name, kind: 'OpenDocument spreadsheet' });
  }
}
