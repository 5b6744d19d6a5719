import { accept, type Decision, type Refusal, refuse } from '../../values/index.ts';
import type { Batch, BatchId } from './types.ts';

/** What is known of a batch in a list. */
export type ListedBatch = Pick<Batch, 'id' | 'name' | 'sha256' | 'state' | 'supersededBy'>;

/** Which of the wanted batches leave the figures: those that count. Refused when none does. */
export function takingOut(wanted: readonly ListedBatch[]): Decision<readonly BatchId[]> {
  const ids = wanted.filter(({ state }) => state === 'current').map(({ id }) => id);
  if (ids.length > 0) return accept(ids);
  return refuse('not-counted', 'These payments are in no figure already, so there is nothing to undo.');
}

/**
 * Which batches count again when these are undone: those that one of them replaced, unless their bytes count already in
 * another batch.
 */
export function countingAgain(
  all: readonly ListedBatch[],
  undone: readonly BatchId[],
): readonly ListedBatch[] {
  const out = new Set<BatchId | null>(undone);
  const current = all.filter(({ id, state }) => state === 'current' && !out.has(id));
  return all.filter(
    (one) =>
      one.state === 'superseded' &&
      out.has(one.supersededBy) &&
      !current.some(({ sha256 }) => sha256 === one.sha256),
  );
}

function replacedBy(name: string, by: string): Refusal {
  const sentence = `${name} was replaced by ${by}. Undo that file, and ${name} counts again.`;
  return { code: 'replaced', sentence };
}

/** Why nothing of the wanted batches can come back: they count, or others took their place. */
function nothingUndone(all: readonly ListedBatch[], wanted: readonly ListedBatch[]): Decision<never> {
  const replaced = wanted.find(({ state }) => state === 'superseded');
  if (!replaced) return refuse('counted', 'These payments are in the figures already.');
  const by = all.find(({ id }) => id === replaced.supersededBy)?.name ?? 'another file';
  return { ok: false, refusals: [replacedBy(replaced.name, by)] };
}

/** The batches that took the place of one, each the place of the one before; the one itself is not among them. */
function successorsOf(all: readonly ListedBatch[], one: ListedBatch): readonly ListedBatch[] {
  const found: ListedBatch[] = [];
  let next = all.find(({ id }) => id === one.supersededBy);
  while (next && !found.includes(next)) {
    found.push(next);
    const { supersededBy } = next;
    next = all.find(({ id }) => id === supersededBy);
  }
  return found;
}

/** Why one undone batch cannot count beside batches that count; undefined where it can. */
function whyNotBack(
  all: readonly ListedBatch[],
  counting: readonly ListedBatch[],
  batch: ListedBatch,
): Refusal | undefined {
  const { name } = batch;
  const by = successorsOf(all, batch).find((one) => counting.includes(one));
  if (by) {
    const sentence = `${name} cannot be brought back, because ${by.name} took its place and counts. Undo that one first.`;
    return { code: 'replaced', sentence };
  }
  const others = counting.filter(({ supersededBy }) => supersededBy !== batch.id);
  const same = others.find(({ sha256 }) => sha256 === batch.sha256);
  if (same) {
    const sentence = `${name} cannot be brought back, because the same bytes count already as ${same.name}. Undo that one first.`;
    return { code: 'bytes-counted', sentence };
  }
  const earlier = others.find((one) => successorsOf(all, one).includes(batch));
  if (!earlier) return undefined;
  const sentence = `${name} cannot be brought back, because it took the place of ${earlier.name}, which counts again. Undo that one first.`;
  return { code: 'earlier-counted', sentence };
}

/**
 * Which of the wanted batches come back into the figures: those that were undone. Refused when none was, or when the
 * same payments would count twice: the bytes of one count already (not in a batch that it replaces again), a batch
 * counts that took its place, at once or in several steps, or one counts whose place it took in several steps.
 */
export function bringingBack(
  all: readonly ListedBatch[],
  wanted: readonly ListedBatch[],
): Decision<readonly BatchId[]> {
  const undone = wanted.filter(({ state }) => state === 'undone');
  if (undone.length === 0) return nothingUndone(all, wanted);
  const current = all.filter(({ state }) => state === 'current');
  const refusals = undone.flatMap(
    (batch, index) => whyNotBack(all, [...current, ...undone.slice(0, index)], batch) ?? [],
  );
  return refusals.length > 0 ? { ok: false, refusals } : accept(undone.map(({ id }) => id));
}
