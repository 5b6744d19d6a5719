export interface StrictReading {
  readonly accepted: number;
  readonly acceptedPence: number;
  readonly rejected: number;
  readonly blank: number;
  readonly rejects: readonly { readonly line: number; readonly rule: string; readonly text: string }[];
  readonly bySupplier: ReadonlyMap<string, { readonly pence: number; readonly count: number }>;
  readonly byCategory: ReadonlyMap<string, { readonly pence: number; readonly count: number }>;
}

export function readWithPapaParse(path: string): Promise<StrictReading>;
