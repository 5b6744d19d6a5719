import {
  decideSupplier,
  type MatchingKnowledge,
  matchKey,
  type NameIndex,
  type NameIndexTables,
  nameIndexBuilder,
  type RegisteredEntity,
  type RegisterReading,
  type SupplierMatch,
  type SupplierQuery,
  type SupplierSearch,
  searchForSupplier,
  searchNearness,
  wordCounter,
  wordWeigher,
} from '../../domain/suppliers/index.ts';
import { accept, type Decision, formatCount, type Refusal, refuse } from '../../domain/values/index.ts';
import type { NameList } from '../../formats/registers/readNames.ts';
import type { Nearest } from '../../lake/nameIndex/startNearest.ts';

/** What is to be matched with what. */
export interface MatchOrder {
  readonly names: string;
  readonly registers: readonly string[];
}

/** The real parts; `main.ts` hands them in. */
export interface MatchNamesParts {
  readonly readNames: (path: string) => Promise<Decision<NameList>>;
  readonly readRegister: (path: string) => Promise<Decision<RegisterReading>>;
  /** The refusal that an error in the middle of a reading carries. */
  readonly refusalIn: (error: unknown) => Refusal | undefined;
  readonly words: Pick<MatchingKnowledge, 'words' | 'payees'>;
  /** Looks for near names in the indexes given, by several threads where it can. */
  readonly startNearest: (indexes: readonly NameIndexTables[]) => Nearest;
  readonly progress: (sentence: string) => void;
}

/** A name of the list with what was found. */
export interface MatchedName {
  readonly query: SupplierQuery;
  readonly match: SupplierMatch;
}

export interface MatchedNames {
  readonly names: readonly MatchedName[];
  readonly withoutName: number;
  readonly organisations: number;
  /** What the registers had to say about themselves, such as records that were left out. */
  readonly notes: readonly string[];
}

interface Asked {
  readonly query: SupplierQuery;
  readonly search: SupplierSearch;
}

type EachEntity = (entity: RegisteredEntity, ordinal: number) => void;

/** Reads every organisation of the registers once, each with its number in order. Answers the notes of the readings. */
async function eachEntity(
  parts: MatchNamesParts,
  paths: readonly string[],
  each: EachEntity,
): Promise<Decision<{ readonly organisations: number; readonly notes: readonly string[] }>> {
  let ordinal = 0;
  const notes: string[] = [];
  for (const path of paths) {
    const opened = await parts.readRegister(path);
    if (!opened.ok) return opened;
    for await (const entity of opened.value.entities) {
      each(entity, ordinal);
      ordinal += 1;
      if (ordinal % 100_000 === 0) parts.progress(`${formatCount(ordinal)} organisations read`);
    }
    notes.push(...opened.value.tally().notes);
  }
  return accept({ organisations: ordinal, notes });
}

interface Searched {
  /** For each question the organisations to look at, by their numbers in order. */
  readonly wanted: readonly ReadonlySet<number>[];
  readonly weightOf: (word: string) => number;
  readonly organisations: number;
  readonly notes: readonly string[];
}

