import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpSet, madeUpMeasure as measure } from '../../../../test/support/measureSets.ts';
import { readShippedSets } from '../../../formats/measures/readSets.ts';
import { toLocalDate } from '../../values/index.ts';
import { checkMeasureSet } from '../checking/checkMeasureSet.ts';
import { compareSets } from '../compareSets.ts';
import { type MeasureSet, measureSetSchema, measuresIn, measuresOf } from '../measureSet.ts';
import { reviseSet } from './reviseSet.ts';
import { type MeasureChange, revisionBetween, revisionSchema } from './revision.ts';

const lists = [
  { id: 'main', name: 'Main list', subsetOf: null },
  { id: 'lite', name: 'Lite list', subsetOf: 'main' },
];
const both = ['main', 'lite'];
const set = madeUpSet(
  [
    measure('A', { weighting: '2', lists: both }),
    measure('B', { lists: both }),
    measure('C', { localOnly: true }),
    measure('D', { recordOnly: true }),
    measure('E', { unit: { kind: 'text' }, proxy: null }),
  ],
  {
    lists,
    onePlace: [
      { between: ['A', 'B', 'C'], what: 'pound', sentence: 'Once.' },
      { between: ['A', 'B'], what: 'hour', sentence: 'Once.' },
    ],
    permittedDoubleCounts: [{ between: ['B', 'D'], what: 'person', sentence: 'Twice.' }],
  },
);
const next = { version: '2', inForceFrom: null };

const remove = (
  reference: string,
  changed: Partial<Extract<MeasureChange, { kind: 'remove' }>> = {},
): MeasureChange => ({
  ...({ kind: 'remove', reference, reason: 'no-evidence', overlaps: null } as const),
  ...{ sentence: 'Nobody could show it.', ...changed },
});

