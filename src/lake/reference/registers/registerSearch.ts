import {
  type MatchingWords,
  type NameIndex,
  nameIndexOver,
  type RegisteredEntity,
  type SupplierSearch,
  searchNearness,
  type WordCounts,
  wordWeigher,
} from '../../../domain/suppliers/index.ts';
import { assert } from '../../../domain/values/index.ts';
import { type Nearest, type SearchedNames, startNearest } from '../../nameIndex/index.ts';
import type { RegisterEdition, RegisterStore } from '../types.ts';

/** The registers in use, ready to be searched by name and number. It takes memory as long as it is referred to. */
export interface RegisterSearch {
  /** The organisations that each supplier string may stand for, each once, in the order of the searches. */
  readonly lookUp: (searches: readonly SupplierSearch[]) => Promise<readonly (readonly RegisteredEntity[])[]>;
  /** See `MatchingKnowledge`. */
  readonly weightOf: (word: string) => number;
  /** Ends the threads that search. */
  readonly close: () => Promise<void>;
}

interface Indexed extends Pick<SearchedNames, 'owners' | 'counts'> {
  readonly edition: RegisterEdition;
  readonly index: NameIndex;
  readonly nearestAll: (keys: readonly string[]) => ReturnType<Nearest['nearestAll']>;
}

/** The numbers of the organisations that each search finds in one edition. */
async function numbersIn(
  { index, owners, nearestAll }: Indexed,
  searches: readonly SupplierSearch[],
): Promise<readonly ReadonlySet<number>[]> {
  const keys = [...new Set(searches.flatMap((search) => search.keys))];
  const near = await nearestAll(keys);
  const rowsOf = new Map(
    keys.map((key, at) => [key, [...index.exact(key), ...(near[at] ?? []).map(({ row }) => row)]] as const),
  );
  return searches.map((search) => {
    const rows = search.keys.flatMap((key) => rowsOf.get(key) ?? []);
    return new Set(rows.map((row) => owners[row] ?? 0));
  });
}

function countsTogether(all: readonly WordCounts[]): WordCounts {
  const counts = new Map<string, number>();
  for (const one of all) {
    for (const [word, count] of one.counts) counts.set(word, (counts.get(word) ?? 0) + count);
  }
  return { names: all.reduce((sum, { names }) => sum + names, 0), counts };
}

async function entitiesIn(
  store: RegisterSearchStore,
  one: Indexed,
  searches: readonly SupplierSearch[],
): Promise<readonly (readonly RegisteredEntity[])[]> {
  const found = await numbersIn(one, searches);
  const numbers = [...new Set(found.flatMap((each) => [...each]))].sort((first, second) => first - second);
  const entities = numbers.length === 0 ? [] : await store.entities(one.edition, numbers);
  const byNumber = new Map(numbers.map((number, at) => [number, entities[at]]));
  return found.map((each) => [...each].flatMap((number) => byNumber.get(number) ?? []));
}

/** What a search asks of the registers. */
export type RegisterSearchStore = Pick<
  RegisterStore,
  'registers' | 'searchedNames' | 'entities' | 'entitiesOf'
>;

async function opened(
  store: RegisterSearchStore,
  words: MatchingWords,
): Promise<{ readonly all: readonly Indexed[]; readonly close: RegisterSearch['close'] }> {
  const editions = await store.registers();
  const names: SearchedNames[] = [];
  for (const edition of editions) names.push(await store.searchedNames(edition, words));
  const { nearestAll, close } = startNearest(names.map(({ tables }) => tables));
  const all = names.map(({ tables, owners, counts }, at) => {
    const edition = editions[at];
    assert(edition !== undefined, 'the names are of an edition');
    const near = (keys: readonly string[]) => nearestAll(at, keys, searchNearness);
    return { edition, index: nameIndexOver(tables), owners, counts, nearestAll: near };
  });
  return { all, close };
}

/** Makes the registers in use ready to be searched, by as many threads as there are processors. Where none is in use nothing is found. */
export async function openRegisterSearch(
  store: RegisterSearchStore,
  words: MatchingWords,
): Promise<RegisterSearch> {
  const { all, close } = await opened(store, words);
  return {
    close,
    lookUp: async (searches) => {
      const identifiers = [...new Set(searches.flatMap((search) => search.identifiers))];
      const numbered = await store.entitiesOf(identifiers);
      const found: (readonly (readonly RegisteredEntity[])[])[] = [];
      for (const one of all) found.push(await entitiesIn(store, one, searches));
      return searches.map((search, at) => {
        const named = found.flatMap((each) => each[at] ?? []);
        const given = search.identifiers.flatMap((identifier) => numbered.get(identifier) ?? []);
        return [...new Map([...given, ...named].map((entity) => [entity.identifier, entity])).values()];
      });
    },
    weightOf: wordWeigher(countsTogether(all.map(({ counts }) => counts)), words),
  };
}
