import type { StoreId } from './types.ts';

export interface LakeAndRecords {
  /** The store that the lake says it belongs to; null for a lake without a name. */
  readonly lake: StoreId | null;
  readonly records: StoreId | null;
  /** Ids of the finished batches in the lake. */
  readonly published: readonly string[];
  /** Ids of the batches in the records. */
  readonly known: ReadonlySet<string>;
}

/**
 * Whether a lake and the records in use belong together, and under which name; a name of null stands for a new one.
 * A lake without finished batches has nothing to lose and goes with any records. Where one of the two has no name yet,
 * one batch that both have shows that they belong together.
 */
export function whoseLake({ lake, records, published, known }: LakeAndRecords): {
  readonly together: boolean;
  readonly name: StoreId | null;
} {
  if (lake !== null && lake === records) return { together: true, name: lake };
  // The name a lake had before may be that of a store somebody still uses.
  if (published.length === 0) return { together: true, name: records };
  const unnamed = lake === null || records === null;
  return { together: unnamed && published.some((id) => known.has(id)), name: records ?? lake };
}
