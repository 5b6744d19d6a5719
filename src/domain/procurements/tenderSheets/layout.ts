/** What a row of a sheet is about. */
export type RowKind = 'tender' | 'criterion' | 'band' | 'bid';

/** A column of the layout: what people write over it, and the field of the JSON file that it fills. */
export interface Column {
  readonly heading: string;
  readonly field: string;
}

const column = (heading: string, field = heading.toLowerCase()): Column => ({ heading, field });

/** The sheets of a workbook, by what their rows are about. */
export const sheetNames: Readonly<Record<RowKind, string>> = {
  tender: 'Tender',
  criterion: 'Criteria',
  band: 'Bands',
  bid: 'Bids',
};

/** The columns that rows of a kind may have, version 1 of the layout. Bids have one more for each criterion of the panel. */
export const columnsOfKind: Readonly<Record<RowKind, readonly Column[]>> = {
  tender: [column('Version', 'schemaVersion'), column('Title'), column('Target'), column('Reference')],
  criterion: [
    ...[column('Id'), column('Name'), column('Weight'), column('Kind'), column('Formula')],
    ...[column('Target'), column('Reference'), column('Top'), column('Floor')],
  ],
  band: [column('For'), column('Up to', 'upTo'), column('Points')],
  bid: [column('Id'), column('Name'), column('Price'), column('Social value', 'socialValue')],
};

/** The column of a table that holds rows of every kind, such as a CSV file: it says what each row is about. */
export const rowColumn: Column = column('Row');
/** How the heading of a column with scores of the panel begins; the id of the criterion follows. */
export const scorePrefix = 'Score:';

/** A heading as it is compared: in small letters, without what currencies and spaces add. */
export function plainHeading(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\(£\)|£/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim();
}

/** A row with its number as people see it. */
export interface SheetLine {
  readonly row: number;
  readonly cells: readonly string[];
}

/** A sheet of a workbook, or a file that is one table. `sheet` is null for the latter. */
export interface TenderSheet {
  readonly sheet: string | null;
  readonly lines: readonly SheetLine[];
}

/** A row with its cells by the plain headings of their columns; empty cells are left out. */
export interface TenderRow {
  readonly kind: RowKind;
  readonly place: string;
  readonly cells: ReadonlyMap<string, string>;
}
