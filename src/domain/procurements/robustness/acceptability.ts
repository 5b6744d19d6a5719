import {
  addRatios,
  dividedBy,
  minus,
  nought,
  one,
  type Ratio,
  signOf,
  timesRatios,
} from '../../values/index.ts';
import type { Matrix } from './strips.ts';

/** Weights: a corner of a piece of all possible weights. */
type Corner = readonly Ratio[];

/** A piece of the simplex of weights that is a simplex itself, with its share of the whole. */
interface Piece {
  readonly corners: readonly Corner[];
  readonly share: Ratio;
}

/** Criteria up to which the exact share is worked out. */
export const mostExactCriteria = 5;
const mostPieces = 20_000;

function dot(weights: Corner, lead: readonly Ratio[]): Ratio {
  return addRatios(...weights.map((weight, column) => timesRatios(weight, lead[column] ?? nought)));
}

function between(first: Corner, second: Corner, at: Ratio): Corner {
  return first.map((weight, column) =>
    addRatios(weight, timesRatios(at, minus(second[column] ?? nought, weight))),
  );
}

/** The parts of a piece in which a bid does not trail another: cut at the plane where they are level. */
function ahead(piece: Piece, lead: readonly Ratio[]): readonly Piece[] {
  const kept: Piece[] = [];
  const open: Piece[] = [piece];
  for (let next = open.pop(); next; next = open.pop()) {
    const values = next.corners.map((corner) => dot(corner, lead));
    const plus = values.findIndex((value) => signOf(value) > 0);
    const less = values.findIndex((value) => signOf(value) < 0);
    if (less === -1) kept.push(next);
    if (less === -1 || plus === -1) continue;
    const [high, low] = [values[plus] ?? one, values[less] ?? one];
    const at = dividedBy(high, minus(high, low));
    const cut = between(next.corners[plus] ?? [], next.corners[less] ?? [], at);
    const withCut = (column: number) =>
      next.corners.map((corner, index) => (index === column ? cut : corner));
    open.push({ corners: withCut(less), share: timesRatios(next.share, at) });
    open.push({ corners: withCut(plus), share: timesRatios(next.share, minus(one, at)) });
  }
  return kept;
}

function wholeSimplex(criteria: number): Piece {
  const corners = Array.from({ length: criteria }, (_, corner) =>
    Array.from({ length: criteria }, (_, column) => (column === corner ? one : nought)),
  );
  return { corners, share: one };
}

/**
 * For each bid the share of all possible weights under which it wins, each equally likely (rank-1 acceptability of
 * stochastic multicriteria acceptability analysis, Lahdelma, Hokkanen and Salminen 1998). Exact, by cutting the simplex of
 * weights; null where there are more than five criteria or the pieces become too many.
 */
export function exactAcceptability({ shares, weights }: Matrix): readonly Ratio[] | null {
  if (weights.length > mostExactCriteria) return null;
  const found: Ratio[] = [];
  for (const [bid, own] of shares.entries()) {
    let pieces: readonly Piece[] = [wholeSimplex(weights.length)];
    for (const [rival, other] of shares.entries()) {
      if (rival === bid) continue;
      const lead = own.map((share, column) => minus(share, other[column] ?? nought));
      if (rival < bid && lead.every((each) => signOf(each) === 0)) pieces = [];
      pieces = pieces.flatMap((piece) => ahead(piece, lead));
      if (pieces.length > mostPieces) return null;
    }
    found.push(addRatios(...pieces.map(({ share }) => share)));
  }
  return found;
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
