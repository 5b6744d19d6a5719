import { formatPounds, type LocalDate, type Pence, plainPounds, toPence } from '../../domain/values/index.ts';
import type { Payment } from './payments.ts';

export type Field =
  | 'payer'
  | 'date'
  | 'supplier'
  | 'number'
  | 'company'
  | 'postcode'
  | 'department'
  | 'code'
  | 'category'
  | 'purpose'
  | 'document'
  | 'net'
  | 'vat'
  | 'gross';

/** How the invented council published its ledger in one year: its columns in order, its dates, its amounts. */
export interface Layout {
  readonly columns: readonly (readonly [Field, string])[];
  readonly day: (day: LocalDate) => string;
  readonly money: (pence: Pence) => string;
}

/** The name of the invented council. */
export const demoTitle = 'Examplewell Council';

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function slashed(day: LocalDate): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

function named(day: LocalDate): string {
  const [year = '', month, date] = day.split('-');
  return `${date}-${monthNames[Number(month) - 1]}-${year.slice(2)}`;
}

/** Pounds for the eye: `1,234.56`, a credit in brackets. */
function bracketed(pence: Pence): string {
  return pence < 0 ? `(${formatPounds(toPence(-pence))})` : formatPounds(pence);
}

/** A credit with its minus behind, as older finance systems print it. */
function minusBehind(pence: Pence): string {
  return pence < 0 ? `${plainPounds(toPence(-pence))}-` : plainPounds(pence);
}

function withSign(pence: Pence): string {
  return pence < 0 ? `-£${formatPounds(toPence(-pence))}` : `£${formatPounds(pence)}`;
}

/** April 2017 to March 2018. */
const first: Layout = {
  columns: [
    ['date', 'Payment Date'],
    ['supplier', 'Supplier Name'],
    ['number', 'Supplier No'],
    ['postcode', 'Supplier Postcode'],
    ['department', 'Directorate'],
    ['code', 'Category Code'],
    ['category', 'Procurement Category'],
    ['net', ' Net Amount (£) '],
    ['purpose', 'Purpose of Spend'],
    ['document', 'Transaction Number'],
    ['company', 'Company Number'],
  ],
  day: slashed,
  money: bracketed,
};

/** April 2018 to March 2019: another finance system. */
const second: Layout = {
  columns: [
    ['payer', 'Body'],
    ['document', 'Document Number'],
    ['date', 'Posting Date'],
    ['number', 'Vendor Number'],
    ['supplier', 'Vendor Name'],
    ['postcode', 'Vendor Postcode'],
    ['category', 'Expense Type'],
    ['net', 'NetAmount'],
    ['department', 'Service Area'],
    ['purpose', 'Narrative'],
  ],
  day: named,
  money: minusBehind,
};

/** April 2019 to March 2020: a workbook with a sheet for each month. */
const third: Layout = {
  columns: [
    ['date', 'Date Paid'],
    ['document', 'Transaction Ref'],
    ['department', 'Department'],
    ['category', 'Expenditure Category'],
    ['code', 'Expenditure Code'],
    ['supplier', 'Supplier'],
    ['number', 'Supplier ID'],
    ['postcode', 'Supplier Postcode'],
    ['net', 'Net Amount'],
    ['purpose', 'Description'],
  ],
  day: (day) => day,
  money: plainPounds,
};

/** April 2020 to March 2021. */
const fourth: Layout = {
  columns: [
    ['supplier', 'Beneficiary Name'],
    ['number', 'Beneficiary ID'],
    ['company', 'Companies House Number'],
    ['postcode', 'Beneficiary Postcode'],
    ['date', 'Date of Payment'],
    ['net', 'Amount Excluding VAT'],
    ['vat', 'VAT'],
    ['gross', 'Gross Amount'],
    ['department', 'Directorate'],
    ['category', 'Category'],
    ['purpose', 'Purpose'],
    ['document', 'Voucher Number'],
  ],
  day: slashed,
  money: withSign,
};

/** The manners of the four years in order. */
export const layouts: readonly Layout[] = [first, second, third, fourth];

/** VAT at 20 % of an amount in pence, rounded to the nearest penny; none on care, grants and hidden payees. */
function vatOf({ pence, payee, kind }: Payment): number {
  const free = kind !== 'supplier' || /^3|^51/.test(payee.categoryCode);
  return free ? 0 : Math.floor((pence * 2 + 5) / 10);
}

/** One cell of a line, as its year writes it. */
export function cellOf(field: Field, payment: Payment, layout: Layout): string {
  const { payee } = payment;
  const money = (pence: number) => layout.money(toPence(pence));
  const cells: Readonly<Record<Field, () => string>> = {
    payer: () => demoTitle,
    date: () => layout.day(payment.day),
    supplier: () => payee.name,
    number: () => payee.supplierNumber,
    company: () => payee.companyNumber,
    postcode: () => payee.postcode,
    department: () => payee.department,
    code: () => payee.categoryCode,
    category: () => payee.category,
    purpose: () => payment.purpose,
    document: () => payment.document,
    net: () => money(payment.pence),
    vat: () => money(vatOf(payment)),
    gross: () => money(payment.pence + vatOf(payment)),
  };
  return cells[field]();
}
