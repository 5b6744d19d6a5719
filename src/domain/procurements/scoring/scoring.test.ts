import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oracleBid, oracleTender, twoA } from '../../../../test/support/tenders.ts';
import {
  addRatios,
  compareRatios,
  formatRatio,
  nought,
  parseRatio,
  type Ratio,
  ratio,
  timesRatios,
} from '../../values/index.ts';
import { amountPoints, withAmount } from '../robustness/amounts.ts';
import { matrixOf } from '../robustness/matrixOf.ts';
import { hopelessBid, inflatedBid, removals, withBid } from '../robustness/scenarios.ts';
import { turningPoints, weightStrips } from '../robustness/strips.ts';
import { dependsOnOthers } from './formulas.ts';
import { scoredWithout, scoreTender } from './scoreTender.ts';
import type { Bid, PriceFormula, QuantityFormula, Tender } from './types.ts';

const exact = (text: string) => parseRatio(text) ?? nought;

const target = (pounds: number): QuantityFormula => ({ kind: 'target', target: ratio(pounds) });
const bands: QuantityFormula = {
  kind: 'bands',
  bands: [
    ['0', '0'],
    ['0.05', '1'],
    ['0.1', '2'],
    ['0.2', '3'],
    ['0.3', '4'],
    [null, '5'],
  ].map(([upTo, points]) => ({ upTo: upTo ? exact(upTo) : null, points: exact(points ?? '0') })),
};

const totals = (tender: Tender) => scoreTender(tender).bids.map(({ total }) => formatRatio(total, 3));
const quantity = (tender: Tender) =>
  scoreTender(tender).bids.map(({ points }) => formatRatio(points[2] ?? nought, 3));
const order = (tender: Tender) =>
  scoreTender(tender)
    .bids.toSorted((one, other) => (one.rank ?? 99) - (other.rank ?? 99))
    .map(({ bid }) => bid.id)
    .join('');

describe('oracle 2A: the formula decides the winner', () => {
  it.each([
    [{ kind: 'highest' } as const, ['6.667', '10.000', '8.667'], ['84.351', '82.000', '84.667'], 'CAB'],
    [
      { kind: 'highest-for-price' } as const,
      ['6.478', '9.231', '10.000'],
      ['84.162', '81.231', '86.000'],
      'CAB',
    ],
    [target(200_000), ['10.000', '10.000', '10.000'], ['87.684', '82.000', '86.000'], 'ACB'],
    [bands, ['8.000', '8.000', '10.000'], ['85.684', '80.000', '86.000'], 'CAB'],
    [target(300_000), ['6.667', '10.000', '8.667'], ['84.351', '82.000', '84.667'], 'CAB'],
  ])('formula %#', (formula, points, all, ranks) => {
    const tender = twoA(formula);
    expect([quantity(tender), totals(tender), order(tender)]).toEqual([points, all, ranks]);
  });

  it('2B: one inflated bid compresses everybody under F1, and nobody under F3', () => {
    const inflated = oracleBid('D', {
      price: 1_200_000,
      socialValue: 5_000_000,
      quality: 20,
      qualitative: 2,
    });
    const added = (formula: QuantityFormula) => ({
      ...twoA(formula),
      bids: [...twoA(formula).bids, inflated],
    });
    expect(quantity(added({ kind: 'highest' }))).toEqual(['0.400', '0.600', '0.520', '10.000']);
    expect(quantity(added(target(200_000))).slice(0, 3)).toEqual(['10.000', '10.000', '10.000']);
    const scenario = withBid(twoA({ kind: 'highest' }), inflated, 'inflated');
    expect(scenario).toMatchObject({ changesWinner: true, before: ['C'], after: ['A'] });
  });

  it('no offer anywhere gives nobody points', () => {
    const nothing = { ...twoA({ kind: 'highest' }) };
    const bids = nothing.bids.map((bid) => ({ ...bid, socialValue: nought }));
    for (const kind of ['highest', 'highest-for-price'] as const) {
      expect(quantity({ ...twoA({ kind }), bids })).toEqual(['0.000', '0.000', '0.000']);
    }
  });

  it('the price decides at 38.8 % where it weighs 40 %', () => {
    const { matrix } = matrixOf(scoreTender(twoA({ kind: 'highest' })));
    const points = weightStrips(matrix).flatMap(turningPoints);
    expect(points.map(({ at, then }) => [formatRatio(timesRatios(at, ratio(100)), 1), then])).toEqual([
      ['38.8', [0]],
      ['41.2', [0]],
      ['8.6', [0]],
      ['25.0', [1]],
      ['11.4', [0]],
    ]);
  });

  it('taking out a bid that lost changes nothing but under F1 without B', () => {
    const found = removals(twoA({ kind: 'highest' }));
    expect(found.map(({ bid, changesWinner }) => [bid.id, changesWinner])).toEqual([
      ['A', false],
      ['B', false],
    ]);
  });
});

