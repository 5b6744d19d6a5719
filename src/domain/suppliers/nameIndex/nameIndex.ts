import { exactlyIn } from './exact.ts';
import { nearestIn } from './nearest.ts';
import type { NameIndexTables } from './tables.ts';

/** A row whose key is like the one that was asked for. */
export interface NearRow {
  readonly row: number;
  /** From 0 to 1; 1 is the same grams. */
  readonly similarity: number;
}

/** How many rows are wanted at most, and how alike they have to be at least. */
export interface Nearness {
  readonly most: number;
  readonly floor: number;
}

/** An index over the keys of a register. Of one index only one question can be asked at a time. */
export interface NameIndex {
  readonly tables: NameIndexTables;
  /** The rows with this very key, in order. */
  readonly exact: (key: string) => readonly number[];
  /**
   * The rows most like the key, without exception: no row that is left out is more alike than one in the answer.
   * Ordered by similarity, then row. The similarity is the cosine of the keys' 3-grams, weighted by how rare they are.
   */
  readonly nearest: (key: string, nearness: Nearness) => readonly NearRow[];
  /** The same for many keys at once, in their order; many times faster for each than asking one after another. */
  readonly nearestAll: (keys: readonly string[], nearness: Nearness) => readonly (readonly NearRow[])[];
}

/** An index over its arrays, as they were built or opened. */
export function nameIndexOver(tables: NameIndexTables): NameIndex {
  const nearestAll = nearestIn(tables);
  return {
    tables,
    exact: (key) => exactlyIn(tables, key),
    nearest: (key, nearness) => nearestAll([key], nearness)[0] ?? [],
    nearestAll,
  };
}
