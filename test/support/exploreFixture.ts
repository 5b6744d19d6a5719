import type { Visitor } from '../../src/actions/access/entering.ts';
import type { ExploreChoices, LineInFull } from '../../src/actions/explore/types.ts';
import type { Owner } from '../../src/domain/organisations/index.ts';
import type { Analysis, Figure, RingName } from '../../src/domain/spend/analysis.ts';
import type { LocalDefinition } from '../../src/domain/spend/definitions.ts';
import { openFilter } from '../../src/domain/spend/explore/filterQuery.ts';
import type {
  LineOrder,
  LineRow,
  ListPage,
  ListRequest,
  Slice,
  SpendFilter,
  SupplierOrder,
  SupplierRow,
  Whereabouts,
} from '../../src/domain/spend/explore/types.ts';
import type { Batch, BatchId } from '../../src/domain/spend/imports/types.ts';
import {
  accept,
  addPence,
  financialYearOf,
  instantAt,
  type LocalDate,
  type Pence,
  shareOf,
  toLocalDate,
  toPence,
} from '../../src/domain/values/index.ts';
import type { ExploreSite } from '../../src/web/pages/explore/visit.ts';
import { fileFrom, fullAnalysis } from './analysisFixture.ts';
import { everyRole } from './visitors.ts';

const rings: readonly RingName[] = [
  { id: 'authority', name: 'Kirklees', codes: ['E08000034'] },
  { id: 'combined-authority', name: 'West Yorkshire', codes: ['E08000034', 'E08000035'] },
  { id: 'region', name: 'Yorkshire and The Humber', codes: ['E12000003'] },
  { id: 'uk', name: 'United Kingdom', codes: ['K02000001'] },
];

const leaveOut: Readonly<Record<string, readonly string[]>> = {
  'third-party': ['salaries', 'tax', 'financing', 'public-bodies'],
};

const definitions: readonly LocalDefinition[] = fullAnalysis().definitions.map((one) => ({
  id: one.id,
  version: one.version,
  name: one.name,
  sentence: one.sentence,
  basis: one.basis,
  fallback: one.fallback,
  rings: ['authority', 'combined-authority', 'region', 'uk'],
  leaveOut: [...(leaveOut[one.id] ?? [])],
  scopeSentence: one.scopeSentence,
}));

/** An invented payment with where it lies as seen from the innermost ring. */
export interface InventedLine extends LineRow {
  readonly where: Whereabouts;
}

export interface InventedLedger {
  readonly lines: readonly InventedLine[];
  readonly bodies: readonly string[];
  readonly departments: readonly string[];
  readonly categories: readonly string[];
}

export interface Shape {
  readonly lines: number;
  readonly suppliers: number;
  readonly bodies: readonly string[];
  readonly departments: readonly string[];
  readonly categories: readonly string[];
  readonly supplierName: (index: number) => string;
  readonly undated: boolean;
}

const batch = 'bat_aaaaaaaaaaaaaaaaaaaa' as BatchId;
const wheres: readonly Whereabouts[] = ['inside', 'elsewhere', 'inside', 'unplaced', 'elsewhere'];

function dayOf(index: number): LocalDate {
  const month = (index * 7) % 12;
  const year = 2023 + (Math.floor(index / 3) % 2) + (month < 3 ? 1 : 0);
  return toLocalDate(
    `${year}-${String(month + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}`,
  );
}

function pick<T>(values: readonly T[], index: number): T | null {
  return values[index % Math.max(1, values.length)] ?? null;
}

function lineOf(shape: Shape, index: number): InventedLine {
  const supplier = (index * 7919 + Math.floor(index / 97)) % shape.suppliers;
  const credit = index % 29 === 0;
  return {
    batch,
    record: index,
    day: shape.undated && index % 41 === 0 ? null : dayOf(index),
    supplier: shape.supplierName(supplier),
    payee: `p${supplier}`,
    pence: toPence((credit ? -1 : 1) * ((((index * 7919) % 90_000) + 17) * (1 + (supplier % 5) * 9))),
    body: pick(shape.bodies, index % 4 === 0 ? 1 : 0),
    department: pick(shape.departments, supplier % 7 === 0 ? index : Math.floor(supplier / 2)),
    category: pick(shape.categories, Math.floor(supplier / 3)),
    purpose: index % 3 === 0 ? 'Invented purpose of the payment' : null,
    document: `INV-${100_000 + index}`,
    supplierNumber: supplier % 2 === 0 ? `S${7000 + supplier}` : null,
    postcode: supplier % 5 === 3 ? null : 'HD1 2TT',
    scopeClass: supplier % 17 === 5 ? 'public-bodies' : null,
    where: wheres[supplier % wheres.length] ?? 'unplaced',
  };
}

