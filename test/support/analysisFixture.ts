import {
  type Analysis,
  analysisSchema,
  type Figure,
  type FileReport,
} from '../../src/domain/spend/analysis.ts';
import { shareOf, toPence } from '../../src/domain/values/index.ts';

type Ring = Figure['ring'];

const years = ['2017/18', '2018/19', '2019/20', '2020/21'] as const;
const totals = [31_841_230_617, 32_690_114_208, 34_120_556_399, 37_260_411_836] as const;
const perCent: Readonly<Record<string, readonly number[]>> = {
  authority: [44, 43, 44, 52],
  'combined-authority': [57, 63, 65, 65],
  region: [65, 69, 71, 74],
  uk: [100, 100, 100, 100],
};
const unplacedPerMille: Readonly<Record<string, number>> = {
  authority: 40,
  'combined-authority': 33,
  region: 25,
  uk: 0,
};

const rings: readonly Ring[] = [
  { id: 'authority', name: 'Kirklees', codes: ['E08000034'] },
  {
    id: 'combined-authority',
    name: 'West Yorkshire',
    codes: ['E08000032', 'E08000033', 'E08000034', 'E08000035', 'E08000036'],
  },
  { id: 'region', name: 'Yorkshire and The Humber', codes: ['E12000003'] },
  { id: 'uk', name: 'United Kingdom', codes: ['K02000001'] },
];

interface Slice {
  readonly definition: string;
  readonly period: string;
  readonly total: number;
  readonly ring: Ring;
  readonly perCent: number;
  readonly perMilleUnplaced: number;
}

/** Builds one figure whose parts add up to its total, with a few credits among the unplaced money. */
export function figureFrom(slice: Slice): Figure {
  const positive = Math.floor((slice.total * slice.perMilleUnplaced) / 1000);
  const negative = positive === 0 ? 0 : -Math.floor(positive / 50);
  const placed = slice.total - positive - negative;
  const local = Math.round((placed * slice.perCent) / 100);
  const total = toPence(slice.total);
  return {
    definition: slice.definition,
    period: slice.period,
    ring: slice.ring,
    totalPence: slice.total,
    localPence: local,
    elsewherePence: placed - local,
    undeterminedPositivePence: positive,
    undeterminedNegativePence: negative,
    share: shareOf(toPence(local), toPence(placed)),
    shareOfAll: shareOf(toPence(local), total),
    shareLower: shareOf(toPence(local + negative), total),
    shareUpper: shareOf(toPence(local + positive), total),
    whyNoShare: null,
  };
}

const definitions: Analysis['definitions'] = [
  {
    id: 'ledger-all',
    version: '1',
    name: 'All payments, ledger address',
    sentence: 'A payment is local when the address in the ledger lies in the place.',
    basis: 'ledger address',
    fallback: false,
    scopeSentence: 'All accepted lines count.',
    boundaries: 'Local authorities of the United Kingdom, April 2025',
  },
  {
    id: 'third-party',
    version: '1',
    name: 'Payments to third parties',
    sentence: 'A payment is local when the address in the ledger lies in the place.',
    basis: 'ledger address',
    fallback: false,
    scopeSentence: 'Salaries, tax, financing and transfers between public bodies are left out. Grants stay.',
    boundaries: 'Local authorities of the United Kingdom, April 2025',
  },
  {
    id: 'same-region',
    version: '1',
    name: 'Same region',
    sentence: 'A payment is local when the address in the ledger lies in the same region.',
    basis: 'ledger address',
    fallback: false,
    scopeSentence: 'All accepted lines count.',
    boundaries: 'Local authorities of the United Kingdom, April 2025',
  },
  {
    id: 'delivery-site',
    version: '1',
    name: 'Delivery site',
    sentence: 'A payment is local when the work is done in the place, as far as your supplier list says.',
    basis: 'delivery site',
    fallback: true,
    scopeSentence: 'All accepted lines count.',
    boundaries: 'Local authorities of the United Kingdom, April 2025',
  },
];

const leftOut = [
  { class: 'salaries', label: 'Salaries and pay over payroll', perMille: 172 },
  { class: 'tax', label: 'Tax and pensions', perMille: 42 },
  { class: 'public-bodies', label: 'Other public bodies', perMille: 48 },
] as const;

function excluded(): Analysis['excluded'] {
  return years.flatMap((period, index) =>
    leftOut.map((rule) => ({
      definition: 'third-party',
      class: rule.class,
      label: rule.label,
      period,
      lines: 400 + index,
      pence: Math.floor(((totals[index] ?? 0) * rule.perMille) / 1000),
    })),
  );
}

