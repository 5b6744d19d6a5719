import { assert, type Decision, formatDay, type LocalDate, type Refusal } from '../../values/index.ts';
import { checkMeasureSet } from '../checking/checkMeasureSet.ts';
import { type Measure, type MeasureSet, measuresOf, type Removal } from '../measureSet.ts';
import { changeRefusals } from './changeRefusals.ts';
import type { MeasureChange, MeasureRemoval, Revision } from './revision.ts';

/** What the next version is called and from when it is meant to hold; null while nobody knows the day. */
export interface NextVersion {
  readonly version: string;
  readonly inForceFrom: LocalDate | null;
  /** What the version says about itself; left out, the note of the version before stays. */
  readonly note?: string;
}

function headRefusals(set: MeasureSet, { version, inForceFrom }: NextVersion): readonly Refusal[] {
  const named = version.trim();
  const complaints: readonly (readonly [boolean, string, string])[] = [
    [
      set.status !== 'published',
      'revise-draft',
      `${set.name}, version ${set.version} is still a draft. Change the draft itself, or publish it first.`,
    ],
    [
      named === '' || named.length > 40,
      'revise-version',
      'The next version needs a name of at most 40 characters, such as 2.',
    ],
    [
      named.toLowerCase() === set.version.toLowerCase(),
      'revise-same-version',
      `Version ${set.version} is there already, and a published version never changes. Give the next one another name.`,
    ],
  ];
  const told = complaints.filter(([when]) => when).map(([, code, sentence]) => ({ code, sentence }));
  const began = set.inForceFrom;
  if (inForceFrom === null || began === null || inForceFrom > began) return told;
  const sentence = `The next version has to begin after ${formatDay(began)}, when version ${set.version} began.`;
  return [...told, { code: 'revise-too-early', sentence }];
}

type KeptChange = Exclude<MeasureChange, MeasureRemoval>;

function changed(measure: Measure, change: KeptChange): Measure {
  switch (change.kind) {
    case 'local-only':
      return { ...measure, localOnly: true };
    case 'drop-weighting':
      return { ...measure, weighting: '1' };
    case 'record-only':
      return { ...measure, recordOnly: true, weighting: '1' };
    case 'take-off':
      return { ...measure, lists: measure.lists.filter((list) => list !== change.list) };
    case 'put-on':
      return { ...measure, lists: [...measure.lists, change.list] };
  }
}

/** Rules without the measures that are gone; a rule of which fewer than two are left says nothing any more. */
function trimmed(rules: MeasureSet['onePlace'], kept: ReadonlySet<string>): MeasureSet['onePlace'] {
  return rules
    .map((rule) => ({ ...rule, between: rule.between.filter((reference) => kept.has(reference)) }))
    .filter(({ between }) => new Set(between).size > 1);
}

/** The lists that still hold a measure: a list that a revision empties goes, and comes back with a measure put on it. */
function heldLists(lists: MeasureSet['lists'], themes: MeasureSet['themes']): MeasureSet['lists'] {
  const held = new Set(
    themes.flatMap(({ outcomes }) =>
      outcomes.flatMap(({ measures }) => measures.flatMap((one) => one.lists)),
    ),
  );
  const isWhole = (id: string) => lists.some((one) => one.subsetOf === id && held.has(one.id));
  return lists.filter(({ id }) => held.has(id) || isWhole(id));
}

function isRemoval(change: MeasureChange): change is MeasureRemoval {
  return change.kind === 'remove';
}

function isKept(change: MeasureChange): change is KeptChange {
  return change.kind !== 'remove';
}

function removalOf({ reference, reason, overlaps, sentence }: MeasureRemoval): Removal {
  assert(reason !== null, 'a removal without a reason was refused before');
  return { reference, reason, overlaps, sentence };
}

function applied(set: MeasureSet, changes: readonly MeasureChange[], next: NextVersion): MeasureSet {
  const references = measuresOf(set).map(({ measure }) => measure.reference);
  const removals = changes.filter(isRemoval);
  const gone = new Set(removals.map(({ reference }) => reference));
  const kept = new Set(references.filter((reference) => !gone.has(reference)));
  const revised = (measure: Measure) =>
    changes
      .filter(isKept)
      .filter(({ reference }) => reference === measure.reference)
      .reduce(changed, measure);
  const themes = set.themes.map((theme) => ({
    ...theme,
    outcomes: theme.outcomes.map((outcome) => ({
      ...outcome,
      measures: outcome.measures.filter(({ reference }) => kept.has(reference)).map(revised),
    })),
  }));
  return {
    ...{ ...set, version: next.version.trim(), status: 'draft', replaces: set.version },
    ...{ inForceFrom: next.inForceFrom, inForceUntil: null, note: next.note ?? set.note },
    removed: references
      .flatMap((one) => removals.filter(({ reference }) => reference === one))
      .map(removalOf),
    onePlace: trimmed(set.onePlace, kept),
    permittedDoubleCounts: trimmed(set.permittedDoubleCounts, kept),
    ...{ themes, lists: heldLists(set.lists, themes) },
  };
}

/**
 * The draft of the next version: a published set with a revision applied to it. One-place rules and permitted double counts
 * that name a measure that is gone are trimmed; a measure that is kept for the record only loses its weighting, because
 * what is only recorded counts nothing. A list that is left without a measure goes too. Refused with everything that stands in the way. The set itself never changes.
 */
export function reviseSet(set: MeasureSet, revision: Revision, next: NextVersion): Decision<MeasureSet> {
  const refusals = [...headRefusals(set, next), ...changeRefusals(set, revision.changes)];
  if (refusals.length > 0) return { ok: false, refusals };
  const draft = applied(set, revision.changes, next);
  const problems = checkMeasureSet(draft);
  if (problems.length === 0) return { ok: true, value: draft };
  return { ok: false, refusals: problems.map(({ code, sentence }) => ({ code, sentence })) };
}
