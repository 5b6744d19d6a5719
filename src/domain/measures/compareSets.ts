import {
  type Measure,
  type MeasureSet,
  measuresIn,
  measuresOf,
  type PlacedMeasure,
  type RemovalReason,
} from './measureSet.ts';

/** Fields of a measure that a new version may change. */
export const comparedFields = [
  'title',
  'guidance',
  'evidence',
  'unit',
  'proxy',
  'localOnly',
  'recordOnly',
  'weighting',
  'partialAttribution',
  'lists',
  'theme',
  'outcome',
] as const;
export type ComparedField = (typeof comparedFields)[number];

/** One field that is not what it was, both as they stand in their set. */
export interface FieldChange {
  readonly field: ComparedField;
  readonly before: unknown;
  readonly after: unknown;
}

/** A measure that the new version has no more. */
export interface RemovedMeasure {
  readonly placed: PlacedMeasure;
  /** Null where the new version gives no reason. */
  readonly reason: RemovalReason | null;
  readonly overlaps: string | null;
  readonly sentence: string | null;
}

/** How many measures something has in both versions. */
export interface CountChange {
  readonly id: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** What a new version changes: the data of a paper for the people who decide on it. */
export interface SetComparison {
  readonly before: { readonly name: string; readonly version: string; readonly measures: number };
  readonly after: { readonly name: string; readonly version: string; readonly measures: number };
  readonly removed: readonly RemovedMeasure[];
  readonly added: readonly PlacedMeasure[];
  readonly changed: readonly { readonly reference: string; readonly changes: readonly FieldChange[] }[];
  readonly unchanged: number;
  readonly lists: readonly CountChange[];
  /** Measures kept for the record only. */
  readonly recordOnly: CountChange;
  readonly themes: readonly CountChange[];
  /** How many were removed for each reason; reasons that nobody gave are left out. */
  readonly reasons: readonly { readonly reason: RemovalReason; readonly count: number }[];
  /** References that were removed without a reason. */
  readonly withoutReason: readonly string[];
}

function fieldOf({ measure, theme, outcome }: PlacedMeasure, field: ComparedField): unknown {
  if (field === 'theme') return theme.id;
  if (field === 'outcome') return outcome.id;
  return field === 'lists' ? measure.lists.toSorted() : measure[field];
}

function changesBetween(before: PlacedMeasure, after: PlacedMeasure): readonly FieldChange[] {
  return comparedFields
    .map((field) => ({ field, before: fieldOf(before, field), after: fieldOf(after, field) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function removedFrom(placed: PlacedMeasure, next: MeasureSet): RemovedMeasure {
  const told = next.removed.find(({ reference }) => reference === placed.measure.reference);
  return {
    placed,
    ...{ reason: told?.reason ?? null, overlaps: told?.overlaps ?? null, sentence: told?.sentence ?? null },
  };
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function countsOf(
  before: readonly Named[],
  after: readonly Named[],
  count: (id: string) => { readonly before: number; readonly after: number },
): readonly CountChange[] {
  const added = after.filter(({ id }) => !before.some((one) => one.id === id));
  return [...before, ...added].map(({ id, name }) => ({ id, name, ...count(id) }));
}

function inTheme(set: MeasureSet, id: string): number {
  return measuresOf(set).filter(({ theme }) => theme.id === id).length;
}

function themesOf({ themes }: MeasureSet): readonly Named[] {
  return themes.map(({ id, title }) => ({ id, name: title }));
}

function recordOnlyIn(set: MeasureSet): number {
  return measuresOf(set).filter(({ measure }: { readonly measure: Measure }) => measure.recordOnly).length;
}

function countedReasons(removed: readonly RemovedMeasure[]): SetComparison['reasons'] {
  const all = removed.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return [...new Set(all)].map((reason) => ({
    reason,
    count: all.filter((one) => one === reason).length,
  }));
}

function tally(
  before: MeasureSet,
  after: MeasureSet,
): Pick<SetComparison, 'lists' | 'recordOnly' | 'themes'> {
  return {
    lists: countsOf(before.lists, after.lists, (id) => ({
      before: measuresIn(before, id).length,
      after: measuresIn(after, id).length,
    })),
    recordOnly: {
      ...{ id: 'record-only', name: 'Record only' },
      ...{ before: recordOnlyIn(before), after: recordOnlyIn(after) },
    },
    themes: countsOf(themesOf(before), themesOf(after), (id) => ({
      before: inTheme(before, id),
      after: inTheme(after, id),
    })),
  };
}

function headOf(set: MeasureSet): SetComparison['before'] {
  return { name: set.name, version: set.version, measures: measuresOf(set).length };
}

/** What is different between two versions: measures removed with their reason, added, changed, and counts before and after. */
export function compareSets(before: MeasureSet, after: MeasureSet): SetComparison {
  const [old, now] = [measuresOf(before), measuresOf(after)];
  const nowBy = new Map(now.map((placed) => [placed.measure.reference, placed]));
  const known = new Set(old.map(({ measure }) => measure.reference));
  const removed = old
    .filter(({ measure }) => !nowBy.has(measure.reference))
    .map((placed) => removedFrom(placed, after));
  const kept = old.flatMap((placed) => {
    const next = nowBy.get(placed.measure.reference);
    return next ? [{ reference: placed.measure.reference, changes: changesBetween(placed, next) }] : [];
  });
  return {
    ...{ before: headOf(before), after: headOf(after), removed },
    added: now.filter(({ measure }) => !known.has(measure.reference)),
    changed: kept.filter(({ changes }) => changes.length > 0),
    unchanged: kept.filter(({ changes }) => changes.length === 0).length,
    ...tally(before, after),
    reasons: countedReasons(removed),
    withoutReason: removed
      .filter(({ reason }) => reason === null)
      .map(({ placed }) => placed.measure.reference),
  };
}
