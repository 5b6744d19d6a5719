import type { AmountBasis, Confidence, Question } from '../analysis.ts';
import type { DateOrder } from '../reading/date.ts';
import type { DateOrderSource } from './dateOrder.ts';

/** What a column can be read as. */
export const roles = [
  'date',
  'netAmount',
  'grossAmount',
  'amount',
  'vat',
  'supplier',
  'supplierNumber',
  'companyNumber',
  'charityNumber',
  'postcode',
  'body',
  'category',
  'categoryCode',
  'department',
  'purpose',
  'documentNumber',
  'debitCredit',
] as const;
export type Role = (typeof roles)[number];

/** One record of a file as text, with the physical line it starts on (counted from 1). */
export interface RawRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** What the mapping rules see of a table: its first, spread-out and last records, blank ones left out. */
export interface TableSample {
  readonly name: string;
  /** The first non-blank records, titles and header included (at most 60). */
  readonly head: readonly RawRecord[];
  /** Non-blank records taken from the whole table in order (at most 2,000), the head not repeated. */
  readonly spread: readonly RawRecord[];
  /** The last non-blank records (at most 12). */
  readonly tail: readonly RawRecord[];
}

export interface ColumnSuggestion {
  readonly header: string;
  /** Counted from 0. */
  readonly index: number;
  readonly role: Role | null;
  readonly confidence: Confidence;
  readonly why: string;
}

export interface Header {
  /** Index of the header among the non-blank records, or -1 when the table has none. */
  readonly record: number;
  readonly names: readonly string[];
  readonly linesAbove: readonly string[];
}

/** How every record of one table is to be read. This is what answers and profiles save. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Exclude<Role, 'netAmount' | 'grossAmount' | 'amount'>, number>>>;
  /** Index of the column that is summed. */
  readonly amount: number;
  readonly amountBasis: AmountBasis;
  readonly dateOrder: DateOrder;
  /** The value of the debit/credit column that turns an unsigned amount into a credit; null when signs are in the amounts. */
  readonly creditIndicator: string | null;
}

/** Everything decided about a table before it is read, or the questions that stand in the way. */
export interface MappingDecision {
  readonly header: Header;
  readonly columns: readonly ColumnSuggestion[];
  /** What files with the same header have in common; the key of saved answers. */
  readonly signature: string;
  /** What settled the order of day and month; null when the table is no ledger. */
  readonly dateOrderSettledBy: DateOrderSource | null;
  /** Null while a question is open or when the table is no ledger. */
  readonly mapping: Mapping | null;
  readonly questions: readonly Question[];
  /** Set when the table is no ledger: a sentence a person can act on. */
  readonly notALedger: string | null;
  readonly warnings: readonly { readonly code: string; readonly sentence: string }[];
}
