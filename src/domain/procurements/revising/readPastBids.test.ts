import { describe, expect, it } from 'vitest';
import { numberAt } from '../../../../test/support/numbers.ts';
import { type MadeUpPast, madeUpPast, pastBidRow, pastRows } from '../../../../test/support/pastBids.ts';
import { ratio } from '../../values/index.ts';
import type { PastBidRow } from './pastBidRow.ts';
import { mostPastBidRows, mostPastTenders, readPastBids } from './readPastBids.ts';

const one: MadeUpPast = {
  bids: [
    { name: 'Alder', price: '£1,000', quality: '70', offers: [{ measure: 'A', quantity: '5' }] },
    { name: 'Birch', price: '900', quality: '65', offers: [] },
  ],
};

const told = (rows: readonly PastBidRow[]) => {
  const read = readPastBids(rows);
  return read.ok ? [] : read.problems.map(({ sentence }) => sentence);
};

/** The first row of the made-up procurement with something else in it. */
const first = (changed: Partial<PastBidRow>) => [
  { ...pastBidRow(2, {}), ...pastRows([one])[0], ...changed },
  ...pastRows([one]).slice(1),
];

const formulaOf = (changed: Partial<PastBidRow>, kind: string) => {
  const [tender] = madeUpPast({ ...one, told: changed });
  const found = tender?.criteria.find(({ assessment }) => assessment.kind === kind)?.assessment;
  return found && 'formula' in found ? found.formula : found;
};

describe('bids of the past', () => {
  it('are put together by procurement and bidder, whatever the capitals', () => {
    const rows = [
      ...pastRows([one]),
      pastBidRow(9, { procurement: 'DEPOTS', bidder: 'birch ', measure: 'B', quantity: '2', thing: 'posts' }),
      pastBidRow(10, { procurement: 'depots', bidder: 'Alder', price: '£1,000', priceWeight: '40' }),
    ];
    const read = readPastBids(rows);
    if (!read.ok) throw new Error(told(rows).join(' '));
    const [tender, ...others] = read.tenders;
    expect(others).toEqual([]);
    expect(tender?.name).toBe('Depots');
    expect(tender?.criteria.map(({ name, weight }) => [name, weight])).toEqual([
      ['Price', ratio(40)],
      ['Quality', ratio(40)],
      ['Social value', ratio(20)],
    ]);
    expect(tender?.bids.map(({ name, price, offers }) => [name, price, offers.length])).toEqual([
      ['Alder', ratio(1000), 1],
      ['Birch', ratio(900), 1],
    ]);
    expect(tender?.bids[1]?.offers[0]).toEqual({
      ...{ line: 9, reference: 'B', quantity: { kind: 'amount', amount: ratio(2) } },
      ...{ localShare: null, attribution: ratio(1), thing: 'posts' },
    });
  });

  it.each([
    ['1,200', { kind: 'amount', amount: ratio(1200) }],
    ['£5000.50', { kind: 'amount', amount: ratio(10001, 2) }],
    ['12 x 30', { kind: 'times', hours: ratio(12), people: ratio(30) }],
    ['12×30', { kind: 'times', hours: ratio(12), people: ratio(30) }],
    ['45 of 60', { kind: 'of', part: ratio(45), whole: ratio(60) }],
    ['45 out of 60', { kind: 'of', part: ratio(45), whole: ratio(60) }],
    ['75%', { kind: 'of', part: ratio(75), whole: ratio(100) }],
    ['Yes', { kind: 'words', text: 'Yes' }],
    ['A plan %', { kind: 'words', text: 'A plan %' }],
  ])('reads the quantity %s', (quantity, expected) => {
    const [tender] = madeUpPast({
      bids: [{ name: 'Alder', price: '1', quality: '1', offers: [{ measure: 'A', quantity }] }],
    });
    expect(tender?.bids[0]?.offers[0]?.quantity).toEqual(expected);
  });

  it.each([
    ['80%', '20 %', numberAt('0.8'), numberAt('0.2')],
    ['0.5', '', numberAt('0.5'), numberAt('1')],
  ])('reads the shares %s and %s', (localShare, attribution, local, due) => {
    const [tender] = madeUpPast({
      bids: [
        {
          ...{ name: 'Alder', price: '1', quality: '1' },
          offers: [{ measure: 'A', quantity: '1', localShare, attribution }],
        },
      ],
    });
    expect(tender?.bids[0]?.offers[0]).toMatchObject({ localShare: local, attribution: due });
  });

  it.each([
    ['', { kind: 'highest' }],
    ['Highest', { kind: 'highest' }],
    ['highest-for-price', { kind: 'highest-for-price' }],
    ['target £50,000', { kind: 'target', target: ratio(50_000) }],
    [
      'bands 5%: 2; 0.1 = 4; above: 5',
      {
        kind: 'bands',
        bands: [
          { upTo: ratio(1, 20), points: ratio(2) },
          { upTo: ratio(1, 10), points: ratio(4) },
          { upTo: null, points: ratio(5) },
        ],
      },
    ],
  ])('reads the formula for social value %s', (socialValueFormula, expected) =>
    expect(formulaOf({ socialValueFormula }, 'quantity')).toEqual(expected),
  );

  it.each([
    ['', '40', { kind: 'lowest' }],
    ['lowest', '40', { kind: 'lowest' }],
    ['linear', '40', { kind: 'linear' }],
    ['reference 2,000', '40', { kind: 'reference', reference: ratio(2000) }],
  ])('reads the formula for price %s', (priceFormula, priceWeight, expected) =>
    expect(formulaOf({ priceFormula, priceWeight }, 'price')).toEqual(expected),
  );

  it('has no weight for price under quality per pound, and no criterion without a weight', () => {
    const perPound = { priceFormula: 'quality per pound', priceWeight: '', qualityWeight: '80' };
    expect(formulaOf(perPound, 'price')).toEqual({ kind: 'quality-per-pound' });
    const [tender] = madeUpPast({
      ...one,
      told: { priceWeight: '80', qualityWeight: '20', socialValueWeight: '' },
    });
    expect(tender?.criteria.map(({ id }) => id)).toEqual(['price', 'quality']);
    const bids = one.bids.map((bid) => ({ ...bid, quality: '' }));
    const [plain] = madeUpPast({ bids, told: { priceWeight: '80', qualityWeight: '' } });
    expect(plain?.bids.map(({ scores }) => scores.size)).toEqual([0, 0]);
  });

  it('has a scale to 100 without a floor, unless told', () => {
    expect(formulaOf({}, 'panel')).toMatchObject({ top: ratio(100), floor: null });
    const bids = one.bids.map((bid) => ({ ...bid, quality: '4' }));
    const [tender] = madeUpPast({ bids, told: { qualityTop: '5', qualityFloor: '2' } });
    expect(tender?.criteria[1]?.assessment).toMatchObject({ top: ratio(5), floor: ratio(2) });
  });
});

