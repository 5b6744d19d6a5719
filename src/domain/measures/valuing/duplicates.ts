import { signOf } from '../../values/index.ts';
import type { MeasureSet } from '../measureSet.ts';
import type { Duplicate, ValuedLine } from './types.ts';

function thingOf({ line }: ValuedLine): string {
  return line.thing.trim().toLowerCase();
}

type Rule = MeasureSet['onePlace'][number];

function ruleBetween(rules: readonly Rule[], one: ValuedLine, other: ValuedLine): Rule | undefined {
  const [first, second] = [one.line.reference, other.line.reference];
  return rules.find(({ between }) => between.includes(first) && between.includes(second));
}

/** Why the same thing may not stand in both lines; undefined where it may. */
function whyOnlyOnce(set: MeasureSet, one: ValuedLine, other: ValuedLine): string | undefined {
  if (one.line.reference === other.line.reference) return 'One thing counts once under a measure.';
  if (ruleBetween(set.permittedDoubleCounts, one, other)) return undefined;
  const rule = ruleBetween(set.onePlace, one, other);
  if (rule) return rule.sentence;
  return set.oneMeasureOnly ? 'In this set a thing counts under one measure only.' : undefined;
}

function leftOut(kept: ValuedLine, gone: ValuedLine, why: string): Duplicate {
  const { thing } = gone.line;
  return {
    ...{ kind: 'left-out', thing, lines: [kept.line.id, gone.line.id] },
    sentence: `“${thing}” is counted under ${kept.line.reference} and left out under ${gone.line.reference}. ${why}`,
  };
}

/** The line for which another one is left out, with the reason; the earlier line of a bid stays. */
export interface LeftOut {
  readonly gone: ValuedLine;
  readonly duplicate: Duplicate;
}

/** Lines whose thing stands in an earlier line under a measure that may not share it. */
export function linesLeftOut(set: MeasureSet, lines: readonly ValuedLine[]): readonly LeftOut[] {
  const kept: ValuedLine[] = [];
  const out: LeftOut[] = [];
  for (const line of lines) {
    const same = kept.filter((other) => thingOf(line) !== '' && thingOf(other) === thingOf(line));
    const clash = same
      .map((other) => ({ other, why: whyOnlyOnce(set, other, line) }))
      .find(({ why }) => why !== undefined);
    if (clash?.why === undefined) kept.push(line);
    else out.push({ gone: line, duplicate: leftOut(clash.other, line, clash.why) });
  }
  return out;
}

function isOffered({ counted }: ValuedLine): boolean {
  return counted !== null && signOf(counted) > 0;
}

/**
 * Pairs of lines under a one-place rule of which at least one does not say what it counts, so that nobody can tell
 * whether it is the same thing: questions to the bidder.
 */
export function linesToAskAbout(set: MeasureSet, lines: readonly ValuedLine[]): readonly Duplicate[] {
  const offered = lines.filter(isOffered);
  return offered.flatMap((one, index) =>
    offered.slice(index + 1).flatMap((other) => {
      const rule = ruleBetween(set.onePlace, one, other);
      const told = thingOf(one) !== '' && thingOf(other) !== '';
      if (!rule || told || one.line.reference === other.line.reference) return [];
      return [
        {
          ...({ kind: 'ask', thing: '', lines: [one.line.id, other.line.id] } as const),
          sentence: `Ask whether a ${rule.what} stands under both ${one.line.reference} and ${other.line.reference}. ${rule.sentence}`,
        },
      ];
    }),
  );
}
