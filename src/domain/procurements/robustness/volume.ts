import {
  addRatios,
  greatestDivisor,
  nought,
  one,
  type Ratio,
  ratio,
  timesRatios,
} from '../../values/index.ts';

/** A half of space in whole numbers: the point times all numbers but the last is at most the last. */
type Half = readonly bigint[];

/** A bounded body with flat sides: the points that are in every half. */
export type Body = readonly Half[];

const endOf = (half: Half) => half.at(-1) ?? 0n;
const sizeOf = (value: bigint) => (value < 0n ? -value : value);

/** Halves in lowest terms, each once, without those that hold everything; null where one of them holds nothing. */
function tidied(body: Body): Body | null {
  const kept = new Map<string, Half>();
  for (const half of body) {
    if (half.slice(0, -1).every((slope) => slope === 0n)) {
      if (endOf(half) < 0n) return null;
      continue;
    }
    const divisor = half.reduce(greatestDivisor, 0n);
    const lowest = divisor === 1n ? half : half.map((value) => value / divisor);
    kept.set(lowest.join(' '), lowest);
  }
  return [...kept.values()];
}

/** The side of a body that lies on the edge of one of its halves, seen along a column. */
function sideOf(body: Body, face: Half, column: number): Body {
  const pivot = face[column] ?? 0n;
  return body.flatMap((half) => {
    if (half === face) return [];
    const factor = pivot < 0n ? -(half[column] ?? 0n) : (half[column] ?? 0n);
    const scaled = half.map((value, at) => value * sizeOf(pivot) - (face[at] ?? 0n) * factor);
    return [scaled.toSpliced(column, 1)];
  });
}

/** The length of a body of one dimension. */
function lengthOf(body: Body): Ratio {
  let [low, high]: (readonly [bigint, bigint] | null)[] = [null, null];
  for (const [slope = 0n, end = 0n] of body) {
    if (slope > 0n && (!high || end * high[1] < high[0] * slope)) high = [end, slope];
    if (slope < 0n && (!low || -end * low[1] > low[0] * -slope)) low = [-end, -slope];
  }
  if (!low || !high) return nought;
  const over = high[0] * low[1] - low[0] * high[1];
  return over <= 0n ? nought : ratio(over, high[1] * low[1]);
}

/**
 * The volume of a bounded body, exactly: that of a pyramid over each side, from the origin (Lasserre 1983, Journal of
 * Optimization Theory and Applications 39(3), 363 to 377).
 */
export function volumeOf(body: Body, dimensions: number): Ratio {
  const halves = tidied(body);
  if (!halves) return nought;
  if (dimensions === 0) return one;
  if (dimensions === 1) return lengthOf(halves);
  const pyramids = halves.map((face) => {
    if (endOf(face) === 0n) return nought;
    const column = face.findIndex((slope) => slope !== 0n);
    const side = volumeOf(sideOf(halves, face, column), dimensions - 1);
    if (side.numerator === 0n) return nought;
    return timesRatios(ratio(endOf(face), sizeOf(face[column] ?? 1n) * BigInt(dimensions)), side);
  });
  return pyramids.reduce((sum, next) => addRatios(sum, next), nought);
}

/** How many sides of sides, down to lengths, a body of so many halves has at most. */
export function facesOf(halves: number, dimensions: number): number {
  let faces = 1;
  for (let left = 0; left < dimensions - 1; left += 1) faces *= Math.max(1, halves - left);
  return faces;
}
