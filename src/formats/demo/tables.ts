import { assert, toPence } from '../../domain/values/index.ts';
import { cellOf, demoTitle, type Field, type Layout } from './layouts.ts';
import type { Payment } from './payments.ts';

/** What is wrong on purpose with a line that is put into a table beside the payments. */
export type Fault =
  | 'letter O'
  | 'see note'
  | 'part of a penny'
  | 'no amount'
  | 'comma without quotes'
  | 'empty cell too many';

/** One table to be written: a file, a file in a zip, or a sheet. */
export interface DemoTable {
  readonly titles: readonly string[];
  readonly header: readonly string[];
  /** Rows of cells; a row of no cells is a blank line. */
  readonly rows: readonly (readonly string[])[];
  readonly control: TableControl;
}

/** What was planted in a table, by count and in pence. The product must report the same. */
export interface TableControl {
  readonly accepted: number;
  readonly acceptedPence: number;
  readonly rejected: number;
  readonly blank: number;
  readonly wrongWidthAccepted: number;
  readonly repeats: number;
  readonly repeatedPence: number;
  readonly credits: number;
  readonly creditPence: number;
  readonly leftOut: number;
  readonly leftOutPence: number;
}

export interface TableOrder {
  /** `April 2017`, for the lines above the header. */
  readonly when: string;
  readonly titled: boolean;
  readonly totalled: boolean;
  readonly faults: readonly Fault[];
}

const cellWithFault: Readonly<
  Record<Exclude<Fault, 'comma without quotes' | 'empty cell too many'>, string>
> = {
  'letter O': '1,2O4.50',
  'see note': 'see note',
  'part of a penny': '118.333',
  'no amount': '',
};

/** A line like the given payment, with a number of its own and one thing wrong. */
function rowWithFault(fault: Fault, like: Payment, layout: Layout): readonly string[] {
  const cells = rowOf({ ...like, document: `${like.document}9` }, layout);
  const at = (field: Field) => layout.columns.findIndex(([each]) => each === field);
  if (fault === 'empty cell too many') return [...cells, ''];
  if (fault === 'comma without quotes') {
    return cells.toSpliced(at('supplier'), 1, 'Wetherfold', ' Tansel and Daughters Ltd');
  }
  return cells.toSpliced(at('net'), 1, cellWithFault[fault]);
}

function rowOf(payment: Payment, layout: Layout): readonly string[] {
  return layout.columns.map(([field]) => cellOf(field, payment, layout));
}

function totalRow(pence: number, layout: Layout): readonly string[] {
  const label = layout.columns.findIndex(([field]) => field === 'purpose');
  return layout.columns.map(([field], index) =>
    field === 'net' ? layout.money(toPence(pence)) : index === label ? 'Total' : '',
  );
}

function sumOf(payments: readonly Payment[]): number {
  return payments.reduce((sum, { pence }) => sum + pence, 0);
}

function controlOf(payments: readonly Payment[], order: TableOrder): TableControl {
  const repeats = payments.filter(({ repeat }) => repeat);
  const credits = payments.filter(({ pence }) => pence < 0);
  const leftOut = payments.filter(({ kind }) => kind === 'left out');
  const surplus = order.faults.filter((fault) => fault === 'empty cell too many').length;
  return {
    accepted: payments.length,
    acceptedPence: sumOf(payments),
    rejected: order.faults.length - surplus + (order.totalled ? 1 : 0),
    blank: order.totalled ? 1 : 0,
    wrongWidthAccepted: surplus,
    repeats: repeats.length,
    repeatedPence: sumOf(repeats),
    credits: credits.length,
    creditPence: sumOf(credits),
    leftOut: leftOut.length,
    leftOutPence: sumOf(leftOut),
  };
}

/** A supplier's line that a faulty one may resemble. */
function ordinary(payments: readonly Payment[], position: number): Payment {
  const found = payments.slice(position).find(({ kind, pence, repeat }) => {
    return kind === 'supplier' && pence > 0 && !repeat;
  });
  assert(found !== undefined, 'every month has an ordinary line');
  return found;
}

/** Rows in the order of payment, faulty ones among them. A surplus empty cell does a good line no harm. */
function rowsOf(
  payments: readonly Payment[],
  layout: Layout,
  faults: readonly Fault[],
): readonly (readonly string[])[] {
  const places = new Map(faults.map((fault, index) => [Math.floor(payments.length / 3) + index * 90, fault]));
  return payments.flatMap((payment, index) => {
    const fault = places.get(index);
    if (fault === undefined) return [rowOf(payment, layout)];
    if (fault === 'empty cell too many') return [[...rowOf(payment, layout), '']];
    return [rowOf(payment, layout), rowWithFault(fault, ordinary(payments, index), layout)];
  });
}

/** Writes a month or more of payments in the manner of their year, with what is wrong with it on purpose. */
export function tableOf(payments: readonly Payment[], layout: Layout, order: TableOrder): DemoTable {
  assert(!order.totalled || order.faults.length === 0, 'a total agrees only with a table without faults');
  const rows = rowsOf(payments, layout, order.faults);
  return {
    titles: order.titled ? [demoTitle, `Payments to suppliers, ${order.when}`] : [],
    header: layout.columns.map(([, header]) => header),
    rows: order.totalled ? [...rows, [], totalRow(sumOf(payments), layout)] : rows,
    control: controlOf(payments, order),
  };
}
