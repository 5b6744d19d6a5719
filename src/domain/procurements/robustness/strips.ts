import {
  addRatios,
  commonDenominator,
  compareRatios,
  dividedBy,
  minus,
  nought,
  one,
  type Ratio,
  ratio,
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

/** All points of a bid under weights. */
export function pointsOf(weights: readonly Ratio[], shares: readonly Ratio[]): Ratio {
  return addRatios(...weights.map((weight, column) => timesRatios(weight, shares[column] ?? nought)));
}

/** Points of a bid as a line over the weight of one criterion, in whole units of a common measure. */
interface Line {
  readonly bid: number;
  readonly atNought: bigint;
  readonly rise: bigint;
}

/** Shares and weights as whole numbers of a common measure: comparing needs no fraction to be brought to lowest terms. */
interface WholeMatrix {
  readonly weights: readonly bigint[];
  readonly rows: readonly (readonly bigint[])[];
}

/** Fractions as whole numbers of one common measure. */
export function wholeNumbers(all: readonly (readonly Ratio[])[]): readonly (readonly bigint[])[] {
  const measure = commonDenominator(all.flat());
  return all.map((row) => row.map(({ numerator, denominator }) => numerator * (measure / denominator)));
}

function wholeMatrix({ weights, shares }: Matrix): WholeMatrix {
  return { weights: wholeNumbers([weights])[0] ?? [], rows: wholeNumbers(shares) };
}

/** When the weight is nought the others have all of it, in their proportions; where they have none nothing is left. */
function linesFor({ weights, rows }: WholeMatrix, criterion: number): readonly Line[] {
  let rest = 0n;
  for (const [column, weight] of weights.entries()) if (column !== criterion) rest += weight;
  const whole = rest === 0n ? 1n : rest;
  return rows.map((row, bid) => {
    let atNought = 0n;
    for (const [column, weight] of weights.entries()) {
      if (column !== criterion) atNought += weight * (row[column] ?? 0n);
    }
    return { bid, atNought, rise: (row[criterion] ?? 0n) * whole - atNought };
  });
}

/** Lines that are best at a weight and stay best after it: those that are highest there and of them the steepest. */
function bestFrom(lines: readonly Line[], at: Ratio): readonly Line[] {
  let best: readonly Line[] = [];
  const heightOf = ({ atNought, rise }: Line) => atNought * at.denominator + rise * at.numerator;
  for (const line of lines) {
    const [first] = best;
    const difference = first ? heightOf(line) - heightOf(first) || line.rise - first.rise : 1n;
    if (difference > 0n) best = [line];
    else if (difference === 0n) best = [...best, line];
  }
  return best;
}

/** Where the first steeper line overtakes, before the weight is everything; null where none does. */
function overtaking(lines: readonly Line[], { atNought, rise }: Line): Ratio | null {
  let found: { readonly over: bigint; readonly under: bigint } | null = null;
  for (const line of lines) {
    const under = line.rise - rise;
    if (under <= 0n) continue;
    const over = atNought - line.atNought;
    if (over < under && (!found || over * found.under < found.over * under)) found = { over, under };
  }
  return found && ratio(found.over, found.under);
}

/** The upper edge of all lines, walked from a weight of nought to a weight of everything. */
function stripsOf(lines: readonly Line[]): readonly Strip[] {
  const strips: Strip[] = [];
  let from = nought;
  while (true) {
    const best = bestFrom(lines, from);
    const [line] = best;
    const to = (line && overtaking(lines, line)) ?? one;
    strips.push({ from, to, winners: best.map(({ bid }) => bid) });
    if (to === one) return strips;
    from = to;
  }
}

/** For each criterion the winners over every weight that it could have, the others keeping their proportions. Exact. */
export function weightStrips(matrix: Matrix): readonly WeightStrips[] {
  const all = addRatios(...matrix.weights);
  const whole = wholeMatrix(matrix);
  return matrix.weights.map((weight, criterion) => ({
    criterion,
    now: dividedBy(weight, all),
    strips: stripsOf(linesFor(whole, criterion)),
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
