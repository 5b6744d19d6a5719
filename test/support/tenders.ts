import type { Bid, QuantityFormula, Tender } from '../../src/domain/procurements/scoring/types.ts';
import { nought, ratio } from '../../src/domain/values/index.ts';

/** A bid of the worked example in which the formula decides the winner. */
export function oracleBid(
  id: string,
  said: {
    readonly price: number;
    readonly socialValue: number;
    readonly quality: number;
    readonly qualitative: number;
  },
): Bid {
  return {
    ...{ id, name: `Bid ${id}`, price: ratio(said.price), socialValue: ratio(said.socialValue) },
    scores: new Map([
      ['quality', ratio(said.quality)],
      ['qualitative', ratio(said.qualitative)],
    ]),
  };
}

/** The worked example: price 40, quality 40, social value 10 by quantity and 10 by quality. */
export function twoA(formula: QuantityFormula): Tender {
  return {
    criteria: [
      {
        id: 'price',
        name: 'Price',
        weight: ratio(40),
        assessment: { kind: 'price', formula: { kind: 'lowest' } },
      },
      {
        id: 'quality',
        name: 'Quality',
        weight: ratio(40),
        assessment: { kind: 'panel', top: ratio(40), floor: null },
      },
      {
        id: 'quantity',
        name: 'Social value, quantity',
        weight: ratio(10),
        assessment: { kind: 'quantity', formula },
      },
      {
        ...{ id: 'qualitative', name: 'Social value, quality', weight: ratio(10) },
        assessment: { kind: 'panel', top: ratio(10), floor: null },
      },
    ],
    bids: [
      oracleBid('A', { price: 950_000, socialValue: 200_000, quality: 36, qualitative: 8 }),
      oracleBid('B', { price: 1_000_000, socialValue: 300_000, quality: 34, qualitative: 6 }),
      oracleBid('C', { price: 800_000, socialValue: 260_000, quality: 30, qualitative: 6 }),
    ],
  };
}

/** Price and quality alone: quality out of 100 with a weight, the rest for the lowest price over the price. */
export function oracleTender(
  quality: number,
  bids: readonly (readonly [id: string, quality: number, price: number])[],
): Tender {
  return {
    criteria: [
      {
        ...{ id: 'price', name: 'Price', weight: ratio(100 - quality) },
        assessment: { kind: 'price', formula: { kind: 'lowest' } },
      },
      {
        ...{ id: 'quality', name: 'Quality', weight: ratio(quality) },
        assessment: { kind: 'panel', top: ratio(100), floor: null },
      },
    ],
    bids: bids.map(([id, score, price]) => ({
      ...{ id, name: `Bid ${id}`, price: ratio(price), socialValue: nought },
      scores: new Map([['quality', ratio(score)]]),
    })),
  };
}
