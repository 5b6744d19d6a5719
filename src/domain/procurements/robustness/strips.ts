import {
  addRatios,
  compareRatios,
  dividedBy,
  minus,
  nought,
  one,
  type Ratio,
  signOf,
  timesRatios,
} from '../../values/index.ts';

/**
 * What robustness works on: for each bid and criterion the share of the points, and the weights. Under quality per pound the
 * shares are divided by the price, which compares bids in the same way.
 */
export interface Matrix {
  readonly weights: readonly Ratio[];
  /** For each bid its share for each criterion. */
  readonly shares: readonly (readonly Ratio[])[];
}

/** A stretch of a weight, as a share of all weights, in which the same bids win. */
export interface Strip {
  readonly from: Ratio;
  readonly to: Ratio;
  /** The bids that win inside the stretch, by number: several where they have the same points all along. */
  readonly winners: readonly number[];
}

/** How the winner depends on the weight of one criterion, when the others keep their proportions. */
export interface WeightStrips {
  readonly criterion: number;
  /** The weight now, as a share of all. */
  readonly now: Ratio;
  /** From nought to one, without gaps. */
  readonly strips: readonly Strip[];
}

/** Points as a line: what a bid has when the weight is nought, and what it has when the weight is everything. */
interface Line {
  readonly atNought: Ratio;
  readonly atOne: Ratio;
}

/** All points of a bid under weights. */
export function pointsOf(weights: readonly Ratio[], shares: readonly Ratio[]): Ratio {
  return addRatios(...weights.map((weight, column) => timesRatios(weight, shares[column] ?? nought)));
}

function linesFor({ weights, shares }: Matrix, criterion: number): readonly Line[] {
  const others = weights.map((weight, column) => (column === criterion ? nought : weight));
  const rest = addRatios(...others);
  return shares.map((row) => ({
    atNought: signOf(rest) === 0 ? nought : dividedBy(pointsOf(others, row), rest),
    atOne: row[criterion] ?? nought,
  }));
}

function valueAt({ atNought, atOne }: Line, weight: Ratio): Ratio {
  return addRatios(atNought, timesRatios(weight, minus(atOne, atNought)));
}

/** Where two lines cross strictly inside 0 to 1; null where they do not. */
function crossing(first: Line, second: Line): Ratio | null {
  const start = minus(second.atNought, first.atNought);
  const slope = minus(minus(first.atOne, first.atNought), minus(second.atOne, second.atNought));
  if (signOf(slope) === 0) return null;
  const at = dividedBy(start, slope);
  return signOf(at) > 0 && compareRatios(at, one) < 0 ? at : null;
}

function winnersAt(lines: readonly Line[], weight: Ratio): readonly number[] {
  const values = lines.map((line) => valueAt(line, weight));
  let best: Ratio | null = null;
  for (const value of values) if (best === null || compareRatios(value, best) > 0) best = value;
  const most = best;
  return most === null ? [] : values.flatMap((value, bid) => (compareRatios(value, most) === 0 ? [bid] : []));
}

/** Where lines cross, in order and each once. */
function crossings(lines: readonly Line[]): readonly Ratio[] {
  const found: Ratio[] = [];
  lines.forEach((first, index) => {
    for (const second of lines.slice(index + 1)) {
      const at = crossing(first, second);
      if (at) found.push(at);
    }
  });
  found.sort(compareRatios);
  return found.filter((at, index) => {
    const before = found[index - 1];
    return !before || compareRatios(before, at) !== 0;
  });
}

const half = { numerator: 1n, denominator: 2n };

/** Strips between the places where lines cross; neighbours with the same winners are one. */
function stripsOf(lines: readonly Line[]): readonly Strip[] {
  const ends = [nought, ...crossings(lines), one];
  const strips: Strip[] = [];
  ends.slice(1).forEach((to, index) => {
    const from = ends[index] ?? nought;
    const winners = winnersAt(lines, timesRatios(half, addRatios(from, to)));
    const last = strips.at(-1);
    if (last && String(last.winners) === String(winners)) strips[strips.length - 1] = { ...last, to };
    else strips.push({ from, to, winners });
  });
  return strips;
}

/** For each criterion the winners over every weight that it could have, the others keeping their proportions. Exact. */
export function weightStrips(matrix: Matrix): readonly WeightStrips[] {
  const all = addRatios(...matrix.weights);
  return matrix.weights.map((weight, criterion) => ({
    criterion,
    now: dividedBy(weight, all),
    strips: stripsOf(linesFor(matrix, criterion)),
  }));
}

/** Where, nearest to the weight now, the award would change. */
export interface TurningPoint {
  readonly criterion: number;
  readonly now: Ratio;
  /** The weight at which the points are the same, as a share of all weights. */
  readonly at: Ratio;
  /** `at - now`. */
  readonly move: Ratio;
  readonly then: readonly number[];
}

/** The nearest turning points below and above the weight now. None where no weight of the criterion changes the award. */
export function turningPoints({ criterion, now, strips }: WeightStrips): readonly TurningPoint[] {
  const pointTo = (at: Ratio, then: readonly number[]) => ({
    criterion,
    now,
    at,
    move: minus(at, now),
    then,
  });
  const index = strips.findIndex(({ to }) => compareRatios(now, to) <= 0);
  const here = strips[index];
  if (!here) return [];
  const [below, above] = [strips[index - 1], strips[index + 1]];
  return [
    ...(below ? [pointTo(here.from, below.winners)] : []),
    ...(above ? [pointTo(here.to, above.winners)] : []),
  ];
}
