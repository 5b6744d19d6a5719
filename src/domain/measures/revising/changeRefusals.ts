import type { Refusal } from '../../values/index.ts';
import { hasWeighting, type Measure, type MeasureSet, measuresOf } from '../measureSet.ts';
import type { MeasureChange, MeasureRemoval } from './revision.ts';

type Complaint = readonly [when: boolean, code: string, sentence: string];

function removalComplaints(
  change: MeasureRemoval,
  stays: (reference: string) => boolean,
): readonly Complaint[] {
  const { reference, reason, overlaps, sentence } = change;
  return [
    [
      reason === null,
      'revise-without-reason',
      `${reference} is to go without a reason. Choose the reason why it goes.`,
    ],
    [
      sentence.trim() === '',
      'revise-without-sentence',
      `${reference} is to go, and no sentence says why. Write one for the people who decide.`,
    ],
    [
      reason === 'overlaps' && (overlaps === null || !stays(overlaps)),
      'revise-overlap-unknown',
      `${reference} is to go because it overlaps another measure. Name a measure that stays and that it overlaps.`,
    ],
  ];
}

function listComplaints(
  { lists }: MeasureSet,
  measure: Measure,
  change: Extract<MeasureChange, { kind: 'take-off' | 'put-on' }>,
): readonly Complaint[] {
  const { reference, list } = change;
  const isOn = measure.lists.includes(list);
  return [
    [
      !lists.some(({ id }) => id === list),
      'revise-list-unknown',
      `${reference} is to change on the list “${list}”, which the set does not have. Choose one of its lists.`,
    ],
    [
      change.kind === 'take-off' && !isOn,
      'revise-no-change',
      `${reference} is not on the list “${list}”, so it cannot be taken off it.`,
    ],
    [change.kind === 'put-on' && isOn, 'revise-no-change', `${reference} is on the list “${list}” already.`],
  ];
}

function flagComplaints(measure: Measure, { kind, reference }: MeasureChange): readonly Complaint[] {
  return [
    [
      kind === 'local-only' && measure.localOnly,
      'revise-no-change',
      `${reference} counts local effects only already.`,
    ],
    [
      kind === 'record-only' && measure.recordOnly,
      'revise-no-change',
      `${reference} is kept for the record only already.`,
    ],
    [
      kind === 'drop-weighting' && !hasWeighting(measure),
      'revise-no-change',
      `${reference} has no weighting that could be dropped.`,
    ],
  ];
}

/** What stands against several changes together: one thing twice, or a change to a measure that goes anyway. */
function togetherComplaints(changes: readonly MeasureChange[], change: MeasureChange): readonly Complaint[] {
  const same = changes.filter(({ reference }) => reference === change.reference);
  const text = JSON.stringify(change);
  const isFirst = same.indexOf(change) === same.findIndex((one) => JSON.stringify(one) === text);
  const goes = same.find(({ kind }) => kind === 'remove');
  const list = 'list' in change ? change.list : null;
  const opposite = same.some(
    (one) => 'list' in one && one.list === list && one.kind !== change.kind && change.kind === 'take-off',
  );
  const { reference } = change;
  return [
    [
      !isFirst || (change.kind === 'remove' && goes !== change),
      'revise-twice',
      `${reference} has the same change twice. Keep one.`,
    ],
    [
      goes !== undefined && change.kind !== 'remove',
      'revise-removed',
      `${reference} is to go, so nothing else about it can change. Keep one of the two.`,
    ],
    [
      opposite,
      'revise-both-ways',
      `${reference} is to be put on the list “${list}” and taken off it. Keep one of the two.`,
    ],
  ];
}

/** Everything that is wrong with the changes themselves, in their order. */
export function changeRefusals(set: MeasureSet, changes: readonly MeasureChange[]): readonly Refusal[] {
  if (changes.length === 0) {
    return [
      {
        code: 'revise-nothing',
        sentence:
          'The revision changes nothing. Choose at least one change. To give it up, remove the draft.',
      },
    ];
  }
  const known = new Map(measuresOf(set).map(({ measure }) => [measure.reference, measure]));
  const gone = new Set(changes.flatMap(({ kind, reference }) => (kind === 'remove' ? [reference] : [])));
  const stays = (reference: string) => known.has(reference) && !gone.has(reference);
  return changes.flatMap((change) => {
    const measure = known.get(change.reference);
    if (!measure) {
      const sentence = `${change.reference} is no measure of ${set.name}, version ${set.version}. Correct the reference.`;
      return [{ code: 'revise-unknown-reference', sentence }];
    }
    return [
      ...togetherComplaints(changes, change),
      ...flagComplaints(measure, change),
      ...(change.kind === 'remove' ? removalComplaints(change, stays) : []),
      ...('list' in change ? listComplaints(set, measure, change) : []),
    ]
      .filter(([when]) => when)
      .map(([, code, sentence]) => ({ code, sentence }));
  });
}
