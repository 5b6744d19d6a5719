import type { OrganisationId } from '../../domain/organisations/index.ts';
import type { LineOrder, ListRequest, SpendFilter } from '../../domain/spend/explore/types.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { figuresUnder } from './analysisOf.ts';
import { bundleOf } from './bundle.ts';
import { Keeping, type Standing } from './keeping.ts';
import { lineInFull } from './lineInFull.ts';
import { everySupplierOf, slicesOf, suppliersOf } from './lists.ts';
import { openSuppliersOf, placesAt, stringsOf } from './openSuppliers.ts';
import type { ExploreParts } from './parts.ts';
import { type Placed, placeUnder } from './placings.ts';
import { needsYear, type ReadyQuery, readyQuery } from './queries.ts';
import { choicesOf, noteQuestion, type Ready, readyUnder, resultOf, warm } from './ready.ts';
import { lookNow } from './state.ts';
import { supplierMoneyOf } from './supplierMoney.ts';
import type { ExploreCalls, SoonAdded } from './types.ts';

/** Finds what is kept of an owner, opened when it is first needed. */
type Keeper = (owner: OrganisationId) => Promise<Keeping>;

function keeper({ explorerFor }: Pick<ExploreParts, 'explorerFor'>): Keeper {
  const kept = new Map<string, Promise<Keeping>>();
  return (owner) => {
    const known = kept.get(owner);
    if (known) return known;
    const opened = explorerFor(owner).then((open) => new Keeping(open, warm));
    kept.set(owner, opened);
    opened.catch(() => kept.delete(owner));
    return opened;
  };
}

interface Seen {
  readonly keeping: Keeping;
  readonly standing: Standing;
}

/** Everything that is asked in one request is answered from what its first question saw. */
function readier(parts: ExploreParts, keptFor: Keeper) {
  let seen: Promise<Seen | null> | null = null;
  const look = async (): Promise<Seen | null> => {
    const now = await lookNow(parts);
    if (!now) return null;
    const keeping = await keptFor(now.owner.id);
    return { keeping, standing: await keeping.forRequest(parts, now) };
  };
  /** Answers null where nothing was imported or no definition has the name. */
  return async <T>(named: string | null, work: (ready: Ready) => Promise<T>): Promise<T | null> => {
    seen ??= look();
    seen.catch(() => {
      seen = null;
    });
    const found = await seen;
    const ready = found && readyUnder(parts, found.standing, named);
    return found && ready ? found.keeping.during(() => work(ready)) : null;
  };
}

type WithQuery<T> = (ready: Ready, placed: Placed, query: ReadyQuery) => Promise<T>;

async function askUnder<T>(ready: Ready, filter: SpendFilter, work: WithQuery<T>): Promise<Decision<T>> {
  const placed = await placeUnder(ready.kept, ready.places, ready.lead);
  const query = readyQuery(filter, placed);
  return query.ok ? accept(await work(ready, placed, query.value)) : query;
}

/** Runs a question about a filter, refused in words where the filter cannot be. */
function asker(parts: ExploreParts, keptFor: Keeper) {
  const ready = readier(parts, keptFor);
  const ask = async <T>(filter: SpendFilter, work: WithQuery<T>): Promise<Decision<T>> => {
    const answer = await ready(filter.definition, (state) => askUnder(state, filter, work));
    const sentence = `There is no definition "${filter.definition}", or nothing has been imported yet.`;
    return answer ?? refuse('unknown-definition', sentence);
  };
  /** The same for a question that is likely to be asked again when something was added. */
  const askOften = async <T>(about: unknown, filter: SpendFilter, work: WithQuery<T>): Promise<Decision<T>> =>
    ask(filter, (state, placed, query) => {
      noteQuestion(state.kept, JSON.stringify([about, filter]), async (later) => {
        const under = readyUnder(parts, { key: '', ...later }, filter.definition);
        if (under) await askUnder(under, filter, work);
      });
      return work(state, placed, query);
    });
  return { ready, ask, askOften };
}

async function* partsOf<T>(parts: readonly T[]): AsyncIterable<T> {
  for (const part of parts) yield part;
}

/** What exploring works with, for whatever organisation. */
export type ExploringParts = Omit<ExploreParts, 'records' | 'references'>;

