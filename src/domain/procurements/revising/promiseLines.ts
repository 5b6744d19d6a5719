import {
  addRatios,
  assert,
  compareRatios,
  dividedBy,
  larger,
  minus,
  nought,
  one,
  type Ratio,
  ratio,
  signOf,
  smaller,
  timesRatios,
} from '../../values/index.ts';
import { type Strip, weightStrips } from '../robustness/strips.ts';
import { isPerPound } from '../scoring/scoreTender.ts';
import type { QuantityFormula, ScoredBid } from '../scoring/types.ts';
import type { WorkedTender } from './types.ts';
import { valueUnder } from './workOut.ts';

/**
 * A bid over every multiple of a value: its points without the promise, what all points for the promise are worth to it, and
 * the promise as its formula looks at it, which is `fixed + multiple × rise`.
 */
export interface PromiseLine {
  readonly base: Ratio;
  readonly whole: Ratio;
  readonly fixed: Ratio;
  readonly rise: Ratio;
}

/** A stretch of multiples without a corner; null where it has no end. */
interface Piece {
  readonly from: Ratio;
  readonly to: Ratio | null;
}

/** A stretch of multiples with the bids that are best in it, by number. */
export interface Stretch extends Piece {
  readonly winners: readonly number[];
}

function divisorOf(formula: QuantityFormula, price: Ratio): Ratio {
  if (formula.kind === 'target') return formula.target;
  return formula.kind === 'highest' ? one : price;
}

/** The bids that stand as lines over the multiple of the value of one measure. */
export function promiseLines(
  { scored, bids }: WorkedTender,
  standing: readonly ScoredBid[],
  { reference, column, formula }: { reference: string; column: number; formula: QuantityFormula },
): readonly PromiseLine[] {
  const weights = scored.criteria.slice(column, column + 1).map(({ weight }) => weight);
  const perPound = isPerPound(scored.criteria);
  return standing.map(({ bid, total, shares }) => {
    const factor = perPound ? dividedBy(ratio(1000), bid.price) : one;
    const whole = timesRatios(factor, ...weights);
    const own = bids.filter(({ past }) => past.id === bid.id).map((worked) => valueUnder(worked, reference));
    const divisor = divisorOf(formula, bid.price);
    return {
      ...{ base: minus(total, timesRatios(whole, ...shares.slice(column, column + 1))), whole },
      fixed: dividedBy(minus(bid.socialValue, addRatios(...own)), divisor),
      rise: dividedBy(addRatios(...own), divisor),
    };
  });
}

function promiseAt({ fixed, rise }: PromiseLine, multiple: Ratio): Ratio {
  return addRatios(fixed, timesRatios(multiple, rise));
}

/** Which of two heights is higher between the ends of a piece: a walk over weights of its two ends. */
function walk(ends: readonly (readonly [end: Ratio, start: Ratio])[]): readonly Strip[] {
  return weightStrips({ weights: [one, one], shares: ends })
    .slice(0, 1)
    .flatMap(({ strips }) => strips);
}

/** A place between the ends of a piece as a multiple; the end of a piece without end is endless. */
function placeIn({ from, to }: Piece, at: Ratio): Ratio | null {
  if (to !== null) return addRatios(from, timesRatios(at, minus(to, from)));
  const left = minus(one, at);
  return signOf(left) === 0 ? null : addRatios(from, dividedBy(at, left));
}

const everything: Piece = { from: nought, to: null };

/** Multiples at which a promise passes a mark that does not move. */
function passing(lines: readonly PromiseLine[], marks: readonly Ratio[]): readonly Ratio[] {
  return lines
    .filter(({ rise }) => signOf(rise) > 0)
    .flatMap(({ fixed, rise }) => marks.map((mark) => dividedBy(minus(mark, fixed), rise)))
    .filter((multiple) => signOf(multiple) > 0);
}

/** The multiples at which the points of some bid have a corner or a step. */
function corners(formula: QuantityFormula, lines: readonly PromiseLine[]): readonly Ratio[] {
  if (formula.kind === 'target') return passing(lines, [one]);
  if (formula.kind === 'bands') {
    const ends = formula.bands.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]));
    return passing(lines, ends);
  }
  const highest = walk(lines.map(({ rise, fixed }) => [rise, fixed]));
  return highest.flatMap(({ to }) => placeIn(everything, to) ?? []);
}

function piecesBetween(multiples: readonly Ratio[]): readonly Piece[] {
  const sorted = multiples.toSorted(compareRatios);
  const ends = sorted.filter((each, index) => {
    const before = sorted[index - 1];
    return before === undefined || compareRatios(before, each) !== 0;
  });
  return [nought, ...ends].map((from, index) => ({ from, to: ends[index] ?? null }));
}

function bandPoints(formula: Extract<QuantityFormula, { kind: 'bands' }>, share: Ratio): Ratio {
  const reached = formula.bands.filter(({ upTo }) => upTo === null || compareRatios(share, upTo) <= 0);
  const top = formula.bands.reduce((best, { points }) => larger(best, points), nought);
  return dividedBy(addRatios(...reached.slice(0, 1).map(({ points }) => points)), top);
}

/**
 * How high each bid stands at the end and at the start of a piece, for a piece without end how steeply it rises. Under the
 * formulas that look at the highest promise all heights are multiplied by it, which compares bids in the same way.
 */
function heights(
  formula: QuantityFormula,
  lines: readonly PromiseLine[],
  { from, to }: Piece,
): readonly (readonly [Ratio, Ratio])[] {
  const most = (values: readonly Ratio[]) => values.reduce(larger, nought);
  if (formula.kind === 'bands') {
    const inside = to === null ? addRatios(from, one) : dividedBy(addRatios(from, to), ratio(2));
    return lines.map((line) => {
      const share = bandPoints(formula, promiseAt(line, inside));
      const height = addRatios(line.base, timesRatios(line.whole, share));
      return [to === null ? nought : height, height];
    });
  }
  if (formula.kind === 'target') {
    const at = (line: PromiseLine, multiple: Ratio) =>
      addRatios(line.base, timesRatios(line.whole, smaller(promiseAt(line, multiple), one)));
    return lines.map((line) => [to === null ? nought : at(line, to), at(line, from)]);
  }
  const rises = lines.map((line) => (to === null ? line.rise : promiseAt(line, to)));
  const starts = lines.map((line) => promiseAt(line, from));
  const scaled = (values: readonly Ratio[], index: number, { base, whole }: PromiseLine) =>
    addRatios(timesRatios(base, most(values)), timesRatios(whole, ...values.slice(index, index + 1)));
  return lines.map((line, index) => [scaled(rises, index, line), scaled(starts, index, line)]);
}

/** Neighbours with the same winners are one stretch. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const next of stretches) {
    const last = all.at(-1);
    if (last && String(last.winners) === String(next.winners)) all.splice(-1, 1, { ...last, to: next.to });
    else all.push(next);
  }
  return all;
}

/** The winners over every multiple of the value from nought on, without gaps. Exact. */
export function winnersOver(formula: QuantityFormula, lines: readonly PromiseLine[]): readonly Stretch[] {
  const stretches = piecesBetween(corners(formula, lines)).flatMap((piece) =>
    walk(heights(formula, lines, piece)).map(({ from, to, winners }) => {
      const start = placeIn(piece, from);
      assert(start !== null, 'a stretch begins before the end of its piece');
      return { from: start, to: placeIn(piece, to), winners };
    }),
  );
  return joined(stretches);
}
