import type { MatchedName, MatchedNames } from '../actions/matching/matchNames.ts';
import { bandMeasures, type PayeeSort, type SupplierFinding } from '../domain/suppliers/index.ts';
import { countOf, formatCount } from '../domain/values/index.ts';

/** Decisions as programs read them. */
const decisionWords: Readonly<Record<SupplierFinding['kind'], string>> = {
  linked: 'linked',
  ambiguous: 'ambiguous',
  unmatched: 'no match',
  'not-listed': 'not a company',
};

/** One name as a row: what programs and people get of a match. */
export interface MatchRow {
  readonly name: string;
  readonly decision: string;
  readonly identifier: string | null;
  readonly registeredName: string | null;
  readonly confidence: string | null;
  readonly sort: PayeeSort | null;
  readonly reasons: readonly string[];
  /** What speaks against the organisation that it is linked to. */
  readonly against: readonly string[];
  readonly candidates: readonly {
    readonly identifier: string;
    readonly name: string;
    readonly score: number;
    readonly agrees: readonly string[];
    readonly disagrees: readonly string[];
  }[];
}

const rounded = (score: number) => Math.round(score * 1000) / 1000;

/** A match as a row. */
export function matchRow({ query, match: { finding, band, candidates } }: MatchedName): MatchRow {
  const linked = finding.kind === 'linked' ? candidates[0] : undefined;
  return {
    name: query.name,
    decision: decisionWords[finding.kind],
    identifier: linked?.entity.identifier ?? null,
    registeredName: linked?.entity.name ?? null,
    confidence: band,
    sort: finding.kind === 'not-listed' ? finding.sort : null,
    reasons: finding.reasons,
    against: linked?.disagrees ?? [],
    candidates: candidates.map(({ entity, score, agrees, disagrees }) => ({
      identifier: entity.identifier,
      name: entity.name,
      score: rounded(score),
      agrees,
      disagrees,
    })),
  };
}

/** The header of the rows as a table. */
export const matchHeader = [
  'name',
  'decision',
  'identifier',
  'registered_name',
  'confidence',
  'sort',
  'reasons',
  'against',
  'candidates',
] as const;

/** A row as cells of a table; candidates are `identifier (name)`. */
export function matchCells(row: MatchRow): readonly (string | null)[] {
  const candidates = row.candidates.map(({ identifier, name }) => `${identifier} (${name})`);
  return [
    row.name,
    row.decision,
    row.identifier,
    row.registeredName,
    row.confidence,
    row.sort,
    row.reasons.join('; '),
    row.against.join('; '),
    candidates.join('; '),
  ];
}

const decisionOrder = ['linked', 'ambiguous', 'no match', 'not a company'];
/** How many names became what, for whoever waits for the command. */
export function matchSummary({ names, withoutName, organisations, notes }: MatchedNames): string {
  const decisions = names.map(({ match }) => decisionWords[match.finding.kind]);
  const parts = decisionOrder.map((decision) => {
    const count = decisions.filter((one) => one === decision).length;
    return `${formatCount(count)} ${decision}`;
  });
  const left =
    withoutName === 0 ? '' : ` ${countOf(withoutName, 'line has', 'lines have')} no name and is left out.`;
  return [
    `${countOf(names.length, 'name', 'names')} matched with ${countOf(organisations, 'organisation', 'organisations')}: ${parts.join(', ')}.${left}\n`,
    ...notes.map((note) => `${note}\n`),
  ].join('');
}

/** What the bands of confidence mean, for `--help`. */
export function bandHelp(): string {
  const lines = bandMeasures.map(({ band, right, links }) => `  ${band}  ${right} of ${links} were right`);
  return `\nConfidence, as measured on names that the weights were not fitted on (docs/benchmarks.md says how):\n${lines.join('\n')}\n`;
}
