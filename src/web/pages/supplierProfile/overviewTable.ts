import type { KindRow, SupplierOverview } from '../../../actions/suppliers/overviewTypes.ts';
import { kindDefinitions } from '../../../domain/suppliers/index.ts';
import type { StreamColumn, StreamTable } from '../../../formats/downloads/index.ts';
import { byWords, onDay } from './kindTables.ts';
import { inOnePart, numberColumn, textColumn } from './tables.ts';

function moneyColumns(side: 'anywhere' | 'local', where: string): readonly StreamColumn<KindRow>[] {
  const pounds = (field: string, title: string, about: string, of: (row: KindRow) => number | null) =>
    numberColumn<KindRow>([`${side}_${field}`, `${where}, ${title}`, about], 'pounds', of);
  const share = (field: string, title: string, about: string, of: (row: KindRow) => number | null) =>
    numberColumn<KindRow>([`${side}_${field}`, `${where}, ${title}`, about], 'share', of);
  return [
    pounds('pounds', '£', 'Money that is known to have gone to such suppliers.', (row) => row[side].pence),
    pounds('lowest_pounds', 'lowest, £', 'The least it could be.', (row) => row[side].lowerPence),
    pounds('highest_pounds', 'highest, £', 'The most it could be.', (row) => row[side].upperPence),
    share('share_lowest', 'lowest share', 'The lowest ÷ all spend counted.', (row) => row[side].shareLower),
    share(
      'share_highest',
      'highest share',
      'The highest ÷ all spend counted.',
      (row) => row[side].shareUpper,
    ),
  ];
}

function kindColumns({ year }: SupplierOverview): readonly StreamColumn<KindRow>[] {
  const text = (field: string, title: string, about: string, of: (row: KindRow) => string | null) =>
    textColumn<KindRow>([field, title, about], of);
  return [
    text('year', 'Financial year', 'The financial year.', () => year),
    text('kind', 'Kind', 'The short name of the definition.', ({ kind }) => kind),
    text('definition', 'Definition', 'Its name.', ({ kind }) => kindDefinitions[kind].name),
    text('published_by', 'Published by', 'Who says so.', ({ kind }) => kindDefinitions[kind].publishedBy),
    text('source', 'Source', 'Where it can be read.', ({ kind }) => kindDefinitions[kind].source),
    text('counted_by', 'Counted by', 'Whether what facts only point to counts too.', ({ by }) => byWords(by)),
  ];
}

/** Spend by kind of supplier: one row for each definition and way to count. */
export function overviewTable(overview: SupplierOverview): StreamTable<KindRow> {
  const { year, definition, figure, ring, kinds, editions } = overview;
  const count = (field: string, title: string, about: string, of: (row: KindRow) => number) =>
    numberColumn<KindRow>([field, title, about], 'count', of);
  return {
    name: 'spend-by-kind-of-supplier',
    title: `Spend by kind of supplier in ${year}`,
    sentence: 'One row for each definition of a kind of supplier and each way to count.',
    notes: [`Spend counted is that of the definition “${definition.name}”.`, ...onDay(overview)],
    sources: editions,
    rows: inOnePart(kinds),
    columns: [
      ...kindColumns(overview),
      count('suppliers', 'Suppliers', 'Suppliers of the kind.', (row) => row.suppliers),
      count(
        'suppliers_not_known',
        'Not known',
        'Suppliers of which it is not known.',
        (row) => row.openSuppliers,
      ),
      numberColumn(
        ['all_spend_pounds', 'All spend counted, £', 'All spend counted in the year.'],
        'pounds',
        () => figure.totalPence,
      ),
      ...moneyColumns('anywhere', 'Anywhere'),
      ...moneyColumns('local', `In ${ring.name}`),
      textColumn(['registers_on', 'Registers on', 'The day for which the answers hold.'], () => overview.on),
    ],
  };
}
