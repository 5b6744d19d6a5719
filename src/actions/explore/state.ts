import type { Owner } from '../../domain/organisations/index.ts';
import type { Home } from '../../domain/places/index.ts';
import type { Analysis } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { assert, type LocalDate } from '../../domain/values/index.ts';
import type { Explorer } from '../../lake/batches/types.ts';
import type { BatchRow, StoredDefinition } from '../../records/types.ts';
import { type KnownPlaces, knowPlaces, loadPlaceIndex } from '../analysis/places.ts';
import { supplierKnowledge } from '../suppliers/knowledge.ts';
import type { ExploreParts } from './parts.ts';
import type { Ready } from './ready.ts';

/** Everything that is asked for each time, and so is never out of date. */
export interface Now {
  readonly owner: Owner;
  readonly batches: readonly BatchRow[];
  readonly stored: readonly StoredDefinition[];
  /** The reference editions and what is known of suppliers, as text: placings are the same as long as it is. */
  readonly editions: string;
  readonly listDay: LocalDate | null;
  /** Counts up with every look, in the order in which they began. */
  readonly looked: number;
}

let looks = 0;

/** What has to stay the same when payees are added to a placing. */
export interface MadePlacing {
  /** What the explorer knows it by. */
  readonly name: string;
  /** Place codes that occur. */
  readonly codes: Set<number>;
  /** Numbers of sets of candidate places, and of postcodes. */
  readonly settledAt: (candidates: string) => number;
  readonly paidAt: (postcode: string) => number;
  /** The explorers all of whose payees are in it, or are being placed. */
  readonly placed: WeakMap<Explorer, Promise<void>>;
}

/** Places as the editions in use know them. */
export interface Places extends KnownPlaces {
  /** Everything they were made from, as text. */
  readonly key: string;
  readonly home: Home;
  /** The placings made with them, by what they say, the oldest first. */
  readonly placings: Map<string, MadePlacing>;
}

/** What a request works with: an explorer over the batches it is about, and what is shared with other requests. */
export interface Kept {
  readonly explorer: Explorer;
  /** Finished results, by everything they were made from. */
  readonly results: Map<string, Promise<Analysis>>;
  /** What was asked lately, the oldest first. */
  readonly questions: Map<string, (ready: Ready) => Promise<unknown>>;
  /** A name that no other placing has. */
  readonly newPlacing: () => string;
  /** Forgets a placing once nobody is using it any more. */
  readonly forgetPlacing: (name: string) => void;
}

/** What lies in the store now, and what is added soon; null where there is no organisation or nothing counts. */
export async function lookNow(
  parts: ExploreParts,
  soon: readonly Now['batches'][number][] = [],
): Promise<Now | null> {
  looks += 1;
  const looked = looks;
  const owner = await parts.records.owner();
  if (!owner) return null;
  const batches = [...(await parts.records.currentBatches(owner.id)), ...soon];
  if (batches.length === 0) return null;
  const stored = await parts.records.definitions(owner.id);
  const used = (await parts.references.list()).filter((edition) => edition.inUse);
  const editions = used.map(({ kind, edition, sequence }) => `${kind} ${edition} ${sequence}`).sort();
  const listDay = used.find(({ kind }) => kind === 'suppliers')?.date ?? null;
  const suppliers = await parts.records.supplierVersion();
  return { owner, batches, stored, editions: [...editions, suppliers].join(', '), listDay, looked };
}

/** Everything that places are made from, as text. */
export function placesKey({ owner, editions }: Pick<Now, 'owner' | 'editions'>): string {
  return `${owner.home.code} ${editions}`;
}

/** The places under the editions in use. */
export async function placesNow(parts: ExploreParts, now: Now): Promise<Places> {
  const index = await loadPlaceIndex(parts);
  const home = index.home(now.owner.home.code);
  assert(home.ok, `${now.owner.home.code} is an authority`);
  const suppliers = await supplierKnowledge(parts);
  const known = await knowPlaces(parts, index, { ledgerPostcodes: [], suppliers });
  return { ...known, key: placesKey(now), home: home.value, placings: new Map() };
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
