import { type MeasureSet, measuresIn } from '../measureSet.ts';
import { repeated, type SetProblem } from './problem.ts';

type List = MeasureSet['lists'][number];

function about(code: string, sentence: string, reference: string | null = null): SetProblem {
  return { code, reference, sentence };
}

function subsetProblems(set: MeasureSet, { id, name, subsetOf }: List): readonly SetProblem[] {
  if (subsetOf === null) return [];
  const whole = set.lists.find((list) => list.id === subsetOf);
  if (whole === undefined || whole.id === id) {
    return [
      about(
        'list-subset-of-unknown',
        `The list “${name}” is to be part of “${subsetOf}”, which is no other list of the set. Correct the name.`,
      ),
    ];
  }
  return measuresIn(set, id)
    .filter(({ measure }) => !measure.lists.includes(whole.id))
    .map(({ measure: { reference } }) =>
      about(
        'list-not-subset',
        `${reference} is in the list “${name}” and not in “${whole.name}”, of which “${name}” is to be a part. Add it there or take it out here.`,
        reference,
      ),
    );
}

/** What is wrong with the named lists: a name twice, a list that is empty, a list that is no part of the one it says. */
export function listProblems(set: MeasureSet): readonly SetProblem[] {
  return [
    ...repeated(set.lists.map(({ id }) => id)).map((id) =>
      about('list-twice', `The set has the list “${id}” more than once. Give each list its own name.`),
    ),
    ...set.lists
      .filter(({ id }) => measuresIn(set, id).length === 0)
      .map(({ name }) =>
        about('list-empty', `The list “${name}” holds no measure. Put measures in or take the list away.`),
      ),
    ...set.lists.flatMap((list) => subsetProblems(set, list)),
  ];
}
