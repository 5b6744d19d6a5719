import type { Analysis } from '../../domain/spend/analysis.ts';
import type { LocalDefinition } from '../../domain/spend/definitions.ts';
import { analysisOf, measureStored, periodOf } from './analysisOf.ts';
import type { Standing } from './keeping.ts';
import type { ExploreParts } from './parts.ts';
import { placeUnder } from './placings.ts';
import { definitionsNow, type Kept, type Now, type Places } from './state.ts';
import type { ExploreChoices } from './types.ts';

/** Finished results that are kept; one is made for each leading definition and state of the store. */
const resultsKept = 8;

/** Questions that are asked again of what is made ready, so that nobody waits for the first answer about it. */
const questionsKept = 24;

/** Everything one request works with: what lay in the store at one moment, and an explorer that holds it. */
export interface Ready {
  readonly now: Now;
  readonly kept: Kept;
  readonly places: Places;
  readonly definitions: readonly LocalDefinition[];
  readonly lead: LocalDefinition;
}

/** A standing under the named definition, or the one that leads; null where no definition has the name. */
export function readyUnder(
  { shippedDefinitions }: Pick<ExploreParts, 'shippedDefinitions'>,
  { now, kept, places }: Standing,
  named: string | null,
): Ready | null {
  const definitions = definitionsNow(shippedDefinitions, now, named);
  const [lead] = definitions ?? [];
  return definitions && lead ? { now, kept, places, definitions, lead } : null;
}

function keyOf({ now, definitions, places }: Ready): string {
  const batches = now.batches.map(({ id }) => id);
  return JSON.stringify([now.owner, batches, places.key, definitions]);
}

/** The whole result, finished once for all who ask. */
export function resultOf(parts: ExploreParts, ready: Ready): Promise<Analysis> {
  const { results } = ready.kept;
  const key = keyOf(ready);
  const known = results.get(key);
  results.delete(key);
  const result = known ?? analysisOf(parts, ready, ready.definitions);
  results.set(key, result);
  result.catch(() => results.delete(key));
  const [oldest] = results.keys();
  if (results.size > resultsKept && oldest !== undefined) results.delete(oldest);
  return result;
}

/** What pages need to show filters. */
export async function choicesOf({ kept, places, definitions, lead }: Ready): Promise<ExploreChoices> {
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

/** Notes a question that was asked lately. */
export function noteQuestion(
  { questions }: Kept,
  key: string,
  ask: (ready: Ready) => Promise<unknown>,
): void {
  questions.delete(key);
  questions.set(key, ask);
  const [oldest] = questions.keys();
  if (questions.size > questionsKept && oldest !== undefined) questions.delete(oldest);
}

/** Works out what pages will show of a standing: the sums of its result, what can be chosen, and what was asked lately. */
export async function warm(parts: ExploreParts, standing: Standing): Promise<void> {
  const ready = readyUnder(parts, standing, null);
  if (!ready) return;
  await measureStored(parts, ready, ready.definitions);
  await choicesOf(ready);
  for (const ask of [...ready.kept.questions.values()]) await ask(ready);
}
