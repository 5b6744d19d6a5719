import { type Owner, parseOrganisationId } from '../../src/domain/organisations/index.ts';
import type { Control, FileReport, Question, Reject } from '../../src/domain/spend/analysis.ts';
import { parseBatchId, parseImportId } from '../../src/domain/spend/imports/ids.ts';
import { rejectGroups } from '../../src/domain/spend/imports/rejectGroups.ts';
import type {
  BatchId,
  ImportId,
  Reading,
  SeenLine,
  TableReading,
} from '../../src/domain/spend/imports/types.ts';
import { type Role, roleWords } from '../../src/domain/spend/mapping/index.ts';
import { instantAt, toLocalDate, toPence } from '../../src/domain/values/index.ts';

/** A Friday in November 2026, at nine in the morning. */
export const fixtureNow = instantAt(Date.UTC(2026, 10, 13, 9));
export const earlier = instantAt(Date.UTC(2026, 10, 3, 9));

export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The fixture has no ${what}.`);
  return value;
}

/** The id of the import with that number. */
export function importNumber(number: number): ImportId {
  return present(parseImportId(`imp_${String(number).padStart(20, '0')}`), 'import id');
}

/** The id of the batch with that number. */
export function batchNumber(number: number): BatchId {
  return present(parseBatchId(`bat_${String(number).padStart(20, '0')}`), 'batch id');
}

export const fixtureOwner: Owner = {
  id: present(parseOrganisationId(`org_${'0'.repeat(20)}`), 'organisation id'),
  name: 'Examplewell Council',
  orgId: 'GB-LAE-EXW',
  home: { code: 'E08000034', name: 'Kirklees' },
  definition: 'ledger-all',
};

const sampleColumns: readonly (readonly [string, Role | null, readonly string[]])[] = [
  ['Pay Date', 'date', ['03/04/2021', '14/04/2021']],
  ['Vendor Name', 'supplier', ['Aldergate Care Homes (invented) Ltd', 'Fernhill Joinery (invented)']],
  ['Vendor No', 'supplierNumber', ['0041877', '0002210']],
  ['Amount', 'netAmount', ['1,204.50', '(310.00)']],
  ['Total', null, ['1,445.40', '(372.00)']],
  ['Proclass Description', 'category', ['Social care: adults: residential', 'Works: repairs']],
  ['Svc', 'department', ['Adults and Health', 'Place']],
  ['Ref 2', null, ['510034417', '510034418']],
];

type Columns = typeof sampleColumns;

function seenLines(columns: Columns, count: number): readonly SeenLine[] {
  return Array.from({ length: count }, (_, index) => ({
    line: 5 + index,
    cells: columns.map(([, , values]) => values[index % values.length] ?? ''),
    pence: index === 3 ? null : toPence(index % 2 === 0 ? 120_450 : -31_000),
    day: toLocalDate(index % 2 === 0 ? '2021-04-03' : '2021-04-14'),
  }));
}

function rejectsOf(name: string, count: number): readonly Reject[] {
  return Array.from({ length: count }, (_, index) => {
    const total = index === count - 1;
    return {
      file: name,
      line: 2041 + index * 7,
      column: 'Amount',
      rule: total ? 'total-row' : index % 3 === 2 ? 'amount-part-penny' : 'amount-unreadable',
      sentence: total
        ? 'Amount is "31,243,907.12": a total, so counting it would count the lines above it twice.'
        : 'Amount is "1,2O4.50", which is not an amount in pounds.',
      text: `=SUM(A1),"1,2O4.50",Ashlar & Finch <Supplies> (invented)${index === 2 ? ', long text'.repeat(60) : ''}`,
      pence: total ? 3_124_390_712 : null,
    };
  });
}

const nothing: Control = {
  physicalRecords: 0,
  accepted: 0,
  rejected: 0,
  blank: 0,
  acceptedPence: 0,
  rejectedPence: 0,
};

function reportFrom(name: string, columns: Columns, control: Control): FileReport {
  return {
    name,
    status: 'read',
    why: null,
    sha256: 'a3f1'.repeat(16),
    bytes: 4_321_987,
    format: 'CSV, Windows-1252, CRLF',
    headerLine: 4,
    linesAbove: ['Payments to suppliers', 'Amounts in pounds', ''],
    columns: columns.map(([header, role], index) => ({
      header,
      position: index + 1,
      role: role === null ? null : roleWords[role],
      confidence: index % 4 === 3 ? 'likely' : 'certain',
      why: role === null ? 'The header is not known.' : `The header says ${roleWords[role]}.`,
    })),
    amountBasis: 'net',
    dateOrder: 'day first',
    firstDay: '2021-04-01',
    lastDay: '2021-06-30',
    exactDuplicates: { records: 3, pence: 123_450, everyRecordTwice: false },
    wrongWidthAccepted: 0,
    undated: 4,
    unnamed: 1,
    control,
  };
}

/** A table that was read without a question, as the mock-up has it: lines, rejects, and a total that differs. */
export function readyTable(
  name: string,
  more: Partial<TableReading> = {},
  columns = sampleColumns,
): TableReading {
  const rejects = rejectsOf(name, 38);
  const control = {
    physicalRecords: 14_212,
    accepted: 14_163,
    rejected: 38,
    blank: 11,
    acceptedPence: 3_118_581_816,
    rejectedPence: 3_124_390_712,
  };
  return {
    name,
    status: 'ready',
    report: reportFrom(name, columns, control),
    signature: 'one header',
    columns: columns.map(([header, role]) => ({ name: header, role })),
    fromSavedAnswers: false,
    profile: {
      amountColumn: 'Amount',
      amountBasis: 'net',
      dateOrder: 'dmy',
      creditIndicator: 'none',
      roles: {},
    },
    questions: [],
    warnings: [],
    firstLines: seenLines(columns, 100),
    rejectGroups: rejectGroups(rejects, control),
    rejects,
    paymentsPence: toPence(3_201_156_002),
    creditsPence: toPence(-82_574_186),
    ownTotalPence: toPence(3_124_390_712),
    sameBytes: null,
    overlaps: [],
    ...more,
  };
}

/** The questions a ledger can open, about a file. */
export function questionsOf(file: string): readonly Question[] {
  const option = (answer: string, label: string, effect: string) => ({ answer, label, effect });
  return [
    {
      id: 'amountColumn',
      file,
      sentence: `Which column of ${file} is the amount to add up?`,
      evidence:
        'In the 2,072 records looked at, "Amount" adds up to £31,185,818.16 and "Total" adds up to £35,918,402.95.',
      options: [
        option('Amount', 'Amount', 'The figures are without VAT.'),
        option('Total', 'Total', 'The figures are with VAT.'),
      ],
      howToAnswer: '--amount-column "Amount"',
    },
    {
      id: 'dateOrder',
      file,
      sentence: `Do the dates of ${file} give the day or the month first?`,
      evidence: 'Every date, such as 03/04/2021, reads both ways.',
      options: [
        option('dmy', 'Day first', 'Payments run from 1 April 2021 to 12 June 2021.'),
        option('mdy', 'Month first', 'Payments run from 4 January 2021 to 6 December 2021.'),
      ],
      howToAnswer: '--date-order dmy',
    },
    {
      id: 'creditIndicator',
      file,
      sentence: `Which mark in the column "D/C" of ${file} means money back?`,
      evidence: 'No amount is negative.',
      options: [
        option('S', 'S marks credits', 'Records marked S are taken off.'),
        option('H', 'H marks credits', 'Records marked H are taken off.'),
        option('none', 'Neither', 'Every record is added as it stands.'),
      ],
      howToAnswer: '--answers FILE',
    },
    {
      id: 'lastLine',
      file,
      sentence: 'Is the line "Total 31,243,907.12" a total or a payment?',
      evidence: 'No one is named on it.',
      options: [
        option('total', 'A total', 'The line is left out.'),
        option('payment', 'A payment', 'The line counts as a payment.'),
      ],
      howToAnswer: '--answers FILE',
    },
  ];
}

/** A question that only a change of the file itself settles. */
export function toldQuestion(file: string): Question {
  return {
    id: 'amountColumn',
    file,
    sentence: `Debits and credits stand in two columns of ${file}. Which one column is the amount to add up?`,
    evidence: 'Add one column to the file, named "Amount", that holds "Debit" minus "Credit" in each record.',
    options: [{ answer: 'Amount', label: 'A new column "Amount"', effect: 'Credits are taken off.' }],
    howToAnswer: '--amount-column "Amount"',
  };
}

/** A table with open questions: nothing of it is counted yet. */
export function askingTable(name: string, questions: readonly Question[], signature = name): TableReading {
  const ready = readyTable(name);
  return {
    ...ready,
    status: 'asks',
    signature,
    questions,
    profile: null,
    report: { ...ready.report, status: 'set-aside', firstDay: null, lastDay: null, control: nothing },
    columns: ready.columns.map((column) =>
      column.role === 'netAmount' ? { ...column, role: null } : column,
    ),
    rejects: [],
    rejectGroups: [],
    ownTotalPence: null,
    paymentsPence: toPence(0),
    creditsPence: toPence(0),
  };
}

/** A file that cannot be read, or holds no payments. */
export function refusedTable(name: string, status: 'refused' | 'ignored', why: string): TableReading {
  const asks = askingTable(name, []);
  return {
    ...asks,
    status,
    columns: [],
    firstLines: [],
    report: { ...asks.report, status: 'set-aside', why, columns: [], format: null, headerLine: null },
  };
}

/** Batches that hold some of the same payments. */
export function overlapWith(number: number, name: string): TableReading['overlaps'][number] {
  return {
    batch: batchNumber(number),
    name,
    importedAt: earlier,
    sameLines: 120,
    sameLinesPence: toPence(12_345_678),
    sameDocuments: 125,
  };
}

/** A table of sixty columns with amounts in trillions. */
export function wideTable(name: string): TableReading {
  const columns = Array.from({ length: 60 }, (_, index): Columns[number] =>
    index < 8
      ? present(sampleColumns[index], 'column')
      : [`A column of the finance system number ${index + 1}`, null, [`value ${index}`, 'y'.repeat(400)]],
  );
  const table = readyTable(name, {}, columns);
  const control = { ...table.report.control, acceptedPence: 812_345_678_901_234 };
  return {
    ...table,
    report: { ...table.report, control },
    paymentsPence: toPence(812_345_678_901_235),
    creditsPence: toPence(-1),
  };
}

/** Everything that was read, with the control over all tables. */
export function readingOf(tables: readonly TableReading[]): Reading {
  const sum = (field: keyof Control) => tables.reduce((all, { report }) => all + report.control[field], 0);
  return {
    tables,
    control: {
      physicalRecords: sum('physicalRecords'),
      accepted: sum('accepted'),
      rejected: sum('rejected'),
      blank: sum('blank'),
      acceptedPence: sum('acceptedPence'),
      rejectedPence: sum('rejectedPence'),
    },
  };
}
