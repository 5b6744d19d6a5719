import type { EditionManifest, ReferenceStore } from '../lake/reference/types.ts';

/** One edition and whether analyses use it: of each kind only the newest is used. */
export interface ListedReference extends EditionManifest {
  readonly inUse: boolean;
}

export type EditionList = Pick<ReferenceStore, 'list'>;

/** Every edition, by kind and the newest first. */
export async function listReferences(store: EditionList): Promise<readonly ListedReference[]> {
  const seen = new Set<string>();
  return (await store.list()).map((edition) => {
    const inUse = !seen.has(edition.kind);
    seen.add(edition.kind);
    return { ...edition, inUse };
  });
}
