import {
  type MatchingWords,
  matchingWords,
  nameClasses,
  nameWordKinds,
} from '../../domain/suppliers/index.ts';
import { assert } from '../../domain/values/index.ts';
import { readDataRows } from '../dataRows.ts';

type Row = Readonly<Record<string, string>>;

const folder = new URL('../../../data/vocabulary/', import.meta.url);

function oneOf<T extends string>(row: Row, column: string, allowed: readonly T[]): T {
  const value = allowed.find((candidate) => candidate === row[column]);
  assert(value !== undefined, `${column} is one of ${allowed.join(', ')}, not "${row[column]}"`);
  return value;
}

/** Reads the shipped tables of the matcher: words in names, classes of suppliers, given names, usual words. */
export function readMatchingWords(): MatchingWords {
  const rows = (file: string) => readDataRows(new URL(file, folder));
  return matchingWords({
    words: rows('name-words.csv').map((row) => ({
      kind: oneOf(row, 'kind', nameWordKinds),
      words: row.words ?? '',
      means: row.means ?? '',
    })),
    classes: rows('supplier-classes.csv').map((row) => ({
      class: oneOf(row, 'class', nameClasses),
      match: oneOf(row, 'match', ['exact', 'starts', 'ends', 'contains'] as const),
      words: row.words ?? '',
    })),
    usual: rows('usual-words.csv').map((row) => [row.word ?? '', Number(row.per_thousand)] as const),
    givenNames: rows('given-names.csv').map((row) => row.name ?? ''),
  });
}
