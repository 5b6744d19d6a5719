import type { KnownSet } from '../../../actions/measures/types.ts';
import {
  hasWeighting,
  type Measure,
  type MeasureSet,
  mayLeave,
  measuresOf,
  type PlacedMeasure,
  type ProxyValue,
  staleValues,
  unitInWords,
} from '../../../domain/measures/index.ts';
import { reasonName } from '../../../domain/procurements/index.ts';
import {
  formatDay,
  formatMoment,
  type LocalDate,
  listed,
  millisecondsOf,
} from '../../../domain/values/index.ts';
import { inForceText, setHref, sharingText, stateOf, valueText } from './setWords.ts';

/** Measures on one page of a set. */
export const measuresOnPage = 50;

/** What of a set is shown: a list of it, a theme of it, or all. */
export interface ShownPart {
  readonly list: string | null;
  readonly theme: string | null;
}

/** Lists that can be looked at alone; the measures for the record only are one of them. */
const recordOnlyList = 'record-only';

function isIn(list: string | null, { measure }: PlacedMeasure): boolean {
  if (list === null) return true;
  return list === recordOnlyList ? measure.recordOnly : measure.lists.includes(list);
}

/** The measures that are asked for, in the order of the set. */
export function shownMeasures(set: MeasureSet, { list, theme }: ShownPart): readonly PlacedMeasure[] {
  return measuresOf(set).filter(
    (placed) => isIn(list, placed) && (theme === null || placed.theme.id === theme),
  );
}

/** The address of a part of a set. */
export function partHref(ref: string, { list, theme }: ShownPart): string {
  const query = new URLSearchParams({
    ...(list === null ? {} : { list }),
    ...(theme === null ? {} : { theme }),
  });
  return query.size === 0 ? setHref(ref) : `${setHref(ref)}?${query}`;
}

/** Links to the lists and themes of a set, each with its count. */
export function partLinks({ ref, set }: KnownSet, shown: ShownPart) {
  const lists = [
    { id: null, name: 'All measures' },
    ...set.lists,
    { id: recordOnlyList, name: 'Record only' },
  ].map(({ id, name }) => ({
    ...{ text: name, current: id === shown.list, href: partHref(ref, { ...shown, list: id }) },
    count: shownMeasures(set, { ...shown, list: id }).length,
  }));
  const themes = [{ id: null, title: 'All themes' }, ...set.themes].map(({ id, title }) => ({
    ...{ text: title, current: id === shown.theme, href: partHref(ref, { ...shown, theme: id }) },
    count: shownMeasures(set, { ...shown, theme: id }).length,
  }));
  return { lists, themes };
}

function proxyView(proxy: ProxyValue) {
  const { value, low, high, source, priceYear, licence, geography, note } = proxy;
  const details = [
    ...(low !== null && high !== null ? [`Between ${valueText(low)} and ${valueText(high)}`] : []),
    priceYear === null ? 'Year of the prices not known' : `Prices of ${priceYear}`,
    ...(geography === '' ? [] : [geography]),
    ...(licence === '' ? [] : [licence]),
  ];
  return { value: valueText(value), source, note, details: details.join('. ') };
}

function tagsOf(measure: Measure): readonly string[] {
  return [
    ...(measure.localOnly ? ['Local only'] : []),
    ...(measure.recordOnly ? ['Record only'] : []),
    ...(hasWeighting(measure) ? [`Weighting ${measure.weighting}`] : []),
    ...(measure.partialAttribution ? ['A part may be offered'] : []),
    ...(measure.confirmed ? [] : ['Not confirmed, never scored']),
  ];
}

