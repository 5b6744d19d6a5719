import type { MeasureSetId } from '../../domain/measures/index.ts';
import { type Acting, personOf } from '../../domain/organisations/index.ts';
import { accept, type Decision, type Instant, refuse } from '../../domain/values/index.ts';
import type { NewSet, StoredSet } from '../../records/measureTypes.ts';
import type { Records } from '../../records/types.ts';

/** What a draft is saved with. */
export interface SavingParts {
  readonly acting: Acting;
  readonly records: Pick<Records, 'saveMeasureSet'>;
  readonly now: () => Instant;
}

/** A version with who saves it, and when. */
export function savedBy(
  { acting, now }: Pick<SavingParts, 'acting' | 'now'>,
  set: Pick<NewSet, 'id' | 'content' | 'source'>,
): NewSet {
  return { ...set, savedBy: personOf(acting.actor), savedAt: now() };
}

/** What the second of two people is told who change a draft at once. */
export const changedSince = refuse(
  'draft-changed',
  'Somebody changed this list after you opened the page. Open it again, and make your changes to what is there now.',
);

/** Saves a draft in the place of the one that was seen, which had so many changes. */
export async function saveDraft(
  parts: SavingParts,
  { id }: Pick<StoredSet, 'id'>,
  next: Pick<StoredSet, 'content' | 'source'> & { readonly edits: number },
): Promise<Decision<MeasureSetId>> {
  const { edits, ...set } = next;
  const saved = await parts.records.saveMeasureSet(savedBy(parts, { id, ...set }), edits);
  return saved ? accept(id) : changedSince;
}
