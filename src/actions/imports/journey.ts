import { decideMove, type ImportEvent } from '../../domain/spend/imports/decideMove.ts';
import { parseImportId } from '../../domain/spend/imports/ids.ts';
import type { Import, ImportId } from '../../domain/spend/imports/types.ts';
import { accept, type Decision, millisecondsOf, refuse } from '../../domain/values/index.ts';
import type { ImportBoundary, ImportParts } from './parts.ts';

/** What this process knows of imports beyond the records: how far jobs are, and whose job has to end. */
export interface Journey {
  readonly parts: ImportParts;
  readonly progress: Map<ImportId, { readonly sentence: string; readonly startedMilliseconds: number }>;
  readonly cancelled: Set<ImportId>;
}

/** A person cancelled the import whose job runs. */
export class Cancelled extends Error {}

/** Why a job stopped, in a sentence made for people. */
export class Stopped extends Error {}

/** Passes a boundary; throws when the import was cancelled. */
export async function pass({ parts, cancelled }: Journey, id: ImportId, at: ImportBoundary): Promise<void> {
  await parts.reached(at, id);
  if (cancelled.has(id)) throw new Cancelled(`${id} was cancelled`);
}

/** Tells how far the job of an import has come. */
export function say({ parts, progress }: Journey, id: ImportId, sentence: string): void {
  const startedMilliseconds = progress.get(id)?.startedMilliseconds ?? millisecondsOf(parts.now());
  progress.set(id, { sentence, startedMilliseconds });
}

/** The import of the organisation with this text as its id; null when there is none. */
export async function findImport({ records }: ImportParts, text: string): Promise<Import | null> {
  const id = parseImportId(text);
  const owner = id && (await records.firstOwner());
  return id && owner ? records.importOf(owner.id, id) : null;
}

/** The import, or the refusal that there is none. */
export async function foundImport(parts: ImportParts, text: string): Promise<Decision<Import>> {
  const one = await findImport(parts, text);
  return one ? accept(one) : refuse('import-unknown', 'There is no such import. It may have been removed.');
}

/** Words for a page that shows an older version of an import than the one stored. */
export function changedSince(): Decision<never> {
  const sentence = 'This import was changed since you opened the page. Look at it again, then decide.';
  return refuse('import-changed', sentence);
}

/** The import after an event, not saved; refused where the event does not fit its state. */
export function nextVersion(
  { now }: Pick<ImportParts, 'now'>,
  one: Import,
  event: ImportEvent,
  change: Partial<Pick<Import, 'files' | 'answers' | 'reading' | 'sentence'>> = {},
): Decision<Import> {
  const state = decideMove(one, event);
  if (!state.ok) return state;
  const version = one.version + 1;
  return accept({ ...one, sentence: null, ...change, state: state.value, version, changedAt: now() });
}

/** Moves an import on and saves it; refused when the event does not fit or somebody changed it meanwhile. */
export async function move(
  parts: ImportParts,
  one: Import,
  event: ImportEvent,
  change: Parameters<typeof nextVersion>[3] = {},
): Promise<Decision<Import>> {
  const next = nextVersion(parts, one, event, change);
  if (!next.ok) return next;
  return (await parts.records.saveImport(next.value)) ? next : changedSince();
}
