import {
  type Acting,
  mayDo,
  type OrganisationId,
  organisationOf,
  personOf,
} from '../../domain/organisations/index.ts';
import { decideMove, type ImportEvent } from '../../domain/spend/imports/decideMove.ts';
import { parseImportId } from '../../domain/spend/imports/ids.ts';
import type { Import, ImportId } from '../../domain/spend/imports/types.ts';
import { accept, type Decision, millisecondsOf, refuse } from '../../domain/values/index.ts';
import type { ImportBoundary, ImportParts, ImportRecords } from './parts.ts';

/** What this process knows of imports beyond the records: how far jobs are, and whose job has to end. */
export interface ImportWork {
  readonly parts: ImportParts;
  readonly progress: Map<ImportId, { readonly sentence: string; readonly startedMilliseconds: number }>;
  readonly cancelled: Set<ImportId>;
}

/** The import journey in somebody's name, in one organisation. */
export interface Journey extends ImportWork {
  readonly acting: Acting;
  readonly records: ImportRecords;
}

/** The journey in the name of whoever acts. */
export function journeyOf(work: ImportWork, acting: Acting): Journey {
  return { ...work, acting, records: work.parts.store.as(acting) };
}

/** The journey of a job, which the program carries out for an organisation and whoever ordered it. */
export function journeyOfJob(work: ImportWork, owner: OrganisationId, ordered: Acting): Journey {
  const actor = { kind: 'system', organisation: owner, onBehalfOf: personOf(ordered.actor) } as const;
  return journeyOf(work, { ...ordered, actor });
}

/** A person cancelled the import whose job runs. */
export class Cancelled extends Error {}

/** Why a job stopped, in a sentence made for people. */
export class Stopped extends Error {}

/** Passes a boundary; throws when the import was cancelled. */
export async function pass(
  { parts, cancelled }: ImportWork,
  id: ImportId,
  at: ImportBoundary,
): Promise<void> {
  await parts.reached(at, id);
  if (cancelled.has(id)) throw new Cancelled(`${id} was cancelled`);
}

/** Tells how far the job of an import has come. */
export function say({ parts, progress }: ImportWork, id: ImportId, sentence: string): void {
  const startedMilliseconds = progress.get(id)?.startedMilliseconds ?? millisecondsOf(parts.now());
  progress.set(id, { sentence, startedMilliseconds });
}

/** The import of the organisation with this text as its id; null when there is none that whoever acts may see. */
export async function findImport({ records, acting }: Journey, text: string): Promise<Import | null> {
  const id = parseImportId(text);
  const owner = organisationOf(acting.actor);
  const one = id && owner ? await records.importOf(owner, id) : null;
  return one && mayDo(acting.actor, acting.action, one.state) ? one : null;
}

/** The import, or the refusal that there is none. */
export async function foundImport(journey: Journey, text: string): Promise<Decision<Import>> {
  const one = await findImport(journey, text);
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
  { parts, records }: Journey,
  one: Import,
  event: ImportEvent,
  change: Parameters<typeof nextVersion>[3] = {},
): Promise<Decision<Import>> {
  const next = nextVersion(parts, one, event, change);
  if (!next.ok) return next;
  return (await records.saveImport(next.value)) ? next : changedSince();
}
