import type { PayeeClass } from '../../suppliers/index.ts';
import type { LocalDate, Pence } from '../../values/index.ts';
import type { Figure } from '../analysis.ts';
import type { BatchId } from '../imports/types.ts';

/** What spend can be divided by. */
export const dimensions = ['year', 'quarter', 'body', 'department', 'category'] as const;
export type Dimension = (typeof dimensions)[number];

/** Where money lies as seen from a ring: inside, outside, or it could be either. */
export const whereabouts = ['inside', 'elsewhere', 'unplaced'] as const;
export type Whereabouts = (typeof whereabouts)[number];

/**
 * Which lines are meant. Null leaves a part open; empty text means lines on which that column is empty.
 * A filter is the query string of an address, so every state can be shared.
 */
export interface SpendFilter {
  /** Id of the definition of local; its scope rules apply. */
  readonly definition: string;
  /** `2024/25` or `undated`. */
  readonly year: string | null;
  /** Quarter of the financial year, 1 (April to June) to 4. */
  readonly quarter: 1 | 2 | 3 | 4 | null;
  readonly body: string | null;
  readonly department: string | null;
  readonly category: string | null;
  /** Id of a ring of the definition, with `where`. */
  readonly ring: string | null;
  readonly where: Whereabouts | null;
  /** A payee: the `payee` of a supplier row. */
  readonly payee: string | null;
}

/** The figures of one part of the spend: one value of a dimension in one period. */
export interface Slice {
  /** The year, the quarter (`2024/25 Q1`), or the text of the column; empty where the column is empty. */
  readonly value: string;
  readonly totalPence: Pence;
  readonly lines: number;
  /** One for each ring, from the inside. */
  readonly figures: readonly Figure[];
}

/** A supplier (or payees that are many, under one text) within a filter. */
export interface SupplierRow {
  /** Stable and safe in an address; the same in every batch. */
  readonly payee: string;
  readonly name: string;
  readonly kind: PayeeClass;
  readonly supplierNumber: string | null;
  /** Postcodes its lines carry, at most five. */
  readonly postcodes: readonly string[];
  /** Where it is, in words: names of places it could be in, innermost first; empty when it could be anywhere. */
  readonly places: readonly string[];
  readonly where: Whereabouts;
  readonly pence: Pence;
  readonly lines: number;
}

/** One payment. */
export interface LineRow {
  readonly batch: BatchId;
  /** Number of the record within its table, from 0; with `batch` the address of the line. */
  readonly record: number;
  readonly day: LocalDate | null;
  readonly supplier: string;
  readonly payee: string;
  readonly pence: Pence;
  readonly body: string | null;
  readonly department: string | null;
  readonly category: string | null;
  readonly purpose: string | null;
  readonly document: string | null;
  readonly supplierNumber: string | null;
  readonly postcode: string | null;
  /** The scope class under which a rule names it; it is left out by definitions that leave out that class. */
  readonly scopeClass: string | null;
}

export const supplierOrders = ['name', 'amount', 'lines'] as const;
export type SupplierOrder = (typeof supplierOrders)[number];
export const lineOrders = ['day', 'supplier', 'amount'] as const;
export type LineOrder = (typeof lineOrders)[number];

/** A page of a long list: what to look for, in which order, and which part. */
export interface ListRequest<Order extends string> {
  /** Text that the supplier's name (for lines also purpose, category or document) contains, in any case; null for all. */
  readonly search: string | null;
  readonly order: Order;
  readonly descending: boolean;
  /** Rows before the page, and rows of the page (at most 1,000). */
  readonly offset: number;
  readonly limit: number;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Rows on all pages, and what they add up to. */
  readonly count: number;
  readonly pence: Pence;
}