describe('formulas for price', () => {
  const shares = (formula: PriceFormula, ...prices: readonly number[]) =>
    scoreTender({
      criteria: [
        { id: 'price', name: 'Price', weight: ratio(40), assessment: { kind: 'price', formula } },
        {
          id: 'q',
          name: 'Quality',
          weight: ratio(60),
          assessment: { kind: 'panel', top: ratio(100), floor: null },
        },
      ],
      bids: prices.map((price, index) => ({
        ...{ id: String(index), name: '', price: ratio(price), socialValue: nought },
        scores: new Map([['q', ratio(50)]]),
      })),
    }).bids.map(({ points }) => formatRatio(points[0] ?? nought, 3));

  it('P1: lowest over price', () => {
    expect(shares({ kind: 'lowest' }, 100, 105, 108)).toEqual(['40.000', '38.095', '37.037']);
  });

  it('P2: distance from the lowest, never below nought', () => {
    expect(shares({ kind: 'linear' }, 100, 150, 200, 250)).toEqual(['40.000', '20.000', '0.000', '0.000']);
  });

  it('P3: against a reference price, whatever the others bid', () => {
    const reference = { kind: 'reference', reference: ratio(100) } as const;
    expect(shares(reference, 80, 100, 150, 250)).toEqual(['40.000', '40.000', '20.000', '0.000']);
    expect(shares(reference, 150)).toEqual(['20.000']);
    expect([reference, { kind: 'lowest' } as const, target(1)].map(dependsOnOthers)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('P4: points for quality for each £1,000', () => {
    const tender = twoA({ kind: 'highest' });
    const [price, ...others] = tender.criteria;
    if (!price) throw new Error('there is a price');
    const formula = { kind: 'quality-per-pound' } as const;
    const criteria = [
      { ...price, weight: nought, assessment: { kind: 'price', formula } as const },
      ...others,
    ];
    expect(totals({ ...tender, criteria })).toEqual(['0.053', '0.050', '0.056']);
    expect(order({ ...tender, criteria })).toBe('CAB');
    const scored = scoreTender({ ...tender, criteria });
    const { matrix, standing } = matrixOf(scored);
    expect(standing).toHaveLength(3);
    expect(weightStrips(matrix)).toHaveLength(4);
    for (const point of amountPoints({ ...tender, criteria })) expectLevel({ ...tender, criteria }, point);
  });
});

describe('rank reversal by a bid that cannot win', () => {
  const tender = (hopeless: boolean, quality: number): Tender =>
    oracleTender(quality, [
      ['A', 80, 100_000],
      ['B', 70, 90_000],
      ...(hopeless ? ([['C', 0, 60_000]] as const) : []),
    ]);

  it('without it B wins by 86.5 to 85.5, with it A by 69.0 to 68.17', () => {
    const scores = (found: Tender) => scoreTender(found).bids.map(({ total }) => formatRatio(total, 2));
    expect(scores(tender(false, 45))).toEqual(['85.50', '86.50']);
    expect(scores(tender(true, 45)).slice(0, 2)).toEqual(['69.00', '68.17']);
    expect(removals(tender(true, 45)).find(({ bid }) => bid.id === 'C')).toMatchObject({
      changesWinner: true,
      before: ['A'],
      after: ['B'],
    });
  });

  it('the ties are at a half, and with it at two fifths', () => {
    const tie = (found: Tender) =>
      weightStrips(matrixOf(scoreTender(found)).matrix)[1]?.strips.map(({ from }) => from);
    expect(tie(tender(false, 45))).toContainEqual(ratio(1, 2));
    expect(tie(tender(true, 45))).toContainEqual(ratio(2, 5));
  });

  it('a made-up hopeless bid finds it too, and an inflated one where nothing is promised does nothing', () => {
    const found = tender(false, 45);
    expect(withBid(found, hopelessBid(found), 'hopeless').changesWinner).toBe(true);
    expect(withBid(found, inflatedBid(found), 'inflated').changesOrder).toBe(false);
  });
});

describe('floors and ties', () => {
  it('a bid below a floor is out, has no rank, and nobody is measured against it', () => {
    const tender = twoA({ kind: 'highest' });
    const criteria = tender.criteria.map((each) =>
      each.id === 'quality'
        ? { ...each, assessment: { kind: 'panel', top: ratio(40), floor: ratio(35) } as const }
        : each,
    );
    const scored = scoreTender({ ...tender, criteria });
    expect(scored.bids.map(({ rank }) => rank)).toEqual([1, null, null]);
    expect(formatRatio(scored.bids[0]?.points[2] ?? nought, 3)).toBe('10.000');
    expect(scored.bids[1]?.out).toMatchObject({ score: ratio(34), floor: ratio(35) });
    expect(amountPoints({ ...tender, criteria })).toEqual([]);
  });

  it('equal bids share the first rank, and there is no one to overtake', () => {
    const tender = twoA({ kind: 'highest' });
    const [first] = tender.bids;
    if (!first) throw new Error('there is a bid');
    const twins = { ...tender, bids: [first, { ...first, id: 'twin' }] };
    expect(scoreTender(twins).winners.map(({ bid }) => bid.id)).toEqual(['A', 'twin']);
    expect(amountPoints(twins)).toEqual([]);
    expect(removals(twins)).toEqual([]);
  });
});

function expectLevel(tender: Tender, point: ReturnType<typeof amountPoints>[number]): void {
  const criterion = tender.criteria.find(({ id }) => id === point.criterion);
  if (!criterion) throw new Error('a point is about a criterion');
  const wasWinner = scoreTender(tender).winners[0]?.bid.id;
  const move = (amount: Ratio) => scoreTender(withAmount(tender, point.bid, criterion, amount));
  const beyond = addRatios(point.at, ratio(1, 1_000_000));
  const amount = point.reach === 'level' ? point.at : beyond;
  const ids = move(amount).winners.map(({ bid }) => bid.id);
  expect(ids).toContain(point.bid === wasWinner ? ids.find((id) => id !== wasWinner) : point.bid);
  if (point.bid === wasWinner) expect(ids.some((id) => id !== wasWinner)).toBe(true);
}

const pounds = fc.integer({ min: 0, max: 40 }).map((tens) => ratio(tens * 10_000));
const bidders = fc.array(
  fc.record({
    price: fc.integer({ min: 50, max: 120 }).map((each) => ratio(each * 10_000)),
    socialValue: pounds,
    quality: fc.integer({ min: 0, max: 40 }),
    qualitative: fc.integer({ min: 0, max: 10 }),
  }),
  { minLength: 2, maxLength: 5 },
);
const formulas = fc.constantFrom<QuantityFormula>(
  { kind: 'highest' },
  { kind: 'highest-for-price' },
  target(200_000),
  bands,
);
const tenders = fc.tuple(bidders, formulas).map(
  ([all, formula]): Tender => ({
    ...twoA(formula),
    bids: all.map(
      ({ price, socialValue, quality, qualitative }, index): Bid => ({
        ...oracleBid(String(index), { price: 1, socialValue: 0, quality, qualitative }),
        price,
        socialValue,
      }),
    ),
  }),
);

describe('for any bids', () => {
  it('promising more never loses points, and promising nothing gets none (property)', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        const [first] = tender.bids;
        const criterion = tender.criteria[2];
        if (!first || !criterion) return;
        const more = withAmount(tender, first.id, criterion, timesRatios(first.socialValue, ratio(3, 2)));
        const own = (found: Tender) => scoreTender(found).bids[0]?.points[2] ?? nought;
        expect(compareRatios(own(more), own(tender))).toBeGreaterThanOrEqual(0);
        expect(own(withAmount(tender, first.id, criterion, nought))).toEqual(nought);
      }),
    );
  });

  it('relative formulas do not see the scale of promises (property)', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        const scaled = tender.bids.map((bid) => ({
          ...bid,
          socialValue: timesRatios(bid.socialValue, ratio(7)),
        }));
        for (const kind of ['highest', 'highest-for-price'] as const) {
          const criteria = twoA({ kind }).criteria;
          expect(totals({ criteria, bids: scaled })).toEqual(totals({ ...tender, criteria }));
        }
      }),
    );
  });

  it('without any one bid the others are scored as if it had never been there (property)', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        const scored = scoreTender(tender);
        for (const left of scored.bids) {
          const bids = tender.bids.filter(({ id }) => id !== left.bid.id);
          expect(scoredWithout(scored, left)).toEqual(scoreTender({ ...tender, bids }));
        }
      }),
    );
  });

  it('at each amount that changes the award, another bid is at least level (property)', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        for (const point of amountPoints(tender)) expectLevel(tender, point);
      }),
      { numRuns: 1000 },
    );
  });

  it('an amount just short of it is not enough (property)', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        const winner = scoreTender(tender).winners[0]?.bid.id;
        for (const { bid, criterion: id, now, at } of amountPoints(tender)) {
          const criterion = tender.criteria.find((each) => each.id === id);
          if (!criterion || compareRatios(now, at) === 0) continue;
          const short = addRatios(timesRatios(at, ratio(999, 1000)), timesRatios(now, ratio(1, 1000)));
          const ids = scoreTender(withAmount(tender, bid, criterion, short)).winners.map((one) => one.bid.id);
          if (bid === winner) expect(ids).toEqual([winner]);
          else expect(ids).not.toContain(bid);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
