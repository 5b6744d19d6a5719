import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPence, type Pence, toPence } from '../../values/index.ts';
import { planReview, widthOf } from './reviewPlan.ts';

function range(local: number, elsewhere: number, open: readonly number[]) {
  const sum = (all: readonly number[]) => toPence(all.reduce((one, other) => one + other, 0));
  return {
    totalPence: sum([local, elsewhere, ...open]),
    localPence: toPence(local),
    elsewherePence: toPence(elsewhere),
    undeterminedPositivePence: sum(open.filter((pence) => pence > 0)),
    undeterminedNegativePence: sum(open.filter((pence) => pence < 0)),
  };
}

const widths = (open: readonly number[]): readonly Pence[] =>
  open.map((pence) => toPence(Math.abs(pence))).sort((one, other) => other - one);

describe('the range of local spend', () => {
  it('is 25 points wide when 15 of 100 pounds are ambiguous and 10 unmatched, and a credit widens it', () => {
    expect(planReview(range(40, 35, [15, 10]), []).widthNow).toBe(0.25);
    expect(widthOf(range(40, 35, [15, 10, -5]))).toBe(30);
    expect(planReview(range(40, 35, [15, 10, -5]), []).widthNow).toBe(0.315789);
  });
});

describe('a plan', () => {
  it('takes as many suppliers as bring the range within three points', () => {
    const open = [9, 6, 4, 2, 1, 1];
    const plan = planReview(range(40, 37, open), widths(open));
    expect(plan).toMatchObject({ suppliers: 4, widthNow: 0.23, widthAfter: 0.02 });
  });

  it('says where the range is likely to lie: as much of the money is local as of what could be placed', () => {
    const open = [20];
    expect(planReview(range(40, 40, open), widths(open)).landing).toEqual({ lower: 0.5, upper: 0.5 });
    expect(planReview(range(30, 10, [40, 20]), [toPence(40)]).landing).toEqual({ lower: 0.6, upper: 0.8 });
    expect(planReview(range(0, 0, open), widths(open)).landing).toBeNull();
    expect(planReview(range(1, 2, [10]), widths([10])).landing).toBeNull();
    expect(planReview(range(-5, 15, open), widths(open)).landing).toBeNull();
    expect(planReview(range(15, -5, open), widths(open)).landing).toBeNull();
  });

  it('ends where more suppliers hardly help, because the rest cannot be reviewed', () => {
    const plan = planReview(range(1000, 1000, [1000, 500, 3]), [500, 3].map(toPence));
    expect(plan).toMatchObject({ suppliers: 1, widthAfter: 0.286326 });
  });

  it('is none where the range is narrow already', () => {
    expect(planReview(range(500, 490, [10]), [toPence(10)])).toMatchObject({
      suppliers: 0,
      widthAfter: 0.01,
    });
    expect(() => planReview(range(0, 0, []), [])).toThrow('positive whole');
  });

  it('names at most a hundred suppliers', () => {
    const open = Array.from({ length: 300 }, () => 1);
    expect(planReview(range(10, 10, open), widths(open)).suppliers).toBeLessThanOrEqual(100);
  });
});

const pounds = fc.integer({ min: -1_000, max: 1_000 }).filter((pence) => pence !== 0);

it('property: no other suppliers, as many of them, narrow the range further', () =>
  fc.assert(
    fc.property(
      fc.array(pounds, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 12 }),
      (open, count) => {
        const sorted = widths(open);
        const greedy = addPence(...sorted.slice(0, count));
        for (let chosen = 0; chosen < 2 ** open.length; chosen += 1) {
          const some = open.filter((_, index) => (chosen >> index) % 2 === 1);
          if (some.length === Math.min(count, open.length)) {
            expect(addPence(...widths(some))).toBeLessThanOrEqual(greedy);
          }
        }
      },
    ),
    { numRuns: 30 },
  ));

it('property: the width afterwards is certain, whatever the suppliers turn out to be', () =>
  fc.assert(
    fc.property(fc.array(pounds, { minLength: 1, maxLength: 8 }), fc.nat(255), (open, answers) => {
      const before = range(5_000, 5_000, open);
      const order = open.toSorted((one, other) => Math.abs(other) - Math.abs(one));
      const plan = planReview(before, widths(open));
      const [decided, left] = [order.slice(0, plan.suppliers), order.slice(plan.suppliers)];
      const local = decided.filter((_, index) => (answers >> index) % 2 === 1);
      const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0);
      const after = range(5_000 + sum(local), 5_000 + sum(decided) - sum(local), left);
      expect(planReview(after, []).widthNow).toBe(plan.widthAfter);
    }),
  ));
