import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpProxy, madeUpSet, madeUpMeasure as measure } from '../../../../test/support/measureSets.ts';
import { numberAt } from '../../../../test/support/numbers.ts';
import { type MadeUpPast, madeUpPast } from '../../../../test/support/pastBids.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import { compareRatios, formatRatio, nought, type Ratio, ratio, timesRatios } from '../../values/index.ts';
import { scoreTender } from '../scoring/scoreTender.ts';
import { findings } from './findings.ts';
import { proxyRanges } from './sensitivity.ts';
import type { WorkedTender } from './types.ts';
import { indexedSet, scoredWithoutMeasure, valueUnder, workOut } from './workOut.ts';

const rule = (between: string[], what: string) => ({ between, what, sentence: 'Once.' });
const set = madeUpSet(
  [
    measure('A'),
    measure('B', { proxy: madeUpProxy('100') }),
    measure('C', { proxy: null }),
    measure('D', { recordOnly: true }),
    measure('E'),
    measure('F'),
    measure('G', { unit: { kind: 'text' }, proxy: null }),
  ],
  {
    onePlace: [rule(['A', 'E'], 'hour'), rule(['A', 'B'], 'pound')],
    permittedDoubleCounts: [rule(['C', 'D'], 'person')],
  },
);

const offer = (name: string, quantity: string, thing = '') => ({ measure: name, quantity, thing });
const depots: MadeUpPast = {
  bids: [
    {
      ...{ name: 'Alder', price: '1000', quality: '70' },
      offers: [offer('B', '10'), offer('C', '5'), offer('D', '5'), offer('G', 'A plan')],
    },
    {
      name: 'Birch',
      price: '1000',
      quality: '75',
      offers: [offer('A', '50'), offer('E', '3'), offer('F', '3')],
    },
    {
      name: 'Cedar',
      price: '1250',
      quality: '60',
      offers: [offer('E', '4'), offer('F', '4'), offer('A', '1')],
    },
  ],
};

