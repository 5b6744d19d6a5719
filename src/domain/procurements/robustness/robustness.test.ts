import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRatios,
  compareRatios,
  formatRatio,
  minus,
  nought,
  parseRatio,
  type Ratio,
  ratio,
  signOf,
  sizeOf,
} from '../../values/index.ts';
import { exactAcceptability, sampledAcceptability } from './acceptability.ts';
import { leastChanges, leastMove, pairChanges } from './leastChange.ts';
import { type Matrix, pointsOf, turningPoints, weightStrips } from './strips.ts';

const exact = (text: string) => parseRatio(text) ?? nought;
const numbers = (text: string) => text.split(' ').map(exact);

/** The example of Triantaphyllou and Sánchez 1997; its printed weights sum to 1.0001. */
const example: Matrix = {
  weights: numbers('.3277 .3058 .2876 .0790'),
  shares: [
    numbers('.3088 .2897 .3867 .1922'),
    numbers('.2163 .3458 .1755 .6288'),
    numbers('.4509 .2473 .1194 .0575'),
    numbers('.0240 .1172 .3184 .1215'),
  ],
};

describe('the example of Triantaphyllou and Sánchez', () => {
  it('has the points that its matrix gives', () => {
    const points = example.shares.map((row) => formatRatio(pointsOf(example.weights, row), 4));
    expect(points).toEqual(['0.3162', '0.2768', '0.2623', '0.1449']);
  });

  it('has the smallest relative changes of single weights', () => {
    const changes = pairChanges(example);
    const of = (first: number, second: number, criterion: number) =>
      changes.find((one) => one.first === first && one.second === second && one.criterion === criterion);
    expect(formatRatio(of(0, 1, 2)?.relative ?? nought, 3)).toBe('0.649');
    expect(formatRatio(of(0, 1, 2)?.reduceBy ?? nought, 4)).toBe('0.1866');
    expect(formatRatio(of(0, 2, 2)?.relative ?? nought, 3)).toBe('0.701');
    expect(formatRatio(of(1, 2, 0)?.relative ?? nought, 3)).toBe('-0.189');
    expect(formatRatio(of(1, 2, 0)?.reduceBy ?? nought, 4)).toBe('-0.0618');
    expect(changes.filter(({ first, second }) => first === 0 && second === 3)).toEqual([]);
    const smallest = changes.toSorted((one, other) =>
      compareRatios(sizeOf(one.relative), sizeOf(other.relative)),
    );
    expect(smallest[0]).toMatchObject({ first: 1, second: 2, criterion: 0 });
  });

  it('has the least joint changes of weights', () => {
    const [first, second, ...others] = leastChanges(example, 0);
    expect(first?.rival).toBe(1);
    expect(formatRatio(first?.moved ?? nought, 4)).toBe('0.1217');
    expect(first?.weights.map((weight) => formatRatio(weight, 4))).toEqual([
      '0.3277',
      '0.3058',
      '0.2268',
      '0.1398',
    ]);
    expect(second?.rival).toBe(2);
    expect(formatRatio(second?.moved ?? nought, 4)).toBe('0.2634');
    expect(others).toEqual([]);
    expect(leastMove(example, 0, 3)).toBeNull();
  });

  it('has the shares of all weights under which each bid wins', () => {
    const found = exactAcceptability(example);
    expect(found?.map((share) => formatRatio(share, 5))).toEqual([
      '0.29484',
      '0.60646',
      '0.09869',
      '0.00000',
    ]);
    expect(addRatios(...(found ?? []))).toEqual(ratio(1));
    const sampled = sampledAcceptability(example, { draws: 20_000, seed: 7 });
    sampled.forEach(({ share, standardError }, bid) => {
      const truth = Number(formatRatio(found?.[bid] ?? nought, 6));
      expect(Math.abs(share - truth)).toBeLessThanOrEqual(3 * standardError);
    });
    expect(sampledAcceptability(example, { draws: 20_000, seed: 7 })).toEqual(sampled);
  });
});