/** Numbers in the list and the questions that they stand beside. */
function questionsByIdentifier(asked: readonly Asked[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  asked.forEach(({ search }, question) => {
    for (const identifier of search.identifiers) {
      found.set(identifier, [...(found.get(identifier) ?? []), question]);
    }
  });
  return found;
}

const keysAtOnce = 2_000;

/** The rows of the index with each key, and those nearest to it. Keys that stand in the list often are asked once. */
async function rowsNear(
  { progress, startNearest }: MatchNamesParts,
  index: NameIndex,
  asked: readonly Asked[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const keys = [...new Set(asked.flatMap(({ search }) => search.keys))];
  const rows = new Map<string, readonly number[]>();
  const { nearestAll, close } = startNearest([index.tables]);
  try {
    for (let from = 0; from < keys.length; from += keysAtOnce) {
      progress(`${formatCount(from)} of ${formatCount(keys.length)} names looked up`);
      const some = keys.slice(from, from + keysAtOnce);
      const nearest = await nearestAll(0, some, searchNearness);
      some.forEach((key, at) => {
        rows.set(key, [...index.exact(key), ...(nearest[at] ?? []).map(({ row }) => row)]);
      });
    }
    return rows;
  } finally {
    await close();
  }
}

/** First reading: only keys are kept, so that a whole register fits into little memory. */
async function search(
  parts: MatchNamesParts,
  asked: readonly Asked[],
  registers: readonly string[],
): Promise<Decision<Searched>> {
  const builder = nameIndexBuilder();
  const counter = wordCounter(parts.words.words);
  const owners: number[] = [];
  const wanted = asked.map(() => new Set<number>());
  const numbered = questionsByIdentifier(asked);
  const read = await eachEntity(parts, registers, (entity, ordinal) => {
    for (const { name } of [entity, ...entity.otherNames]) {
      const key = matchKey(name);
      builder.add(key);
      counter.add(key);
      owners.push(ordinal);
    }
    for (const identifier of [entity.identifier, ...entity.alsoKnownAs]) {
      for (const question of numbered.get(identifier) ?? []) wanted[question]?.add(ordinal);
    }
  });
  if (!read.ok) return read;
  const rows = await rowsNear(parts, builder.build(), asked);
  asked.forEach(({ search: { keys } }, question) => {
    for (const row of keys.flatMap((key) => rows.get(key) ?? [])) wanted[question]?.add(owners[row] ?? 0);
  });
  return accept({ wanted, weightOf: wordWeigher(counter.counted(), parts.words.words), ...read.value });
}

/** Second reading: only the organisations that some name is near to. */
async function gather(
  parts: MatchNamesParts,
  registers: readonly string[],
  wanted: readonly ReadonlySet<number>[],
): Promise<Decision<ReadonlyMap<number, RegisteredEntity>>> {
  const all = new Set(wanted.flatMap((some) => [...some]));
  const found = new Map<number, RegisteredEntity>();
  const read = await eachEntity(parts, registers, (entity, ordinal) => {
    if (all.has(ordinal)) found.set(ordinal, entity);
  });
  return read.ok ? accept(found) : read;
}

async function matchAll(parts: MatchNamesParts, order: MatchOrder): Promise<Decision<MatchedNames>> {
  const list = await parts.readNames(order.names);
  if (!list.ok) return list;
  const neutral: MatchingKnowledge = { ...parts.words, weightOf: () => 1 };
  const asked = list.value.names.map((query) => ({ query, search: searchForSupplier(query, neutral) }));
  const searched = await search(parts, asked, order.registers);
  if (!searched.ok) return searched;
  const { wanted, weightOf, organisations, notes } = searched.value;
  const gathered = await gather(parts, order.registers, wanted);
  if (!gathered.ok) return gathered;
  const knowledge: MatchingKnowledge = { ...parts.words, weightOf };
  const names = asked.map(({ query }, question) => {
    const candidates = [...(wanted[question] ?? [])].flatMap((ordinal) => gathered.value.get(ordinal) ?? []);
    return { query, match: decideSupplier(query, candidates, knowledge) };
  });
  return accept({ names, withoutName: list.value.withoutName, organisations, notes });
}

/**
 * Matches a list of names with registers, without a store. The registers are read twice, first for their names and then
 * for the organisations that are near to one in the list. Refused is what cannot be read; nothing is matched in part.
 */
export async function matchNames(parts: MatchNamesParts, order: MatchOrder): Promise<Decision<MatchedNames>> {
  try {
    return await matchAll(parts, order);
  } catch (error) {
    const refusal = parts.refusalIn(error);
    if (refusal === undefined) throw error;
    return refuse(refusal.code, refusal.sentence);
  }
}
