import { assert } from '../../domain/values/index.ts';
import { type Sheet, sheetText, sheetXml, type TableSheet, tableXml } from './xlsxSheet.ts';
import { writeZip } from './zip.ts';

/** A file inside the workbook. */
export interface WorkbookPart {
  readonly path: string;
  readonly xml: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="d mmmm yyyy"/></numFmts><fonts count="3"><font><sz val="12"/><name val="Arial"/></font><font><b/><sz val="16"/><name val="Arial"/></font><font><b/><sz val="12"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><left/><right/><top/><bottom style="medium"><color rgb="FF0B0C0C"/></bottom></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf><xf fontId="2" borderId="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="bottom" wrapText="1"/></xf><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="10" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="3" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="165" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" horizontal="left"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function contentTypes(sheets: readonly Sheet[]): string {
  const overrides = sheets.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${mimeType}.worksheet+xml"/>`,
  );
  const tables = tablesOf(sheets).map(
    (_, index) =>
      `<Override PartName="/xl/tables/table${index + 1}.xml" ContentType="${mimeType}.table+xml"/>`,
  );
  return `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${mimeType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${mimeType}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides.join('')}${tables.join('')}</Types>`;
}

function tablesOf(sheets: readonly Sheet[]): readonly TableSheet[] {
  return sheets.filter((sheet): sheet is TableSheet => sheet.kind === 'table');
}

function relationships(entries: readonly (readonly [string, string])[]): string {
  const written = entries.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${written.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const entries = sheets.map(
    (sheet, index) =>
      `<sheet name="${sheetText(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${entries.join('')}</sheets></workbook>`;
}

function coreXml(title: string): string {
  return `${declaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${sheetText(title)}</dc:title><dc:creator>Sevenbox</dc:creator><dc:language>en-GB</dc:language></cp:coreProperties>`;
}

function sheetParts(sheets: readonly Sheet[]): readonly WorkbookPart[] {
  const tables = tablesOf(sheets);
  return sheets.flatMap((sheet, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const part = { path, xml: sheetXml(sheet) };
    if (sheet.kind === 'prose') return [part];
    const position = tables.indexOf(sheet) + 1;
    const link = relationships([[`${office}/table`, `../tables/table${position}.xml`]]);
    return [
      part,
      { path: `xl/worksheets/_rels/sheet${index + 1}.xml.rels`, xml: link },
      { path: `xl/tables/table${position}.xml`, xml: tableXml(sheet, position) },
    ];
  });
}

/** Every part of a workbook with these sheets. */
export function workbookParts(title: string, sheets: readonly Sheet[]): readonly WorkbookPart[] {
  assert(new Set(sheets.map((sheet) => sheet.name)).size === sheets.length, 'sheet names are unique');
  const ofWorkbook = [
    ...sheets.map((_, index) => [`${office}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
    [`${office}/styles`, 'styles.xml'] as const,
  ];
  const ofPackage = [
    [`${office}/officeDocument`, 'xl/workbook.xml'],
    [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ] as const;
  return [
    { path: '[Content_Types].xml', xml: contentTypes(sheets) },
    { path: '_rels/.rels', xml: relationships(ofPackage) },
    { path: 'docProps/core.xml', xml: coreXml(title) },
    { path: 'xl/workbook.xml', xml: workbookXml(sheets) },
    { path: 'xl/_rels/workbook.xml.rels', xml: relationships(ofWorkbook) },
    { path: 'xl/styles.xml', xml: styles },
    ...sheetParts(sheets),
  ];
}

/**
 * An XLSX file with one header row per table, no merged cells and text that wraps. The same sheets give the same bytes
 * in every time zone.
 */
export async function writeWorkbook(title: string, sheets: readonly Sheet[]): Promise<Buffer> {
  return writeZip(
    workbookParts(title, sheets).map((part) => ({ path: part.path, bytes: Buffer.from(part.xml, 'utf8') })),
  );
}