/** So many invented payments; the same shape gives the same payments. */
export function inventedLedger(shape: Shape): InventedLedger {
  const { bodies, departments, categories } = shape;
  const lines = Array.from({ length: shape.lines }, (_, index) => lineOf(shape, index));
  return { lines, bodies, departments, categories };
}

const plain: Shape = {
  lines: 1_400,
  suppliers: 130,
  bodies: ['Examplewell Council', 'Examplewell Pension Fund (invented)'],
  departments: ['Adult social care', "Children's services", 'Environment', 'Finance', 'Highways', ''],
  categories: ['Care and support', 'Construction', 'Grants', 'Professional fees', 'Supplies', 'Transport'],
  supplierName: (index) =>
    index === 0 ? 'REDACTED PERSONAL DATA' : `Invented Supplier ${index} Care and Support Ltd`,
  undated: true,
};

/** Two years of payments of an invented council. */
export const fullLedger = (): InventedLedger => inventedLedger(plain);

/** Names that are hostile, very long, or have no place to break. */
export const longNamesLedger = (): InventedLedger =>
  inventedLedger({
    ...plain,
    lines: 300,
    suppliers: 60,
    bodies: [`${'Verylongbodynamewithoutspaces'.repeat(4)}`, '<script>alert(1)</script> & "Council"'],
    departments: [
      'The Directorate of Extraordinarily Long Names for Departments, Divisions and Sections (Northern Area)',
      'X'.repeat(150),
      '=HYPERLINK("http://invented.example")',
      '~',
      '',
    ],
    categories: ['Zoë\u2028 "quoted" \'name\' <b>', 'Y'.repeat(120)],
    supplierName: (index) =>
      index === 1
        ? '=cmd|"/c calc"!A1'
        : index === 2
          ? ''
          : index === 3
            ? '"><img src=x onerror=alert(1)>'
            : `The Invented Company of Extraordinarily Long Names ${index} (Northern Division) ${'Z'.repeat(90)}`,
  });

/** One body and five thousand departments. */
export const manyPartsLedger = (): InventedLedger =>
  inventedLedger({
    ...plain,
    lines: 12_000,
    suppliers: 5_000,
    bodies: ['Examplewell Council'],
    departments: Array.from({ length: 5_000 }, (_, index) => `Invented department number ${index}`),
    undated: false,
  });

/** Credits outweigh payments, and nothing could be placed. */
export const creditsLedger = (): InventedLedger => {
  const { lines, ...rest } = inventedLedger({ ...plain, lines: 60, suppliers: 10 });
  return {
    ...rest,
    lines: lines.map((line) => ({
      ...line,
      pence: toPence(-Math.abs(line.pence)),
      where: 'unplaced',
    })),
  };
};

function yearOf(line: LineRow): string {
  return line.day === null ? 'undated' : financialYearOf(line.day);
}

function quarterOf(line: LineRow): number {
  return line.day === null ? 0 : Math.floor(((Number(line.day.slice(5, 7)) + 8) % 12) / 3) + 1;
}

/** Seen from further out, more lies inside; what could not be placed stays so but in the country. */
function whereFrom(line: InventedLine, ring: string | null): Whereabouts {
  if (ring === 'uk') return 'inside';
  if (ring === 'region' && line.where === 'elsewhere' && line.payee.endsWith('4')) return 'inside';
  return line.where;
}

function counts(line: InventedLine, filter: SpendFilter): boolean {
  const left = leaveOut[filter.definition] ?? [];
  const same = (wanted: string | null, value: string | null) => wanted === null || wanted === (value ?? '');
  return (
    !(line.scopeClass !== null && left.includes(line.scopeClass)) &&
    same(filter.year, yearOf(line)) &&
    (filter.quarter === null || filter.quarter === quarterOf(line)) &&
    same(filter.body, line.body) &&
    same(filter.department, line.department) &&
    same(filter.category, line.category) &&
    (filter.where === null || filter.where === whereFrom(line, filter.ring)) &&
    same(filter.payee, line.payee)
  );
}

function groupsOf(lines: readonly InventedLine[], key: (line: InventedLine) => string) {
  const groups = new Map<string, InventedLine[]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group === undefined) groups.set(key(line), [line]);
    else group.push(line);
  }
  return groups;
}

function sum(lines: readonly InventedLine[]): Pence {
  return addPence(...lines.map(({ pence }) => pence));
}

