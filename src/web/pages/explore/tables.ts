import type { Figure } from '../../../domain/spend/analysis.ts';
import type { Dimension, LineRow, Slice, SupplierRow } from '../../../domain/spend/explore/types.ts';
import {
  csvStream,
  packageStream,
  type StreamColumn,
  type StreamTable,
  workbookStream,
} from '../../../formats/downloads/index.ts';
import type { Answer } from '../../site.ts';
import { kindText, whereText } from './filterWords.ts';
import { leftOutLabel } from './linesView.ts';
import { sliceText } from './slicesView.ts';
import type { Visit } from './visit.ts';

export const fileKinds = ['csv', 'zip', 'xlsx'] as const;
export type FileKind = (typeof fileKinds)[number];

type Text<Row> = (row: Row) => string | null;
type Amount<Row> = (row: Row) => number | null;
type Words = readonly [field: string, title: string, width: number, about: string];

function text<Row>([field, title, width, about]: Words, of: Text<Row>): StreamColumn<Row> {
  return { field, title, width, about, value: { kind: 'text', of } };
}

function amount<Row>(
  [field, title, width, about]: Words,
  kind: 'count' | 'pounds' | 'share',
  of: Amount<Row>,
): StreamColumn<Row> {
  return { field, title, width, about, value: { kind, of } };
}

/** What is the same for every table of a visit. */
export interface TableAbout {
  readonly notes: readonly string[];
  readonly sources: readonly string[];
}

/** The suppliers of a filter. */
export function suppliersTable(
  visit: Visit,
  about: TableAbout,
  rows: AsyncIterable<readonly SupplierRow[]>,
): StreamTable<SupplierRow> {
  const { name } = visit.ring;
  return {
    name: 'suppliers',
    title: 'Suppliers',
    sentence: 'One row for each supplier, or for each text that stands for many payees.',
    ...about,
    rows,
    columns: [
      text(['supplier', 'Supplier', 50, 'The name in the ledger.'], (row) => row.name),
      text(
        [
          'stands_for',
          'Stands for',
          30,
          'What a text is that stands for many payees; empty for one supplier.',
        ],
        (row) => kindText(row.kind),
      ),
      text(
        ['supplier_number', 'Supplier number', 18, 'The number in the ledger, where it has one.'],
        (row) => row.supplierNumber,
      ),
      text(['postcodes', 'Postcodes', 24, 'Postcodes that its lines carry, at most five.'], (row) =>
        row.postcodes.join('; '),
      ),
      text(
        ['where', 'Where it lies', 34, `Whether it lies in ${name}, outside, or could be either.`],
        (row) => whereText(row.where, visit.ring),
      ),
      text(['could_be_in', 'Could be in', 40, 'The places it could be in; empty when anywhere.'], (row) =>
        row.places.join('; '),
      ),
      amount(['payments', 'Payments', 12, 'How many payments and credits.'], 'count', (row) => row.lines),
      amount(
        ['amount_pounds', 'Amount, £', 20, 'Payments less credits, in pounds.'],
        'pounds',
        (row) => row.pence,
      ),
    ],
  };
}

/** The payments of a filter. */
export function linesTable(
  visit: Visit,
  about: TableAbout,
  rows: AsyncIterable<readonly LineRow[]>,
): StreamTable<LineRow> {
  const column = (field: string, title: string, width: number) =>
    [field, title, width, 'As it stands in the ledger.'] as const;
  const dayWords = {
    field: 'day',
    title: 'Day',
    width: 18,
    about: 'The day of the payment; empty where none can be read.',
  };
  return {
    name: 'payments',
    title: 'Payments',
    sentence: 'One row for each payment or credit.',
    ...about,
    rows,
    columns: [
      { ...dayWords, value: { kind: 'day', of: (row) => row.day } },
      text(column('supplier', 'Supplier', 50), (row) => row.supplier),
      amount(
        ['amount_pounds', 'Amount, £', 20, 'In pounds, credits negative.'],
        'pounds',
        (row) => row.pence,
      ),
      text(column('body', 'Body', 30), (row) => row.body),
      text(column('department', 'Department', 40), (row) => row.department),
      text(column('category', 'Category', 40), (row) => row.category),
      text(column('purpose', 'Purpose', 40), (row) => row.purpose),
      text(column('document', 'Document', 20), (row) => row.document),
      text(column('supplier_number', 'Supplier number', 18), (row) => row.supplierNumber),
      text(column('postcode', 'Postcode', 14), (row) => row.postcode),
      text(
        ['left_out', 'Left out as', 40, 'Why the definition leaves it out; empty where it counts.'],
        (row) => leftOutLabel(row.scopeClass, visit),
      ),
      text(['batch', 'Batch', 28, 'The batch that holds it.'], (row) => row.batch),
      amount(['record', 'Record', 12, 'Its record in the batch, from 0.'], 'count', (row) => row.record),
    ],
  };
}