function measureView(set: MeasureSet, measure: Measure, since: ReadonlyMap<string | null, LocalDate>) {
  const { reference, title, guidance, evidence, unit, proxy, lists } = measure;
  const stale = since.get(reference);
  return {
    ...{ reference, title, guidance, evidence, unit: unitInWords(unit), tags: tagsOf(measure) },
    levels: unit.kind === 'count' && unit.levels.length > 0 ? `Levels ${listed(unit.levels)}` : null,
    proxy: proxy && proxyView(proxy),
    stale: stale === undefined ? null : `Out of date since ${formatDay(stale)}`,
    lists: set.lists.filter(({ id }) => lists.includes(id)).map(({ name }) => name),
  };
}

/** Measures by theme and outcome, as they follow each other. */
export function groupedMeasures(set: MeasureSet, shown: readonly PlacedMeasure[], today: LocalDate) {
  const since = new Map(staleValues(set, today).map((stale) => [stale.reference, stale.since]));
  return set.themes.flatMap((theme) => {
    const outcomes = theme.outcomes.flatMap((outcome) => {
      const inIt = shown.filter((placed) => placed.theme === theme && placed.outcome === outcome);
      const measures = inIt.map(({ measure }) => measureView(set, measure, since));
      return measures.length === 0 ? [] : [{ title: outcome.title, measures }];
    });
    return outcomes.length === 0 ? [] : [{ title: theme.title, outcomes }];
  });
}

/** Rules between measures, rates of hours, and what the version left out. */
export function rulesView(set: MeasureSet, today: LocalDate) {
  const rules = (all: MeasureSet['onePlace']) =>
    all.map(({ between, sentence }) => ({ between: listed(between), sentence }));
  const rates = (['staff', 'expert'] as const).flatMap((who) => {
    const proxy = set.hourRates[who];
    if (proxy === null) return [];
    const since = proxy.outOfDateFrom;
    const stale = since !== null && since <= today ? `Out of date since ${formatDay(since)}` : null;
    return [
      { who: who === 'staff' ? 'An hour of staff' : 'An hour of an expert', stale, ...proxyView(proxy) },
    ];
  });
  return {
    ...{ oneMeasureOnly: set.oneMeasureOnly, onePlace: rules(set.onePlace), rates },
    permitted: rules(set.permittedDoubleCounts),
    removed: set.removed.map(({ reference, reason, sentence }) => ({
      ...{ reference, reason: reasonName(reason), sentence },
    })),
  };
}

function savedText({ stored }: KnownSet): string | null {
  if (stored === null) return null;
  const moment = formatMoment(millisecondsOf(stored.savedAt));
  return stored.savedByName === null ? moment : `${moment} by ${stored.savedByName}`;
}

/** What is known of a version as a whole, row by row. */
export function aboutRows(known: KnownSet) {
  const { set, stored } = known;
  const source = stored?.source;
  const saved = savedText(known);
  return [
    { label: 'Published by', text: set.publisher },
    { label: 'Licence', text: set.licence },
    { label: 'Sharing', text: sharingText(set) },
    { label: 'In force', text: inForceText(set) },
    ...(set.replaces === null ? [] : [{ label: 'Takes the place of', text: `Version ${set.replaces}` }]),
    ...(source?.kind === 'file' ? [{ label: 'Read from', text: source.table }] : []),
    ...(source?.kind === 'file' ? [{ label: 'SHA-256 of the file', text: source.sha256, code: true }] : []),
    ...(saved === null ? [] : [{ label: 'Saved', text: saved }]),
  ];
}

/** What every page of a set says at its head. */
export function headOf(known: KnownSet) {
  const { ref, set } = known;
  return {
    ...{ caption: `Measures, version ${set.version}`, name: set.name, state: stateOf(known) },
    ...{ restricted: !mayLeave(set), isDraft: set.status === 'draft', note: set.note },
    ...{ jsonHref: setHref(ref, '/set.json'), csvHref: setHref(ref, '/measures.csv') },
    ...{ removeHref: known.stored === null ? null : setHref(ref, '/remove') },
    ...{
      ...{ reviseHref: setHref(ref, '/revise'), bidsHref: setHref(ref, '/bids') },
      compareHref: `/measures/compare?from=${encodeURIComponent(ref)}`,
    },
  };
}
