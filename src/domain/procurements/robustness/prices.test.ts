import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oracleTender, twoA } from '../../../../test/support/tenders.ts';
import {
  compareRatios,
  dividedBy,
  exactText,
  minus,
  nought,
  parseRatio,
  type Ratio,
  ratio,
} from '../../values/index.ts';
import { scoreTender } from '../scoring/scoreTender.ts';
import type { PriceFormula, QuantityFormula, Tender } from '../scoring/types.ts';
import { type PricePoint, pricePoints, priceTurn, withPrice } from './prices.ts';

const penny = ratio(1, 100);
const exact = (text: string) => parseRatio(text) ?? nought;
const bands: QuantityFormula = {
  kind: 'bands',
  bands: [
    { upTo: nought, points: nought },
    { upTo: exact('0.1'), points: ratio(2) },
    { upTo: exact('0.3'), points: ratio(3) },
    { upTo: null, points: ratio(5) },
  ],
};

function withFormulas(tender: Tender, price: PriceFormula | null, quantity: QuantityFormula | null): Tender {
  const criteria = tender.criteria.map((each) => {
    const { kind } = each.assessment;
    if (kind === 'price' && price) {
      const weight = price.kind === 'quality-per-pound' ? nought : each.weight;
      return { ...each, weight, assessment: { kind, formula: price } };
    }
    return kind === 'quantity' && quantity ? { ...each, assessment: { kind, formula: quantity } } : each;
  });
  return { ...tender, criteria };
}

const winnersAt = (tender: Tender, bid: string, price: Ratio) =>
  scoreTender(withPrice(tender, bid, price)).winners.map((each) => each.bid.id);

/** Whether the whole evaluation says the same about a point and its neighbours as the point does. */
function expectTurn(tender: Tender, { bid, at, isWinner, level, now }: PricePoint): void {
  if (isWinner) {
    expect(winnersAt(tender, bid, minus(at, penny))).toEqual([bid]);
    expect(winnersAt(tender, bid, at)).not.toEqual([bid]);
    expect(compareRatios(at, now)).toBeGreaterThan(0);
  } else {
    expect(winnersAt(tender, bid, at)).toContain(bid);
    expect(winnersAt(tender, bid, minus(at, ratio(-1, 100)))).not.toContain(bid);
    expect(compareRatios(at, now)).toBeLessThan(0);
  }
  if (level === null) return;
  const ids = winnersAt(tender, bid, level);
  expect(ids).toContain(bid);
  expect(ids.length).toBeGreaterThan(1);
}

const shown = (tender: Tender) =>
  pricePoints(tender).map((point) => [point.bid, priceTurn(point), point.level && exactText(point.level)]);

describe('prices at which the award changes, worked by hand', () => {
  it('lowest over price: the winner of 86.5 to 85.5 can ask for more, the other has to ask for less', () => {
    // A is level where 36 + 55 × 90,000/p = 86.5; B, still the lowest, where 86.5 = 36 + 55 × p/100,000.
    const tender = oracleTender(45, [
      ['A', 80, 100_000],
      ['B', 70, 90_000],
    ]);
    expect(shown(tender)).toEqual([
      ['A', '£98,019.80 or less', '9900000/101'],
      ['B', '£91,818.19 or more', '1010000/11'],
    ]);
  });

  it('the example in which the formula decides: £807,500 for C, which is the lowest', () =>
    expect(shown(twoA({ kind: 'highest' }))).toEqual([
      ['A', '£941,176.47 or less', '16000000/17'],
      ['B', '£923,076.92 or less', '12000000/13'],
      ['C', '£807,500 or more', '807500'],
    ]));

  it('a lower price that becomes the lowest takes points from the others', () => {
    // B is level where 60 = 40 + 60 × p/100,000; A where 40 + 60 × 100,000/p = 60.
    const tender = oracleTender(40, [
      ['A', 100, 100_000],
      ['B', 0, 100_000],
    ]);
    expect(shown(tender)).toEqual([
      ['A', '£300,000 or more', '300000'],
      ['B', '£33,333.33 or less', '100000/3'],
    ]);
  });

  it('a reference price: no other bid moves, and points stop rising at the reference', () => {
    const reference: PriceFormula = { kind: 'reference', reference: ratio(100_000) };
    // A: 48 + 40 × (2 − p/100,000) against 82; B: 42 + 40 × (2 − p/100,000) against 68.
    const near = oracleTender(60, [
      ['A', 80, 150_000],
      ['B', 70, 100_000],
    ]);
    expect(shown(withFormulas(near, reference, null))).toEqual([
      ['A', '£115,000 or less', '115000'],
      ['B', '£135,000 or more', '135000'],
    ]);
    const far = oracleTender(60, [
      ['A', 100, 100_000],
      ['B', 20, 150_000],
    ]);
    expect(shown(withFormulas(far, reference, null))).toEqual([]);
  });

  it('bands: passing the end of a band is what counts, and there is no price of equal points', () => {
    // A gets 36 + 8 + 6 = 50; B gets 35 + 6 + 6 = 47, and 51 once it promises more than 30% of its price.
    const given = twoA(bands);
    const bids = given.bids.map((each) =>
      each.id === 'B' ? { ...each, scores: new Map([...each.scores, ['quality', ratio(35)]]) } : each,
    );
    const tender = withFormulas({ ...given, bids }, { kind: 'reference', reference: ratio(1) }, null);
    expect(shown(tender)).toEqual([
      ['B', '£999,999.99 or less', null],
      ['C', '£1.90 or less', '1.9'],
    ]);
  });

  it('nobody is to be overtaken, several are level, or everybody is out', () => {
    const tender = twoA({ kind: 'highest' });
    const [first] = tender.bids;
    if (!first) throw new Error('there is a bid');
    expect(pricePoints({ ...tender, bids: [first] })).toEqual([]);
    expect(pricePoints({ ...tender, bids: [first, { ...first, id: 'twin' }] })).toEqual([]);
    const criteria = tender.criteria.map((each) =>
      each.assessment.kind === 'panel'
        ? { ...each, assessment: { ...each.assessment, floor: each.assessment.top } }
        : each,
    );
    expect(pricePoints({ ...tender, criteria })).toEqual([]);
  });

  it('a price for each pound: the one with half the points has to ask for half', () => {
    const half = oracleTender(50, [
      ['A', 100, 100_000],
      ['B', 50, 100_000],
    ]);
    expect(shown(withFormulas(half, { kind: 'quality-per-pound' }, null))).toEqual([
      ['A', '£200,000 or more', '200000'],
      ['B', '£50,000 or less', '50000'],
    ]);
  });
});

