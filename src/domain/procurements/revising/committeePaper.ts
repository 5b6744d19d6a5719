import type { CountChange, SetComparison } from '../../measures/index.ts';
import { countOf, listed } from '../../values/index.ts';
import { findingTables, simulationTables } from './effectTables.ts';
import type { Findings } from './findings.ts';
import type { CommitteePaper } from './paperTypes.ts';
import { revisionTables } from './revisionTables.ts';
import type { Simulation } from './simulate.ts';

/** What a paper is made of; no simulation and no findings where there are no bids of the past. */
export interface PaperParts {
  readonly comparison: SetComparison;
  readonly simulation: Simulation | null;
  readonly findings: Findings | null;
  /** References of the new version whose values are past their date. */
  readonly outOfDate: readonly string[];
  /** Leaves out titles, guidance, sentences and values of the set: for sets that may not be passed on. */
  readonly withhold: boolean;
}

function titleOf({ before, after }: SetComparison): string {
  if (before.measures === after.measures)
    return `${after.name}: version ${after.version} with ${countOf(after.measures, 'measure')}`;
  return `${after.name}: from ${before.measures} to ${countOf(after.measures, 'measure')}`;
}

function countText({ name, before, after }: CountChange): string {
  return `${name.toLowerCase()} ${before === after ? `stays at ${after}` : `goes from ${before} to ${after}`}`;
}

function outOfDateText(references: readonly string[], { after }: SetComparison): readonly string[] {
  if (references.length === 0) return [];
  const are = references.length === 1 ? 'is' : 'are';
  return [
    `${countOf(references.length, 'value')} of version ${after.version} ${are} out of date: ${listed(references)}. Look up the newer ones before this is decided on.`,
  ];
}

function sentencesOf({
  comparison,
  simulation,
  findings,
  outOfDate,
  withhold,
}: PaperParts): readonly string[] {
  const { before, after, removed, added, changed, lists, recordOnly, withoutReason } = comparison;
  return [
    `Version ${after.version} would take the place of version ${before.version}: ${countOf(removed.length, 'removed measure')}, ${countOf(added.length, 'new measure')} and ${countOf(changed.length, 'changed measure')}.`,
    `Number of measures: ${listed([...lists, recordOnly].map(countText))}.`,
    ...(withoutReason.length === 0
      ? []
      : [`No reason is given for ${listed(withoutReason)}. Give one before the paper is decided on.`]),
    ...outOfDateText(outOfDate, comparison),
    ...(simulation?.sentences ?? []),
    ...(findings?.sentences ?? []),
    ...(withhold
      ? [
          'The licence of this set does not allow its titles, guidance and values to be passed on, so they are left out here.',
        ]
      : []),
  ];
}

/**
 * The paper for the people who decide on a new version: what goes and why, what changes, how long the lists are, and what it
 * would have meant in past procurements. The same parts always give the same paper.
 */
export function committeePaper(parts: PaperParts): CommitteePaper {
  const { comparison, simulation, findings, withhold } = parts;
  return {
    ...{ title: titleOf(comparison), sentences: sentencesOf(parts), withheld: withhold },
    tables: [
      ...revisionTables(comparison, withhold),
      ...(simulation ? simulationTables(simulation) : []),
      ...(findings ? findingTables(findings, withhold) : []),
    ],
  };
}
