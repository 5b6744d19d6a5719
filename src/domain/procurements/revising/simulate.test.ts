import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpProxy, madeUpSet, madeUpMeasure as measure } from '../../../../test/support/measureSets.ts';
import { type MadeUpPast, madeUpPast } from '../../../../test/support/pastBids.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import { type MeasureSet, reviseSet, type Unit, valueBid } from '../../measures/index.ts';
import { compareRatios, formatRatio, ratio } from '../../values/index.ts';
import { simulateRevision } from './simulate.ts';
import type { OfferedQuantity, PastTender } from './types.ts';
import { indexedSet, quantityIn, scoredWithoutMeasure, workOut } from './workOut.ts';

const set = madeUpSet([
  measure('A'),
  measure('B', { proxy: madeUpProxy('100'), weighting: '2' }),
  measure('C', { unit: { kind: 'pounds', by: [], staffTime: false }, proxy: madeUpProxy('1') }),
  measure('D', { recordOnly: true }),
]);

function without(...references: readonly string[]): MeasureSet {
  const changes = references.map((reference) => ({
    ...({ kind: 'remove', reference, reason: 'no-evidence', overlaps: null } as const),
    sentence: 'It cannot be shown.',
  }));
  const decision = reviseSet(set, { changes }, { version: '2', inForceFrom: null });
  if (!decision.ok) throw new Error('refused');
  return decision.value;
}

const depots: MadeUpPast = {
  bids: [
    { name: 'Alder', price: '1000', quality: '70', offers: [{ measure: 'B', quantity: '10' }] },
    { name: 'Birch', price: '1000', quality: '75', offers: [{ measure: 'A', quantity: '50' }] },
    { name: 'Cedar', price: '1250', quality: '60', offers: [{ measure: 'D', quantity: '9' }] },
  ],
};

describe('a revision tried on bids of the past', () => {
  it('tells who wins before and after, with values, points and places', () => {
    const { tenders, winnersChanged, ranksChanged, sentences } = simulateRevision(
      set,
      without('B'),
      madeUpPast(depots),
    );
    const [tender] = tenders;
    expect(tender).toMatchObject({
      ...{ winnersBefore: ['Alder'], winnersAfter: ['Birch'], changesWinner: true, changesRanks: true },
    });
    expect(
      tender?.bids.map(({ name, before, after }) => [
        ...[name, before.rank, after.rank, formatRatio(before.socialValue, 0)],
        ...[formatRatio(after.socialValue, 0), formatRatio(before.total, 1), formatRatio(after.total, 1)],
      ]),
    ).toEqual([
      ['Alder', 1, 2, '2000', '0', '88.0', '68.0'],
      ['Birch', 2, 1, '500', '500', '75.0', '90.0'],
      ['Cedar', 3, 3, '0', '0', '56.0', '56.0'],
    ]);
    expect([winnersChanged, ranksChanged]).toEqual([1, 1]);
    expect(sentences).toEqual([
      'Another bid would win in 1 of 1 past procurement; places move in 1.',
      '“Depots”: the first place would go to Birch instead of Alder.',
    ]);
  });

  it('says that the first stays and others move', () => {
    const bids = [
      { name: 'Oak', price: '500', quality: '100', offers: [] },
      ...depots.bids.map((bid) => ({ ...bid, price: '2000' })),
    ];
    const [told] = simulateRevision(set, without('B'), madeUpPast({ bids })).tenders;
    expect(told?.sentence).toBe(
      '“Depots”: the first place stays with Oak, and others move: Alder from 2 to 3 and Birch from 3 to 2.',
    );
  });

  it('says that nothing moves, and that there is nothing to look at', () => {
    expect(simulateRevision(set, without('D'), madeUpPast(depots)).sentences).toEqual([
      'The winner stays the same in 1 past procurement; no place moves.',
      '“Depots”: the first place stays with Alder, and no place moves.',
    ]);
    expect(simulateRevision(set, without('D'), []).sentences).toEqual([
      'There are no past procurements to look at.',
    ]);
  });

  it('has no winner where every bid is out', () => {
    const [told] = simulateRevision(
      set,
      without('B'),
      madeUpPast({ ...depots, told: { qualityFloor: '90' } }),
    ).tenders;
    expect(told).toMatchObject({ winnersBefore: [], winnersAfter: [], changesWinner: false });
    expect(told?.bids.map(({ before, after }) => [before.rank, after.rank])).toEqual([
      ...[
        [null, null],
        [null, null],
        [null, null],
      ],
    ]);
    expect(told?.sentence).toBe('“Depots”: every bid is out under both versions, and no place moves.');
  });

  it('tells offers that bring nothing: unknown before, or against a rule of the new version', () => {
    const offers = [
      { measure: 'Z', quantity: '1' },
      { measure: 'A', quantity: '10' },
      { measure: 'B', quantity: '3' },
      { measure: 'C', quantity: 'much' },
    ];
    const past = madeUpPast({ bids: [{ name: 'Alder', price: '1', quality: '1', offers }] });
    const decision = reviseSet(
      set,
      {
        changes: [
          { kind: 'local-only', reference: 'A' },
          { kind: 'remove', reference: 'B', reason: 'not-local', overlaps: null, sentence: 'Not local.' },
        ],
      },
      { version: '2', inForceFrom: null },
    );
    if (!decision.ok) throw new Error('refused');
    const [tender] = simulateRevision(set, decision.value, past).tenders;
    expect(tender?.notCounted.map(({ line, reference, why }) => [line, reference, why])).toEqual([
      [2, 'Z', 'unknown'],
      [5, 'C', 'refused'],
      [3, 'A', 'refused'],
    ]);
    expect(tender?.notCounted[2]?.sentence).toMatch(/A counts only what stays in the local area/);
  });
});

