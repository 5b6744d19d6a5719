import type { DatedValue } from '../datedValues.ts';
import type { DeflatorTable } from '../uprating.ts';

/** What files of values there are: unit costs, the value of carbon by year, wages by day, and price levels by year. */
export const valueKinds = ['unit-costs', 'carbon', 'wages', 'deflators'] as const;
export type ValueKind = (typeof valueKinds)[number];

/** A sheet of a workbook, or a file that is one table. `sheet` is null for the latter. */
export interface ValueTable {
  readonly sheet: string | null;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** A file of values with what a person says about it; null where the file itself has to say it. */
export interface ValueFile {
  readonly file: string;
  readonly tables: readonly ValueTable[];
  readonly source: string | null;
  readonly address: string | null;
  readonly licence: string | null;
  readonly priceYear: string | null;
}

/** What of the origin goes with every value. */
export interface Origin {
  readonly source: string;
  readonly address: string;
  readonly licence: string;
}

/** A value with the row that it was read from. */
export interface ImportedValue extends DatedValue {
  readonly place: string;
  /** Who bears a unit cost, as the file says it; empty for other values. */
  readonly bearers: readonly string[];
}

/** A row that could not be read, or not be brought to other prices. */
export interface ValueProblem {
  readonly place: string;
  readonly sentence: string;
}

/** The rows that are right, and a sentence for each that is not. */
export interface ReadValues {
  readonly values: readonly ImportedValue[];
  readonly problems: readonly ValueProblem[];
}

/** Price levels of a file, and a sentence for each row that is not right. */
export interface ReadDeflators {
  readonly table: DeflatorTable;
  readonly problems: readonly ValueProblem[];
}

/** What the rows of one file make, before the origin of the file goes with it; each says its place itself. */
export type FoundValue = Omit<ImportedValue, keyof Origin | 'confirmed'>;
