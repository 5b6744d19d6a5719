import { describe, expect, it } from 'vitest';
import { madeUpProxy, madeUpSet, madeUpMeasure as measure } from '../../../../test/support/measureSets.ts';
import { bringsValue, type Measure, type MeasureSet, measureSetSchema } from '../measureSet.ts';
import { checkMeasureSet } from './checkMeasureSet.ts';

const codes = (set: MeasureSet) => checkMeasureSet(set).map(({ code }) => code);
const of = (changed: Partial<Measure>) => madeUpSet([measure('A', changed)]);
const rule = (...between: readonly string[]) => ({
  ...{ between: [...between], what: 'pound' },
  sentence: 'A pound counts once.',
});
const removed = (reference: string, changed: Partial<MeasureSet['removed'][number]> = {}) => ({
  ...{ reference, reason: 'not-local' as const, overlaps: null, sentence: 'It went everywhere.' },
  ...changed,
});
const twoLists = (subsetOf: string | null) => [
  { id: 'main', name: 'Main list', subsetOf: null },
  { id: 'lite', name: 'Lite list', subsetOf },
];
const theme = (id: string, ...outcomes: readonly string[]) => ({
  ...{ id, title: id, confirmed: true },
  outcomes: outcomes.map((outcome) => ({
    ...{ id: outcome, title: outcome, confirmed: true },
    measures: [measure(`${id}${outcome}`)],
  })),
});

describe('a set that is right', () => {
  it('has no problems', () => {
    const set = madeUpSet([measure('A', { lists: ['main', 'lite'], weighting: '2' }), measure('B')], {
      ...{ lists: twoLists('main'), onePlace: [rule('A', 'B')] },
      ...{ replaces: '0', removed: [removed('Z'), removed('Y', { reason: 'overlaps', overlaps: 'A' })] },
    });
    expect(checkMeasureSet(set)).toEqual([]);
    expect(codes(of({ proxy: madeUpProxy('10', { low: '5', high: '20' }) }))).toEqual([]);
    expect(codes(of({ proxy: null, recordOnly: true, unit: { kind: 'text' } }))).toEqual([]);
    expect(codes(of({ unit: { kind: 'pounds', by: [], staffTime: true } }))).toEqual([]);
  });
});

