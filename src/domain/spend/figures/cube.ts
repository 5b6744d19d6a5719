import type { PayeeClass } from '../../suppliers/index.ts';
import type { FinancialYear, Pence } from '../../values/index.ts';

export type Period = FinancialYear | 'undated';

/** One cell of the cube: what a payee (or many payees) got in a year at one ledger postcode. Holds no place. */
export interface CubeRow {
  readonly period: Period;
  /** `named`, or why the payee is many. */
  readonly kind: PayeeClass;
  /** Supplier number or normalised name; null where payees are many. */
  readonly key: string | null;
  /** Normalised name, for lists that know suppliers by name. */
  readonly nameKey: string | null;
  readonly supplierNumber: string | null;
  readonly name: string;
  readonly postcode: string | null;
  /** Money of units whose net amount is positive, and of those whose net amount is negative. */
  readonly positivePence: Pence;
  readonly negativePence: Pence;
  readonly lines: number;
}

/** A payee at one ledger postcode: what facts about places are looked up by. */
export type CubePayee = Pick<CubeRow, 'kind' | 'key' | 'nameKey' | 'supplierNumber' | 'name' | 'postcode'>;

/** What a definition leaves out, by class and year. */
export interface ExclusionRow {
  readonly class: string;
  readonly period: Period;
  readonly lines: number;
  readonly pence: Pence;
}

/** Financial years in order, undated last: as text, where letters come after digits. */
export function comparePeriods(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
