import { plainWords } from '../payee.ts';

/** What a row of `data/vocabulary/name-words.csv` says about its words. */
export const nameWordKinds = ['short', 'phrase', 'plain', 'note', 'joint', 'before', 'care'] as const;
export type NameWordKind = (typeof nameWordKinds)[number];

export interface NameWordRow {
  readonly kind: NameWordKind;
  readonly words: string;
  readonly means: string;
}

/** What a row of `data/vocabulary/supplier-classes.csv` says about names with its words. */
export const nameClasses = ['public body', 'practice', 'person', 'organisation', 'never'] as const;
export type NameClass = (typeof nameClasses)[number];

export interface NameClassRow {
  readonly class: NameClass;
  readonly match: 'exact' | 'starts' | 'ends' | 'contains';
  readonly words: string;
}

/** The tables of the matcher made ready; made once by `matchingWords`. */
export interface MatchingWords {
  /** A word and the one that it is short for. */
  readonly short: ReadonlyMap<string, string>;
  readonly phrases: ReadonlyMap<string, readonly string[]>;
  readonly plain: ReadonlySet<string>;
  readonly notes: readonly string[];
  readonly joints: readonly string[];
  readonly before: readonly string[];
  readonly care: readonly string[];
  readonly classes: readonly NameClassRow[];
  readonly givenNames: ReadonlySet<string>;
  /** In how many of a thousand names a word stands, by stem; see `data/vocabulary/usual-words.csv`. */
  readonly usual: ReadonlyMap<string, number>;
}

/** Makes the rows of the tables ready. Longer markers come first, so that "previously known as" is read as one. */
export function matchingWords(tables: {
  readonly words: readonly NameWordRow[];
  readonly classes: readonly NameClassRow[];
  readonly givenNames: readonly string[];
  readonly usual: readonly (readonly [string, number])[];
}): MatchingWords {
  const of = (kind: NameWordKind) => tables.words.filter((row) => row.kind === kind);
  const markers = (kind: NameWordKind) =>
    of(kind)
      .map(({ words }) => words)
      .sort((one, other) => other.length - one.length);
  const made: MatchingWords = {
    short: new Map(of('short').map(({ words, means }) => [words, means])),
    phrases: new Map(of('phrase').map(({ words, means }) => [words, means.split(' ')])),
    plain: new Set(of('plain').map(({ words }) => words)),
    notes: markers('note'),
    joints: markers('joint'),
    before: markers('before'),
    care: markers('care'),
    classes: tables.classes,
    givenNames: new Set(tables.givenNames.map(plainWords)),
    usual: new Map(),
  };
  return { ...made, usual: new Map(tables.usual.map(([word, share]) => [stemOf(word, made), share])) };
}

/** A word of a name: as written, and the form under which spellings of it meet. */
export interface NameWord {
  readonly text: string;
  readonly stem: string;
  /** The one word that stands for this and others, such as CVS; null for a word that stands for itself. */
  readonly from: string | null;
}

const plural = /^(.{3,}[^SU])S$/;

function stemOf(word: string, words: MatchingWords): string {
  const long = words.short.get(word) ?? word;
  const single =
    long.endsWith('IES') && long.length > 5 ? `${long.slice(0, -3)}Y` : long.replace(plural, '$1');
  return words.short.get(single) ?? single;
}

/**
 * The words of a key that tell something: short forms stand for the long word, plurals for the singular, and words such
 * as AND are left out unless the name has no other.
 */
export function tellingWords(key: string, words: MatchingWords): readonly NameWord[] {
  const all = key.split(' ').filter((word) => word !== '');
  const telling = all.filter((word) => !words.plain.has(word));
  return (telling.length > 0 ? telling : all).flatMap((word): readonly NameWord[] => {
    const phrase = words.phrases.get(word);
    if (!phrase) return [{ text: word, stem: stemOf(word, words), from: null }];
    return phrase.map((text) => ({ text, stem: stemOf(text, words), from: word }));
  });
}