describe('what bids of the past say about measures', () => {
  const found = findings(set, madeUpPast(depots));
  const about = (reference: string) => found.measures.find((one) => one.reference === reference);

  it('finds what dominates, decides and never decides', () => {
    expect(found.measures.map(({ reference, finding }) => `${reference} ${finding}`)).toEqual([
      ...['A never-decides', 'B dominates', 'C never-decides', 'D never-decides'],
      ...['E never-decides', 'F never-decides', 'G never-decides'],
    ]);
    expect(about('B')).toMatchObject({
      ...{ tenders: 1, bids: 1, value: ratio(1000), share: ratio(1000, 1650) },
      ...{ movesPlaces: ['Depots'], decides: ['Depots'] },
      sentence: 'B dominates: of 1 where it was offered, the winner hangs on it in 1.',
    });
    expect(about('A')?.sentence).toBe(
      'A never decides anything. Without it every bid would have the same place.',
    );
    expect(about('C')?.sentence).toMatch(/It has no value in pounds, so it moves no score/);
    expect(about('D')?.sentence).toMatch(/It is kept for the record only/);
  });

  it('finds what nobody offered', () => {
    const bids = depots.bids.slice(1);
    const { neverOffered, measures } = findings(set, madeUpPast({ bids }));
    expect(neverOffered).toEqual(['B', 'C', 'D', 'G']);
    expect(measures[1]?.sentence).toBe('Nobody ever offered anything against B.');
  });

  it('finds what matters without dominating, and what dominates by deciding often', () => {
    const close = (name: string): MadeUpPast => ({
      name,
      told: { socialValueFormula: 'target 1000' },
      bids: [
        { name: 'Alder', price: '1000', quality: '70', offers: [offer('A', '5'), offer('B', '3')] },
        { name: 'Birch', price: '1000', quality: '70', offers: [offer('E', '4'), offer('B', '3')] },
        { name: 'Cedar', price: '2000', quality: '0', offers: [offer('F', '1')] },
      ],
    });
    const once = findings(set, madeUpPast(close('One')));
    expect(once.measures.find(({ reference }) => reference === 'A')).toMatchObject({
      ...{
        finding: 'matters',
        sentence: 'A matters: of 1 where it was offered, the winner hangs on it in 1.',
      },
    });
    expect(once.measures.find(({ reference }) => reference === 'E')).toMatchObject({
      finding: 'never-decides',
    });
    const twice = findings(set, madeUpPast(close('One'), close('Two')));
    expect(twice.dominate).toEqual(['A', 'B']);
    const third = {
      ...close('One'),
      bids: [
        { name: 'Alder', price: '1000', quality: '90', offers: [offer('B', '8')] },
        { name: 'Birch', price: '1000', quality: '70', offers: [offer('A', '5')] },
        { name: 'Cedar', price: '1000', quality: '70', offers: [offer('A', '4')] },
      ],
    };
    expect(findings(set, madeUpPast(third)).measures[0]?.sentence).toBe(
      'A matters: of 1 where it was offered, no winner hangs on it.',
    );
  });

  it('finds pairs offered together in the same quantities, and pairs that rules name', () => {
    expect(found.overlaps.map(({ references, kind, bids }) => [...references, kind, bids])).toEqual([
      ['E', 'F', 'same-offers', 2],
      ['C', 'D', 'double-count', 1],
      ['A', 'E', 'one-place', 2],
      ['A', 'B', 'one-place', 0],
    ]);
    expect(found.overlaps.map(({ sentence }) => sentence)).toEqual([
      'E and F are offered by the same 2 bids in the same quantities. Ask whether they count one thing twice.',
      'One person may count under both C and D; 1 bid offers both.',
      'One hour counts under A or under E; 2 bids offer both.',
      'One pound counts under A or under B; no bid offers both.',
    ]);
  });

  it('says all of it in sentences', () => {
    expect(found.sentences).toEqual([
      'Somebody offered something against every measure.',
      'Nothing was ever decided by 6 measures that somebody offered something against: A, C, D, E, F and G.',
      'Scores are dominated by 1 measure: B.',
      '1 pair of measures was always offered together in the same quantities.',
      'No value that brought pounds could be anything without changing an award.',
    ]);
    expect(findings(set, madeUpPast({ bids: depots.bids.slice(0, 1) })).sentences[3]).toBe(
      'No two measures were always offered together in the same quantities.',
    );
    const nobody = [{ name: 'Alder', price: '1', quality: '1', offers: [] }];
    const [unused, decides, dominates, , loose] = findings(set, madeUpPast({ bids: nobody })).sentences;
    expect([unused, decides, dominates, loose]).toEqual([
      'Nobody offered anything against 7 measures: A, B, C, D, E, F and G.',
      'So no measure decided anything.',
      'No measure dominates the scores.',
      'No value brought pounds.',
    ]);
    expect(findings(set, []).sentences).toEqual(['There are no past procurements to look at.']);
  });

  it('has no shares where nothing is worth anything', () => {
    const bids = [{ name: 'Alder', price: '1', quality: '1', offers: [offer('C', '1')] }];
    expect(findings(set, madeUpPast({ bids })).measures.every(({ share }) => share === nought)).toBe(true);
  });

  it('a line that was left out for another one comes back without that one', () => {
    const bids = [
      {
        ...{ name: 'Alder', price: '1', quality: '1' },
        offers: [offer('A', '5', 'The fair'), offer('E', '3', 'the fair')],
      },
    ];
    const indexed = indexedSet(set);
    const [worked] = madeUpPast({ bids }).map((past) => workOut(indexed, past));
    if (!worked) throw new Error('nothing');
    const worthOf = (scored: WorkedTender['scored']) => scored.bids[0]?.bid.socialValue;
    expect(worthOf(worked.scored)).toEqual(ratio(50));
    expect(worthOf(scoredWithoutMeasure(indexed, worked, 'A'))).toEqual(ratio(30));
    expect(worthOf(scoredWithoutMeasure(indexed, worked, 'E'))).toEqual(ratio(50));
  });
});

