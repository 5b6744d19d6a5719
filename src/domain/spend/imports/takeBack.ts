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

/**
 * Which of the wanted batches come back into the figures: those that were undone. Refused when none was, or when the
 * bytes of one count already, because the same payments would count twice: not in a batch that it replaces again, and
 * not when the batch that took its place counts.
 */
export function bringingBack(
  all: readonly ListedBatch[],
  wanted: readonly ListedBatch[],
): Decision<readonly BatchId[]> {
  const undone = wanted.filter(({ state }) => state === 'undone');
  if (undone.length === 0) return nothingUndone(all, wanted);
  const current = all.filter(({ state }) => state === 'current');
  const refusals = undone.flatMap((batch, index): Refusal[] => {
    const others = [...current, ...undone.slice(0, index)].filter(
      ({ supersededBy }) => supersededBy !== batch.id,
    );
    const successor = current.find(({ id }) => id === batch.supersededBy);
    if (successor) return [replacedBy(batch.name, successor.name)];
    const same = others.find(({ sha256 }) => sha256 === batch.sha256);
    if (!same) return [];
    const sentence = `${batch.name} cannot be brought back, because the same bytes count already as ${same.name}. Undo that one first.`;
    return [{ code: 'bytes-counted', sentence }];
  });
  return refusals.length > 0 ? { ok: false, refusals } : accept(undone.map(({ id }) => id));
}
