import type { Owner } from '../../domain/organisations/index.ts';
import type { Home } from '../../domain/places/index.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { assert, type LocalDate } from '../../domain/values/index.ts';
import type { Explorer } from '../../lake/batches/types.ts';
import type { BatchRow, StoredDefinition } from '../../records/types.ts';
import { type KnownPlaces, knowPlaces, loadPlaceIndex } from '../analysis/places.ts';
import type { ExploreParts } from './parts.ts';

/** Everything that is asked for each time, and so is never out of date. */
export interface Now {
  readonly owner: Owner;
  readonly batches: readonly BatchRow[];
  readonly stored: readonly StoredDefinition[];
  /** The reference editions in use, as text: facts and placings are the same as long as it is. */
  readonly editions: string;
  readonly listDay: LocalDate | null;
}

/** What has to stay the same when payees are added to a placing. */
export interface MadePlacing {
  /** Place codes that occur. */
  readonly codes: Set<number>;
  /** Numbers of sets of candidate places, and of postcodes. */
  readonly settledAt: (candidates: string) => number;
  readonly paidAt: (postcode: string) => number;
}

/** Places as the editions in use know them. */
export interface Places extends KnownPlaces {
  readonly home: Home;
  /** The placings made with them, by name, the oldest first. */
  readonly placings: Map<string, MadePlacing>;
}

/** What is kept of one owner between requests. */
export interface Kept {
  readonly explorer: Explorer;
  places: { readonly key: string; readonly value: Places } | null;
  /** Finished results, by everything they were made from. */
  readonly results: Map<string, Promise<unknown>>;
  /** Requests change the explorer one after another. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What lies in the store now; null where there is no organisation or nothing counts. */
export async function lookNow(parts: ExploreParts): Promise<Now | null> {
  const owner = await parts.records.owner();
  if (!owner) return null;
  const batches = await parts.records.currentBatches(owner.id);
  if (batches.length === 0) return null;
  const stored = await parts.records.definitions(owner.id);
  const used = (await parts.references.list()).filter((edition) => edition.inUse);
  const editions = used.map(({ kind, edition, sequence }) => `${kind} ${edition} ${sequence}`).sort();
  const listDay = used.find(({ kind }) => kind === 'suppliers')?.date ?? null;
  return { owner, batches, stored, editions: editions.join(', '), listDay };
}

/** Does one thing after another; one that fails does not stop the next. */
function queue(): Kept['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Finds what is kept of an owner. */
export type Keeper = (owner: Owner) => Promise<Kept>;

/** Keeps one explorer for each owner, opened when it is first needed. */
export function keeper(parts: Pick<ExploreParts, 'explorerFor'>): Keeper {
  const kept = new Map<string, Promise<Kept>>();
  return (owner) => {
    const known = kept.get(owner.id);
    if (known) return known;
    const opened = parts
      .explorerFor(owner.id)
      .then((explorer): Kept => ({ explorer, places: null, results: new Map(), inTurn: queue() }));
    kept.set(owner.id, opened);
    opened.catch(() => kept.delete(owner.id));
    return opened;
  };
}

/** The places under the editions in use; placings made with older editions are forgotten. */
export async function placesNow(parts: ExploreParts, kept: Kept, now: Now): Promise<Places> {
  const key = `${now.owner.home.code} ${now.editions}`;
  if (kept.places?.key === key) return kept.places.value;
  const index = await loadPlaceIndex(parts);
  const home = index.home(now.owner.home.code);
  assert(home.ok, `${now.owner.home.code} is an authority`);
  const known = await knowPlaces(parts, index, []);
  const value = { ...known, home: home.value, placings: new Map() };
  for (const name of kept.places?.value.placings.keys() ?? []) await kept.explorer.forget(name);
  kept.places = { key, value };
  return value;
}

/** The newest version of each own definition. */
function newestOwn(stored: readonly StoredDefinition[]): readonly LocalDefinition[] {
  const newest = new Map<string, LocalDefinition>();
  for (const { definition } of stored) {
    if (!newest.has(definition.id)) newest.set(definition.id, definition);
  }
  return [...newest.values()];
}

/**
 * The definitions that can be chosen, the named one first: shipped ones, then the owner's own in their newest version.
 * Null names the one that leads; undefined is the answer where no definition has the name.
 */
export function definitionsNow(
  shipped: readonly LocalDefinition[],
  { owner, stored }: Pick<Now, 'owner' | 'stored'>,
  named: string | null,
): readonly LocalDefinition[] | undefined {
  const all = [...shipped, ...newestOwn(stored)];
  const usual = all.find(({ id }) => id === owner.definition) ?? all[0];
  const lead = named === null ? usual : all.find(({ id }) => id === named);
  return lead && [lead, ...all.filter(({ id }) => id !== lead.id)];
}