describe('what is wrong in bids of the past', () => {
  it.each<readonly [Partial<PastBidRow>, RegExp]>([
    [{ procurement: ' ' }, /^Line 2 has no procurement\.$/],
    [{ bidder: '' }, /^Line 2 has no bidder/],
    [{ procurement: 'x'.repeat(201) }, /procurement of more than 200/],
    [{ bidder: 'x'.repeat(201) }, /bidder of more than 200/],
    [{ priceWeight: 'much' }, /“much” as weight for price\. Write a number/],
    [{ quality: 'good' }, /“good” as score for quality/],
    [{ price: 'cheap' }, /“cheap” as price\. Write an amount in pounds/],
    [{ price: '' }, /Line 2 begins the bid of “Alder”, which has no price/],
    [{ priceFormula: 'magic' }, /“magic” as formula for price/],
    [{ priceFormula: 'reference' }, /“reference” as formula for price/],
    [{ socialValueFormula: 'target lots' }, /“target lots” as formula for social value/],
    [{ socialValueFormula: 'bands 5%' }, /“bands 5%” as formula for social value/],
    [{ socialValueFormula: 'bands x: 1' }, /“bands x: 1” as formula/],
    [{ socialValueFormula: 'best' }, /“best” as formula for social value/],
    [{ measure: '' }, /has a quantity and no measure/],
    [{ measure: 'x'.repeat(41) }, /more than 40 characters/],
    [{ quantity: '' }, /has no quantity for A/],
    [{ quantity: '12 x' }, /“12 x” as quantity/],
    [{ quantity: '1 x 2 x 3' }, /“1 x 2 x 3” as quantity/],
    [{ quantity: '-3' }, /a quantity below nought/],
    [{ quantity: '4 x -1' }, /a quantity below nought/],
    [{ quantity: '-4 of 10' }, /a quantity below nought/],
    [{ localShare: '80' }, /“80” as local share\. Write a share such as 80% or 0\.8/],
    [{ localShare: '-1%' }, /“-1%” as local share/],
    [{ localShare: 'most%' }, /“most%” as local share/],
    [{ attribution: 'half' }, /“half” as part due to the contract/],
    [{ priceWeight: '', qualityWeight: '', socialValueWeight: '' }, /“Depots”, which has no weights/],
    [{ priceWeight: '30' }, /Line 2 begins “Depots”: .*100/],
    [{ quality: '' }, /begins “Depots”: The bid “Alder” has no score for “Quality”/],
    [{ price: '0' }, /begins “Depots”: The bid “Alder” has no price above nought/],
  ])('%j is told', (changed, sentence) => expect(told(first(changed)).join('\n')).toMatch(sentence));

  it('says both lines where rows of one procurement or bid contradict each other', () => {
    const rows = [
      ...pastRows([one]),
      pastBidRow(8, { procurement: 'Depots', bidder: 'Alder', price: '5', priceFormula: 'linear' }),
      pastBidRow(9, { procurement: 'Depots', bidder: 'Alder', priceFormula: 'lowest', quality: '1' }),
    ];
    expect(told(rows)).toEqual([
      'Line 8 has another price than line 2. Write the same or leave it empty.',
      'Line 9 has another formula for price than line 8. Write the same or leave it empty.',
      'Line 9 has another score for quality than line 2. Write the same or leave it empty.',
    ]);
  });

  it('tells every line, and looks at procurements once every line can be read', () => {
    const halls = pastRows([{ ...one, name: 'Halls', told: { priceWeight: '10' } }]);
    const rows = [
      ...halls,
      pastBidRow(7, { procurement: 'Halls', bidder: 'Cedar', price: 'x', quantity: 'a' }),
      pastBidRow(8, { procurement: '', bidder: '', quantity: '1' }),
    ];
    expect(told(rows).map((sentence) => sentence.slice(0, 6))).toEqual([
      ...['Line 7', 'Line 7', 'Line 8', 'Line 8', 'Line 8'],
    ]);
    expect(told(halls)).toHaveLength(1);
  });

  it('refuses more lines and procurements than are looked at together', () => {
    const row = pastBidRow(2, { procurement: 'Depots', bidder: 'Alder' });
    expect(told(Array.from({ length: mostPastBidRows + 1 }, () => row))).toEqual([
      'There are more than 20,000 lines. Split the file.',
    ]);
    const many = Array.from({ length: mostPastTenders + 1 }, (_, index) => ({
      ...row,
      procurement: `Depot ${index}`,
    }));
    expect(told(many)).toEqual(['There are more than 500 procurements. Split the file.']);
  });
});
