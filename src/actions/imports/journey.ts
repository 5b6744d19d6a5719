import { type JobKind, parseJobId } from '../../domain/jobs/index.ts';
import { type Acting, organisationOf } from '../../domain/organisations/index.ts';
import { decideMove, type ImportEvent } from '../../domain/spend/imports/decideMove.ts';
import { parseImportId } from '../../domain/spend/imports/ids.ts';
import type { Import, ImportId, ImportState } from '../../domain/spend/imports/types.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import type { ImportJob } from '../../records/jobTypes.ts';
import { inState } from '../access/inState.ts';
import type { RunningJob } from '../jobs/types.ts';
import type { ImportBoundary, ImportParts, ImportRecords } from './parts.ts';

/** The import journey in somebody's name, in one organisation. */
export interface Journey {
  readonly parts: ImportParts;
  readonly acting: Acting;
  readonly records: ImportRecords;
  /** The job that makes its steps; null where a person does. */
  readonly running: RunningJob | null;
}

/** The import journey as a job goes on with it. */
export interface JobJourney extends Journey {
  readonly running: RunningJob;
}

/** The journey in the name of whoever acts. */
export function journeyOf(parts: ImportParts, acting: Acting): Journey {
  return { parts, acting, records: parts.store.as(acting), running: null };
}

/** The journey of a job, which the program carries out for an organisation and whoever ordered it. */
export function journeyOfJob(parts: ImportParts, running: RunningJob): JobJourney {
  const { organisation, orderedBy, action, request } = running.job;
  const actor = { kind: 'system', organisation, onBehalfOf: orderedBy } as const;
  return { ...journeyOf(parts, { actor, action, request }), running };
}

/** The job was cancelled, handed back, or taken over by another process. */
export class Cancelled extends Error {}

/** Why a job stopped, in a sentence made for people. */
export class Stopped extends Error {}

/** Passes a boundary; throws when the job does not go on. */
export async function pass({ parts, running }: JobJourney, id: ImportId, at: ImportBoundary): Promise<void> {
  await parts.reached(at, id);
  if (!(await running.goesOn())) throw new Cancelled(`${id} does not go on here`);
}

/** The import of the organisation with this text as its id; null when there is none that whoever acts may see. */
export async function findImport({ parts, records, acting }: Journey, text: string): Promise<Import | null> {
  const id = parseImportId(text);
  const owner = organisationOf(acting.actor);
  const found = id && owner ? await records.importOf(owner, id) : null;
  return inState(parts, acting, { found, state: ({ state }) => state });
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

const kindFor: Readonly<Partial<Record<ImportState, JobKind>>> = {
  reading: 'read-import',
  importing: 'add-import',
};

/** The job that an import in a state needs; undefined where it needs none. */
export function orderFor({ newId }: Pick<ImportParts, 'newId'>, one: Import) {
  const kind = kindFor[one.state];
  if (kind === undefined) return undefined;
  const id = parseJobId(newId('job'));
  assert(id !== undefined, 'a new id is the id of a job');
  return { id, kind, subject: one.id, at: one.changedAt };
}

function jobWith({ parts, running }: Journey, next: Import): ImportJob | undefined {
  if (running) return { hold: running.hold };
  const order = orderFor(parts, next);
  return order && { order };
}

/**
 * Moves an import on and saves it, with the job it needs from then on; refused when the event does not fit, somebody
 * changed it meanwhile, or the job that moves it is not held any more.
 */
export async function move(
  journey: Journey,
  one: Import,
  event: ImportEvent,
  change: Parameters<typeof nextVersion>[3] = {},
): Promise<Decision<Import>> {
  const { parts, records } = journey;
  const next = nextVersion(parts, one, event, change);
  if (!next.ok) return next;
  const job = jobWith(journey, next.value);
  if (!(await records.saveImport(next.value, job))) return changedSince();
  if (job !== undefined && 'order' in job) parts.ordered();
  return next;
}