describe('what was offered in the unit of its measure', () => {
  const [amount, words] = [ratio(4), 'A plan'];
  const percentage: Unit = { kind: 'percentage', numerator: 'a', denominator: 'b' };
  const inPounds: Unit = { kind: 'pounds', by: [], staffTime: true };
  const people: Unit = { kind: 'hours-attendees' };
  const cases: readonly (readonly [Unit, OfferedQuantity, object])[] = [
    [{ kind: 'hours' }, { kind: 'amount', amount }, { kind: 'number', amount }],
    [inPounds, { kind: 'amount', amount }, { kind: 'pounds', pounds: amount, staffHours: ratio(0) }],
    [percentage, { kind: 'amount', amount }, { numerator: amount, denominator: ratio(100) }],
    [percentage, { kind: 'of', part: ratio(1), whole: ratio(3) }, { numerator: ratio(1) }],
    [people, { kind: 'amount', amount }, { hours: amount, attendees: ratio(1) }],
    [people, { kind: 'times', hours: ratio(2), people: ratio(9) }, { hours: ratio(2), attendees: ratio(9) }],
    [{ kind: 'yes-no' }, { kind: 'words', text: ' Yes' }, { kind: 'yes-no', yes: true }],
    [{ kind: 'yes-no' }, { kind: 'words', text: 'no' }, { kind: 'yes-no', yes: false }],
    [{ kind: 'yes-no' }, { kind: 'words', text: words }, { kind: 'text', text: words }],
    [{ kind: 'text' }, { kind: 'words', text: 'yes' }, { kind: 'text', text: 'yes' }],
  ];
  it('is a number, pounds, a part, attendance, an answer or a text', () => {
    for (const [unit, offered, expected] of cases) expect(quantityIn(unit, offered)).toMatchObject(expected);
  });
});

const cell = fc.record({
  measure: fc.constantFrom('A', 'B', 'C', 'D'),
  quantity: fc.integer({ min: 0, max: 400 }).map(String),
});
const bid = fc.record({
  price: fc.integer({ min: 100, max: 3000 }).map(String),
  quality: fc.integer({ min: 0, max: 100 }).map(String),
  offers: fc.array(cell, { maxLength: 4 }),
});
const tender = fc.record({
  told: fc.record({
    socialValueFormula: fc.constantFrom(
      'highest',
      'highest for price',
      'target 900',
      'bands 10%: 1, 40%: 3, above: 4',
    ),
    priceFormula: fc.constantFrom('lowest', 'linear', 'reference 1500'),
  }),
  bids: fc
    .array(bid, { minLength: 2, maxLength: 5 })
    .map((bids) => bids.map((one, index) => ({ ...one, name: `Bid ${index}` }))),
});

