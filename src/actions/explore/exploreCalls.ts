import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import type { LineOrder, ListRequest, SpendFilter } from '../../domain/spend/explore/types.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { analysisOf, figuresUnder, periodOf } from './analysisOf.ts';
import { bundleOf } from './bundle.ts';
import { lineInFull } from './lineInFull.ts';
import { everySupplierOf, slicesOf, suppliersOf } from './lists.ts';
import type { ExploreParts } from './parts.ts';
import { type Placed, placeUnder } from './placings.ts';
import { needsYear, type ReadyQuery, readyQuery } from './queries.ts';
import {
  definitionsNow,
  type Keeper,
  type Kept,
  keeper,
  lookNow,
  type Now,
  type Places,
  placesNow,
} from './state.ts';
import type { ExploreCalls, ExploreChoices } from './types.ts';

/** Finished results that are kept; one is made for each leading definition and state of the store. */
const resultsKept = 8;

/** Everything one request works with: what is in the store now, and an explorer that holds it. */
interface Ready {
  readonly now: Now;
  readonly kept: Kept;
  readonly places: Places;
  readonly definitions: readonly LocalDefinition[];
  readonly lead: LocalDefinition;
}

function keyOf({ now, definitions, places }: Ready): string {
  const batches = now.batches.map(({ id }) => id);
  return JSON.stringify([now.owner, batches, now.editions, definitions, places.home]);
}

/** A finished result by everything it was made from. */
function resultFor<T>({ results }: Kept, key: string, make: () => Promise<T>): Promise<T> {
  const known = results.get(key);
  results.delete(key);
  const result = known ?? make();
  results.set(key, result);
  result.catch(() => results.delete(key));
  const [oldest] = results.keys();
  if (results.size > resultsKept && oldest !== undefined) results.delete(oldest);
  // The key holds everything a result is made from, and only analyses are kept here.
  return result as Promise<T>;
}

function readier(parts: ExploreParts, keptFor: Keeper) {
  /** Runs one request after another on the explorer; null where nothing was imported or no definition has the name. */
  return async <T>(named: string | null, work: (ready: Ready) => Promise<T>): Promise<T | null> => {
    const owner = await parts.records.owner();
    if (!owner) return null;
    const kept = await keptFor(owner);
    return kept.inTurn(async () => {
      const now = await lookNow(parts);
      const definitions = now && definitionsNow(parts.shippedDefinitions, now, named);
      const lead = definitions?.[0];
      if (!now || !definitions || !lead) return null;
      await kept.explorer.hold(now.batches.map(({ id }) => id));
      const places = await placesNow(parts, kept, now);
      return work({ now, kept, places, definitions, lead });
    });
  };
}

async function choicesOf({ kept, places, definitions, lead }: Ready): Promise<ExploreChoices> {
  const { explorer } = kept;
  const { rings } = await placeUnder(kept, places, lead);
  return {
    definitions,
    rings: rings.map(({ id, name, codes }) => ({ id, name, codes: [...codes] })),
    years: (await explorer.years()).map(({ yearStart }) => periodOf(yearStart)),
    bodies: await explorer.values('body'),
    departments: await explorer.values('department'),
    categories: await explorer.values('category'),
  };
}

type WithQuery<T> = (ready: Ready, placed: Placed, query: ReadyQuery) => Promise<T>;

/** Runs a question about a filter, refused in words where the filter cannot be. */
function asker(parts: ExploreParts, keptFor: Keeper) {
  const ready = readier(parts, keptFor);
  const ask = async <T>(filter: SpendFilter, work: WithQuery<T>): Promise<Decision<T>> => {
    const answer = await ready(filter.definition, async (state): Promise<Decision<T>> => {
      const placed = await placeUnder(state.kept, state.places, state.lead);
      const query = readyQuery(filter, placed);
      return query.ok ? accept(await work(state, placed, query.value)) : query;
    });
    const sentence = `There is no definition "${filter.definition}", or nothing has been imported yet.`;
    return answer ?? refuse('unknown-definition', sentence);
  };
  return { ready, ask };
}

async function* partsOf<T>(parts: readonly T[]): AsyncIterable<T> {
  for (const part of parts) yield part;
}

/** What exploring works with, for whatever organisation. */
export type ExploringParts = Omit<ExploreParts, 'records' | 'references'>;

/**
 * Exploring on real parts: what was worked out for an organisation is kept between requests, and each request asks with
 * records of its own.
 */
export function openExploring(parts: ExploringParts): {
  readonly callsFor: (own: Pick<ExploreParts, 'records' | 'references'>) => ExploreCalls;
} {
  const keptFor = keeper(parts);
  return { callsFor: (own) => exploreCalls({ ...parts, ...own }, keptFor) };
}

/** Everything the pages that explore spend ask for, over all current batches of the organisation. */
function exploreCalls(parts: ExploreParts, keptFor: Keeper): ExploreCalls {
  const { ready, ask } = asker(parts, keptFor);
  const lines = async (filter: SpendFilter, list: ListRequest<LineOrder>) => {
    // What is read from the line files is not waited for in turn: other requests go on meanwhile.
    const begun = await ask(filter, async ({ kept }, _, query) => {
      const page = kept.explorer.lines(query, list);
      page.catch(() => undefined);
      return { page };
    });
    return begun.ok ? accept(await begun.value.page) : begun;
  };
  return {
    analysis: (definition) =>
      ready(definition, (state) =>
        resultFor(state.kept, keyOf(state), () => analysisOf(parts, state, state.definitions)),
      ),
    choices: (definition) => ready(definition, choicesOf),
    bundle: async (definition) => {
      const seen = await ready(definition, async (state) => ({
        ...state,
        analysis: await resultFor(state.kept, keyOf(state), () =>
          analysisOf(parts, state, state.definitions),
        ),
      }));
      return seen && bundleOf(parts.bundles, seen, seen.lead);
    },
    figuresUnder: async (definition) => {
      const figures = await ready(null, async ({ kept, places }) =>
        figuresUnder(kept, await placeUnder(kept, places, definition)),
      );
      return figures ?? [];
    },
    slices: async (filter, by) => {
      const allowed = needsYear(filter, by);
      return allowed.ok
        ? ask(filter, ({ kept }, placed, query) => slicesOf(kept, placed, query, by))
        : allowed;
    },
    suppliers: (filter, list) =>
      ask(filter, (state, placed, query) => suppliersOf(state, placed, query, list)),
    lines,
    line: (batch, record, definition) =>
      ready(definition, async ({ now, kept, places, lead }) => {
        const known = now.batches.find(({ id }) => id === batch);
        const found = known ? await kept.explorer.line(known.id, record) : null;
        if (!found) return null;
        const placed = await placeUnder(kept, places, lead);
        return lineInFull(parts, { now, places, placed }, found);
      }),
    everySupplier: (filter, list) =>
      ask(filter, async (state, placed, query) => partsOf(await everySupplierOf(state, placed, query, list))),
    everyLine: (filter, list) =>
      ask(filter, async ({ kept }, _, query) => kept.explorer.streamLines(query, list)),
  };
}
