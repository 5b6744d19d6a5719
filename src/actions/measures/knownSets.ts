import { type MeasureSet, parseMeasureSetId } from '../../domain/measures/index.ts';
import type { StoredSet, StoredSetRow } from '../../records/measureTypes.ts';
import type { Records } from '../../records/types.ts';

/** A version of a set that an organisation can use: a shipped one, or one of its own. */
export interface KnownSet {
  /** How addresses name it: our own number for an own version, `open-measures@1` for a shipped one. */
  readonly ref: string;
  readonly set: MeasureSet;
  /** What is known of an own version; null for a shipped one. */
  readonly stored: StoredSet | null;
}

/** Where sets are found. */
export interface SetParts {
  readonly records: Pick<Records, 'measureSets' | 'measureSetOf'>;
  /** The sets that come with the product, the newest version first. */
  readonly shipped: readonly MeasureSet[];
}

/** How addresses name a shipped version. */
export function shippedRef({ id, version }: MeasureSet): string {
  return `${id}@${version}`;
}

/** The version that an address names; null where nothing is. */
export async function findSet({ records, shipped }: SetParts, ref: string): Promise<KnownSet | null> {
  const id = parseMeasureSetId(ref);
  if (id === undefined) {
    const set = shipped.find((one) => shippedRef(one) === ref);
    return set ? { ref, set, stored: null } : null;
  }
  const stored = await records.measureSetOf(id);
  return stored && { ref, set: stored.content, stored };
}

/** A version in a list, without how it came. */
export interface ListedSet {
  readonly ref: string;
  readonly set: MeasureSet;
  readonly stored: StoredSetRow | null;
}

/** Every version that an organisation can use: its own, the one saved last first, and then the shipped ones. */
export async function listSets({ records, shipped }: SetParts): Promise<readonly ListedSet[]> {
  const own = (await records.measureSets()).map((stored) => ({
    ...{ ref: stored.id, set: stored.content, stored },
  }));
  return [...own, ...shipped.map((set) => ({ ref: shippedRef(set), set, stored: null }))];
}