function totalOf(definition: string, period: string, index: number): number {
  const gone = excluded().filter((one) => one.definition === definition && one.period === period);
  return (totals[index] ?? 0) - gone.reduce((sum, one) => sum + one.pence, 0);
}

function figuresOf(definition: string, wanted: readonly Ring[], shift: number): readonly Figure[] {
  return years.flatMap((period, index) =>
    wanted.map((ring) =>
      figureFrom({
        definition,
        period,
        total: totalOf(definition, period, index),
        ring,
        perCent: Math.min(100, (perCent[ring.id]?.[index] ?? 0) + (ring.id === 'uk' ? 0 : shift)),
        perMilleUnplaced: unplacedPerMille[ring.id] ?? 0,
      }),
    ),
  );
}

/** A file that was read without a question, with its records and pence adding up. */
export function fileFrom(name: string, accepted: number, acceptedPence: number): FileReport {
  return {
    name,
    status: 'read',
    why: null,
    sha256: 'a3f1'.repeat(16),
    bytes: 4_321_987,
    format: 'CSV, Windows-1252, CRLF',
    headerLine: 3,
    linesAbove: ['Payments to suppliers', 'Amounts in pounds'],
    columns: [
      {
        header: 'Payment Date',
        position: 1,
        role: 'date',
        confidence: 'certain',
        why: '100% of values are dates.',
      },
      {
        header: 'Net Amount',
        position: 2,
        role: 'net amount',
        confidence: 'certain',
        why: 'The header is known.',
      },
      {
        header: 'Beneficiary',
        position: 3,
        role: 'supplier',
        confidence: 'likely',
        why: 'Text that repeats.',
      },
      {
        header: 'Notes',
        position: 4,
        role: null,
        confidence: 'certain',
        why: 'No figure needs this column.',
      },
    ],
    amountBasis: 'net',
    dateOrder: 'day first',
    firstDay: `20${name.slice(-9, -7)}-04-01`,
    lastDay: `20${name.slice(-6, -4)}-03-31`,
    exactDuplicates: { records: 12, pence: 123_450, everyRecordTwice: false },
    wrongWidthAccepted: 3,
    undated: 0,
    unnamed: 7,
    control: {
      physicalRecords: accepted + 60,
      accepted,
      rejected: 20,
      blank: 40,
      acceptedPence,
      rejectedPence: 98_765,
    },
  };
}

function controlOf(files: readonly FileReport[]): Analysis['control'] {
  const sum = (field: keyof Analysis['control']) =>
    files.reduce((total, file) => total + file.control[field], 0);
  return {
    physicalRecords: sum('physicalRecords'),
    accepted: sum('accepted'),
    rejected: sum('rejected'),
    blank: sum('blank'),
    acceptedPence: sum('acceptedPence'),
    rejectedPence: sum('rejectedPence'),
  };
}

const nothing: FileReport = {
  ...fileFrom('cover-letter.pdf', 0, 0),
  status: 'ignored',
  why: 'This is a PDF, not a ledger. Nothing in it was read.',
  sha256: null,
  format: null,
  headerLine: null,
  linesAbove: [],
  columns: [],
  amountBasis: null,
  dateOrder: null,
  firstDay: null,
  lastDay: null,
  exactDuplicates: { records: 0, pence: 0, everyRecordTwice: false },
  wrongWidthAccepted: 0,
  unnamed: 0,
  control: { physicalRecords: 0, accepted: 0, rejected: 0, blank: 0, acceptedPence: 0, rejectedPence: 0 },
};

const setAside: FileReport = {
  ...nothing,
  name: 'payments-2021-22.csv',
  status: 'set-aside',
  why: 'Two columns could be the amount: "Amount" and "Value". Say which with --amount-column.',
};

const question: Analysis['questions'][number] = {
  id: 'amountColumn',
  file: 'payments-2021-22.csv',
  sentence: 'Which column is the amount?',
  evidence:
    'Both columns hold numbers on every line; "Amount" adds up to £12,345.00 and "Value" to £14,814.00.',
  options: [
    { answer: 'Amount', label: 'Amount', effect: 'The file adds £12,345.00.' },
    { answer: 'Value', label: 'Value', effect: 'The file adds £14,814.00.' },
  ],
  howToAnswer: '--amount-column "Amount"',
};