function figureOf(
  lines: readonly InventedLine[],
  ring: RingName,
  filter: SpendFilter,
  period: string,
): Figure {
  const at = (where: Whereabouts) => lines.filter((line) => whereFrom(line, ring.id) === where);
  const byPayee = [...groupsOf(at('unplaced'), ({ payee }) => payee).values()].map((group) =>
    sum(group ?? []),
  );
  const [local, elsewhere, total] = [sum(at('inside')), sum(at('elsewhere')), sum(lines)];
  const positive = addPence(...byPayee.filter((pence) => pence > 0));
  const negative = addPence(...byPayee.filter((pence) => pence < 0));
  const placed = addPence(local, elsewhere);
  const share = (part: Pence) => (total > 0 ? shareOf(part, total) : null);
  return {
    definition: filter.definition,
    period,
    ring,
    totalPence: total,
    localPence: local,
    elsewherePence: elsewhere,
    undeterminedPositivePence: positive,
    undeterminedNegativePence: negative,
    share: total > 0 && placed > 0 ? shareOf(local, placed) : null,
    shareOfAll: share(local),
    shareLower: share(addPence(local, negative)),
    shareUpper: share(addPence(local, positive)),
    whyNoShare: total > 0 && placed > 0 ? null : 'Credits outweigh payments, so there is no share.',
  };
}

function partOf(line: InventedLine, by: string): string {
  if (by === 'year') return yearOf(line);
  if (by === 'quarter') return `${yearOf(line)} Q${quarterOf(line)}`;
  if (by === 'body') return line.body ?? '';
  return (by === 'department' ? line.department : line.category) ?? '';
}

function supplierOf(lines: readonly InventedLine[], filter: SpendFilter): SupplierRow {
  const first = lines[0] as InventedLine;
  const where = whereFrom(first, filter.ring);
  const places = { inside: ['Kirklees'], elsewhere: ['Examplebury'], unplaced: ['Kirklees', 'Calderdale'] };
  return {
    payee: first.payee,
    name: first.supplier,
    kind: first.supplier.startsWith('REDACTED') ? 'redacted' : first.supplier === '' ? 'unnamed' : 'named',
    supplierNumber: first.supplierNumber,
    postcodes: first.postcode === null ? [] : [first.postcode],
    places: first.payee.endsWith('8') ? [] : places[where],
    where,
    pence: sum(lines),
    lines: lines.length,
  };
}

function sorted<Row>(
  rows: readonly Row[],
  key: (row: Row) => string | number,
  descending: boolean,
): readonly Row[] {
  const order = (one: Row, other: Row) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0);
  return rows.toSorted((one, other) => order(one, other) * (descending ? -1 : 1));
}

type Wanted<Order extends string> = Omit<ListRequest<Order>, 'offset' | 'limit'>;

function suppliersOf(lines: readonly InventedLine[], filter: SpendFilter, list: Wanted<SupplierOrder>) {
  const wanted = lines.filter((line) => counts(line, filter));
  const rows = [...groupsOf(wanted, ({ payee }) => payee).values()]
    .map((group) => supplierOf(group, filter))
    .filter(({ name }) => list.search === null || name.toLowerCase().includes(list.search.toLowerCase()));
  const key = {
    name: (row: SupplierRow) => row.name,
    amount: (row: SupplierRow) => row.pence,
    lines: (row: SupplierRow) => row.lines,
  };
  return sorted(rows, key[list.order], list.descending);
}

function linesOf(lines: readonly InventedLine[], filter: SpendFilter, list: Wanted<LineOrder>) {
  const texts = (line: LineRow) =>
    [line.supplier, line.purpose, line.category, line.document].join('\n').toLowerCase();
  const rows = lines
    .filter((line) => counts(line, filter))
    .filter((line) => list.search === null || texts(line).includes(list.search.toLowerCase()));
  const key = {
    day: (row: LineRow) => row.day ?? '',
    amount: (row: LineRow) => row.pence,
    supplier: (row: LineRow) => row.supplier,
  };
  return sorted(rows, key[list.order], list.descending);
}

function pageOf<Row extends { readonly pence: Pence }>(
  rows: readonly Row[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): ListPage<Row> {
  return {
    rows: rows.slice(offset, offset + limit),
    count: rows.length,
    pence: addPence(...rows.map(({ pence }) => pence)),
  };
}

async function* inParts<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += 100) yield rows.slice(from, from + 100);
}

