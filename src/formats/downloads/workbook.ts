import type { Analysis } from '../../domain/spend/analysis.ts';
import { headlineFinding } from '../../domain/spend/headline.ts';
import { toLocalDate } from '../../domain/values/index.ts';
import { writeWorkbook } from './xlsx.ts';
import { emptyCell, type ProseSheet, type Sheet, type SheetCell, type TableSheet } from './xlsxSheet.ts';

const text = (value: string | null): SheetCell =>
  value === null ? emptyCell : { kind: 'text', text: value };
const count = (value: number | null): SheetCell =>
  value === null ? emptyCell : { kind: 'count', count: value };
const pounds = (value: number | null): SheetCell =>
  value === null ? emptyCell : { kind: 'pounds', pence: value };
/** A day as a date; spreadsheets count the days before March 1900 each in their own way, so those stay text. */
function day(value: string | null): SheetCell {
  if (value === null || value < '1900-03-01') return text(value);
  return { kind: 'day', day: toLocalDate(value) };
}

const share = (value: number | null): SheetCell =>
  value === null ? emptyCell : { kind: 'share', share: value };

interface Column<Row> {
  readonly name: string;
  readonly width: number;
  readonly cell: (row: Row) => SheetCell;
}

interface TableWords {
  readonly name: string;
  readonly tableName: string;
  readonly title: string;
  readonly sentence: string;
}

function table<Row>(words: TableWords, rows: readonly Row[], columns: readonly Column<Row>[]): TableSheet {
  return {
    kind: 'table',
    ...words,
    columns: columns.map(({ name, width }) => ({ name, width })),
    rows: rows.map((row) => columns.map((column) => column.cell(row))),
  };
}

function titleOf(analysis: Analysis): string {
  return `Local spend: ${analysis.title ?? analysis.home.name}`;
}

function cover(analysis: Analysis): ProseSheet {
  const finding = headlineFinding(analysis);
  const demonstration = 'Demonstration: the council and its suppliers are invented.';
  return {
    kind: 'prose',
    name: 'Cover',
    title: titleOf(analysis),
    lines: [
      ...(analysis.demonstration ? [demonstration] : []),
      `${finding.title}.`,
      ...finding.sentences,
      `Shares of spend with suppliers in ${analysis.home.name} and the places around it, by financial year, with the lowest and highest each share could be.`,
      `${analysis.control.physicalRecords} lines read = ${analysis.control.accepted} accepted + ${analysis.control.rejected} rejected + ${analysis.control.blank} blank.`,
      `Amounts: ${analysis.amountBasis}.`,
      'The other sheets: Notes; Figures; Files; Columns; Rejected lines; Left out; Could not be placed; Warnings.',
      `Made with ${analysis.product.name} ${analysis.product.version}.`,
    ],
  };
}

function notes(analysis: Analysis): ProseSheet {
  return {
    kind: 'prose',
    name: 'Notes',
    title: 'Notes',
    lines: [
      'Share of placed money is local ÷ (local + elsewhere). Share of all is local ÷ all spend counted.',
      'Lowest and highest say what the share would be if none or all of the money that could not be placed were local; credits the other way round.',
      'Financial years run from April to March. Lines without a readable date are in the period undated.',
      ...analysis.definitions.map(
        (one) => `${one.id}, version ${one.version}: ${one.sentence} ${one.scopeSentence} ${one.boundaries}.`,
      ),
      ...analysis.references.map(
        (one) =>
          `${one.kind}: ${one.source}, ${one.date}, ${one.rows} rows${one.approximate ? ', approximate' : ''}. ${one.licence}.`,
      ),
    ],
  };
}

function figures(analysis: Analysis): TableSheet {
  const words = {
    name: 'Figures',
    tableName: 'Figures',
    title: 'Figures',
    sentence: 'One table: one row for each definition, financial year and place. Amounts in pounds.',
  };
  return table(words, analysis.figures, [
    { name: 'Definition', width: 18, cell: (row) => text(row.definition) },
    { name: 'Financial year', width: 14, cell: (row) => text(row.period) },
    { name: 'Place', width: 30, cell: (row) => text(row.ring.name) },
    { name: 'Share of placed money', width: 14, cell: (row) => share(row.share) },
    { name: 'Lowest it could be', width: 14, cell: (row) => share(row.shareLower) },
    { name: 'Highest it could be', width: 14, cell: (row) => share(row.shareUpper) },
    { name: 'Share of all', width: 14, cell: (row) => share(row.shareOfAll) },
    { name: 'Spend counted', width: 20, cell: (row) => pounds(row.totalPence) },
    { name: 'Local', width: 20, cell: (row) => pounds(row.localPence) },
    { name: 'Elsewhere', width: 20, cell: (row) => pounds(row.elsewherePence) },
    { name: 'Could not be placed', width: 20, cell: (row) => pounds(row.undeterminedPositivePence) },
    {
      name: 'Credits that could not be placed',
      width: 20,
      cell: (row) => pounds(row.undeterminedNegativePence),
    },
    { name: 'Why there is no share', width: 40, cell: (row) => text(row.whyNoShare) },
  ]);
}