function rejects(): Analysis['rejects'] {
  return Array.from({ length: 80 }, (_, index) => ({
    file: `payments-${17 + (index % 4)}-${18 + (index % 4)}.csv`,
    line: 2041 + index * 7,
    column: 'Net Amount',
    rule: index === 3 ? 'total-row' : 'amount-unreadable',
    sentence: `Line ${2041 + index * 7}, Net Amount: "1,2O4.50" has the letter O`,
    text: '=SUM(A1),"1,2O4.50",Ashlar & Finch <Supplies> (invented),long text '.repeat(index === 5 ? 25 : 1),
    pence: index === 3 ? -123_456 : null,
  }));
}

function unknownSuppliers(): Analysis['unknownSuppliers'] {
  return Array.from({ length: 24 }, (_, index) => ({
    name: index === 0 ? 'REDACTED PERSONAL DATA' : `Invented Supplier ${index} Care and Support Ltd`,
    payee: index === 0 ? ('redacted' as const) : ('named' as const),
    pence: 182_000_017 - index * 7_100_003,
    lines: 3 + index,
    candidates: index % 3 === 0 ? [] : ['Kirklees', 'Calderdale', 'Wakefield'].slice(0, 1 + (index % 3)),
  }));
}

/** Four financial years of an invented council, with every kind of content a page can show. */
export function fullAnalysis(): Analysis {
  const files = years.map((year, index) =>
    fileFrom(`payments-${year.slice(2).replace('/', '-')}.csv`, 100_000 + index, totals[index] ?? 0),
  );
  return analysisSchema.parse({
    schemaVersion: 1,
    product: { name: 'Sevenbox', version: '0.1.0' },
    title: 'Examplewell Council',
    demonstration: true,
    home: { code: 'E08000034', name: 'Kirklees' },
    control: controlOf(files),
    amountBasis: 'net',
    files: [...files, setAside, nothing],
    definitions,
    coverage: years.map((period) => ({ period, months: 12 })),
    figures: [
      ...figuresOf('ledger-all', rings, 0),
      ...figuresOf('third-party', rings, 3),
      ...figuresOf('same-region', rings.slice(2), 0),
      ...figuresOf('delivery-site', rings, 6),
    ],
    excluded: excluded(),
    rejects: rejects(),
    unknownSuppliers: unknownSuppliers(),
    questions: [question],
    warnings: [
      {
        code: 'duplicates',
        file: 'payments-20-21.csv',
        sentence: '12 lines repeat an earlier line, cell by cell. They are counted.',
      },
      {
        code: 'places-approximate',
        file: null,
        sentence: 'Places come from the built-in table of postcode sectors, which is approximate.',
      },
    ],
    references: [
      {
        kind: 'postcode sectors',
        source: 'Built-in table from open postcode data',
        date: '2025-02-01',
        rows: 11_234,
        licence: 'Open Government Licence 3.0',
        approximate: true,
      },
    ],
    nextStep: {
      sentence: 'Add the ONS Postcode Directory. It places most of the money that could not be placed.',
      command: 'sevenbox reference add onspd ONSPD_FEB_2025.zip',
    },
  });
}

/** Nothing could be counted: one file set aside, no figures. */
export function emptyAnalysis(): Analysis {
  return {
    ...fullAnalysis(),
    demonstration: false,
    title: null,
    control: controlOf([]),
    amountBasis: 'not stated',
    files: [setAside],
    coverage: [],
    figures: [],
    excluded: [],
    rejects: [],
    unknownSuppliers: [],
    warnings: [],
    references: [],
    nextStep: null,
  };
}

/** One year only, and lines without a date. */
export function oneYearAnalysis(): Analysis {
  const full = fullAnalysis();
  const lastYear = full.figures.filter((figure) => figure.period === '2020/21');
  const undated = rings.map((ring) =>
    figureFrom({
      definition: 'ledger-all',
      period: 'undated',
      total: 1_234_567,
      ring,
      perCent: 40,
      perMilleUnplaced: 500,
    }),
  );
  const at = lastYear.findIndex((figure) => figure.definition !== 'ledger-all');
  const file = fileFrom('payments-20-21.csv', 100_003, (totals[3] ?? 0) + 1_234_567);
  return {
    ...full,
    demonstration: false,
    files: [file],
    control: controlOf([file]),
    questions: [],
    coverage: full.coverage.slice(-1),
    figures: [...lastYear.slice(0, at), ...undated, ...lastYear.slice(at)],
    excluded: full.excluded.filter((one) => one.period === '2020/21'),
  };
}