interface SliceFigure {
  readonly slice: Slice;
  readonly figure: Figure;
}

async function* figuresOf(slices: readonly Slice[]): AsyncGenerator<readonly SliceFigure[]> {
  for (const slice of slices) yield slice.figures.map((figure) => ({ slice, figure }));
}

/** The parts of the spend: one row for each part and place. */
export function slicesTable(
  by: Dimension,
  about: TableAbout,
  slices: readonly Slice[],
): StreamTable<SliceFigure> {
  const pounds = (field: string, title: string, words: string, of: Amount<Figure>) =>
    amount<SliceFigure>([field, title, 20, words], 'pounds', ({ figure }) => of(figure));
  const share = (field: string, title: string, words: string, of: Amount<Figure>) =>
    amount<SliceFigure>([field, title, 14, words], 'share', ({ figure }) => of(figure));
  return {
    name: `spend-by-${by}`,
    title: `Spend by ${by}`,
    sentence: `One row for each ${by} and place.`,
    ...about,
    rows: figuresOf(slices),
    columns: [
      text([by, sliceTitle(by), 40, 'As it stands in the ledger.'], ({ slice }) =>
        sliceText(slice.value, by),
      ),
      text(['place', 'Place', 30, 'The place whose share it is.'], ({ figure }) => figure.ring.name),
      amount(
        ['payments', 'Payments', 12, 'How many payments and credits.'],
        'count',
        ({ slice }) => slice.lines,
      ),
      pounds('total_pounds', 'Spend counted, £', 'All spend counted.', (one) => one.totalPence),
      pounds('local_pounds', 'In the place, £', 'Money that went to the place.', (one) => one.localPence),
      pounds('elsewhere_pounds', 'Elsewhere, £', 'Money that went elsewhere.', (one) => one.elsewherePence),
      pounds(
        'could_not_be_placed_pounds',
        'Could not be placed, £',
        'Money that could be either.',
        (one) => one.undeterminedPositivePence,
      ),
      pounds(
        'credits_could_not_be_placed_pounds',
        'Credits that could not be placed, £',
        'Zero or negative.',
        (one) => one.undeterminedNegativePence,
      ),
      share(
        'share_of_placed',
        'Share of placed money',
        'In the place ÷ (in the place + elsewhere).',
        (one) => one.share,
      ),
      share('share_of_all', 'Share of all', 'In the place ÷ all spend counted.', (one) => one.shareOfAll),
      share(
        'share_lowest',
        'Lowest it could be',
        'If none of the rest were in the place.',
        (one) => one.shareLower,
      ),
      share(
        'share_highest',
        'Highest it could be',
        'If all of the rest were in the place.',
        (one) => one.shareUpper,
      ),
      text(
        ['why_no_share', 'Why there is no share', 40, 'Where none can be stated.'],
        ({ figure }) => figure.whyNoShare,
      ),
    ],
  };
}

function sliceTitle(by: Dimension): string {
  return `${by.charAt(0).toUpperCase()}${by.slice(1)}`;
}

/** A table as the file that was asked for, written while its rows arrive. */
export function fileAnswer<Row>(table: StreamTable<Row>, kind: FileKind): Answer {
  const name = `${table.name}.${kind}`;
  if (kind === 'csv') {
    return {
      kind: 'file',
      name,
      contentType: 'text/csv; charset=utf-8; header=present',
      body: csvStream(table),
    };
  }
  if (kind === 'zip')
    return { kind: 'file', name, contentType: 'application/zip', body: packageStream(table) };
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { kind: 'file', name, contentType, body: workbookStream(table) };
}
