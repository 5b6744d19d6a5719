import { type Axis, axisFor, positionOn, ticksOf } from './scale.ts';
import { coordinate, element } from './svg.ts';
import { rule, seriesColour } from './tokens.ts';

/** One share with its bounds, all 0..1. */
export interface Range {
  readonly share: number | null;
  readonly shareLower: number;
  readonly shareUpper: number;
}

/** The axis that holds every range, so that strips below one another can be compared. */
export function rangeAxis(ranges: readonly Range[]): Axis {
  return axisFor(
    ranges.flatMap((range) => [range.shareLower, range.shareUpper]),
    { atMost: 3, roomInSteps: 0 },
  );
}

export function rangeTicks(axis: Axis): readonly string[] {
  const ticks = ticksOf(axis);
  return ticks.map((tick, index) =>
    `${tick}${index === 0 || index === ticks.length - 1 ? '%' : ''}`.replace('-', '−'),
  );
}

function place(axis: Axis, share: number): string {
  return `${coordinate(positionOn(axis, share) * 100)}%`;
}

/** One row of a table as a strip of any width, with a capsule from lower to upper and a mark at the share. */
export function rangeStrip(range: Range, axis: Axis): string {
  const line = { x1: '0', x2: '100%', y1: 11, y2: 11, stroke: rule };
  const ticks = ticksOf(axis)
    .slice(1, -1)
    .map((tick) => place(axis, tick / 100))
    .map((x) => element('line', { x1: x, x2: x, y1: 7, y2: 15, stroke: '#9a9a94' }));
  const width = `${coordinate((positionOn(axis, range.shareUpper) - positionOn(axis, range.shareLower)) * 100)}%`;
  const colour = seriesColour(0);
  const box = { x: place(axis, range.shareLower), y: 5, width, height: 12, rx: 6 };
  const bounds =
    range.shareLower === range.shareUpper
      ? ''
      : element('rect', { ...box, fill: colour, 'fill-opacity': 0.2, stroke: colour });
  const at =
    range.share === null
      ? ''
      : element('circle', {
          cx: place(axis, range.share),
          cy: 11,
          r: 6,
          fill: colour,
          stroke: '#fff',
          'stroke-width': 1.5,
        });
  return element(
    'svg',
    { class: 'sb-range', width: '100%', height: 22, 'aria-hidden': 'true', focusable: 'false' },
    element('line', line),
    ...ticks,
    bounds,
    at,
  );
}
