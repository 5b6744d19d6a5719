import { expect, it } from 'vitest';
import { isLevelMove } from '../bench/robustness/exact.mjs';
import {
  judgeAwards,
  judgeDrawn,
  judgeMoves,
  judgeProgrammed,
  judgeStrips,
  turnsAt,
  turnsAtPrice,
} from '../bench/robustness/judge.mjs';
import { singleParts, slowParts } from '../bench/robustness/ours.mjs';
import { plainTotals, plainWinners } from '../bench/robustness/plain.mjs';
import { robustnessSection, wrongIn } from '../bench/robustness/section.mjs';
import { tendersOf } from '../bench/robustness/tenders.mjs';
import { scoreTender, type Tender } from '../src/domain/procurements/index.ts';
import { amountPoints } from '../src/domain/procurements/robustness/amounts.ts';
import { leastChanges } from '../src/domain/procurements/robustness/leastChange.ts';
import { matrixOf } from '../src/domain/procurements/robustness/matrixOf.ts';
import { pricePoints } from '../src/domain/procurements/robustness/prices.ts';
import { removals } from '../src/domain/procurements/robustness/scenarios.ts';
import { type Matrix, weightStrips } from '../src/domain/procurements/robustness/strips.ts';
import { addRatios, ratio } from '../src/domain/values/index.ts';

const price = { kind: 'price', formula: { kind: 'lowest' } } as const;
const panel = { kind: 'panel', top: ratio(100), floor: null } as const;
const bid = (id: string, pounds: number, score: number) => ({
  ...{ id, name: `Invented bid ${id}`, price: ratio(pounds), socialValue: ratio(0) },
  scores: new Map([['quality', ratio(score)]]),
});

/** Quality at 45 %: B wins by 86.5 to 85.5. */
const tender: Tender = {
  criteria: [
    { id: 'price', name: 'Price', weight: ratio(55), assessment: price },
    { id: 'quality', name: 'Quality', weight: ratio(45), assessment: panel },
  ],
  bids: [bid('A', 100_000, 80), bid('B', 90_000, 70)],
};
const hopeless: Tender = { ...tender, bids: [...tender.bids, bid('C', 60_000, 0)] };

function foundOf(one: Tender) {
  const scored = scoreTender(one);
  const { matrix, standing } = matrixOf(scored);
  const winner = standing.findIndex(({ rank }) => rank === 1);
  return { scored, matrix, winner, removed: removals(one), changes: leastChanges(matrix, winner) };
}

it('the formulas of the benchmark give the points worked out by hand', () => {
  expect([...plainTotals(tender).values()].map((total) => total.toFixed(1))).toEqual(['85.5', '86.5']);
  expect(plainWinners(tender)).toEqual(['B']);
  expect(plainWinners(hopeless)).toEqual(['A']);
});

it('an award that another bid flips is found, and one that is not told is missed by nobody', () => {
  const found = foundOf(hopeless);
  expect(judgeAwards(hopeless, found)).toEqual({ points: true, winners: true, removals: true });
  const silent = { ...found, removed: found.removed.filter(({ bid: { id } }) => id !== 'C') };
  expect(judgeAwards(hopeless, silent).removals).toBe(false);
  expect(judgeAwards(hopeless, { ...found, scored: foundOf(tender).scored })).toMatchObject({
    winners: false,
  });
});

it('a strip that ends at another weight is noticed', () => {
  const { matrix } = foundOf(tender);
  const strips = weightStrips(matrix);
  expect(judgeStrips(matrix, strips, 100)).toEqual({ wrong: 0, asked: 202 });
  const later = strips.map((one) => ({
    ...one,
    strips: one.strips.map(({ from, to, winners }) => ({
      ...{ from: from.numerator === 0n ? from : ratio(11, 20), winners },
      to: to.numerator === to.denominator ? to : ratio(11, 20),
    })),
  }));
  expect(judgeStrips(matrix, later, 100).wrong).toBeGreaterThan(0);
});

it('a move of weights that is not the least, or does not make bids level, is noticed', () => {
  const found = foundOf(tender);
  const [least] = found.changes;
  if (!least) throw new Error('there is a least move');
  expect([judgeMoves(found), isLevelMove(found.matrix, found.winner, least)]).toEqual([0, true]);
  expect(isLevelMove(found.matrix, found.winner, { ...least, weights: found.matrix.weights })).toBe(false);
  expect(isLevelMove(found.matrix, found.winner, { ...least, moved: ratio(11) })).toBe(false);
  expect(judgeProgrammed(found, [10, null])).toBe(0);
  expect(judgeProgrammed(found, [9.99, null])).toBe(1);
  expect(judgeProgrammed(found, [null, null])).toBe(1);
  expect(judgeProgrammed({ changes: [] }, [10, null])).toBe(1);
});

