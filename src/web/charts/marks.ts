import { coordinate, element } from './svg.ts';
import { seriesColour } from './tokens.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

function polygon(points: readonly Point[]): string {
  return `M${points.map((point) => `${coordinate(point.x)} ${coordinate(point.y)}`).join('L')}Z`;
}

function outline(index: number, { x, y }: Point, radius: number): string {
  const reach = radius * 1.25;
  if (index % 4 === 2) {
    return polygon([
      { x, y: y - reach },
      { x: x + reach, y },
      { x, y: y + reach },
      { x: x - reach, y },
    ]);
  }
  return polygon([
    { x, y: y - reach },
    { x: x + reach, y: y + radius * 0.9 },
    { x: x - reach, y: y + radius * 0.9 },
  ]);
}

/** The mark of a series: circle, square, diamond, triangle, so that colour is never the only sign. */
export function mark(index: number, at: Point, radius: number): string {
  const look = { fill: seriesColour(index), stroke: '#fff', 'stroke-width': 1.5 };
  if (index % 4 === 0) return element('circle', { cx: at.x, cy: at.y, r: radius, ...look });
  if (index % 4 === 1) {
    const side = radius * 1.85;
    return element('rect', { x: at.x - side / 2, y: at.y - side / 2, width: side, height: side, ...look });
  }
  return element('path', { d: outline(index, at, radius), ...look });
}

interface Capsule {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

/** The bounds around a mark: the lowest and highest the share could be, as part of the mark. */
export function capsule(index: number, { x, top, bottom, width }: Capsule): string {
  const colour = seriesColour(index);
  const box = { x: x - width / 2, y: top, width, height: Math.max(bottom - top, 1), rx: width / 2 };
  return (
    element('rect', { ...box, fill: '#fff' }) +
    element('rect', { ...box, fill: colour, 'fill-opacity': 0.2, stroke: colour, 'stroke-width': 1 })
  );
}
