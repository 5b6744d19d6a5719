import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptedOf } from '../../../../test/support/records.ts';
import { compareRatios, type Ratio, ratio } from '../../values/index.ts';
import type { PastProcurement } from '../commitments/types.ts';
import type { Bid, PriceFormula, QuantityFormula } from '../scoring/types.ts';
import { readTender, type TenderToEvaluate } from '../tenderFile.ts';
import { readResultContent, resultContent } from './resultContent.ts';
import { tenderContent } from './tenderContent.ts';

const digits = (most: bigint) => fc.bigInt({ min: 1n, max: most });
/** Amounts as a file can hold them: up to fifteen decimals. */
const amounts: fc.Arbitrary<Ratio> = fc
  .tuple(digits(10n ** 15n - 1n), fc.integer({ min: 0, max: 15 }))
  .map(([units, decimals]) => ratio(units, 10n ** BigInt(decimals)));
/** What a contract may be worth. */
const contractAmounts = amounts.filter((amount) => compareRatios(amount, ratio(10n ** 12n)) < 0);
const names = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `n${text.trim()}`);

const quantities: fc.Arbitrary<QuantityFormula> = fc.oneof(
  fc.constant({ kind: 'highest' } as const),
  fc.constant({ kind: 'highest-for-price' } as const),
  amounts.map((target) => ({ kind: 'target', target }) as const),
  amounts.map(
    (points) =>
      ({
        kind: 'bands',
        bands: [
          { upTo: ratio(1, 20), points: ratio(0) },
          { upTo: null, points },
        ],
      }) as const,
  ),
);
const prices: fc.Arbitrary<PriceFormula> = fc.oneof(
  fc.constant({ kind: 'lowest' } as const),
  fc.constant({ kind: 'linear' } as const),
  amounts.map((reference) => ({ kind: 'reference', reference }) as const),
);
const bids: fc.Arbitrary<Bid> = fc.record({
  ...{ id: names, name: names, price: amounts, socialValue: amounts },
  scores: fc.integer({ min: 0, max: 50 }).map((score) => new Map([['quality', ratio(score, 10)]])),
});

const tenders: fc.Arbitrary<TenderToEvaluate> = fc
  .record({
    title: fc.option(names),
    floor: fc.option(fc.constant(ratio(1, 3n ** 0n))),
    ...{ quantity: quantities, price: prices, otherTarget: amounts, otherReference: amounts },
    bids: fc.uniqueArray(bids, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
  })
  .map(({ title, floor, quantity, price, otherTarget, otherReference, bids: all }) => ({
    title,
    tender: {
      criteria: [
        { id: 'price', name: 'Price', weight: ratio(81, 2), assessment: { kind: 'price', formula: price } },
        {
          id: 'worth',
          name: 'Worth',
          weight: ratio(10),
          assessment: { kind: 'quantity', formula: quantity },
        },
        {
          ...{ id: 'quality', name: 'Quality', weight: ratio(99, 2) },
          assessment: { kind: 'panel', top: ratio(5), floor },
        },
      ],
      bids: all,
    },
    otherQuantities: (
      [{ kind: 'highest' }, { kind: 'highest-for-price' }, { kind: 'target', target: otherTarget }] as const
    ).filter(({ kind }) => kind !== quantity.kind),
    otherPrices: (
      [{ kind: 'lowest' }, { kind: 'linear' }, { kind: 'reference', reference: otherReference }] as const
    ).filter(({ kind }) => kind !== price.kind),
  }));

/** What a store gives back of it. */
const stored = (content: unknown): unknown => JSON.parse(JSON.stringify(content));

describe('what is kept', () => {
  it('of a tender is read again as the same tender', () => {
    fc.assert(
      fc.property(tenders, (tender) => {
        expect(acceptedOf(readTender(stored(tenderContent(tender))))).toEqual(tender);
      }),
    );
  });

  it('of results is read again as the same results', () => {
    const commitment = fc.record({ bidder: fc.option(names), value: contractAmounts });
    const procurement = fc
      .record({
        contractValue: contractAmounts,
        state: fc.constantFrom('awarded', 'in evaluation', 'abandoned'),
        promised: fc.array(commitment, { maxLength: 4 }),
        winner: commitment,
      })
      .map(({ contractValue, state, promised, winner }) => ({
        ...{ contractValue, state },
        commitments: [
          ...promised.map((each) => ({ ...each, isWinner: false })),
          ...(state === 'awarded' ? [{ ...winner, isWinner: true }] : []),
        ],
      }));
    fc.assert(
      fc.property(fc.array(procurement, { maxLength: 5 }), (all) => {
        const named: readonly PastProcurement[] = all.map((each, index) => ({
          ...each,
          name: `Contract ${index}`,
        }));
        expect(readResultContent(stored(resultContent(named)))).toEqual(named);
      }),
    );
  });

  it('that nobody of us wrote is a fault of the program', () => {
    expect(() => readResultContent({ schemaVersion: 2, rows: [] })).toThrow();
    const broken = { line: 2, procurement: 'A', contractValue: '0', status: '', bidder: '' };
    const content = { schemaVersion: 1, rows: [{ ...broken, commitment: '', winner: '' }] };
    expect(() => readResultContent(content)).toThrow(/can be read again/);
  });
});
