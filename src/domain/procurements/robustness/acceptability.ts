import { dividedBy, nought, type Ratio } from '../../values/index.ts';
import { type Matrix, wholeNumbers } from './strips.ts';
import { type Body, facesOf, volumeOf } from './volume.ts';

/** Criteria up to which the exact share is worked out. */
export const mostExactCriteria = 5;
const mostFaces = 50_000;

type Row = readonly bigint[];

/** Whether another bid is nowhere worse, and better somewhere or named before: then weights under which this one wins have no share. */
function isBeaten(rows: readonly Row[], bid: number): boolean {
  const own = rows[bid] ?? [];
  return rows.some((row, rival) => {
    if (rival === bid || row.some((share, column) => share < (own[column] ?? 0n))) return false;
    return rival < bid || row.some((share, column) => share > (own[column] ?? 0n));
  });
}

/** All weights that sum to one, without the last of them, which is what the others leave. */
function allWeights(free: number): Body {
  const notNegative = Array.from({ length: free }, (_, weight) => [
    ...Array.from({ length: free }, (_none, column) => (column === weight ? -1n : 0n)),
    0n,
  ]);
  return [...notNegative, Array.from({ length: free + 1 }, () => 1n)];
}

/** The weights under which a bid does not trail any of its rivals. */
function winningWeights(own: Row, rivals: readonly Row[]): Body {
  const free = own.length - 1;
  const notTrailing = rivals.map((rival) => {
    const lead = own.map((share, column) => share - (rival[column] ?? 0n));
    const last = lead[free] ?? 0n;
    return [...lead.slice(0, free).map((each) => last - each), last];
  });
  return [...allWeights(free), ...notTrailing];
}

/**
 * For each bid the share of all possible weights under which it wins, each equally likely (rank-1 acceptability of
 * stochastic multicriteria acceptability analysis, Lahdelma, Hokkanen and Salminen 1998). Exact, as volumes; null where there
 * are more than five criteria or the bids are too many for that.
 */
export function exactAcceptability({ shares, weights }: Matrix): readonly Ratio[] | null {
  if (weights.length > mostExactCriteria) return null;
  const rows = wholeNumbers(shares);
  const free = weights.length - 1;
  const able = rows.filter((_, bid) => !isBeaten(rows, bid));
  if (able.length * facesOf(able.length + free, free) > mostFaces) return null;
  const whole = volumeOf(allWeights(free), free);
  return rows.map((own) => {
    if (!able.includes(own)) return nought;
    const rivals = able.filter((rival) => rival !== own);
    return dividedBy(volumeOf(winningWeights(own, rivals), free), whole);
  });
}

/** Numbers between 0 and 1, from a seed: the same seed gives the same numbers (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What drawing weights at random found of one bid. */
export interface Sampled {
  /** How often it won, as a share of the draws. */
  readonly share: number;
  readonly standardError: number;
}

/** A ratio as the nearest number of the computer: only for drawing, where the error of chance is far larger. */
function nearest({ numerator, denominator }: Ratio): number {
  const scaled = (numerator * 10n ** 15n) / denominator;
  return Number(scaled) / 1e15;
}

function winnerUnder(weights: Float64Array, rows: readonly (readonly number[])[]): number {
  let [best, winner] = [Number.NEGATIVE_INFINITY, 0];
  rows.forEach((row, bid) => {
    let points = 0;
    for (let column = 0; column < weights.length; column += 1) {
      points += (weights[column] ?? 0) * (row[column] ?? 0);
    }
    if (points > best) [best, winner] = [points, bid];
  });
  return winner;
}

/** How often each bid wins when weights are drawn at random, all equally likely. The same seed gives the same answer. */
export function sampledAcceptability(
  { shares, weights }: Matrix,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): readonly Sampled[] {
  const random = randomFrom(seed);
  const rows = shares.map((row) => row.map(nearest));
  const wins = shares.map(() => 0);
  const drawn = new Float64Array(weights.length);
  for (let draw = 0; draw < draws; draw += 1) {
    for (let column = 0; column < drawn.length; column += 1) drawn[column] = -Math.log(1 - random());
    const winner = winnerUnder(drawn, rows);
    wins[winner] = (wins[winner] ?? 0) + 1;
  }
  return wins.map((count) => {
    const share = count / draws;
    return { share, standardError: Math.sqrt((share * (1 - share)) / draws) };
  });
}