it('a score at which the award does not turn is noticed', () => {
  const points = amountPoints(tender);
  expect(points.length).toBeGreaterThan(0);
  for (const point of points) {
    expect(turnsAt(tender, point)).toBe(true);
    expect(turnsAt(tender, { ...point, at: ratio(99) })).toBe(false);
  }
});

it('a price at which the award does not turn is noticed, to the penny', () => {
  const points = pricePoints(tender);
  expect(points.length).toBe(2);
  for (const point of points) {
    expect(turnsAtPrice(tender, point)).toBe(true);
    for (const pence of [-2, 2]) {
      const beside = addRatios(point.at, ratio(pence, 100));
      expect(turnsAtPrice(tender, { ...point, at: beside })).toBe(false);
    }
  }
});

it('a share that was drawn too far off is noticed, however small it is', () => {
  const far = (exact: number, drawn: number) => judgeDrawn([exact], [drawn], 1_000_000)[0]?.isFar;
  expect([far(0.5, 0.501), far(0.5, 0.503), far(0, 0), far(0, 1e-6), far(1e-7, 1e-6)]).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

it('the same seed gives the same tenders, with ties of the first place in a tenth of them', () => {
  const order = { bids: 10, criteria: 8, count: 40, seed: 3 };
  expect(tendersOf(order)).toEqual(tendersOf(order));
  expect(tendersOf({ ...order, seed: 4 })).not.toEqual(tendersOf(order));
  const tied = tendersOf(order).filter((one) => scoreTender(one).winners.length > 1);
  expect(tied.length).toBeGreaterThan(0);
  for (const one of tendersOf(order)) expect(judgeAwards(one, foundOf(one)).winners).toBe(true);
});

const none = { points: 0, winners: 0, removals: 0, weights: 0, moves: 0, amounts: 0, prices: 0 };
const times = new Map(
  ['goal', 'grid', ...Object.keys(singleParts), ...Object.keys(slowParts)].map((name) => [
    name,
    { typical: [0.5, 0.6, 2], single: [0.5, 0.6, 3] },
  ]),
);
const size = {
  ...{ bids: 10, criteria: 8, times },
  compared: {
    ...{ tenders: 3, tied: 0, turned: 0, removals: 27, turning: 9, weights: 1 },
    ...{ moves: 27, amounts: 9, prices: 9, wrong: none },
  },
};
const measured = {
  ...{ sizes: [size], peers: { missing: 'there is no python' }, sample: 1, busy: 0, day: '2026-11-29' },
  ...{ load: { before: '0.1', after: '0.2' } },
  machine: { processor: 'Invented', cores: 2, memoryGigabytes: 4, versions: { 'Node.js': '20' } },
};

it('the section says that peers are missing, whether the goal is reached, and what differs', () => {
  const compared = { ...size.compared, wrong: { ...none, weights: 4 } };
  const shown = { ...measured, sizes: [{ ...size, compared }] };
  const text = robustnessSection(shown);
  expect(text).toContain('NumPy and SciPy were not asked: there is no python.');
  expect(text).toMatch(
    /\| 0\.60 ms \| reached \|\n.*\| 2\.00 ms \| not reached \|\n.*\| 3\.00 ms \| not reached \|/,
  );
  expect(text).toContain('It differs in: 4 weights at which the strips name another winner');
  expect(wrongIn({ ...shown, sizes: [size] })).toEqual([]);
});

it('how many times as long peers take is said only of a machine that was not busy', () => {
  const answers = { tenders: 1, moves: 1, errors: [], ownErrors: [], standardError: 0.001, programmed: [9] };
  const wrong = { far: 0, apart: 0, whole: 0, programmed: 0 };
  const peers = { versions: { NumPy: '2' }, sizes: [{ ...answers, wrong, drawn: [[0.3], [60]] }] };
  expect(robustnessSection({ ...measured, peers })).toContain('60.0 ms, 100 times the median');
  const busy = robustnessSection({ ...measured, peers, load: { before: '0.1', after: '2.1' } });
  expect(busy).toContain('is not said');
  expect(busy).not.toContain('times the median');
});

const empty: Matrix = { weights: [], shares: [] };
it('a tender without criteria has no weights to compare', () => {
  expect(judgeStrips(empty, [], 10)).toEqual({ wrong: 0, asked: 0 });
});
