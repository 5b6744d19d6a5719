import type { Decision } from '../domain/values/index.ts';
import type { ReferenceStore, RemovedEdition } from '../lake/reference/types.ts';
import { referenceKind } from './addReference.ts';

export type RemovedReference = RemovedEdition;

export type EditionRemover = Pick<ReferenceStore, 'remove'>;

/** Takes an edition out by its name in the list; a kind is needed only where two kinds have the same name. */
export async function removeReference(
  store: EditionRemover,
  edition: string,
  kind?: string,
): Promise<Decision<RemovedReference>> {
  const name = edition.trim().toLowerCase();
  if (kind === undefined) return store.remove(name);
  const known = referenceKind(kind);
  return known.ok ? store.remove(name, known.value) : known;
}
