import { type MeasureSet, measuresOf } from '../measureSet.ts';
import { listProblems } from './listProblems.ts';
import { measureProblems } from './measureProblems.ts';
import { repeated, type SetProblem } from './problem.ts';
import { removalProblems, rulesProblems } from './ruleProblems.ts';

function about(code: string, sentence: string, reference: string | null = null): SetProblem {
  return { code, reference, sentence };
}

function referenceProblems(set: MeasureSet): readonly SetProblem[] {
  const references = measuresOf(set).map(({ measure }) => measure.reference);
  return [
    ...repeated(references).map((reference) =>
      about(
        'reference-twice',
        `The reference ${reference} is used for more than one measure. Give each measure its own.`,
        reference,
      ),
    ),
    ...repeated(set.themes.map(({ id }) => id)).map((id) =>
      about('theme-twice', `The set has the theme “${id}” more than once. Give each theme its own id.`),
    ),
    ...repeated(set.themes.flatMap(({ outcomes }) => outcomes.map(({ id }) => id))).map((id) =>
      about('outcome-twice', `The set has the outcome “${id}” more than once. Give each outcome its own id.`),
    ),
    ...(references.length === 0 ? [about('set-empty', 'The set holds no measure. Add at least one.')] : []),
  ];
}

function dateProblems({ status, inForceFrom, inForceUntil }: MeasureSet): readonly SetProblem[] {
  return [
    ...(status === 'published' && inForceFrom === null
      ? [
          about(
            'published-without-date',
            'The set is published and does not say from when it is in force. Give the first day.',
          ),
        ]
      : []),
    ...(inForceFrom !== null && inForceUntil !== null && inForceUntil < inForceFrom
      ? [
          about(
            'dates-backwards',
            `The set is in force until ${inForceUntil}, which is before it starts on ${inForceFrom}. Correct one of the two days.`,
          ),
        ]
      : []),
  ];
}

/** Licences whose words forbid that a set is passed on for every use and with changes. */
const restricted = /\b(nc|nd|non-?commercial|no ?derivatives?|all rights reserved)\b/i;

function licenceProblems({ redistributable, licence }: MeasureSet): readonly SetProblem[] {
  if (!redistributable || !restricted.test(licence)) return [];
  return [
    about(
      'licence-forbids',
      `The set is marked as free to pass on, but its licence “${licence}” forbids that. Mark it as not to be passed on.`,
    ),
  ];
}

/** Everything that is wrong with a set, not only the first thing; empty when the set can be published. */
export function checkMeasureSet(set: MeasureSet): readonly SetProblem[] {
  return [
    ...referenceProblems(set),
    ...dateProblems(set),
    ...licenceProblems(set),
    ...listProblems(set),
    ...measureProblems(set),
    ...rulesProblems(set),
    ...removalProblems(set),
  ];
}