describe('between which multiples of a value an award holds', () => {
  const rangesOf = (past: MadeUpPast, reference: string) =>
    findings(set, madeUpPast(past)).ranges.find((one) => one.reference === reference);
  const shown = (range: { readonly from: Ratio; readonly to: Ratio | null } | undefined) =>
    range && [formatRatio(range.from, 4), range.to && formatRatio(range.to, 4)];

  it('is exact: 88 points against 70 and 20 times 560 of what Alder promises', () => {
    const range = rangesOf(depots, 'B');
    expect(shown(range)).toEqual(['0.6222', null]);
    expect(range?.tenders[0]).toMatchObject({ winners: ['Alder'], below: ['Birch'], above: [] });
    expect(range?.tenders[0]?.sentence).toBe(
      '“Depots” goes to Alder at the value of B as it is; below 0.62 times it, Birch would win.',
    );
  });

  it('is any where the award never changes', () => {
    const bids = depots.bids.map((bid, index) => ({ ...bid, quality: index === 0 ? '100' : '0' }));
    const range = rangesOf({ bids }, 'A');
    expect(shown(range)).toEqual(['0.0000', null]);
    expect(range?.tenders[0]?.sentence).toBe('“Depots” goes to Alder whatever the value of A is.');
  });

  it('is the one point where bids are level now', () => {
    const bids = [
      { name: 'Alder', price: '1000', quality: '70', offers: [offer('A', '5')] },
      { name: 'Birch', price: '1000', quality: '70', offers: [offer('E', '5')] },
    ];
    const range = rangesOf({ bids }, 'A');
    expect(shown(range)).toEqual(['1.0000', '1.0000']);
    expect(range?.tenders[0]).toMatchObject({
      ...{ winners: ['Alder', 'Birch'], below: ['Birch'], above: ['Alder'] },
      sentence:
        '“Depots” goes to Alder and Birch at the value of A as it is; below 1.00 times it, Birch would win, and above 1.00 times it, Alder would win.',
    });
  });

  it('is the tightest of all procurements', () => {
    const bids = depots.bids.map((bid) => ({ ...bid, quality: bid.name === 'Birch' ? '72' : bid.quality }));
    const ranges = findings(set, madeUpPast(depots, { name: 'Halls', bids })).ranges;
    const b = ranges.find(({ reference }) => reference === 'B');
    expect(b?.tenders.map(shown)).toEqual([
      ['0.6222', null],
      ['0.5833', null],
    ]);
    expect(shown(b)).toEqual(['0.6222', null]);
    const e = ranges.find(({ reference }) => reference === 'E');
    expect(shown(e)?.[1]).toBe(e?.tenders.map((one) => shown(one)?.[1]).toSorted()[0]);
  });

  it('has none where a procurement gave no points for promises, or every bid is out', () => {
    const plain = { ...depots, told: { priceWeight: '60', socialValueWeight: '' } };
    expect(findings(set, madeUpPast(plain)).ranges).toEqual([]);
    expect(findings(set, madeUpPast({ ...depots, told: { qualityFloor: '99' } })).ranges).toEqual([]);
  });

  const line = fc.record({
    measure: fc.constantFrom('A', 'B', 'E'),
    quantity: fc.integer({ min: 0, max: 60 }).map(String),
  });
  const formulas = [
    'highest',
    'highest for price',
    'target 900',
    'bands 10%: 1, 40%: 3, above: 4',
    'bands 5%: 0, above: 3',
  ];
  const tender = fc.record({
    told: fc.constantFrom(
      ...formulas.map((socialValueFormula) => ({ socialValueFormula })),
      ...formulas.map((socialValueFormula) => ({
        ...{ socialValueFormula, priceFormula: 'quality per pound', priceWeight: '', qualityWeight: '70' },
        socialValueWeight: '30',
      })),
    ),
    bids: fc
      .array(
        fc.record({
          price: fc.integer({ min: 500, max: 1500 }).map(String),
          quality: fc.integer({ min: 40, max: 70 }).map(String),
          offers: fc.array(line, { maxLength: 3 }),
        }),
        { minLength: 2, maxLength: 4 },
      )
      .map((bids) => bids.map((one, index) => ({ ...one, name: `Bid ${index}` }))),
  });

  /** The winners when one value is many times as high, by valuing and scoring everything again. */
  function winnersAt(worked: WorkedTender, reference: string, multiple: Ratio): readonly string[] {
    const bids = worked.tender.bids.map((bid, index) => {
      const own = worked.bids.slice(index, index + 1).map((one) => valueUnder(one, reference));
      const [value = nought] = own;
      const rest = ratio(
        bid.socialValue.numerator * value.denominator - value.numerator * bid.socialValue.denominator,
        bid.socialValue.denominator * value.denominator,
      );
      const moved = timesRatios(value, multiple);
      const socialValue = ratio(
        rest.numerator * moved.denominator + moved.numerator * rest.denominator,
        rest.denominator * moved.denominator,
      );
      return { ...bid, socialValue };
    });
    return scoreTender({ ...worked.tender, bids }).winners.map(({ bid }) => bid.name);
  }

  it('agrees with scoring everything again, just inside and just outside its ends', () => {
    const indexed = indexedSet(set);
    const near = numberAt('0.0000001');
    const plus = (one: Ratio, other: Ratio) =>
      ratio(
        one.numerator * other.denominator + other.numerator * one.denominator,
        one.denominator * other.denominator,
      );
    fc.assert(
      fc.property(tender, fc.integer({ min: 0, max: 1000 }), (past, at) => {
        const [worked] = madeUpPast(past).map((one) => workOut(indexed, one));
        if (!worked) throw new Error('nothing');
        for (const { reference, tenders } of proxyRanges(indexed, [worked])) {
          for (const { from, to, winners, below, above } of tenders) {
            const span =
              to === null
                ? ratio(1000)
                : ratio(
                    to.numerator * from.denominator - from.numerator * to.denominator,
                    to.denominator * from.denominator,
                  );
            const inside = plus(from, timesRatios(span, ratio(2 * at + 1, 2002)));
            if (span.numerator > 0n) expect(winnersAt(worked, reference, inside)).toEqual(winners);
            if (below.length > 0)
              expect(winnersAt(worked, reference, plus(from, timesRatios(near, ratio(-1))))).toEqual(below);
            if (to && above.length > 0) expect(winnersAt(worked, reference, plus(to, near))).toEqual(above);
            expect([compareRatios(from, ratio(1)) <= 0, !to || compareRatios(to, ratio(1)) >= 0]).toEqual([
              true,
              true,
            ]);
          }
        }
      }),
      { numRuns: propertyRuns(150) },
    );
  });
});
