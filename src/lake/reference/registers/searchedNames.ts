import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type MatchingWords,
  matchKey,
  nameIndex,
  nameIndexBuilder,
  tableNames,
  wordCounter,
} from '../../../domain/suppliers/index.ts';
import { loadNames, type SearchedNames, saveNames } from '../../nameIndex/index.ts';
import { namesFile } from '../editions.ts';
import type { RegisterEdition } from '../types.ts';
import { sampleNames } from './keyedBy.ts';
import { namesIn } from './readNames.ts';

/** The names of an edition as they are searched, beside the names that they were made of. */
export const searchedFile = 'names.index';

/** Of millions of names this part tells how rare words are. */
const countedOf = 8;
const allCounted = 100_000;

function newOwners(first: number) {
  let owners = new Int32Array(first);
  let count = 0;
  const add = (owner: number): void => {
    if (count === owners.length) {
      const grown = new Int32Array(2 * count);
      grown.set(owners);
      owners = grown;
    }
    owners[count] = owner;
    count += 1;
  };
  return { add, all: () => owners.slice(0, count) };
}

async function made(root: string, edition: RegisterEdition, words: MatchingWords): Promise<SearchedNames> {
  const builder = nameIndexBuilder();
  const owners = newOwners(Math.max(edition.names, 1_000));
  const counter = wordCounter(words);
  let row = 0;
  for await (const { rows, entity, key } of namesIn(root, edition)) {
    for (let at = 0; at < rows; at += 1, row += 1) {
      const text = key[at] ?? '';
      builder.add(text);
      owners.add(entity[at] ?? 0);
      if (edition.rows < allCounted || row % countedOf === 0) counter.add(text);
    }
  }
  return { tables: builder.build().tables, owners: owners.all(), counts: counter.counted() };
}

/** What the rules of this program make of a few invented names: other rules make something else of them. */
function rulesMark(words: MatchingWords): string {
  const keys = sampleNames.map(matchKey);
  const counter = wordCounter(words);
  for (const key of keys) counter.add(key);
  const hash = createHash('sha256').update(JSON.stringify([keys, [...counter.counted().counts]]));
  const { tables } = nameIndex(keys);
  for (const name of tableNames) hash.update(tables[name]);
  return hash.digest('hex');
}

function wordsMark({ short, phrases, plain }: MatchingWords): string {
  return JSON.stringify([[...short], [...phrases], [...plain]]);
}

/** Says of which names, words and rules something was made. */
async function fingerprintOf(root: string, edition: RegisterEdition, words: MatchingWords): Promise<string> {
  const hash = createHash('sha256').update(rulesMark(words)).update(wordsMark(words));
  await pipeline(
    createReadStream(join(root, edition.kind, edition.edition, namesFile), { highWaterMark: 1 << 20 }),
    hash,
  );
  return hash.digest('hex');
}

/**
 * The names of an edition, ready to be searched. They are made once and kept in the folder of the edition, where they
 * may be; what was kept is looked at before it is believed, and made anew where it does not fit.
 */
export async function searchedNames(
  root: string,
  edition: RegisterEdition,
  words: MatchingWords,
): Promise<SearchedNames> {
  const path = join(root, edition.kind, edition.edition, searchedFile);
  const fingerprint = await fingerprintOf(root, edition, words);
  const kept = loadNames(path, { fingerprint, organisations: edition.rows });
  if (kept !== undefined) return kept;
  const names = await made(root, edition, words);
  saveNames(path, names, fingerprint);
  return names;
}