const runs = { numRuns: propertyRuns(60) };

describe('whatever was bid', () => {
  const after = without('B');
  const ranksOf = (past: readonly PastTender[], next: MeasureSet) =>
    simulateRevision(set, next, past).tenders.map(({ bids }) =>
      bids
        .map(({ name, before, after: now }) => [name, before.rank, now.rank] as const)
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );

  it('the order of bids and of their offers does not matter', () => {
    fc.assert(
      fc.property(tender, (one) => {
        const turned = {
          ...one,
          bids: one.bids.map((each) => ({ ...each, offers: each.offers.toReversed() })).toReversed(),
        };
        expect(ranksOf(madeUpPast(turned), after)).toEqual(ranksOf(madeUpPast(one), after));
      }),
      runs,
    );
  });

  it('all quantities many times as large change no place where promises are compared with the highest', () => {
    fc.assert(
      fc.property(tender, fc.integer({ min: 2, max: 50 }), (one, times) => {
        fc.pre(one.told.socialValueFormula.startsWith('highest'));
        const larger = {
          ...one,
          bids: one.bids.map((each) => ({
            ...each,
            offers: each.offers.map((offer) => ({
              ...offer,
              quantity: String(Number(offer.quantity) * times),
            })),
          })),
        };
        expect(ranksOf(madeUpPast(larger), after)).toEqual(ranksOf(madeUpPast(one), after));
      }),
      runs,
    );
  });

  it('removing a measure that nobody offered, or that is only recorded, changes nothing', () => {
    fc.assert(
      fc.property(tender, (one) => {
        const bids = one.bids.map((each) => ({
          ...each,
          offers: each.offers.filter((offer) => offer.measure !== 'B'),
        }));
        const past = madeUpPast({ ...one, bids });
        for (const next of [after, without('D')]) {
          const [told] = simulateRevision(set, next, past).tenders;
          expect(told?.bids.every((each) => compareRatios(each.before.total, each.after.total) === 0)).toBe(
            true,
          );
          expect([told?.changesRanks, told?.changesWinner]).toEqual([false, false]);
        }
      }),
      runs,
    );
  });

  it('without a measure a bid is worth what is left of it, whatever stands in it twice', () => {
    const thing = fc.constantFrom('', 'the fair', 'the van');
    const twice = { ...set, oneMeasureOnly: true };
    fc.assert(
      fc.property(tender, fc.array(thing, { minLength: 20, maxLength: 20 }), (one, things) => {
        const bids = one.bids.map((each, at) => ({
          ...each,
          offers: each.offers.map((offer, index) => ({ ...offer, thing: things[at * 4 + index] ?? '' })),
        }));
        const [past] = madeUpPast({ ...one, bids });
        if (!past) throw new Error('nothing');
        const indexed = indexedSet(twice);
        const gone = {
          ...past,
          bids: past.bids.map((each) => ({
            ...each,
            offers: each.offers.filter(({ reference }) => reference !== 'B'),
          })),
        };
        expect(scoredWithoutMeasure(indexed, workOut(indexed, past), 'B')).toEqual(
          workOut(indexed, gone).scored,
        );
      }),
      runs,
    );
  });

  it('a bid is worth what valuing bids says', () => {
    fc.assert(
      fc.property(tender, (one) => {
        for (const { valued, notCounted } of madeUpPast(one).flatMap(
          (past) => workOut(indexedSet(set), past).bids,
        )) {
          const lines = valued.lines.map(({ line }) => line);
          expect(notCounted).toEqual([]);
          expect(valueBid({ set, references: null }, lines)).toEqual({ ok: true, value: valued });
        }
      }),
      runs,
    );
  });
});