describe('what is wrong with a set is told', () => {
  it.each<[string, MeasureSet, readonly string[]]>([
    ['no measure', madeUpSet([], { lists: [] }), ['set-empty']],
    ['a reference twice', madeUpSet([measure('A'), measure('a')]), ['reference-twice']],
    ['a theme twice', madeUpSet([], { themes: [theme('T', '1'), theme('t', '2')] }), ['theme-twice']],
    ['an outcome twice', madeUpSet([], { themes: [theme('T', '1'), theme('U', '1')] }), ['outcome-twice']],
    ['no day', madeUpSet([measure('A')], { inForceFrom: null }), ['published-without-date']],
    ['a draft without a day', madeUpSet([measure('A')], { inForceFrom: null, status: 'draft' }), []],
    [
      'an end before the start',
      madeUpSet([measure('A')], { inForceUntil: '2025-12-31' as MeasureSet['inForceUntil'] }),
      ['dates-backwards'],
    ],
    [
      'a licence that forbids',
      madeUpSet([measure('A')], { licence: 'CC BY-NC-ND 4.0' }),
      ['licence-forbids'],
    ],
    [
      'a licence that is kept',
      madeUpSet([measure('A')], { licence: 'CC BY-NC-ND 4.0', redistributable: false }),
      [],
    ],
    ['an unknown list', of({ lists: ['main', 'light'] }), ['list-unknown']],
    [
      'a list twice',
      madeUpSet([measure('A')], { lists: [...twoLists(null).slice(0, 1), ...twoLists(null).slice(0, 1)] }),
      ['list-twice'],
    ],
    ['an empty list', madeUpSet([measure('A')], { lists: twoLists(null) }), ['list-empty']],
    [
      'no part of the list',
      madeUpSet([measure('A', { lists: ['lite'] }), measure('B')], { lists: twoLists('main') }),
      ['list-not-subset'],
    ],
    [
      'part of an unknown list',
      madeUpSet([measure('A', { lists: ['main', 'lite'] })], { lists: twoLists('all') }),
      ['list-subset-of-unknown'],
    ],
    [
      'part of itself',
      madeUpSet([measure('A', { lists: ['main', 'lite'] })], { lists: twoLists('lite') }),
      ['list-subset-of-unknown'],
    ],
    ['a value without source', of({ proxy: madeUpProxy('1', { source: null }) }), ['proxy-without-source']],
    ['a value without year', of({ proxy: madeUpProxy('1', { priceYear: null }) }), ['proxy-without-year']],
    ['a value without licence', of({ proxy: madeUpProxy('1', { licence: ' ' }) }), ['proxy-without-licence']],
    ['a value below its range', of({ proxy: madeUpProxy('1', { low: '2' }) }), ['proxy-range']],
    ['a value above its range', of({ proxy: madeUpProxy('3', { high: '2' }) }), ['proxy-range']],
    [
      'a rate without source',
      madeUpSet([measure('A')], { hourRates: { staff: madeUpProxy('1', { source: null }), expert: null } }),
      ['proxy-without-source'],
    ],
    ['a weighting of nought', of({ weighting: '0' }), ['weighting-not-positive']],
    ['a weighting below nought', of({ weighting: '-1' }), ['weighting-not-positive']],
    ['record-only with a weighting', of({ recordOnly: true, weighting: '2' }), ['record-only-weighting']],
    ['a weighting of nothing', of({ proxy: null, weighting: '2' }), ['weighting-without-value']],
    ['a value of a text', of({ unit: { kind: 'text' } }), ['unit-without-value']],
    ['a local text', of({ unit: { kind: 'yes-no' }, proxy: null, localOnly: true }), ['local-only-unit']],
    ['a value of what is not confirmed', of({ confirmed: false }), ['unconfirmed-with-value']],
    [
      'hours without a rate',
      madeUpSet([measure('A', { unit: { kind: 'pounds', by: [], staffTime: true } })], {
        hourRates: { staff: madeUpProxy('1'), expert: null },
      }),
      ['staff-time-without-rate'],
    ],
    [
      'a rule on an unknown measure',
      madeUpSet([measure('A')], { onePlace: [rule('A', 'B', 'B')] }),
      ['rule-unknown-reference'],
    ],
    ['a rule on one measure', madeUpSet([measure('A')], { onePlace: [rule('A', 'A')] }), ['rule-too-few']],
    [
      'a permission for an unknown measure',
      madeUpSet([measure('A')], { permittedDoubleCounts: [rule('A', 'B')] }),
      ['rule-unknown-reference'],
    ],
    [
      'a rule against a permission',
      madeUpSet([measure('A'), measure('B')], {
        onePlace: [rule('A', 'B')],
        permittedDoubleCounts: [rule('B', 'A')],
      }),
      ['rule-contradiction'],
    ],
    [
      'a removed measure that is still there',
      madeUpSet([measure('A')], { replaces: '0', removed: [removed('A')] }),
      ['removed-still-there'],
    ],
    [
      'a measure removed twice',
      madeUpSet([measure('A')], { replaces: '0', removed: [removed('Z'), removed('Z')] }),
      ['removed-twice'],
    ],
    [
      'an overlap with nothing',
      madeUpSet([measure('A')], { replaces: '0', removed: [removed('Z', { reason: 'overlaps' })] }),
      ['removed-overlap-unknown'],
    ],
    [
      'an overlap with an unknown measure',
      madeUpSet([measure('A')], {
        ...{ replaces: '0', removed: [removed('Z', { reason: 'overlaps', overlaps: 'Y' })] },
      }),
      ['removed-overlap-unknown'],
    ],
    [
      'a removal from nothing',
      madeUpSet([measure('A')], { removed: [removed('Z')] }),
      ['removed-from-nothing'],
    ],
  ])('%s', (_what, set, expected) => {
    expect(codes(set)).toEqual(expected);
    for (const { sentence } of checkMeasureSet(set)) expect(sentence).toMatch(/^.{30,}\.$/);
  });

  it('all of it, not only the first', () => {
    const proxy = madeUpProxy('1', { source: null, priceYear: null, licence: '' });
    const set = madeUpSet(
      [
        measure('A', { proxy, weighting: '0', lists: ['x'] }),
        measure('A', { recordOnly: true, weighting: '2' }),
      ],
      { onePlace: [rule('Q', 'R')] },
    );
    expect(checkMeasureSet(set).map(({ code, reference }) => [code, reference])).toEqual([
      ['reference-twice', 'A'],
      ['proxy-without-source', 'A'],
      ['proxy-without-year', 'A'],
      ['proxy-without-licence', 'A'],
      ['weighting-not-positive', 'A'],
      ['list-unknown', 'A'],
      ['record-only-weighting', 'A'],
      ['rule-unknown-reference', null],
      ['rule-unknown-reference', null],
    ]);
  });
});

describe('the shape of a set', () => {
  const plain = JSON.parse(JSON.stringify(madeUpSet([measure('A')])));
  it('is plain JSON and reads back as it was', () => expect(measureSetSchema.parse(plain)).toEqual(plain));

  it.each([
    ['a number that is none', { weighting: '1,5' }, /is not a number/],
    ['a value below nought', { proxy: madeUpProxy('-1') }, /below nought/],
    ['a year that is none', { proxy: madeUpProxy('1', { priceYear: '20' }) }, /is no year/],
    ['a unit of nobody', { unit: { kind: 'miles' } }, /./],
    ['a field of nobody', { colour: 'red' }, /colour/],
  ])('refuses %s', (_what, changed, said) => {
    const themes = [
      {
        ...plain.themes[0],
        outcomes: [{ ...plain.themes[0].outcomes[0], measures: [{ ...measure('A'), ...changed }] }],
      },
    ];
    const read = measureSetSchema.safeParse({ ...plain, themes });
    expect(read.success).toBe(false);
    expect(read.error?.message).toMatch(said);
  });

  it('refuses a day that there is not', () =>
    expect(measureSetSchema.safeParse({ ...plain, inForceFrom: '2026-02-30' }).success).toBe(false));

  it('knows what can bring value', () => {
    expect(bringsValue(measure('A'))).toBe(true);
    const none = [{ confirmed: false }, { recordOnly: true }, { proxy: null }];
    for (const changed of none) expect(bringsValue(measure('A', changed))).toBe(false);
  });
});
