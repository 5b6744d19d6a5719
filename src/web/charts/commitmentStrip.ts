import { type Axis, positionOn, ticksOf } from './scale.ts';
import { coordinate, element } from './svg.ts';
import { grid, ink, muted, paleFill, paleOutline, seriesColour } from './tokens.ts';

/** What bidders promised in one procurement, as shares 0..1 of the contract value; null where there is nothing to show. */
export interface PromiseRange {
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly winner: number | null;
  /** An abandoned procurement is drawn with a broken outline. */
  readonly isAbandoned: boolean;
}

/** Where a share lies across the strip, in per cent of its width; there is room for half a label at both ends. */
const across = (axis: Axis, share: number) => `${coordinate(2 + positionOn(axis, share) * 94)}%`;

/** One line of the chart: a capsule from the lowest to the highest promise, a bar at the lowest, a dot at the winner. */
export function commitmentStrip({ lowest, highest, winner, isAbandoned }: PromiseRange, axis: Axis): string {
  const ticks = ticksOf(axis).map((tick) => {
    const x = across(axis, tick / 100);
    return element('line', { x1: x, x2: x, y1: 0, y2: 30, stroke: grid });
  });
  const parts: string[] = [];
  if (lowest !== null && highest !== null) {
    const from = across(axis, lowest);
    const width = `${coordinate(Math.max((positionOn(axis, highest) - positionOn(axis, lowest)) * 94, 0.4))}%`;
    const outline = {
      stroke: isAbandoned ? muted : paleOutline,
      'stroke-dasharray': isAbandoned ? '4 3' : undefined,
    };
    parts.push(
      element('rect', {
        x: from,
        y: 9,
        width,
        height: 12,
        rx: 6,
        fill: isAbandoned ? '#fff' : paleFill,
        ...outline,
      }),
    );
    parts.push(element('line', { x1: from, x2: from, y1: 5, y2: 25, stroke: ink, 'stroke-width': 2 }));
  }
  if (winner !== null) {
    const dot = {
      cx: across(axis, winner),
      cy: 15,
      r: 7,
      fill: seriesColour(0),
      stroke: '#fff',
      'stroke-width': 1.5,
    };
    parts.push(element('circle', dot));
  }
  const box = { class: 'sb-range', width: '100%', height: 30, 'aria-hidden': 'true', focusable: 'false' };
  return element('svg', box, ...ticks, ...parts);
}

/** The axis of the chart above it: per cent of the contract value. */
export function commitmentAxis(axis: Axis): string {
  const labels = ticksOf(axis).map((tick) =>
    element(
      'text',
      { x: across(axis, tick / 100), y: 16, 'text-anchor': 'middle', fill: muted, 'font-size': 16 },
      `${tick}%`,
    ),
  );
  return element(
    'svg',
    { class: 'sb-range', width: '100%', height: 20, 'aria-hidden': 'true', focusable: 'false' },
    ...labels,
  );
}

/** The marks of the key. */
export const commitmentKey: readonly { readonly text: string; readonly mark: string }[] = [
  { text: 'Winner', mark: element('circle', { cx: 12, cy: 10, r: 6, fill: seriesColour(0) }) },
  {
    text: 'Lowest to highest bid',
    mark: element('rect', { x: 1, y: 4, width: 22, height: 12, rx: 6, fill: paleFill, stroke: paleOutline }),
  },
  {
    text: 'Lowest',
    mark: element('line', { x1: 12, x2: 12, y1: 1, y2: 19, stroke: ink, 'stroke-width': 2 }),
  },
  {
    text: 'Abandoned',
    mark: element('rect', {
      x: 1,
      y: 4,
      width: 22,
      height: 12,
      rx: 6,
      fill: '#fff',
      stroke: muted,
      'stroke-dasharray': '4 3',
    }),
  },
].map(({ text, mark }) => ({
  text,
  mark: element('svg', { width: 24, height: 20, 'aria-hidden': 'true', focusable: 'false' }, mark),
}));
