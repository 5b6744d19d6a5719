import {
  completeSet,
  type MeasureSet,
  type MeasureSetId,
  parseMeasureSetId,
  publishSet,
  readAgain,
  type SaidOfSet,
  type SetMapping,
} from '../../domain/measures/index.ts';
import type { Acting } from '../../domain/organisations/index.ts';
import {
  accept,
  type Decision,
  dayInLondon,
  type Instant,
  millisecondsOf,
  refuse,
} from '../../domain/values/index.ts';
import type { FileSource, SetSource, StoredSet } from '../../records/measureTypes.ts';
import type { Records } from '../../records/types.ts';
import type { IncomingFile } from '../imports/types.ts';
import { type ReadingParts, readIncoming, sourceOf } from './importingSets.ts';
import { findSet, listSets, type SetParts } from './knownSets.ts';
import { saveDraft, savedBy } from './saveDraft.ts';
import type { MeasureCalls, SaidToPublish } from './types.ts';

/** What the sets of one organisation are kept with, for one thing that is being done. */
export interface MeasureParts extends SetParts, Omit<ReadingParts, 'records'> {
  readonly acting: Acting;
  readonly records: Pick<
    Records,
    'measureSets' | 'measureSetOf' | 'addMeasureSet' | 'saveMeasureSet' | 'removeMeasureSet'
  >;
  readonly newSetId: () => MeasureSetId;
  readonly now: () => Instant;
}

function versionTaken({ name, version }: Pick<MeasureSet, 'name' | 'version'>): Decision<never> {
  return refuse(
    'version',
    `There is a version ${version} of ${name} already. Give this list another version, or remove the other one first.`,
  );
}

function isShipped({ shipped }: SetParts, { id, version }: Pick<MeasureSet, 'id' | 'version'>): boolean {
  return shipped.some((set) => set.id === id && set.version === version);
}

async function importSet(
  parts: MeasureParts,
  file: IncomingFile,
  said: SaidOfSet,
): Promise<Decision<MeasureSetId>> {
  const read = await readIncoming(parts, file, said);
  if (!read.ok) return read;
  const { found, answers } = read.value;
  const set = savedBy(parts, {
    id: parts.newSetId(),
    content: found.set,
    source: sourceOf(found, answers.priceYear),
  });
  const added = !isShipped(parts, found.set) && (await parts.records.addMeasureSet(set));
  return added ? accept(set.id) : versionTaken(found.set);
}

/** A draft of the organisation; null for anything else. */
async function draftOf({ records }: MeasureParts, ref: string): Promise<StoredSet | null> {
  const id = parseMeasureSetId(ref);
  const stored = id === undefined ? null : await records.measureSetOf(id);
  return stored?.content.status === 'draft' ? stored : null;
}

async function readDraftAgain(
  parts: MeasureParts,
  { ref, edits }: { readonly ref: string; readonly edits: number },
  mapping: SetMapping,
): Promise<Decision<MeasureSetId> | null> {
  const draft = await draftOf(parts, ref);
  if (draft?.source.kind !== 'file' || draft.source.rows === null) return null;
  const read = readAgain({ ...draft.source, rows: draft.source.rows }, draft.content, mapping);
  if (!read.ok) return read;
  const { set, mapping: understood, headerRow, counts, problems } = read.value;
  const said = { mapping: understood, columnsBy: 'said', headerRow } as const;
  const source: FileSource = { ...draft.source, ...said, counts, problems };
  return saveDraft(parts, draft, { content: set, source, edits });
}

/** The rows of the file are kept while the columns can be read otherwise, and no longer. */
function published(source: SetSource): SetSource {
  return source.kind === 'file' ? { ...source, rows: null } : source;
}

async function publish(
  parts: MeasureParts,
  { ref, edits }: { readonly ref: string; readonly edits: number },
  said: SaidToPublish,
): Promise<Decision<MeasureSetId> | null> {
  const draft = await draftOf(parts, ref);
  if (draft === null) return null;
  const whole = completeSet(draft.content, said);
  if (!whole.ok) return whole;
  const decided = publishSet({ ...whole.value, inForceFrom: said.inForceFrom });
  if (!decided.ok) return decided;
  return saveDraft(parts, draft, { content: decided.value, source: published(draft.source), edits });
}

/** Sets of measures of one organisation, beside the shipped ones. */
export function measureCalls(parts: MeasureParts): MeasureCalls {
  return {
    list: () => listSets(parts),
    find: (ref) => findSet(parts, ref),
    importSet: (file, said) => importSet(parts, file, said),
    readAgain: (ref, edits, mapping) => readDraftAgain(parts, { ref, edits }, mapping),
    publish: (ref, edits, said) => publish(parts, { ref, edits }, said),
    remove: async (ref) => {
      const id = parseMeasureSetId(ref);
      return id !== undefined && (await parts.records.removeMeasureSet(id));
    },
    today: () => dayInLondon(millisecondsOf(parts.now())),
  };
}