/** What belongs to the organisation that is asked about. */
export type OwnParts = Pick<ExploreParts, 'records' | 'references'>;

/** Exploring: the calls of a request, and how what it answers from is made ready before anybody asks. */
export interface Exploring {
  /** The calls of one request, which are all answered from the same moment. */
  readonly callsFor: (own: OwnParts) => ExploreCalls;
  /** Resolves when requests are answered from what lies in the store now. */
  readonly upToDate: (own: OwnParts) => Promise<void>;
  /** Makes ready what pages will show once this counts, so that they can show it at once. */
  readonly prepare: (own: OwnParts, soon: SoonAdded) => Promise<void>;
}

/**
 * Exploring on real parts: what was worked out for an organisation is kept between requests, and each request asks with
 * records of its own.
 */
export function openExploring(shared: ExploringParts): Exploring {
  const keptFor = keeper(shared);
  return {
    callsFor: (own) => exploreCalls({ ...shared, ...own }, keptFor),
    upToDate: async (own) => {
      const parts = { ...shared, ...own };
      const now = await lookNow(parts);
      if (!now) return;
      const keeping = await keptFor(now.owner.id);
      const ready = readyUnder(parts, await keeping.upToDate(parts, now), null);
      if (ready) await keeping.during(() => resultOf(parts, ready));
    },
    prepare: async (own, { add, without }) => {
      const parts = { ...shared, ...own };
      const now = await lookNow(parts, add);
      if (!now) return;
      const batches = now.batches.filter(({ id }) => !without.includes(id));
      await (await keptFor(now.owner.id)).prepare(parts, { ...now, batches });
    },
  };
}

/** Everything the pages that explore spend ask for, over all current batches of the organisation. */
function exploreCalls(parts: ExploreParts, keptFor: Keeper): ExploreCalls {
  const { ready, ask, askOften } = asker(parts, keptFor);
  const lines = async (filter: SpendFilter, list: ListRequest<LineOrder>) =>
    ask(filter, ({ kept }, _, query) => kept.explorer.lines(query, list));
  return {
    analysis: (definition) => ready(definition, (state) => resultOf(parts, state)),
    choices: (definition) => ready(definition, choicesOf),
    bundle: (definition) =>
      ready(definition, async (state) => {
        const analysis = await resultOf(parts, state);
        return bundleOf(parts.bundles, { ...state, analysis }, state.lead);
      }),
    figuresUnder: async (definition) => {
      const figures = await ready(null, async ({ kept, places }) =>
        figuresUnder(kept, await placeUnder(kept, places, definition)),
      );
      return figures ?? [];
    },
    slices: async (filter, by) => {
      const allowed = needsYear(filter, by);
      if (!allowed.ok) return allowed;
      return askOften(by, filter, ({ kept }, placed, query) => slicesOf(kept, placed, query, by));
    },
    suppliers: (filter, list) =>
      askOften(list, filter, (state, placed, query) => suppliersOf(state, placed, query, list)),
    lines,
    line: (batch, record, definition) =>
      ready(definition, async ({ now, kept, places, lead }) => {
        const known = now.batches.find(({ id }) => id === batch);
        const found = known ? await kept.explorer.line(known.id, record) : null;
        if (!found) return null;
        const placed = await placeUnder(kept, places, lead);
        return lineInFull(parts, { now, places, placed }, found);
      }),
    openSuppliers: (year) => ready(null, (state) => openSuppliersOf(state, year)),
    supplierMoney: (year) => ready(null, (state) => supplierMoneyOf(state, year)),
    stringsOf: async (...payees) => (await ready(null, (state) => stringsOf(state, payees))) ?? [],
    everyString: async (work) => {
      await ready(null, ({ kept }) => work(kept.explorer.supplierStrings(null)));
    },
    placesAt: async (postcodes) =>
      (await ready(null, ({ places }) => placesAt(places, postcodes))) ?? new Map(),
    everySupplier: (filter, list) =>
      ask(filter, async (state, placed, query) => partsOf(await everySupplierOf(state, placed, query, list))),
    everyLine: (filter, list) =>
      ask(filter, async ({ kept }, _, query) => kept.explorer.streamLines(query, list)),
  };
}
