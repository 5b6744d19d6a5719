import type {
  PublishedOrganisation,
  ServiceRow,
  SupplierProfile,
} from '../../../actions/suppliers/profileTypes.ts';
import { organisationAmong } from '../../../domain/suppliers/index.ts';
import type { StreamColumn, StreamTable } from '../../../formats/downloads/index.ts';
import { columnWords } from '../explore/filterWords.ts';
import { inOnePart, numberColumn, textColumn } from './tables.ts';

interface YearSum {
  readonly year: string;
  readonly lines: number;
  readonly pence: number;
}

interface Identity {
  readonly name: string;
  readonly identifier: string | null;
}

function whoColumns<Row>({ name, identifier }: Identity): readonly StreamColumn<Row>[] {
  return [
    textColumn(['supplier', 'Supplier', 'The name in the ledger.'], () => name),
    textColumn(
      ['organisation', 'Organisation', 'Its org-id; empty where it is not known.'],
      () => identifier,
    ),
  ];
}

function moneyColumns<Row extends YearSum>(): readonly StreamColumn<Row>[] {
  return [
    numberColumn(['payments', 'Payments', 'How many payments and credits.'], 'count', ({ lines }) => lines),
    numberColumn(['amount_pounds', 'Amount, £', 'Payments less credits.'], 'pounds', ({ pence }) => pence),
  ];
}

function yearColumn<Row extends YearSum>(): StreamColumn<Row> {
  return textColumn(['year', 'Financial year', 'The financial year.'], ({ year }) => year);
}

function yearSums({ years }: Pick<PublishedOrganisation, 'years'>): readonly YearSum[] {
  return years.map(({ value, lines, totalPence }) => ({ year: value, lines, pence: totalPence }));
}

/** What a supplier was paid, by year and by what it was for; by year alone where ledgers do not say what for. */
export function spendTable(profile: SupplierProfile): StreamTable<ServiceRow> {
  const { name, who, years, services, serviceBy, definition, editions } = profile;
  const rows = serviceBy === null ? yearSums({ years }).map((one) => ({ ...one, service: '' })) : services;
  const by = serviceBy ?? 'category';
  const sums = rows.map((one) => ({ ...one, pence: one.pence as ServiceRow['pence'] }));
  return {
    name: 'spend-with-supplier',
    title: 'Spend with one supplier by year and service',
    sentence: `One row for each year and ${by}.`,
    notes: [`Spend counted is that of the definition “${definition.name}”.`],
    sources: editions,
    rows: inOnePart(sums),
    columns: [
      ...whoColumns<ServiceRow>({ name, identifier: organisationAmong(who) }),
      yearColumn(),
      textColumn(['service', 'Service', 'What it was for, as it stands in the ledger.'], ({ service }) =>
        serviceBy === null ? null : columnWords(service, by),
      ),
      ...moneyColumns<ServiceRow>(),
    ],
  };
}

/** What a supplier was paid by year, of what may be published. */
export function publishedTable(published: PublishedOrganisation): StreamTable<YearSum> {
  const identifier = published.registered?.identifier ?? null;
  return {
    name: 'spend-with-supplier-by-year',
    title: 'Spend with one supplier by year',
    sentence: 'One row for each year.',
    ...{ notes: [], sources: [] },
    rows: inOnePart(yearSums(published)),
    columns: [
      ...whoColumns<YearSum>({ name: published.name, identifier }),
      yearColumn(),
      ...moneyColumns<YearSum>(),
    ],
  };
}
