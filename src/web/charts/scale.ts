/** An axis of per cent from `start` to `end`, both multiples of `step`. */
export interface Axis {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const steps = [5, 10, 20, 25, 50, 100, 200, 500];

function stepFor(range: number, atMost: number): number {
  const fitting = steps.find((step) => range / step <= atMost);
  return fitting ?? 10 ** Math.ceil(Math.log10(range / atMost));
}

/** Rounds away the error of binary fractions, so that 0.07 and 7% meet on the same tick. */
function inPercent(share: number): number {
  return Math.round(share * 1e6) / 1e4;
}

interface AxisChoice {
  /** The most steps the axis may have for the range of its values. */
  readonly atMost: number;
  /** Room under the lowest value, in steps, for a label where the axis does not end at 0. */
  readonly roomInSteps: number;
}

/** The axis that holds all the shares given (0..1). */
export function axisFor(
  shares: readonly number[],
  { atMost, roomInSteps }: AxisChoice = { atMost: 6, roomInSteps: 0.6 },
): Axis {
  const values = shares.map(inPercent);
  const lowest = values.length > 0 ? Math.min(...values) : 0;
  const highest = values.length > 0 ? Math.max(...values) : 100;
  const step = stepFor(Math.max(highest - lowest, 20), atMost);
  const room = step * roomInSteps;
  const end = Math.ceil(highest / step) * step;
  const floor = Math.floor((lowest - room) / step) * step;
  const start = lowest >= 0 && floor < 0 ? 0 : floor;
  return { start, end: end === start ? start + step : end, step };
}

export function ticksOf({ start, end, step }: Axis): readonly number[] {
  const count = Math.round((end - start) / step);
  return Array.from({ length: count + 1 }, (_, index) => start + index * step);
}

/** Where a share (0..1) lies on an axis, 0 at its start and 1 at its end. */
export function positionOn(axis: Axis, share: number): number {
  return (inPercent(share) - axis.start) / (axis.end - axis.start);
}
