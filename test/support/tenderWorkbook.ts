import { asCsv } from './measureWorkbook.ts';
import { zipOf } from './openLedgers.ts';

export type Rows = readonly (readonly string[])[];

/** The worked example as the sheets of a workbook. */
export const tenderSheets: Readonly<Record<string, Rows>> = {
  Tender: [
    ['Version', 'Title', 'Target', 'Reference'],
    ['1', 'Community transport', '200000'],
  ],
  Criteria: [
    ['Id', 'Name', 'Weight', 'Kind', 'Formula', 'Top', 'Floor'],
    ['price', 'Price', '40', 'Price', 'Lowest'],
    ['quality', 'Quality', '40', 'Panel', '', '40'],
    ['quantity', 'Social value, quantity', '10', 'Quantity', 'Highest'],
    ['qualitative', 'Social value, quality', '10', 'Panel', '', '10', '4'],
  ],
  Bids: [
    ['Id', 'Name', 'Price (£)', 'Social value (£)', 'Score: quality', 'Score: Social value, quality'],
    ['A', 'Bid A', '950000', '200000', '36', '8'],
    [],
    ['B', 'Bid B', '£1,000,000.00', '300000', '34', '6'],
    ['C', 'Bid C', '800000', '260000', '30', '6'],
  ],
};

/** The same as one table. */
export const tenderTable: Rows = [
  [
    ...['Row', 'Version', 'Title', 'Id', 'Name', 'Weight', 'Kind', 'Formula', 'Target', 'Top', 'Floor'],
    ...['Price', 'Social value', 'Score: quality', 'Score: qualitative'],
  ],
  ['tender', '1', 'Community transport', '', '', '', '', '', '200000'],
  ['criterion', '', '', 'price', 'Price', '40', 'price', 'lowest'],
  ['criterion', '', '', 'quality', 'Quality', '40', 'panel', '', '', '40'],
  ['criterion', '', '', 'quantity', 'Social value, quantity', '10', 'quantity', 'highest'],
  ['criterion', '', '', 'qualitative', 'Social value, quality', '10', 'panel', '', '', '10', '4'],
  ['bid', '', '', 'A', 'Bid A', '', '', '', '', '', '', '950000', '200000', '36', '8'],
  ['bid', '', '', 'B', 'Bid B', '', '', '', '', '', '', '1000000', '300000', '34', '6'],
  ['bid', '', '', 'C', 'Bid C', '', '', '', '', '', '', '800000', '260000', '30', '6'],
];

/** The worked example as the JSON file says it. */
export const tenderJson = {
  schemaVersion: 1,
  title: 'Community transport',
  criteria: [
    { id: 'price', name: 'Price', weight: 40, kind: 'price', formula: 'lowest' },
    { id: 'quality', name: 'Quality', weight: 40, kind: 'panel', top: 40 },
    { id: 'quantity', name: 'Social value, quantity', weight: 10, kind: 'quantity', formula: 'highest' },
    { id: 'qualitative', name: 'Social value, quality', weight: 10, kind: 'panel', top: 10, floor: 4 },
  ],
  bids: [
    ...[{ id: 'A', name: 'Bid A', price: 950_000, socialValue: 200_000, scores: scores(36, 8) }],
    ...[{ id: 'B', name: 'Bid B', price: 1_000_000, socialValue: 300_000, scores: scores(34, 6) }],
    ...[{ id: 'C', name: 'Bid C', price: 800_000, socialValue: 260_000, scores: scores(30, 6) }],
  ],
  compare: { target: 200_000 },
};

function scores(quality: number, qualitative: number) {
  return { quality, qualitative };
}

/** One table as CSV, with as many cells in each line. */
export function asFullCsv(rows: Rows): string {
  const width = Math.max(...rows.map((row) => row.length));
  return asCsv(rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? '')));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function odsSheet([name, rows]: readonly [string, Rows]): string {
  const cell = (text: string) => {
    const [, formula, value] = /^=(.*)=(.*)$/.exec(text) ?? [];
    const about =
      formula === undefined
        ? ''
        : ` table:formula="of:=${formula}" office:value-type="float" office:value="${value}"`;
    return `<table:table-cell${about}><text:p>${escaped(value ?? text)}</text:p></table:table-cell>`;
  };
  const lines = rows.map(
    (row) => `<table:table-row>${(row.length === 0 ? [''] : row).map(cell).join('')}</table:table-row>`,
  );
  return `<table:table table:name="${escaped(name)}">${lines.join('')}</table:table>`;
}

/** Sheets by name as an ODS workbook. A cell `=formula=result` holds both. */
export function asOdsBook(sheets: Readonly<Record<string, Rows>>): Promise<Buffer> {
  const body = Object.entries(sheets).map(odsSheet).join('');
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
  });
}
