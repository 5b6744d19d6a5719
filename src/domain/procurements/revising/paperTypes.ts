import type { Ratio } from '../../values/index.ts';

/** A cell of a table of the paper, typed so that a workbook can hold numbers as numbers. */
export type PaperCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'pounds'; readonly pounds: Ratio }
  | { readonly kind: 'share'; readonly share: Ratio }
  | { readonly kind: 'points'; readonly points: Ratio }
  | { readonly kind: 'empty' };

/** A table with what it shows as a sentence above it. */
export interface PaperTable {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly columns: readonly { readonly name: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly PaperCell[])[];
}

/** The paper for the people who decide on a new version of a set. */
export interface CommitteePaper {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly tables: readonly PaperTable[];
  /** Whether titles, guidance, reasons in words and values are left out, because the set may not be passed on. */
  readonly withheld: boolean;
}
