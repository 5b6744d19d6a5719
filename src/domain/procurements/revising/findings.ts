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

interface Said {
  readonly none: string;
  readonly some: string;
}

/** A sentence that ends with the measures it is about, or another one where there are none. */
function listedSentence(references: readonly string[], { none, some }: Said): string {
  const counted = countOf(references.length, 'measure');
  return references.length === 0 ? none : `${some.replace('#', counted)}: ${listed(references)}.`;
}

function looseSentence(all: number, loose: number): string {
  if (all === 0) return 'No value brought pounds.';
  if (loose === 0) return 'No value that brought pounds could be anything without changing an award.';
  return `Of ${countOf(all, 'value')} that brought pounds, ${loose} could be anything without changing an award.`;
}

function sentencesOf(found: Omit<Findings, 'sentences'>): readonly string[] {
  const { tenders, neverOffered, neverDecide, dominate, overlaps, ranges } = found;
  if (tenders === 0) return ['There are no past procurements to look at.'];
  const same = overlaps.filter(({ kind }) => kind === 'same-offers');
  const loose = ranges.filter(({ tenders: all }) =>
    all.every(({ below, above }) => below.length + above.length === 0),
  );
  return [
    listedSentence(neverOffered, {
      none: 'Somebody offered something against every measure.',
      some: 'Nobody offered anything against #',
    }),
    listedSentence(neverDecide, {
      none:
        neverOffered.length === found.measures.length
          ? 'So no measure decided anything.'
          : 'Every measure that somebody offered something against decided something.',
      some: 'Nothing was ever decided by # that somebody offered something against',
    }),
    listedSentence(dominate, { none: 'No measure dominates the scores.', some: 'Scores are dominated by #' }),
    same.length === 0
      ? 'No two measures were always offered together in the same quantities.'
      : `${countOf(same.length, 'pair')} of measures ${same.length === 1 ? 'was' : 'were'} always offered together in the same quantities.`,
    looseSentence(ranges.length, loose.length),
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
