import { nameIndex } from '../nameIndex/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import type { MatchingWords } from './matchingWords.ts';
import { matchKey } from './matchKey.ts';
import type { SupplierSearch } from './types.ts';
import { countWords, wordWeigher } from './wordWeights.ts';

/** How many names are looked at for each reading of a supplier string, and how alike they have to be at least. */
export const searchNearness = { most: 10, floor: 0.4 } as const;

/** A register held in memory, ready to be searched by name and number. */
export interface NameRegister {
  /** The organisations that a supplier string may stand for, each once. */
  readonly lookUp: (search: SupplierSearch) => readonly RegisteredEntity[];
  /** See `MatchingKnowledge`. */
  readonly weightOf: (word: string) => number;
}

/** Makes organisations ready to be searched by every name that they have. */
export function nameRegister(entities: readonly RegisteredEntity[], words: MatchingWords): NameRegister {
  const byId = new Map(entities.map((entity) => [entity.identifier, entity]));
  const owners: RegisteredEntity[] = [];
  const keys: string[] = [];
  for (const entity of entities) {
    for (const { name } of [entity, ...entity.otherNames]) {
      owners.push(entity);
      keys.push(matchKey(name));
    }
  }
  const index = nameIndex(keys);
  return {
    lookUp({ keys: wanted, identifiers }) {
      const numbered = identifiers.map((identifier) => byId.get(identifier));
      const rows = wanted.flatMap((key) => [
        ...index.exact(key),
        ...index.nearest(key, searchNearness).map(({ row }) => row),
      ]);
      const found = [...numbered, ...rows.map((row) => owners[row])];
      return [...new Set(found.filter((entity) => entity !== undefined))];
    },
    weightOf: wordWeigher(countWords(keys, words), words),
  };
}
