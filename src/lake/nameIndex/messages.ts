import type { Nearness, NearRow } from '../../domain/suppliers/index.ts';

/** What a thread is asked: some keys of one of its indexes. */
export interface NearestQuestion {
  readonly index: number;
  readonly keys: readonly string[];
  readonly nearness: Nearness;
}

/** What a thread answers, as arrays that move between threads: how many rows each key has, and all rows in order. */
export interface NearestAnswer {
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly similarities: Float64Array<ArrayBuffer>;
}

/** Rows as arrays that can move to another thread. */
export function answerOf(found: readonly (readonly NearRow[])[]): NearestAnswer {
  const all = found.flat();
  return {
    counts: Uint32Array.from(found, ({ length }) => length),
    rows: Uint32Array.from(all, ({ row }) => row),
    similarities: Float64Array.from(all, ({ similarity }) => similarity),
  };
}

/** The rows of each key again. */
export function rowsIn({ counts, rows, similarities }: NearestAnswer): readonly (readonly NearRow[])[] {
  let next = 0;
  return Array.from(counts, (count) => {
    const from = next;
    next += count;
    return Array.from({ length: count }, (_, at) => ({
      row: rows[from + at] ?? 0,
      similarity: similarities[from + at] ?? 0,
    }));
  });
}
