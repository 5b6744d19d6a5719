import { type PayeeToken, type PayeeVocabulary, payeeVocabulary } from '../../suppliers/index.ts';
import { headerKey, headerWords } from './headerText.ts';
import type { Role } from './types.ts';

/** What a header says: a role, or something known that no figure needs. */
export type AliasRole = Role | 'not used';

/** One row of `data/vocabulary/header-aliases.csv`. */
export interface HeaderAlias {
  readonly role: AliasRole;
  readonly alias: string;
  readonly match: 'exact' | 'words';
  /** Among columns of one role the heaviest usable one is read. */
  readonly weight: number;
  /** Said to people where a column is left out; empty when there is nothing to say. */
  readonly note: string;
}

/** One row of `data/vocabulary/scope-rules.csv`: lines that a definition leaves out, and why. */
export interface ScopeRule {
  readonly definition: string;
  readonly class: 'salaries' | 'tax' | 'financing' | 'public-bodies';
  readonly field: 'supplier' | 'category' | 'categoryCode' | 'purpose' | 'department';
  /**
   * `exact` compares plain words (a supplier by its key); `starts` compares whole words at the start;
   * `range` compares codes, from `value` up to and with `to`.
   */
  readonly match: 'exact' | 'starts' | 'range';
  readonly value: string;
  readonly to: string | null;
  readonly label: string;
  readonly source: string;
}

/** Every shipped table of words, ready to use. */
export interface Vocabulary {
  readonly headers: HeaderVocabulary;
  readonly payees: PayeeVocabulary;
  readonly scopeRules: readonly ScopeRule[];
}

export interface HeaderVocabulary {
  readonly exact: ReadonlyMap<string, HeaderAlias>;
  /** Heaviest first. */
  readonly words: readonly (readonly [readonly string[], HeaderAlias])[];
}

export interface VocabularyRows {
  readonly aliases: readonly HeaderAlias[];
  readonly tokens: readonly PayeeToken[];
  readonly scopeRules: readonly ScopeRule[];
}

/** Makes the rows of the three tables ready. */
export function vocabularyFrom(rows: VocabularyRows): Vocabulary {
  const exact = rows.aliases.filter(({ match }) => match === 'exact');
  const words = rows.aliases.filter(({ match }) => match === 'words');
  return {
    headers: {
      exact: new Map(exact.map((alias) => [headerKey(alias.alias), alias])),
      words: words
        .toSorted((one, other) => other.weight - one.weight)
        .map((alias) => [headerWords(alias.alias), alias]),
    },
    payees: payeeVocabulary(rows.tokens),
    scopeRules: rows.scopeRules,
  };
}

/** What a header says by the table; undefined for one that the table does not know. */
export function aliasOf(header: string, vocabulary: Vocabulary): HeaderAlias | undefined {
  const known = vocabulary.headers.exact.get(headerKey(header));
  if (known) return known;
  const words = new Set(headerWords(header));
  return vocabulary.headers.words.find(([needed]) => needed.every((word) => words.has(word)))?.[1];
}
