import { readMatchingWords } from '../../src/formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';
import { openSupplierFinder } from '../../src/lake/reference/registers/supplierFinder.ts';
import type { ReferenceStore } from '../../src/lake/reference/types.ts';

/** What an analysis needs to look suppliers up in the registers of a reference store. */
export function registerParts(references: ReferenceStore) {
  const words = { words: readMatchingWords(), payees: readVocabulary().payees };
  return { references, openFinder: () => openSupplierFinder(references, words) };
}