function revised(changes: readonly MeasureChange[], from: MeasureSet = set): MeasureSet {
  const decision = reviseSet(from, { changes: [...changes] }, next);
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

function refused(changes: readonly MeasureChange[], from: MeasureSet = set): readonly string[] {
  const decision = reviseSet(from, { changes: [...changes] }, next);
  return decision.ok ? [] : decision.refusals.map(({ code, sentence }) => `${code}: ${sentence}`);
}

describe('a revision', () => {
  it('gives a draft of the next version, and leaves the version before as it is', () => {
    const text = JSON.stringify(set);
    const draft = revised([
      remove('B', { reason: 'overlaps', overlaps: 'A' }),
      { kind: 'drop-weighting', reference: 'A' },
      { kind: 'local-only', reference: 'A' },
      { kind: 'take-off', reference: 'A', list: 'lite' },
      { kind: 'put-on', reference: 'C', list: 'lite' },
    ]);
    expect(draft).toMatchObject({ version: '2', status: 'draft', replaces: '1', inForceFrom: null });
    const [a, c] = measuresOf(draft).map((placed) => placed.measure);
    expect(a).toMatchObject({ reference: 'A', weighting: '1', localOnly: true, lists: ['main'] });
    expect(c).toMatchObject({ reference: 'C', lists: both });
    expect(draft.removed).toEqual([
      { reference: 'B', reason: 'overlaps', overlaps: 'A', sentence: 'Nobody could show it.' },
    ]);
    expect(JSON.stringify(set)).toBe(text);
  });

  it('trims rules that name what is gone, and drops those that say nothing any more', () => {
    const draft = revised([remove('B')]);
    expect(draft.onePlace).toEqual([{ between: ['A', 'C'], what: 'pound', sentence: 'Once.' }]);
    expect(draft.permittedDoubleCounts).toEqual([]);
  });

  it('takes a list away that holds no measure any more, until one is put on it', () => {
    const gone = [remove('A'), remove('B')];
    const draft = revised(gone);
    expect(draft.lists.map(({ id }) => id)).toEqual(['main']);
    expect(compareSets(set, draft).lists).toMatchObject([
      { id: 'main', before: 5, after: 3 },
      { id: 'lite', before: 2, after: 0 },
    ]);
    expect(revised([...gone, { kind: 'put-on', reference: 'C', list: 'lite' }]).lists).toEqual(lists);
  });

  it('takes the weighting of a measure that is kept for the record only', () => {
    const draft = revised([
      { kind: 'record-only', reference: 'A' },
      { kind: 'record-only', reference: 'B' },
    ]);
    expect(measuresOf(draft).map((placed) => [placed.measure.recordOnly, placed.measure.weighting])).toEqual([
      ...[
        [true, '1'],
        [true, '1'],
        [false, '1'],
      ],
      ...[
        [true, '1'],
        [false, '1'],
      ],
    ]);
  });

  it('reads as a set again, also when most of a long list goes', () => {
    const many = Array.from({ length: 1_400 }, (_, index) => measure(`M${index}`));
    const draft = revised(
      many.slice(1).map(({ reference }) => remove(reference)),
      madeUpSet(many),
    );
    expect(measureSetSchema.safeParse(draft).success).toBe(true);
  });

  it('lists what goes in the order of the set, with a note and a day where they are given', () => {
    const decision = reviseSet(
      set,
      { changes: [remove('D'), remove('B')] },
      {
        ...{ version: ' 2026.2 ', note: 'Shorter.' },
        inForceFrom: toLocalDate('2027-01-01'),
      },
    );
    expect(decision).toMatchObject({
      ok: true,
      value: { version: '2026.2', note: 'Shorter.', inForceFrom: '2027-01-01' },
    });
    expect(decision.ok && decision.value.removed.map(({ reference }) => reference)).toEqual(['B', 'D']);
  });

  it.each<readonly [string, readonly MeasureChange[], RegExp]>([
    ['nothing', [], /revise-nothing: The revision changes nothing/],
    ['an unknown reference', [remove('Z')], /revise-unknown-reference: Z is no measure of Made-up measures/],
    ['no reason', [remove('B', { reason: null })], /revise-without-reason: B is to go without a reason/],
    ['no sentence', [remove('B', { sentence: ' ' })], /revise-without-sentence: B/],
    ['an overlap with nothing', [remove('B', { reason: 'overlaps' })], /revise-overlap-unknown/],
    [
      'an overlap with what goes too',
      [remove('B', { reason: 'overlaps', overlaps: 'C' }), remove('C')],
      /revise-overlap-unknown: B .* Name a measure that stays/,
    ],
    ['a removal twice', [remove('B'), remove('B')], /revise-twice: B/],
    ['two removals', [remove('B'), remove('B', { sentence: 'Another.' })], /revise-twice: B/],
    [
      'a change of what goes',
      [remove('A'), { kind: 'drop-weighting', reference: 'A' }],
      /revise-removed: A is to go, so nothing else/,
    ],
    ['local only twice', [{ kind: 'local-only', reference: 'C' }], /C counts local effects only already/],
    ['record only twice', [{ kind: 'record-only', reference: 'D' }], /D is kept for the record only already/],
    ['a weighting that is none', [{ kind: 'drop-weighting', reference: 'B' }], /B has no weighting/],
    [
      'an unknown list',
      [{ kind: 'put-on', reference: 'B', list: 'mini' }],
      /revise-list-unknown: B .*“mini”/,
    ],
    ['a list twice', [{ kind: 'put-on', reference: 'B', list: 'lite' }], /B is on the list “lite” already/],
    ['off where it is not', [{ kind: 'take-off', reference: 'C', list: 'lite' }], /C is not on the list/],
    [
      'both ways',
      [
        { kind: 'take-off', reference: 'A', list: 'lite' },
        { kind: 'put-on', reference: 'A', list: 'lite' },
      ],
      /revise-both-ways: A/,
    ],
    [
      'lite that is no part of main',
      [{ kind: 'take-off', reference: 'A', list: 'main' }],
      /list-not-subset: A is in the list “Lite list” and not in “Main list”/,
    ],
    ['local only without a quantity', [{ kind: 'local-only', reference: 'E' }], /local-only-unit: E/],
    ['an empty set', ['A', 'B', 'C', 'D', 'E'].map((one) => remove(one)), /set-empty/],
  ])('is refused with %s', (_, changes, sentence) => expect(refused(changes).join('\n')).toMatch(sentence));

  it('tells everything that is wrong, not only the first thing', () => {
    expect(refused([remove('Z'), remove('B', { reason: null, sentence: '' })])).toHaveLength(3);
  });

  it.each<readonly [string, MeasureSet, Parameters<typeof reviseSet>[2], RegExp]>([
    ['a draft', { ...set, status: 'draft' }, next, /still a draft/],
    ['no version', set, { ...next, version: ' ' }, /needs a name/],
    ['a long version', set, { ...next, version: 'x'.repeat(41) }, /at most 40/],
    ['the same version', set, { ...next, version: '1' }, /Version 1 is there already/],
    [
      'a day before',
      set,
      { version: '2', inForceFrom: toLocalDate('2026-01-01') },
      /begin after 1 January 2026, when version 1 began/,
    ],
    ['no day to begin after', { ...set, inForceFrom: null, status: 'draft' }, next, /still a draft/],
  ])('is refused for %s', (_, from, version, sentence) => {
    const decision = reviseSet(from, { changes: [remove('B')] }, version);
    expect(decision.ok ? '' : decision.refusals.map((one) => one.sentence).join(' ')).toMatch(sentence);
  });

  it('never makes a set that is wrong, whatever is removed and in whatever order', () => {
    const references = measuresOf(set).map((placed) => placed.measure.reference);
    fc.assert(
      fc.property(fc.shuffledSubarray(references, { minLength: 1 }), (gone) => {
        const decision = reviseSet(set, { changes: gone.map((one) => remove(one)) }, next);
        if (!decision.ok) return decision.refusals.every(({ code }) => code === 'set-empty');
        const left = measuresOf(decision.value).map((placed) => placed.measure.reference);
        const again = reviseSet(set, { changes: gone.toReversed().map((one) => remove(one)) }, next);
        expect(again).toEqual(decision);
        expect([...left, ...gone].toSorted()).toEqual(references);
        return checkMeasureSet(decision.value).length === 0;
      }),
    );
  });
});

describe('from 46 to 34', () => {
  const version = (text: string) => {
    const found = readShippedSets().find((one) => one.id === 'open-measures' && one.version === text);
    if (!found) throw new Error(`no version ${text}`);
    return found;
  };
  const [before, after] = [version('1'), version('2')];
  const revision = revisionBetween(before, after);
  const draft = revised(revision.changes, before);

  it('is twelve removals, four weightings dropped and four measures made local only', () => {
    const counts = new Map<string, number>();
    for (const { kind } of revision.changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({ remove: 12, 'drop-weighting': 4, 'local-only': 4 });
    expect(revisionSchema.parse(JSON.parse(JSON.stringify(revision)))).toEqual(revision);
  });

  it('gives the version that was published, in measures, lists, rules and reasons', () => {
    expect(measuresOf(draft)).toEqual(measuresOf(after));
    expect([draft.themes, draft.lists, draft.onePlace, draft.permittedDoubleCounts]).toEqual([
      ...[after.themes, after.lists, after.onePlace, after.permittedDoubleCounts],
    ]);
    const byReference = ({ removed }: MeasureSet) =>
      removed.toSorted((one, other) => (one.reference < other.reference ? -1 : 1));
    expect(byReference(draft)).toEqual(byReference(after));
    const count = (one: MeasureSet) => [
      ...[measuresIn(one, 'main').length, measuresIn(one, 'lite').length],
      measuresOf(one).filter((placed) => placed.measure.recordOnly).length,
    ];
    expect([count(before), count(draft)]).toEqual([
      [46, 22, 9],
      [34, 16, 3],
    ]);
  });

  it('removals alone keep the weightings and what counts from elsewhere', () => {
    const removals = revision.changes.filter(({ kind }) => kind === 'remove');
    const { removed, changed } = compareSets(before, revised(removals, before));
    expect([removed.length, changed.length]).toEqual([12, 0]);
  });
});

describe('the revision between two versions', () => {
  it('says what changed on lists and for the record, and has no reason where none was given', () => {
    const after = madeUpSet([
      measure('A', { weighting: '2', lists: ['main'] }),
      measure('B', { lists: both, recordOnly: true }),
      measure('C', { localOnly: true, lists: both }),
      measure('N'),
    ]);
    expect(revisionBetween(set, after).changes).toEqual([
      { kind: 'take-off', reference: 'A', list: 'lite' },
      { kind: 'record-only', reference: 'B' },
      { kind: 'put-on', reference: 'C', list: 'lite' },
      { kind: 'remove', reference: 'D', reason: null, overlaps: null, sentence: '' },
      { kind: 'remove', reference: 'E', reason: null, overlaps: null, sentence: '' },
    ]);
  });
});
