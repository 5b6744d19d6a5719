import { type MeasureSet, measuresOf } from '../measureSet.ts';
import { repeated, type SetProblem } from './problem.ts';

type Rule = MeasureSet['onePlace'][number];

function about(code: string, sentence: string): SetProblem {
  return { code, reference: null, sentence };
}

function ruleProblems(set: MeasureSet, rule: Rule, name: string): readonly SetProblem[] {
  const known = new Set(measuresOf(set).map(({ measure }) => measure.reference));
  const unknown = [...new Set(rule.between)].filter((reference) => !known.has(reference));
  const few = new Set(rule.between).size < 2;
  return [
    ...unknown.map((reference) =>
      about(
        'rule-unknown-reference',
        `The ${name} on a ${rule.what} names ${reference}, which is no measure of the set. Correct the reference or take it out.`,
      ),
    ),
    ...(few
      ? [
          about(
            'rule-too-few',
            `The ${name} on a ${rule.what} names fewer than two measures. A rule stands between at least two.`,
          ),
        ]
      : []),
  ];
}

/** Every pair that a rule names, in a fixed order. */
function pairsOf({ between }: Rule): readonly string[] {
  const references = [...new Set(between)].toSorted();
  return references.flatMap((one, index) =>
    references.slice(index + 1).map((other) => `${one} and ${other}`),
  );
}

function contradictions(set: MeasureSet): readonly SetProblem[] {
  const forbidden = new Set(set.onePlace.flatMap(pairsOf));
  const both = [...new Set(set.permittedDoubleCounts.flatMap(pairsOf))].filter((pair) => forbidden.has(pair));
  return both.map((pair) =>
    about(
      'rule-contradiction',
      `A one-place rule forbids what a permitted double count allows between ${pair}. Keep one of the two.`,
    ),
  );
}

/** What is wrong with the one-place rules and the permitted double counts. */
export function rulesProblems(set: MeasureSet): readonly SetProblem[] {
  return [
    ...set.onePlace.flatMap((rule) => ruleProblems(set, rule, 'one-place rule')),
    ...set.permittedDoubleCounts.flatMap((rule) => ruleProblems(set, rule, 'permitted double count')),
    ...contradictions(set),
  ];
}

/** What is wrong with the list of measures that a version left out. */
export function removalProblems(set: MeasureSet): readonly SetProblem[] {
  const known = new Set(measuresOf(set).map(({ measure }) => measure.reference));
  const each = set.removed.flatMap(({ reference, reason, overlaps }) => [
    ...(known.has(reference)
      ? [
          about(
            'removed-still-there',
            `${reference} is listed as removed and is still a measure of the set. Take it out of one of the two.`,
          ),
        ]
      : []),
    ...(reason === 'overlaps' && (overlaps === null || !known.has(overlaps))
      ? [
          about(
            'removed-overlap-unknown',
            `${reference} was removed because it overlaps another measure. Name a measure of this version that it overlaps.`,
          ),
        ]
      : []),
  ]);
  const twice = repeated(set.removed.map(({ reference }) => reference)).map((reference) =>
    about('removed-twice', `${reference} is listed as removed more than once. Keep one reason.`),
  );
  const lonely =
    set.removed.length > 0 && set.replaces === null
      ? [
          about(
            'removed-from-nothing',
            'Measures are listed as removed, but the set does not say which version it replaces. Name that version.',
          ),
        ]
      : [];
  return [...each, ...twice, ...lonely];
}