const inventedBatch: Omit<Batch, 'rejects'> = {
  id: batch,
  owner: 'org_aaaaaaaaaaaaaaaaaaaa' as Owner['id'],
  import: 'imp_aaaaaaaaaaaaaaaaaaaa' as Batch['import'],
  identity: 'b2'.repeat(32),
  name: 'payments-23-24.csv',
  sha256: 'a3f1'.repeat(16),
  signature: null,
  profile: {},
  report: fileFrom('payments-23-24.csv', 100, 1_000),
  warnings: [],
  state: 'current',
  importedAt: instantAt(Date.UTC(2026, 10, 9, 12)),
  endedAt: null,
  supersededBy: null,
};

function inFull(line: InventedLine): LineInFull {
  return {
    line,
    batch: inventedBatch,
    import: null,
    physicalLine: line.record + 4,
    placed: rings.map((ring) => ({
      ring,
      sentence: `${whereFrom(line, ring.id)}: the postcode HD1 2TT on the line lies in Kirklees.`,
    })),
  };
}

function choicesOf(ledger: InventedLedger): ExploreChoices {
  const { bodies, departments, categories } = ledger;
  const years = [...new Set(ledger.lines.map(yearOf))].sort();
  return { definitions, rings, years, bodies, departments, categories };
}

function analysisOf(ledger: InventedLedger, definition: string | null): Analysis {
  const full = fullAnalysis();
  const leads = (id: string) => (id === definition ? 0 : 1);
  const { years } = choicesOf(ledger);
  const ids = definitions.toSorted((one, other) => leads(one.id) - leads(other.id)).map(({ id }) => id);
  const filterOf = (id: string, year: string): SpendFilter => ({ ...openFilter(id), year });
  return {
    ...full,
    demonstration: false,
    definitions: full.definitions.toSorted((one, other) => leads(one.id) - leads(other.id)),
    coverage: years.filter((year) => year !== 'undated').map((period) => ({ period, months: 12 })),
    figures: ids.flatMap((id) =>
      years.flatMap((year) => {
        const counted = ledger.lines.filter((line) => counts(line, filterOf(id, year)));
        return rings.map((ring) => figureOf(counted, ring, filterOf(id, year), year));
      }),
    ),
    excluded: [],
    questions: [],
  };
}

/** The calls of the explore pages over invented payments; null where nothing is imported. */
export function exploreCalls(ledger: InventedLedger | null): ExploreSite['explore'] {
  const analyses = new Map<string | null, Analysis>();
  const lines = ledger?.lines ?? [];
  return {
    bundle: async () => (ledger === null ? null : { files: [], remove: async () => undefined }),
    analysis: async (definition) => {
      if (ledger === null) return null;
      const known = analyses.get(definition) ?? analysisOf(ledger, definition);
      analyses.set(definition, known);
      return known;
    },
    choices: async () => (ledger === null ? null : choicesOf(ledger)),
    slices: async (filter, by) => {
      const counted = lines.filter((line) => counts(line, filter));
      const slices = [...groupsOf(counted, (line) => partOf(line, by))].map(([value, group]): Slice => {
        const figures = rings.map((ring) => figureOf(group, ring, filter, filter.year ?? value));
        return { value, totalPence: sum(group), lines: group.length, figures };
      });
      return accept(slices);
    },
    suppliers: async (filter, list) => accept(pageOf(suppliersOf(lines, filter, list), list)),
    lines: async (filter, list) => accept(pageOf(linesOf(lines, filter, list), list)),
    line: async (id, record) => {
      const found = lines.find((line) => line.batch === id && line.record === record);
      return found === undefined ? null : inFull(found);
    },
    everySupplier: async (filter, list) => accept(inParts(suppliersOf(lines, filter, list))),
    openSuppliers: async () => null,
    supplierMoney: async () => null,
    stringsOf: async () => [],
    everyString: async () => undefined,
    placesAt: async () => new Map(),
    everyLine: async (filter, list) => accept(inParts(linesOf(lines, filter, list))),
  };
}

const owner: Owner = {
  id: 'org_aaaaaaaaaaaaaaaaaaaa' as Owner['id'],
  name: 'Examplewell Council',
  orgId: null,
  home: { code: 'E08000034', name: 'Kirklees' },
  definition: 'ledger-all',
};

/** A site with these invented payments. Without a ledger nothing is imported yet. */
export function exploreSite(
  ledger: InventedLedger | null,
  {
    css = '',
    organisation = owner,
    visitor = everyRole,
  }: { readonly css?: string; readonly organisation?: Owner | null; readonly visitor?: Visitor } = {},
): ExploreSite {
  return { css, visitor, explore: exploreCalls(ledger), imports: { owner: async () => organisation } };
}
