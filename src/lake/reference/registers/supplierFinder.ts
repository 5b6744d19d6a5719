import {
  decideSupplier,
  type MatchingKnowledge,
  type SupplierFinding,
  type SupplierQuery,
  searchForSupplier,
} from '../../../domain/suppliers/index.ts';
import { assert } from '../../../domain/values/index.ts';
import { openRegisterSearch, type RegisterSearchStore } from './registerSearch.ts';

/** Says of supplier strings what the registers in use hold of them. */
export interface SupplierFinder {
  /** What was found for each string, in their order. */
  readonly find: (queries: readonly SupplierQuery[]) => Promise<readonly SupplierFinding[]>;
  /** Gives the memory back, which may be gigabytes. */
  readonly close: () => Promise<void>;
}

/** Opens the registers in use for looking suppliers up, in this process. */
export async function openSupplierFinder(
  store: RegisterSearchStore,
  words: Pick<MatchingKnowledge, 'words' | 'payees'>,
): Promise<SupplierFinder> {
  const search = await openRegisterSearch(store, words.words);
  const knowledge: MatchingKnowledge = { ...words, weightOf: search.weightOf };
  return {
    find: async (queries) => {
      const found = await search.lookUp(queries.map((query) => searchForSupplier(query, knowledge)));
      return queries.map((query, at) => {
        const candidates = found[at];
        assert(candidates !== undefined, 'each search has its answer');
        return decideSupplier(query, candidates, knowledge).finding;
      });
    },
    close: search.close,
  };
}
