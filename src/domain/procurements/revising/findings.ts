import type { MeasureSet } from '../../measures/index.ts';
import { countOf, listed } from '../../values/index.ts';
import { type MeasureEffect, measureEffects } from './dominance.ts';
import { type Overlap, overlapsIn } from './overlaps.ts';
import { type ProxyRange, proxyRanges } from './sensitivity.ts';
import type { PastTender } from './types.ts';
import { indexedSet, workOut } from './workOut.ts';

/** What procurements of the past say about the measures of a set. */
export interface Findings {
  readonly version: string;
  /** Titles by reference, which a paper that withholds them leaves out. */
  readonly titles: ReadonlyMap<string, string>;
  readonly tenders: number;
  readonly measures: readonly MeasureEffect[];
  readonly neverOffered: readonly string[];
  readonly neverDecide: readonly string[];
  readonly dominate: readonly string[];
  readonly overlaps: readonly Overlap[];
  readonly ranges: readonly ProxyRange[];
  readonly sentences: readonly string[];
}

function sentencesOf(found: Omit<Findings, 'sentences'>): readonly string[] {
  const { tenders, neverOffered, neverDecide, dominate, overlaps, ranges } = found;
  if (tenders === 0) return ['There are no past procurements to look at.'];
  const measures = (references: readonly string[]) => countOf(references.length, 'measure');
  const told = (references: readonly string[]) =>
    references.length === 0 ? '.' : `: ${listed(references)}.`;
  const same = overlaps.filter(({ kind }) => kind === 'same-offers');
  const loose = ranges.filter(({ tenders: all }) =>
    all.every(({ below, above }) => below.length + above.length === 0),
  );
  return [
    `Nobody offered anything against ${measures(neverOffered)}${told(neverOffered)}`,
    `Nothing was ever decided by ${measures(neverDecide)} that somebody offered something against${told(neverDecide)}`,
    `Scores are dominated by ${measures(dominate)}${told(dominate)}`,
    `${countOf(same.length, 'pair')} of measures ${same.length === 1 ? 'was' : 'were'} always offered together in the same quantities.`,
    `Of ${countOf(ranges.length, 'value')} that brought pounds, ${loose.length} could be anything without changing an award.`,
  ];
}

/**
 * What procurements of the past say about a set: measures that nobody used, that never decide, that dominate, that overlap,
 * and between which multiples of each value every award holds.
 */
export function findings(set: MeasureSet, past: readonly PastTender[]): Findings {
  const indexed = indexedSet(set);
  const worked = past.map((tender) => workOut(indexed, tender));
  const measures = measureEffects(indexed, worked);
  const those = (finding: MeasureEffect['finding']) =>
    measures.flatMap((one) => (one.finding === finding ? [one.reference] : []));
  const titles = new Map([...indexed.measures].map(([reference, { title }]) => [reference, title]));
  const found = {
    ...{ version: set.version, titles },
    ...{ tenders: past.length, measures, neverOffered: those('never-offered') },
    ...{ neverDecide: those('never-decides'), dominate: those('dominates') },
    ...{ overlaps: overlapsIn(set, worked), ranges: proxyRanges(indexed, worked) },
  };
  return { ...found, sentences: sentencesOf(found) };
}