const tenders = fc
  .record({
    price: fc.constantFrom<PriceFormula>(
      { kind: 'lowest' },
      { kind: 'linear' },
      { kind: 'reference', reference: ratio(900_000) },
      { kind: 'quality-per-pound' },
    ),
    quantity: fc.constantFrom<QuantityFormula>(
      { kind: 'highest' },
      { kind: 'highest-for-price' },
      { kind: 'target', target: ratio(200_000) },
      bands,
    ),
    bids: fc.array(
      fc.record({
        price: fc.integer({ min: 30_000_000, max: 150_000_000 }),
        socialValue: fc.integer({ min: 0, max: 40 }),
        quality: fc.integer({ min: 0, max: 40 }),
        qualitative: fc.integer({ min: 0, max: 10 }),
      }),
      { minLength: 2, maxLength: 6 },
    ),
  })
  .map(({ price, quantity, bids }): Tender => {
    const tender = withFormulas(twoA({ kind: 'highest' }), price, quantity);
    return {
      ...tender,
      bids: bids.map((bid, index) => ({
        ...{ id: String(index), name: `Bid ${index}`, price: ratio(bid.price, 100) },
        socialValue: ratio(bid.socialValue * 10_000),
        scores: new Map([
          ['quality', ratio(bid.quality)],
          ['qualitative', ratio(bid.qualitative)],
        ]),
      })),
    };
  });

describe('for any bids and formulas', () => {
  it('the whole evaluation changes its award at that penny and at no other beside it (property)', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        for (const point of pricePoints(tender)) expectTurn(tender, point);
      }),
      { numRuns: 600 },
    );
  });

  it('where there is no such price none of very many changes the award (property)', () => {
    fc.assert(
      fc.property(tenders, fc.integer({ min: 1, max: 1_000 }), (tender, step) => {
        const scored = scoreTender(tender);
        const [winner] = scored.winners;
        if (!winner || scored.winners.length > 1) return;
        const found = new Set(pricePoints(tender).map(({ bid }) => bid));
        for (const { bid } of scored.bids) {
          if (found.has(bid.id)) continue;
          const isWinner = bid === winner.bid;
          const price = isWinner
            ? minus(bid.price, ratio(-step * 50_000))
            : dividedBy(bid.price, ratio(step));
          const ids = winnersAt(tender, bid.id, price);
          if (isWinner) expect(ids).toEqual([bid.id]);
          else expect(ids).not.toContain(bid.id);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('on either side of the turn the award stays as it is there (property)', () => {
    fc.assert(
      fc.property(tenders, fc.integer({ min: 1, max: 99 }), (tender, percent) => {
        for (const { bid, at, now, isWinner } of pricePoints(tender)) {
          const between = minus(now, dividedBy(minus(now, at), ratio(100, percent)));
          const ids = winnersAt(tender, bid, between);
          if (compareRatios(between, at) === 0) continue;
          if (isWinner) expect(ids).toContain(bid);
          else if (compareRatios(minus(between, at), penny) >= 0) expect(ids).not.toContain(bid);
        }
      }),
      { numRuns: 300 },
    );
  });
});
