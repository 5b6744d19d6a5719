import { readMatchingWords } from '../../src/formats/vocabulary/readMatchingWords.ts';
import { openRegisterSearch } from '../../src/lake/reference/registers/registerSearch.ts';
import type { ReferenceStore } from '../../src/lake/reference/types.ts';

/** What an analysis needs to look suppliers up in the registers of a reference store. */
export function registerParts(references: ReferenceStore) {
  const matchingWords = readMatchingWords();
  return { references, matchingWords, openSearch: () => openRegisterSearch(references, matchingWords) };
}
