import { describe, expect, test } from 'vitest';
import {
  canonicalRows,
  onlyTable,
  openAll,
  summary,
  withFiles,
  zipOf,
} from '../../../../test/support/openLedgers.ts';
import type { OpenLimits } from '../types.ts';
import { dayOfSerial, meaningOfFormat, numberText } from './numberFormats.ts';
import { columnOf } from './xlsxRows.ts';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Sheet {
  readonly name: string;
  readonly state?: string;
  readonly rows: string;
}

const styles = `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="[Red]&quot;paid&quot;\\ #,##0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

const strings = `<sst ${main}><si><t>Supplier</t></si><si><r><t>Made</t></r><r><t xml:space="preserve">up Ltd </t></r><rPh><t>guide</t></rPh></si><si><t>x_x000D_y</t></si></sst>`;

function xlsx(sheets: readonly Sheet[], properties = ''): Promise<Buffer> {
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index}"${state ? ` state="${state}"` : ''}/>`,
  );
  const links = sheets.map(
    (_, index) =>
      `<Relationship Id="s${index}" Type="${relationship}/worksheet" Target="worksheets/sheet${index}.xml"/>`,
  );
  const parts = sheets.map(({ rows }, index) => [
    `xl/worksheets/sheet${index}.xml`,
    `<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
  ]);
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relationship}"><workbookPr ${properties}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}<Relationship Id="a" Type="${relationship}/styles" Target="/xl/styles.xml"/><Relationship Id="b" Type="${relationship}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': strings,
    ...Object.fromEntries(parts),
  });
}

function ods(tables: string, extra: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...extra,
  });
}

function openBook(book: Buffer, limits: Partial<OpenLimits> = {}): Promise<readonly string[]> {
  return withFiles({ 'book.xlsx': book }, async (folder) =>
    (await openAll(folder, [''], limits)).map(summary),
  );
}

async function cellsOf(book: Buffer): Promise<readonly (readonly string[])[]> {
  return withFiles({ 'book.xlsx': book }, async (folder) => {
    const table = onlyTable(await openAll(folder));
    return (await canonicalRows(table)).map(({ cells }) => cells);
  });
}

const oneCell = '<row r="1"><c r="A1"><v>1</v></c></row>';

describe('an Excel workbook', () => {
  test('gives every kind of cell as text', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Paid, on</t></is></c><c r="C1" t="str"><f>A1</f><v>Sum</v></c></row>' +
      '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="2"><v>45078.041666666664</v></c><c r="C2" s="3"><v>1234.5600000000001</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="d"><v>2023-06-02T00:00:00</v></c><c r="C3"><v>1E3</v></c></row>';
    expect(await cellsOf(await xlsx([{ name: 'April', rows }]))).toEqual([
      ['Supplier', 'Paid, on', 'Sum', '', ''],
      ['Madeup Ltd ', '2023-06-01', '1234.56', 'TRUE', '#N/A'],
      ['x\ry', '2023-06-02', '1000', '', ''],
    ]);
  });

  test('finds its way without references, and puts cells where theirs say', async () => {
    const rows =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c r="A2"><v>4</v></c></row><row r="9"><c r="B9"><v>5</v></c></row>';
    await withFiles({ 'book.xlsx': await xlsx([{ name: 'April', rows }]) }, async (folder) => {
      const table = onlyTable(await openAll(folder));
      expect(table.head).toEqual([
        { line: 1, cells: ['1', '2', ''] },
        { line: 2, cells: ['4', '', '3'] },
        { line: 9, cells: ['', '5', ''] },
      ]);
      expect([table.records, table.blanks, table.blanksBefore(2), table.lineOf(2)]).toEqual([3, 6, 6, 9]);
      expect(table.name).toBe('book.xlsx › April');
      expect(table.format).toBe('Excel workbook, sheet April');
      expect(table.direct?.width).toBe(11);
      expect(await table.rawText([1])).toEqual(new Map([[1, '4,,3']]));
    });
  });

  test('gives one table per sheet; hidden and empty ones are ignored', async () => {
    const book = await xlsx([
      { name: 'April', rows: oneCell },
      { name: 'Secret', state: 'veryHidden', rows: oneCell },
      { name: 'Empty', rows: '<row r="1"><c r="A1" s="1"/></row>' },
      { name: 'May', rows: oneCell },
    ]);
    expect(await openBook(book)).toEqual([
      'book.xlsx › April: 1 records',
      'book.xlsx › Secret: ignored',
      'book.xlsx › Empty: ignored',
      'book.xlsx › May: 1 records',
    ]);
  });

  test('knows the calendar that starts in 1904', async () => {
    const rows = '<row r="1"><c r="A1" s="1"><v>43616</v></c></row>';
    expect(await cellsOf(await xlsx([{ name: 'April', rows }], 'date1904="1"'))).toEqual([['2023-06-01']]);
  });

  test('is refused sheet by sheet when damaged or too wide', async () => {
    const book = await xlsx([
      { name: 'Broken', rows: '<row r="1"><c r="A1"><v>1</v></row>' },
      { name: 'Wide', rows: '<row r="1"><c r="XFD1"><v>1</v></c></row>' },
      { name: 'Entities', rows: '<row r="1"><c r="A1" t="str"><v>&bomb;</v></c></row>' },
      { name: 'Good', rows: oneCell },
    ]);
    expect(await openBook(book)).toEqual([
      'book.xlsx › Broken: damaged-file',
      'book.xlsx › Wide: too-many-cells',
      'book.xlsx › Entities: damaged-file',
      'book.xlsx › Good: 1 records',
    ]);
  });

  test('without its main part is damaged; as .xlsb or .docx it is something else', async () => {
    expect(await openBook(await zipOf({ '[Content_Types].xml': '<Types/>' }))).toEqual([
      'book.xlsx: damaged-file',
    ]);
    expect(await openBook(await zipOf({ 'xl/workbook.bin': 'x' }))).toEqual(['book.xlsx: old-excel']);
    expect(await openBook(await zipOf({ 'word/document.xml': 'x' }))).toEqual(['book.xlsx: not-a-table']);
  });
});

describe('an OpenDocument spreadsheet', () => {
  const rows =
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Name<text:s text:c="2"/>of</text:p><text:p>supplier</text:p><office:annotation><text:p>remark</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1.50"><text:p>£1.50</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>' +
    '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>' +
    '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2023-06-01T01:00:00"><text:p>1 June</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="currency" office:value="-3"/></table:table-row>' +
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';

  test('gives values, repeats and row numbers', async () => {
    await withFiles(
      { 'book.ods': await ods(`<table:table table:name="April">${rows}</table:table>`) },
      async (folder) => {
        const table = onlyTable(await openAll(folder));
        expect(table.format).toBe('OpenDocument spreadsheet, sheet April');
        expect((await canonicalRows(table)).map(({ cells }) => cells)).toEqual([
          ['Name  of\nsupplier', '1.5', '1.5'],
          ['2023-06-01', '', '-3'],
          ['2023-06-01', '', '-3'],
        ]);
        expect([table.lineOf(0), table.lineOf(1), table.lineOf(2), table.blanks]).toEqual([1, 4, 5, 2]);
        expect(table.tail.map(({ line }) => line)).toEqual([1, 4, 5]);
      },
    );
  });

  test('hidden sheets are ignored, a filled row repeated without end is refused', async () => {
    const cell = '<table:table-cell office:value-type="float" office:value="1"/>';
    const hidden = `<table:table table:name="Old" table:style-name="ta2"><table:table-row>${cell}</table:table-row></table:table>`;
    const good = `<table:table table:name="New"><table:table-row>${cell}</table:table-row></table:table>`;
    expect(await openBook(await ods(hidden + good))).toEqual([
      'book.xlsx › Old: ignored',
      'book.xlsx › New: 1 records',
    ]);
    const endless = good.replace(
      '<table:table-row>',
      '<table:table-row table:number-rows-repeated="1000000">',
    );
    expect(await openBook(await ods(endless))).toEqual(['book.xlsx: too-large']);
  });

  test('with a password is refused in words', async () => {
    const manifest = '<manifest><file-entry><encryption-data/></file-entry></manifest>';
    expect(await openBook(await ods('', { 'META-INF/manifest.xml': manifest }))).toEqual([
      'book.xlsx: password',
    ]);
  });
});

test('number formats say which numbers are days', () => {
  const days = ['dd/mm/yyyy', 'mmm-yy', '[$-809]d mmmm yyyy;@', 'yyyy\\-mm\\-dd'];
  const numbers = [
    'General',
    '#,##0.00_);[Red]\\(#,##0.00\\)',
    '"day" 0',
    'hh:mm',
    '_-£* #,##0.00_-',
    'Standard',
  ];
  expect(days.map((code) => meaningOfFormat(164, code))).toEqual(days.map(() => 'day'));
  expect(numbers.map((code) => meaningOfFormat(164, code))).toEqual(numbers.map(() => 'number'));
  expect([meaningOfFormat(14, undefined), meaningOfFormat(2, undefined)]).toEqual(['day', 'number']);
});

test('serial numbers become days, and other numbers their shortest text', () => {
  expect([1, 59, 61, 45078].map((serial) => dayOfSerial(serial, false))).toEqual([
    '1900-01-01',
    '1900-02-28',
    '1900-03-01',
    '2023-06-01',
  ]);
  expect([dayOfSerial(0, false), dayOfSerial(-5, false), dayOfSerial(3e6, false)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(numberText('0.30000000000000004', 'number', false)).toBe('0.3');
  expect(['0.1', '12.50', '1e2', 'n/a', ''].map((text) => numberText(text, 'number', false))).toEqual([
    '0.1',
    '12.5',
    '100',
    'n/a',
    '',
  ]);
  expect(['A1', 'Z9', 'AA1', 'xfd1', '12', undefined].map(columnOf)).toEqual([0, 25, 26, 16383, -1, -1]);
});