const share = fc.integer({ min: 0, max: 20 }).map((twentieths) => ratio(twentieths, 20));
const weight = fc.integer({ min: 1, max: 50 }).map((whole) => ratio(whole));
const matrices = fc.integer({ min: 2, max: 4 }).chain((criteria) =>
  fc.record({
    weights: fc.array(weight, { minLength: criteria, maxLength: criteria }),
    shares: fc.array(fc.array(share, { minLength: criteria, maxLength: criteria }), {
      minLength: 2,
      maxLength: 5,
    }),
  }),
);

function best(matrix: Matrix, weights: readonly Ratio[]): readonly number[] {
  const points = matrix.shares.map((row) => pointsOf(weights, row));
  return points.flatMap((own, bid) => (points.every((other) => compareRatios(other, own) <= 0) ? [bid] : []));
}

describe('for any bids', () => {
  it('strips of weights have no gaps, and inside each its winners win (property)', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 99 }), (matrix, per) => {
        const all = addRatios(...matrix.weights);
        for (const { criterion, strips } of weightStrips(matrix)) {
          expect(strips[0]?.from).toEqual(nought);
          expect(strips.at(-1)?.to).toEqual(ratio(1));
          const at = ratio(per, 100);
          const rest = minus(all, matrix.weights[criterion] ?? nought);
          const weights = matrix.weights.map((own, column) =>
            column === criterion ? at : ratioOf(own, rest, minus(ratio(1), at)),
          );
          const strip = strips.find(
            ({ from, to }) => compareRatios(from, at) < 0 && compareRatios(at, to) < 0,
          );
          if (strip) expect(best(matrix, weights)).toEqual(strip.winners);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('at the least change of weights the rival is level, and a tenth less does not do it (property)', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const winner = best(matrix, matrix.weights)[0] ?? 0;
        const [least] = leastChanges(matrix, winner);
        if (!least) return;
        const [own, rival] = [matrix.shares[winner] ?? [], matrix.shares[least.rival] ?? []];
        expect(compareRatios(pointsOf(least.weights, own), pointsOf(least.weights, rival))).toBe(0);
        expect(addRatios(...least.weights)).toEqual(addRatios(...matrix.weights));
        expect(least.weights.every((each) => signOf(each) >= 0)).toBe(true);
        const sizes = least.weights.map((each, column) =>
          sizeOf(minus(each, matrix.weights[column] ?? nought)),
        );
        expect(addRatios(...sizes)).toEqual(least.moved);
        expect(best(matrix, least.weights)).toContain(winner);
      }),
    );
  });

  it('the shares of weights add up to one, and a bid that is nowhere better than another has none (property)', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const found = exactAcceptability(matrix) ?? [];
        expect(addRatios(...found)).toEqual(ratio(1));
        matrix.shares.forEach((row, bid) => {
          const isBeaten = matrix.shares.some((other) =>
            row.every((own, column) => compareRatios(own, other[column] ?? nought) < 0),
          );
          if (isBeaten) expect(found[bid]).toEqual(nought);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('more than five criteria are not worked out exactly', () => {
    const many = { weights: Array(6).fill(ratio(1)), shares: [Array(6).fill(ratio(1))] };
    expect(exactAcceptability(many)).toBeNull();
  });

  it('a single criterion, or one with all the weight, has no turning point', () => {
    const single = { weights: [ratio(100)], shares: [[ratio(1)], [ratio(1, 2)]] };
    const [strips] = weightStrips(single);
    expect(strips?.strips).toEqual([{ from: nought, to: ratio(1), winners: [0] }]);
    expect(strips && turningPoints(strips)).toEqual([]);
    expect(leastMove(single, 0, 1)).toBeNull();
    expect(leastMove(single, 1, 0)?.moved).toEqual(nought);
  });
});

function ratioOf(own: Ratio, rest: Ratio, left: Ratio): Ratio {
  if (signOf(rest) === 0) return nought;
  return ratio(
    own.numerator * rest.denominator * left.numerator,
    own.denominator * rest.numerator * left.denominator,
  );
}
