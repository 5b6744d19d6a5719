import {
  addRatios,
  compareRatios,
  dividedBy,
  minus,
  nought,
  type Ratio,
  ratio,
  signOf,
  smaller,
  timesRatios,
} from '../../values/index.ts';
import { type Matrix, pointsOf } from './strips.ts';

/** The least that weights have to move, all together, for another bid to draw level with the winner. */
export interface LeastChange {
  readonly rival: number;
  /** The sizes of all moves added up, in the unit of the weights. */
  readonly moved: Ratio;
  readonly weights: readonly Ratio[];
}

const two = ratio(2);

/** By criterion how much more of its points the first bid has than the second. */
function leads(shares: Matrix['shares'], first: number, second: number): readonly Ratio[] {
  const other = shares[second] ?? [];
  return (shares[first] ?? []).map((share, column) => minus(share, other[column] ?? nought));
}

/**
 * The least move of weights, their sum unchanged and none below nought, by which `rival` draws level with `winner`; null
 * where no weights do that. One linear condition on the simplex is met soonest by moving weight from the criteria with the
 * largest lead to the one with the smallest.
 */
export function leastMove(matrix: Matrix, winner: number, rival: number): LeastChange | null {
  const lead = leads(matrix.shares, winner, rival);
  let gap = pointsOf(matrix.weights, lead);
  if (signOf(gap) <= 0) return { rival, moved: nought, weights: matrix.weights };
  const order = lead
    .map((_, column) => column)
    .sort((one, other) => compareRatios(leadAt(lead, other), leadAt(lead, one)));
  const to = order.at(-1) ?? 0;
  const weights = [...matrix.weights];
  let moved = nought;
  for (const from of order.slice(0, -1)) {
    const worth = minus(leadAt(lead, from), leadAt(lead, to));
    if (signOf(worth) <= 0) break;
    const weight = smaller(weights[from] ?? nought, dividedBy(gap, worth));
    weights[from] = minus(weights[from] ?? nought, weight);
    weights[to] = addRatios(weights[to] ?? nought, weight);
    moved = addRatios(moved, weight);
    gap = minus(gap, timesRatios(weight, worth));
    if (signOf(gap) === 0) return { rival, moved: timesRatios(two, moved), weights };
  }
  return null;
}

function leadAt(lead: readonly Ratio[], column: number): Ratio {
  return lead[column] ?? nought;
}

/** The least moves by which each other bid draws level with the winner, the smallest first; bids that never do are left out. */
export function leastChanges(matrix: Matrix, winner: number): readonly LeastChange[] {
  const rivals = matrix.shares.map((_, bid) => bid).filter((bid) => bid !== winner);
  return rivals
    .flatMap((rival) => leastMove(matrix, winner, rival) ?? [])
    .sort((one, other) => compareRatios(one.moved, other.moved) || one.rival - other.rival);
}

/** A single weight taken down or up, the others as they are, at which a pair of bids draws level. */
export interface PairChange {
  readonly criterion: number;
  readonly first: number;
  readonly second: number;
  /** What is taken from the weight; negative where it grows. */
  readonly reduceBy: Ratio;
  /** `reduceBy` as a share of the weight. */
  readonly relative: Ratio;
}

/**
 * For each pair of bids and each criterion the change of that weight alone at which they draw level, where the weight stays
 * at nought or above. Source: Triantaphyllou and Sánchez 1997, Decision Sciences 28(1), 151 to 194.
 */
export function pairChanges({ weights, shares }: Matrix): readonly PairChange[] {
  const points = shares.map((row) => pointsOf(weights, row));
  const changes: PairChange[] = [];
  for (let first = 0; first < shares.length; first += 1) {
    for (let second = first + 1; second < shares.length; second += 1) {
      const gap = minus(points[first] ?? nought, points[second] ?? nought);
      leads(shares, first, second).forEach((lead, criterion) => {
        const weight = weights[criterion] ?? nought;
        if (signOf(lead) === 0 || signOf(weight) === 0) return;
        const reduceBy = dividedBy(gap, lead);
        if (compareRatios(reduceBy, weight) > 0) return;
        changes.push({ criterion, first, second, reduceBy, relative: dividedBy(reduceBy, weight) });
      });
    }
  }
  return changes;
}
