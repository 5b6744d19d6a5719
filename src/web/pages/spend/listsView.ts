import type { Analysis, Exclusion, Reject, UnknownSupplier } from '../../../domain/spend/analysis.ts';
import type { Opens } from '../../components/frame.ts';
import { countOf, countText, poundsText } from '../../components/words.ts';
import { periodText } from './picks.ts';

const longestRawText = 300;

export interface RejectRow {
  readonly where: string;
  readonly column: string;
  readonly rule: string;
  readonly sentence: string;
  readonly text: string;
  readonly amount: string;
}

export interface RuleCount {
  readonly rule: string;
  readonly count: string;
}

export interface RejectsView {
  readonly heading: string;
  readonly summary: string;
  readonly rules: readonly RuleCount[];
  readonly rows: readonly RejectRow[];
}

export interface LeftOutGroup {
  readonly definition: string;
  readonly scope: string;
  readonly rows: readonly {
    readonly label: string;
    readonly period: string;
    readonly lines: string;
    readonly amount: string;
  }[];
  readonly total: { readonly lines: string; readonly amount: string } | null;
}

export interface UnknownView {
  readonly heading: string;
  readonly rows: readonly {
    readonly name: string;
    readonly amount: string;
    readonly lines: string;
    readonly couldBe: string;
    /** Its payments. */
    readonly href?: string;
  }[];
}

/** The name of a rule for readers: `amount-unreadable` becomes `Amount unreadable`. */
export function ruleText(rule: string): string {
  const words = rule.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function rejectRow(one: Reject): RejectRow {
  const cut = one.text.length > longestRawText;
  return {
    where: `${one.file}, line ${countText(one.line)}`,
    column: one.column ?? '',
    rule: ruleText(one.rule),
    sentence: one.sentence,
    text: cut ? `${one.text.slice(0, longestRawText)}…` : one.text,
    amount: one.pence === null ? 'not readable' : `£${poundsText(one.pence)}`,
  };
}

function ruleCounts(rejects: readonly Reject[]): readonly RuleCount[] {
  const counts = new Map<string, number>();
  for (const one of rejects) counts.set(one.rule, (counts.get(one.rule) ?? 0) + 1);
  return [...counts]
    .sort(([ruleA, a], [ruleB, b]) => b - a || (ruleA < ruleB ? -1 : 1))
    .map(([rule, count]) => ({ rule: ruleText(rule), count: countText(count) }));
}

/** The lines rejected, a slice of them in full; the summary counts them all. */
export function rejectsView(analysis: Analysis, from = 0, to = analysis.rejects.length): RejectsView {
  const { control, rejects } = analysis;
  const listed =
    rejects.length < control.rejected ? ` The first ${countText(rejects.length)} are listed.` : '';
  return {
    heading:
      control.rejected === 0 ? 'No line was rejected' : `${countOf(control.rejected, 'line')} rejected`,
    summary:
      control.rejected === 0
        ? 'Every line below a header was accepted or blank.'
        : `They are in no figure. The amounts that could be read add up to £${poundsText(control.rejectedPence)}.${listed}`,
    rules: ruleCounts(rejects),
    rows: rejects.slice(from, to).map(rejectRow),
  };
}

function leftOutTotal(excluded: readonly Exclusion[]): LeftOutGroup['total'] {
  if (excluded.length === 0) return null;
  return {
    lines: countText(excluded.reduce((sum, one) => sum + one.lines, 0)),
    amount: poundsText(excluded.reduce((sum, one) => sum + one.pence, 0)),
  };
}

/** What each definition leaves out, by class and year, with a total. */
export function leftOutView(analysis: Analysis): readonly LeftOutGroup[] {
  return analysis.definitions.map((definition) => {
    const excluded = analysis.excluded.filter((one) => one.definition === definition.id);
    return {
      definition: definition.name,
      scope: definition.scopeSentence,
      rows: excluded.map((one) => ({
        label: one.label,
        period: periodText(one.period),
        lines: countText(one.lines),
        amount: poundsText(one.pence),
      })),
      total: leftOutTotal(excluded),
    };
  });
}

function couldBe(supplier: UnknownSupplier): string {
  const { candidates } = supplier;
  if (candidates.length === 0) return 'Anywhere';
  if (candidates.length > 4) return `One of ${candidates.length} places`;
  return candidates.join(' or ');
}

/** The suppliers whose place would sharpen the figure most. */
export function unknownView(analysis: Analysis, atMost: number, opens?: Opens): UnknownView | undefined {
  if (analysis.unknownSuppliers.length === 0) return undefined;
  const shown = analysis.unknownSuppliers.slice(0, atMost);
  return {
    heading:
      shown.length === 1 ? 'The supplier we could not place' : 'The largest suppliers we could not place',
    rows: shown.map((one) => ({
      name: one.name,
      amount: poundsText(one.pence),
      lines: countText(one.lines),
      couldBe: couldBe(one),
      ...(opens === undefined ? {} : { href: opens.unplaced(one.name) }),
    })),
  };
}
