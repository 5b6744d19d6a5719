import type { Workbench } from '../../../actions/measures/revisingTypes.ts';
import {
  compareSets,
  hasWeighting,
  type Measure,
  type MeasureSet,
  measuresOf,
  removalReasons,
  type SetComparison,
  unitInWords,
} from '../../../domain/measures/index.ts';
import { reasonName } from '../../../domain/procurements/index.ts';
import { countOf, type Refusal } from '../../../domain/values/index.ts';
import { measuresIn, offeredLists, type SaidMeasure, saidOf } from './reviseForm.ts';

/** The address of the workbench, or of one theme of it. */
export function reviseHref(ref: string, theme: string | null = null): string {
  const base = `/measures/sets/${encodeURIComponent(ref)}/revise`;
  return theme === null ? base : `${base}?theme=${encodeURIComponent(theme)}`;
}

/** The address of the paper on a draft. */
export function paperHref(from: string, to: string, bids: string | null = null): string {
  const query = new URLSearchParams({ from, to, ...(bids === null ? {} : { bids }) });
  return `/measures/compare?${query}`;
}

/** How many measures the version that is revised has, and how many the draft has, list by list. */
function countRows({ before, after, lists, recordOnly }: SetComparison) {
  const all = { name: 'All measures', before: before.measures, after: after.measures };
  return [all, ...lists, recordOnly].map(({ name, before: was, after: is }) => ({
    ...{ name, was, is, change: is === was ? 'No change' : `${is < was ? '−' : '+'}${Math.abs(is - was)}` },
  }));
}

function themeRows({ base, draft, revision }: Workbench) {
  return base.set.themes.map(({ id, title }) => {
    const references = new Set(measuresIn(base.set, id).map(({ reference }) => reference));
    const own = revision.changes.filter(({ reference }) => references.has(reference));
    const goes = own.filter(({ kind }) => kind === 'remove').length;
    const others = new Set(own.filter(({ kind }) => kind !== 'remove').map(({ reference }) => reference))
      .size;
    const left = references.size - goes;
    return {
      ...{ title, count: references.size, goes, others, left },
      href: reviseHref(draft?.ref ?? base.ref, id),
    };
  });
}

/** The first page of the workbench: what the draft is so far, and the themes to go through. */
export function workbenchView(bench: Workbench) {
  const { base, draft } = bench;
  return {
    caption: `${base.set.name}, version ${base.set.version}`,
    heading: 'Revise these measures',
    intro: `Version ${base.set.version} stays as it is. What you change here is kept as a draft of the next version, which nobody can use until it is published.`,
    counts: countRows(compareSets(base.set, draft?.set ?? base.set)),
    themes: themeRows(bench),
    paper: draft && paperHref(base.ref, draft.ref),
    draft: draft && {
      href: `/measures/sets/${draft.ref}`,
      text: `Draft of version ${draft.set.version}`,
    },
  };
}

function tagsOf({ set }: { readonly set: MeasureSet }, measure: Measure): readonly string[] {
  const lists = offeredLists(set).filter(({ id }) => measure.lists.includes(id));
  return [
    unitInWords(measure.unit),
    measure.recordOnly
      ? 'record only'
      : measure.proxy
        ? `£${measure.proxy.value} a unit`
        : 'no value in pounds',
    ...(measure.localOnly ? ['local effects only'] : ['local or not']),
    ...(hasWeighting(measure) ? [`weighting ${measure.weighting}`] : []),
    ...lists.map(({ name }) => name.toLowerCase()),
  ];
}

function alsoItems(set: MeasureSet, measure: Measure, said: SaidMeasure) {
  const offered: readonly (readonly [boolean, string, string, boolean])[] = [
    [!measure.localOnly, 'local-only', 'Count local effects only', said.localOnly],
    [
      hasWeighting(measure),
      'drop-weighting',
      `Drop the weighting of ${measure.weighting}`,
      said.dropWeighting,
    ],
    [!measure.recordOnly, 'record-only', 'Keep it for the record only', said.recordOnly],
  ];
  const lists = offeredLists(set).map(({ id, name }) => ({
    ...{ value: `list:${id}`, text: `On the ${name.toLowerCase()}`, checked: said.lists.includes(id) },
  }));
  return [
    ...offered.filter(([is]) => is).map(([, value, text, checked]) => ({ value, text, checked })),
    ...lists,
  ];
}

function reasonItems(chosen: string) {
  return [
    { value: '', text: 'Choose a reason', selected: chosen === '' },
    ...removalReasons.map((value) => ({ value, text: reasonName(value), selected: value === chosen })),
  ];
}

/** One measure as a part of the form. Refusals name their measure first. */
function measureView(set: MeasureSet, measure: Measure, said: SaidMeasure) {
  const { reference, title } = measure;
  return {
    ...{ reference, title, goes: said.goes, overlaps: said.overlaps, sentence: said.sentence },
    tags: tagsOf({ set }, measure),
    reasons: reasonItems(said.reason),
    also: alsoItems(set, measure, said),
  };
}

/** A theme whose measures are revised: as the draft has them, or as they were typed when that was refused. */
export interface ShownTheme {
  readonly id: string;
  readonly typed: ((measure: Measure) => SaidMeasure) | null;
  readonly refusals: readonly Refusal[];
}

/** Where a refusal leads: to its measure where it names one of this page, else to the first. */
function errorsOf(measures: readonly Measure[], refusals: readonly Refusal[]) {
  return refusals.map(({ sentence }) => {
    const named = measures.findIndex(({ reference }) => sentence.startsWith(`${reference} `));
    return { text: sentence, href: `#measure-${Math.max(named, 0) + 1}` };
  });
}

/** The form for the measures of one theme; undefined where the set has no such theme. */
export function themeView(bench: Workbench, { id, typed, refusals }: ShownTheme) {
  const { base, draft, revision } = bench;
  const position = base.set.themes.findIndex((one) => one.id === id);
  const theme = base.set.themes[position];
  if (theme === undefined) return undefined;
  const measures = measuresIn(base.set, id);
  const said = typed ?? ((measure: Measure) => saidOf(measure, revision.changes));
  const next = base.set.themes[position + 1];
  const ref = draft?.ref ?? base.ref;
  return {
    ...{ caption: `${base.set.name}, version ${base.set.version}`, heading: theme.title, id },
    progress: `Theme ${position + 1} of ${base.set.themes.length}: ${countOf(measures.length, 'measure')}`,
    measures: measures.map((one) => measureView(base.set, one, said(one))),
    references: measuresOf(base.set).map(({ measure }) => ({
      ...{ value: measure.reference, text: `${measure.reference} ${measure.title}` },
    })),
    errors: errorsOf(measures, refusals),
    ...{ action: reviseHref(ref), edits: bench.edits ?? '', back: reviseHref(ref), next: next?.id ?? '' },
    button: next ? 'Save and go to next theme' : 'Save and see the draft',
  };
}
