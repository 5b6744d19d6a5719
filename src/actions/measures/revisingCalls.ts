import {
  type MeasureChange,
  type MeasureSet,
  type MeasureSetId,
  measuresOf,
  ownCopy,
  type Revision,
  reviseSet,
  versionAfter,
} from '../../domain/measures/index.ts';
import type { Acting } from '../../domain/organisations/index.ts';
import { accept, assert, type Decision, type Instant, refuse } from '../../domain/values/index.ts';
import type { NewSet, RevisionSource } from '../../records/measureTypes.ts';
import type { Records } from '../../records/types.ts';
import { findSet, type KnownSet, listSets, type SetParts } from './knownSets.ts';
import { findingsOn, paperOn, pastBids } from './papers.ts';
import type { RevisingCalls, ThemeChanges, Workbench } from './revisingTypes.ts';
import { changedSince, saveDraft, savedBy } from './saveDraft.ts';

/** What measures are revised with, for one thing that is being done. */
export interface RevisingParts extends SetParts {
  readonly acting: Acting;
  readonly records: SetParts['records'] &
    Pick<Records, 'organisation' | 'addMeasureSet' | 'saveMeasureSet' | 'tenderFiles' | 'tenderFileOf'>;
  readonly newSetId: () => MeasureSetId;
  readonly now: () => Instant;
}

function revisionOf({ stored }: KnownSet): RevisionSource | null {
  return stored?.source.kind === 'revision' ? stored.source : null;
}

/** The draft that revises a version; null where nobody began one. */
async function draftOf(parts: RevisingParts, base: string): Promise<KnownSet | null> {
  const rows = await parts.records.measureSets();
  for (const { id } of rows.filter(({ content }) => content.status === 'draft')) {
    const found = await findSet(parts, id);
    if (found && revisionOf(found)?.base === base) return found;
  }
  return null;
}

async function workbench(parts: RevisingParts, ref: string): Promise<Workbench | null> {
  const found = await findSet(parts, ref);
  if (found === null) return null;
  const isDraft = found.set.status === 'draft';
  const source = revisionOf(found);
  if (isDraft && source === null) return null;
  const base = isDraft && source ? await findSet(parts, source.base) : found;
  if (base === null) return null;
  const draft = isDraft ? found : await draftOf(parts, ref);
  const revision = draft && revisionOf(draft)?.revision;
  return { base, draft, revision: revision ?? { changes: [] }, edits: draft?.stored?.edits ?? null };
}

function inTheme({ set }: KnownSet, theme: string): ReadonlySet<string> {
  const placed = measuresOf(set).filter((one) => one.theme.id === theme);
  return new Set(placed.map(({ measure }) => measure.reference));
}

/** The changes to all other themes as they were, and to this one as they are now. */
function together(bench: Workbench, { theme, changes }: ThemeChanges): Revision {
  const here = inTheme(bench.base, theme);
  const others = bench.revision.changes.filter(({ reference }) => !here.has(reference));
  const own: readonly MeasureChange[] = changes.filter(({ reference }) => here.has(reference));
  return { changes: [...others, ...own] };
}

async function ownName({ records }: RevisingParts): Promise<string> {
  const organisation = await records.organisation();
  assert(organisation !== null, 'who revises measures acts for an organisation');
  return organisation.name;
}

/** What is revised: a version of the organisation's own, or the copy that a shipped one becomes. */
async function ownBase(parts: RevisingParts, { set, stored }: KnownSet): Promise<MeasureSet> {
  return stored === null ? ownCopy(set, await ownName(parts)) : set;
}

async function versionFor(parts: RevisingParts, { draft }: Workbench, set: MeasureSet): Promise<string> {
  if (draft !== null) return draft.set.version;
  const rows = await parts.records.measureSets();
  const same = rows.filter(({ content }) => content.id === set.id);
  return versionAfter(
    set.version,
    same.map(({ content }) => content.version),
  );
}

/** Keeps a draft that was decided; answers how addresses name it. */
async function keep(
  parts: RevisingParts,
  { draft }: Workbench,
  decided: Pick<NewSet, 'content' | 'source'>,
): Promise<Decision<string>> {
  const stored = draft?.stored;
  if (stored) return saveDraft(parts, stored, { ...decided, edits: stored.edits });
  const set = savedBy(parts, { id: parts.newSetId(), ...decided });
  return (await parts.records.addMeasureSet(set)) ? accept(set.id) : changedSince;
}

async function revise(parts: RevisingParts, ref: string, changed: ThemeChanges): Promise<Decision<string>> {
  const bench = await workbench(parts, ref);
  if (bench === null) return refuse('revise-gone', 'This version is not there any more.');
  if (bench.edits !== changed.edits) return changedSince;
  const base = await ownBase(parts, bench.base);
  const version = await versionFor(parts, bench, base);
  const revision = together(bench, changed);
  const inForceFrom = bench.draft?.set.inForceFrom ?? null;
  const decided = reviseSet(base, revision, { version, inForceFrom });
  if (!decided.ok) return decided;
  const source: RevisionSource = { kind: 'revision', base: bench.base.ref, revision };
  return keep(parts, bench, { content: decided.value, source });
}

/** Revising measures: a published version stays as it is, and a draft of the next one grows theme by theme. */
export function revisingCalls(parts: RevisingParts): RevisingCalls {
  return {
    sets: () => listSets(parts),
    find: (ref) => findSet(parts, ref),
    workbench: (ref) => workbench(parts, ref),
    revise: (ref, changed) => revise(parts, ref, changed),
    pastBids: () => pastBids(parts),
    paper: (asked, out) => paperOn(parts, asked, out),
    findings: (ref, bids, out) => findingsOn(parts, { ref, bids }, out),
  };
}