function files(analysis: Analysis): TableSheet {
  const words = {
    name: 'Files',
    tableName: 'Files',
    title: 'Files',
    sentence:
      'One table: one row for each file, or each sheet of a workbook. Lines read = accepted + rejected + blank.',
  };
  return table(words, analysis.files, [
    { name: 'File', width: 40, cell: (row) => text(row.name) },
    { name: 'Status', width: 12, cell: (row) => text(row.status) },
    { name: 'Why', width: 50, cell: (row) => text(row.why) },
    { name: 'Opened as', width: 26, cell: (row) => text(row.format) },
    { name: 'Amounts are', width: 14, cell: (row) => text(row.amountBasis) },
    { name: 'First day', width: 20, cell: (row) => day(row.firstDay) },
    { name: 'Last day', width: 20, cell: (row) => day(row.lastDay) },
    { name: 'Lines read', width: 12, cell: (row) => count(row.control.physicalRecords) },
    { name: 'Accepted', width: 12, cell: (row) => count(row.control.accepted) },
    { name: 'Rejected', width: 12, cell: (row) => count(row.control.rejected) },
    { name: 'Blank', width: 12, cell: (row) => count(row.control.blank) },
    { name: 'Accepted amounts', width: 20, cell: (row) => pounds(row.control.acceptedPence) },
    { name: 'Rejected amounts', width: 20, cell: (row) => pounds(row.control.rejectedPence) },
    { name: 'Repeated lines', width: 12, cell: (row) => count(row.exactDuplicates.records) },
    { name: 'SHA-256', width: 70, cell: (row) => text(row.sha256) },
  ]);
}

function columns(analysis: Analysis): TableSheet {
  const rows = analysis.files.flatMap((file) =>
    file.columns.map((column) => ({ file: file.name, ...column })),
  );
  const words = {
    name: 'Columns',
    tableName: 'Columns',
    title: 'Columns',
    sentence: 'One table: what each column of each file was read as.',
  };
  return table(words, rows, [
    { name: 'File', width: 40, cell: (row) => text(row.file) },
    { name: 'Position', width: 10, cell: (row) => count(row.position) },
    { name: 'Header', width: 30, cell: (row) => text(row.header) },
    { name: 'Read as', width: 20, cell: (row) => text(row.role ?? 'not used') },
    { name: 'Confidence', width: 12, cell: (row) => text(row.confidence) },
    { name: 'Why', width: 50, cell: (row) => text(row.why) },
  ]);
}

function rejects(analysis: Analysis): TableSheet {
  const words = {
    name: 'Rejected lines',
    tableName: 'RejectedLines',
    title: 'Rejected lines',
    sentence: `One table: ${analysis.rejects.length} of the ${analysis.control.rejected} lines rejected. They are in no figure.`,
  };
  return table(words, analysis.rejects, [
    { name: 'File', width: 40, cell: (row) => text(row.file) },
    { name: 'Line', width: 10, cell: (row) => count(row.line) },
    { name: 'Column', width: 20, cell: (row) => text(row.column) },
    { name: 'Rule', width: 20, cell: (row) => text(row.rule) },
    { name: 'Why', width: 60, cell: (row) => text(row.sentence) },
    { name: 'Amount', width: 18, cell: (row) => pounds(row.pence) },
    { name: 'Text in the file', width: 80, cell: (row) => text(row.text) },
  ]);
}

function leftOut(analysis: Analysis): TableSheet {
  const words = {
    name: 'Left out',
    tableName: 'LeftOut',
    title: 'Left out',
    sentence: 'One table: what each definition leaves out, by class and financial year.',
  };
  return table(words, analysis.excluded, [
    { name: 'Definition', width: 18, cell: (row) => text(row.definition) },
    { name: 'What', width: 40, cell: (row) => text(row.label) },
    { name: 'Class', width: 20, cell: (row) => text(row.class) },
    { name: 'Financial year', width: 14, cell: (row) => text(row.period) },
    { name: 'Lines', width: 12, cell: (row) => count(row.lines) },
    { name: 'Amount', width: 20, cell: (row) => pounds(row.pence) },
  ]);
}

function unplaced(analysis: Analysis): TableSheet {
  const words = {
    name: 'Could not be placed',
    tableName: 'CouldNotBePlaced',
    title: 'Suppliers that could not be placed',
    sentence: 'One table: the largest first.',
  };
  return table(words, analysis.unknownSuppliers, [
    { name: 'Supplier', width: 50, cell: (row) => text(row.name) },
    { name: 'Lines', width: 12, cell: (row) => count(row.lines) },
    { name: 'Amount', width: 20, cell: (row) => pounds(row.pence) },
    {
      name: 'Could be in',
      width: 60,
      cell: (row) => text(row.candidates.length === 0 ? 'anywhere' : row.candidates.join('; ')),
    },
  ]);
}

function warnings(analysis: Analysis): TableSheet {
  const asked = analysis.questions.map((one) => ({
    kind: 'Question',
    file: one.file,
    sentence: `${one.sentence} ${one.evidence} ${one.howToAnswer}`,
  }));
  const warned = analysis.warnings.map((one) => ({
    kind: 'Warning',
    file: one.file,
    sentence: one.sentence,
  }));
  const words = {
    name: 'Warnings',
    tableName: 'Warnings',
    title: 'Warnings and open questions',
    sentence: 'One table: what to know before using the figures.',
  };
  return table(
    words,
    [...asked, ...warned],
    [
      { name: 'Kind', width: 12, cell: (row) => text(row.kind) },
      { name: 'File', width: 40, cell: (row) => text(row.file) },
      { name: 'What', width: 100, cell: (row) => text(row.sentence) },
    ],
  );
}

/** The whole analysis as an accessible workbook; byte for byte the same for the same analysis. */
export function analysisWorkbook(analysis: Analysis): Promise<Buffer> {
  const sheets: readonly Sheet[] = [
    cover(analysis),
    notes(analysis),
    figures(analysis),
    files(analysis),
    columns(analysis),
    rejects(analysis),
    leftOut(analysis),
    unplaced(analysis),
    warnings(analysis),
  ];
  return writeWorkbook(titleOf(analysis), sheets);
}
