import {
  decideSupplier,
  type MatchingKnowledge,
  type SupplierFinding,
  type SupplierQuery,
  searchForSupplier,
} from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { RegisterSearch } from '../../lake/reference/registers/registerSearch.ts';

/** Supplier strings that are looked up at a time. */
export const lookedUpAtOnce = 500;

/** What is asked of the matcher about a supplier string. */
export function queryOf(string: SupplierString): SupplierQuery {
  return {
    name: string.name,
    number: string.companyNumbers[0] ?? string.charityNumbers[0] ?? null,
    postcode: string.postcodes[0] ?? null,
    category: string.bought[0] ?? null,
    firstPaid: string.firstDay,
    lastPaid: string.lastDay,
  };
}

/** What the registers say of some supplier strings, in their order. */
export async function lookUp(
  strings: readonly SupplierString[],
  search: Pick<RegisterSearch, 'lookUp' | 'weightOf'>,
  words: Pick<MatchingKnowledge, 'words' | 'payees'>,
): Promise<readonly SupplierFinding[]> {
  const knowledge: MatchingKnowledge = { ...words, weightOf: search.weightOf };
  const queries = strings.map(queryOf);
  const candidates = await search.lookUp(queries.map((query) => searchForSupplier(query, knowledge)));
  return queries.map((query, at) => {
    const found = candidates[at];
    assert(found !== undefined, 'each search has its answer');
    return decideSupplier(query, found, knowledge).finding;
  });
}
