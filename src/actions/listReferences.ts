import type { EditionManifest, ListedEdition, ReferenceStore } from '../lake/reference/types.ts';

export type Reference = EditionManifest;
export type ListedReference = ListedEdition;

export type EditionList = Pick<ReferenceStore, 'list'>;

/** Every edition and whether analyses use it, by kind and the one in use first. */
export async function listReferences(store: EditionList): Promise<readonly ListedReference[]> {
  return store.list();
}
