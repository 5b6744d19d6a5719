import { zipOf } from './openLedgers.ts';

type Row = readonly string[];

const header: Row = [
  ...['Theme', 'Outcome', 'Ref.', 'Measure', 'Units', 'Proxy value (£)', 'Price year', 'Rationale'],
  ...['Weighting', 'Record only', 'Local only', 'Lite list', 'Definition and guidance', 'Evidence required'],
];
const from = 'Neutral number';

/** Thirteen rows of a made-up list that are right: own references, neutral values. */
const right: readonly Row[] = [
  [
    'Jobs near the mill',
    'Work',
    'Q1',
    'New posts',
    'no. people FTE',
    '',
    '',
    '',
    '',
    '',
    'yes',
    'yes',
    'Count posts.',
    'List',
  ],
  ['', '', 'Q2', 'Training', 'no. weeks', '£100.00', '2024', from, '1.5'],
  ['', 'Schools', 'Q3', 'Visits', 'no. hrs x no. attendees', '10', '2024/25', from, '', '', '', 'x'],
  ['', '', 'Q4', 'Mentoring', 'hours', '1,000', '2024', from],
  ['', '', 'Q5', 'Starts', 'no. of apprenticeships', '', '', '', '', 'n'],
  ['Money near the mill'],
  ['', 'Spend', 'Q6', 'Local spend', '£', '1', '2024', from],
  ['', '', 'Q7', 'Fairs', '£ invested including staff time', '1', '2024', from],
  ['', '', 'Q8', 'Share of spend', '%', '-', '', '', '', 'Yes'],
  ['', '', 'Q9', 'Charter', 'Y/N', 'n/a', '', '', '1', 'yes'],
  ['', '', 'Q10', 'Plan', 'Text', '', '', '', '', 'yes'],
  ['Air near the mill', '', 'Q11', 'Carbon', 'tCO2e', '50', '2024', from],
  ['', '', 'Q12', 'Reuse', 'tonnes per year', '', '', '', ''],
  ['', '', 'Q13', 'Benches', 'no. of benches', '20', '2024', from, '', '', '', ''],
];

/** Twenty rows with one mistake each. */
const wrong: readonly Row[] = [
  ['', '', '', 'No reference', 'hours'],
  ['', '', 'q1', 'The same again', 'hours'],
  ['', '', 'W3', '', 'hours'],
  ['', '', 'W4', 'No unit', ''],
  ['', '', 'W5', 'Strange unit', 'bananas'],
  ['', '', 'W6', 'Value to come', 'hours', 'TBC', '2024', from],
  ['', '', 'W7', 'Value below nought', 'hours', '-5', '2024', from],
  ['', '', 'W8', 'Decimal comma', 'hours', '1,50', '2024', from],
  ['', '', 'W9', 'Value of a share', '%', '5', '2024', from],
  ['', '', 'W10', 'Value of a text', 'Text', '5', '2024', from],
  ['', '', 'W11', 'Broken formula', 'hours', '#REF!', '2024', from],
  ['', '', 'W12', 'No price year', 'hours', '5', '', from],
  ['', '', 'W13', 'Strange price year', 'hours', '5', 'last', from],
  ['', '', 'W14', 'No source', 'hours', '5', '2024', ''],
  ['', '', 'W15', 'Weighting in words', 'hours', '5', '2024', from, 'double'],
  ['', '', 'W16', 'Weighting of nought', 'hours', '5', '2024', from, '0'],
  ['', '', 'W17', 'Recorded and weighted', 'hours', '', '', '', '2', 'yes'],
  ['', '', 'W18', 'Maybe recorded', 'hours', '', '', '', '', 'maybe'],
  ['', '', 'W19 / W20', 'Two references', 'hours'],
  ['', '', 'W21', `A long measure ${'and more '.repeat(40)}`, 'hours'],
];

/** A made-up list of measures as people keep it: a title, a blank row, a header, thirteen measures and twenty mistakes. */
export const measureRows: readonly Row[] = [
  ['Measures of the Mill Street partnership, made up'],
  [],
  header,
  ...right,
  ...wrong,
];

function csvCell(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The rows as CSV. */
export function asCsv(rows: readonly Row[]): string {
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Sheets by name as an XLSX workbook. */
export function asXlsx(sheets: Readonly<Record<string, readonly Row[]>>): Promise<Buffer> {
  const names = Object.keys(sheets);
  const rows = (sheet: readonly Row[]) =>
    sheet.map(
      (row, at) =>
        `<row r="${at + 1}">${row.map((cell) => `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join('')}</row>`,
    );
  const listed = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${at}"/>`,
  );
  const links = names.map(
    (_, at) =>
      `<Relationship Id="s${at}" Type="${relationship}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
  );
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relationship}"><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<worksheet ${main}><sheetData>${rows(sheets[name] ?? []).join('')}</sheetData></worksheet>`,
      ]),
    ),
  });
}

/** One sheet as an ODS workbook. */
export function asOds(name: string, sheet: readonly Row[]): Promise<Buffer> {
  const cells = (row: Row) =>
    (row.length === 0 ? [''] : row)
      .map((cell) => `<table:table-cell><text:p>${escaped(cell)}</text:p></table:table-cell>`)
      .join('');
  const rows = sheet.map((row) => `<table:table-row>${cells(row)}</table:table-row>`).join('');
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:body><office:spreadsheet><table:table table:name="${name}">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });
}
