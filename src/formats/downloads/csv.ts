import type { SupplierPlace } from '../../domain/places/index.ts';
import type { Analysis } from '../../domain/spend/analysis.ts';
import type { PlaceRow } from '../../domain/spend/bundle.ts';
import { plainPounds, toPence } from '../../domain/values/index.ts';

/** A cell before it is written: text from a ledger, or a number that the program wrote itself. */
export type CsvCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string };

const startsFormula = /^(?:[\t\r]|[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;

/** Text from a ledger or a name of ours; an empty cell for null. */
export function textCell(text: string | null): CsvCell {
  return { kind: 'text', text: text ?? '' };
}

/** A whole number without separators; an empty cell for null. */
export function countCell(count: number | null): CsvCell {
  return { kind: 'number', text: count === null ? '' : String(count) };
}

/** Pounds with two decimals from whole pence. */
export function poundsCell(pence: number | null): CsvCell {
  return { kind: 'number', text: pence === null ? '' : plainPounds(toPence(pence)) };
}

/** A share as `0.440000`; empty where none can be stated. */
export function shareCell(share: number | null): CsvCell {
  return { kind: 'number', text: share === null ? '' : share.toFixed(6) };
}

/** Text that a spreadsheet would run as a formula gets an apostrophe (OWASP ASVS 5.0, 1.2.10). */
function safeText(cell: CsvCell): string {
  return cell.kind === 'text' && startsFormula.test(cell.text) ? `'${cell.text}` : cell.text;
}

function written(cell: CsvCell): string {
  const text = safeText(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One row as RFC 4180 writes it, with its CRLF. */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(written).join(',')}\r\n`;
}

/** A table as RFC 4180 writes it: CRLF after every row, the header first. */
export function writeCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header.map(textCell), ...rows].map(csvRow).join('');
}

const figureHeader = [
  'definition',
  'period',
  'ring_id',
  'ring',
  'total_pounds',
  'local_pounds',
  'elsewhere_pounds',
  'could_not_be_placed_pounds',
  'credits_could_not_be_placed_pounds',
  'share_of_placed',
  'share_of_all',
  'share_lowest',
  'share_highest',
  'why_no_share',
];

/** One row for each figure, in the order of the analysis. */
export function analysisCsv(analysis: Analysis): string {
  const rows = analysis.figures.map((figure) => [
    textCell(figure.definition),
    textCell(figure.period),
    textCell(figure.ring.id),
    textCell(figure.ring.name),
    poundsCell(figure.totalPence),
    poundsCell(figure.localPence),
    poundsCell(figure.elsewherePence),
    poundsCell(figure.undeterminedPositivePence),
    poundsCell(figure.undeterminedNegativePence),
    shareCell(figure.share),
    shareCell(figure.shareOfAll),
    shareCell(figure.shareLower),
    shareCell(figure.shareUpper),
    textCell(figure.whyNoShare),
  ]);
  return writeCsv(figureHeader, rows);
}

/** One row for each rejected line, with its text as it stands in the file. */
export function rejectsCsv(analysis: Pick<Analysis, 'rejects'>): string {
  const rows = analysis.rejects.map((one) => [
    textCell(one.file),
    countCell(one.line),
    textCell(one.column),
    textCell(one.rule),
    textCell(one.sentence),
    poundsCell(one.pence),
    textCell(one.text),
  ]);
  return writeCsv(['file', 'line', 'column', 'rule', 'why', 'amount_pounds', 'text'], rows);
}

/** One row for each class and year that a definition leaves out. */
export function leftOutCsv(analysis: Analysis): string {
  const rows = analysis.excluded.map((one) => [
    textCell(one.definition),
    textCell(one.class),
    textCell(one.label),
    textCell(one.period),
    countCell(one.lines),
    poundsCell(one.pence),
  ]);
  return writeCsv(['definition', 'class', 'label', 'period', 'lines', 'amount_pounds'], rows);
}

/** One row for each supplier that could not be placed, the largest first. */
export function unknownSuppliersCsv(analysis: Analysis): string {
  const rows = analysis.unknownSuppliers.map((one) => [
    textCell(one.name),
    countCell(one.lines),
    poundsCell(one.pence),
    textCell(one.candidates.length === 0 ? 'anywhere' : one.candidates.join('; ')),
  ]);
  return writeCsv(['supplier', 'lines', 'amount_pounds', 'could_be_in'], rows);
}

/** `places.csv` of a figure bundle: what each place named in `lines.csv` may be. */
export function placesCsv(rows: readonly PlaceRow[]): string {
  const cells = rows.map((row) => [row.place, row.code, row.name, row.source].map(textCell));
  return writeCsv(['place', 'code', 'name', 'source'], cells);
}

const supplierHeader = [
  'Supplier name',
  'Supplier number',
  'Postcode',
  'Place code',
  'Delivery site',
  'Date checked',
];

/** A supplier list under the headings by which it is read again. */
export function supplierListCsv(suppliers: readonly SupplierPlace[]): string {
  const rows = suppliers.map((one) =>
    [one.name, one.number, one.postcode, one.place, one.deliveryPostcode ?? one.deliveryPlace, one.date].map(
      textCell,
    ),
  );
  return writeCsv(supplierHeader, rows);
}