/** Names and paths as long as real ledgers have them, some without a space to break at. */
export function longNamesAnalysis(): Analysis {
  const full = fullAnalysis();
  const long =
    'The Invented Company of Extraordinarily Long Names and Subsidiaries (Northern Division) Limited';
  return {
    ...full,
    title: `${long} Joint Committee`,
    home: { ...full.home, name: 'Bournemouth, Christchurch and Poole' },
    figures: full.figures.map((figure) => ({
      ...figure,
      ring:
        figure.ring.id === 'authority'
          ? { ...figure.ring, name: 'Bournemouth, Christchurch and Poole' }
          : figure.ring,
    })),
    files: full.files.map((file) => ({
      ...file,
      name: `${'averylongfolderwithoutspaces'.repeat(4)}/${file.name}`,
    })),
    unknownSuppliers: full.unknownSuppliers.map((one) => ({
      ...one,
      name: `${long} ${'X'.repeat(60)}`,
      candidates: ['Kirklees', 'Calderdale', 'Wakefield', 'Bournemouth, Christchurch and Poole'],
    })),
  };
}

/** Three hundred monthly files. */
export function manyFilesAnalysis(): Analysis {
  const full = fullAnalysis();
  const files = Array.from({ length: 300 }, (_, index) =>
    fileFrom(
      `month-${String(index).padStart(3, '0')}-20-21.csv`,
      1000,
      Math.floor(full.control.acceptedPence / 300),
    ),
  );
  return { ...full, files, control: { ...controlOf(files), acceptedPence: full.control.acceptedPence } };
}

/** Everything could be placed, so no figure has a range. */
export function exactAnalysis(): Analysis {
  const full = fullAnalysis();
  return {
    ...full,
    figures: full.figures.map((figure) => ({
      ...figureFrom({
        definition: figure.definition,
        period: figure.period,
        total: figure.totalPence,
        ring: figure.ring,
        perCent: Math.round((figure.share ?? 0) * 100),
        perMilleUnplaced: 0,
      }),
    })),
    unknownSuppliers: [],
    questions: [],
    warnings: [],
  };
}

/** Nothing could be placed: no share, and bounds that credits take past 0 and 100%. */
export function unplacedAnalysis(): Analysis {
  const one = oneYearAnalysis();
  const unplaced = (figure: Figure): Figure => ({
    ...figure,
    localPence: 0,
    elsewherePence: 0,
    undeterminedPositivePence: figure.totalPence + 100_000_000_00,
    undeterminedNegativePence: -100_000_000_00,
    share: null,
    shareOfAll: 0,
    shareLower: shareOf(toPence(-100_000_000_00), toPence(figure.totalPence)),
    shareUpper: shareOf(toPence(figure.totalPence + 100_000_000_00), toPence(figure.totalPence)),
    whyNoShare: 'None of this money could be placed, so only the bounds can be stated.',
  });
  return { ...one, figures: one.figures.filter((figure) => figure.period !== 'undated').map(unplaced) };
}

/** Three places with the same shares, and a first year that is only part of one. */
export function sameSharesAnalysis(): Analysis {
  const full = fullAnalysis();
  const shares = [40, 44, 46, 52];
  return {
    ...full,
    coverage: full.coverage.map((one, index) => ({ ...one, months: index === 0 ? 5 : 12 })),
    amountBasis: 'mixed',
    files: full.files.map((file, index) =>
      index === 1 && file.amountBasis !== null ? { ...file, amountBasis: 'not stated' } : file,
    ),
    figures: full.figures.map((figure) =>
      figureFrom({
        definition: figure.definition,
        period: figure.period,
        total: figure.totalPence,
        ring: figure.ring,
        perCent:
          (shares[years.map(String).indexOf(figure.period)] ?? 0) + (figure.ring.id === 'region' ? 1 : 0),
        perMilleUnplaced: 40,
      }),
    ),
    warnings: [
      {
        code: 'part-year',
        file: null,
        sentence: '2017/18 has payments in 5 of its 12 months, so it is not a whole year.',
      },
      ...Array.from({ length: 33 }, (_, index) => ({
        code: 'amount-basis-not-stated',
        file: `month-${index + 1}.csv`,
        sentence: `month-${index + 1}.csv does not say whether "Amount" is with or without VAT. Say so with --amount-basis net or --amount-basis gross.`,
      })),
    ],
  };
}
