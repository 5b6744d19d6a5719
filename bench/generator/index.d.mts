export interface LedgerTruth {
  readonly lines: number;
  readonly accepted: number;
  readonly acceptedPence: number;
  readonly rejected: number;
  readonly blank: number;
  readonly kinds: Readonly<Record<string, number>>;
}

export interface LedgerOrder {
  readonly folder: string;
  readonly lines: number;
  readonly seed?: number;
  readonly badEvery?: number;
}

export function generateLedger(order: LedgerOrder): {
  readonly clean: string;
  readonly mixed: string;
  readonly truth: LedgerTruth;
};
