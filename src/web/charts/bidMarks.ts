import { coordinate, element, escapeXml } from './svg.ts';
import { ink, paleOutline, rule, seriesColour } from './tokens.ts';

/** Bids that have a mark of their own; further ones are in tables only. */
export const markedBids = 8;

/** The mark of a bid, by its number: a shape and a colour, so that neither alone has to be seen. */
export function bidMark(bid: number, x: string, y: number): string {
  const fill = seriesColour(bid);
  const outline = {
    fill: bid < 4 ? fill : '#fff',
    stroke: bid < 4 ? '#fff' : fill,
    'stroke-width': bid < 4 ? 1 : 3,
  };
  const shapes = [
    element('circle', { r: 7, ...outline }),
    element('rect', { x: -6.5, y: -6.5, width: 13, height: 13, ...outline }),
    element('path', { d: 'M0 -8.5L8 0L0 8.5L-8 0z', ...outline }),
    element('path', { d: 'M0 -8L8.5 6.5H-8.5z', ...outline }),
  ];
  const shape = shapes[bid % shapes.length] ?? '';
  return element('svg', { x, y, overflow: 'visible' }, shape);
}

/** The mark of a bid for a key. */
export function bidKeyMark(bid: number): string {
  const box = { width: 20, height: 20, 'aria-hidden': 'true', focusable: 'false' };
  return element('svg', box, bidMark(bid, '10', 10));
}

/** Points of bids on one line of a table: each a mark between 0 (left) and 1 (right). */
export function pointsStrip(places: readonly (number | null)[]): string {
  const seen = places.slice(0, markedBids).flatMap((at, bid) => (at === null ? [] : [{ at, bid }]));
  const across = (at: number) => `${coordinate(4 + at * 92)}%`;
  const ends = seen.map(({ at }) => at);
  const line = { y1: 12, y2: 12, stroke: paleOutline, 'stroke-width': 2 };
  return element(
    'svg',
    { class: 'sb-range', width: '100%', height: 24, 'aria-hidden': 'true', focusable: 'false' },
    element('line', { x1: '0', x2: '100%', y1: 12, y2: 12, stroke: rule }),
    ends.length > 1
      ? element('line', { x1: across(Math.min(...ends)), x2: across(Math.max(...ends)), ...line })
      : '',
    ...seen.map(({ at, bid }) => bidMark(bid, across(at), 12)),
  );
}

/** A stretch of a weight with its winner: from and to between 0 and 1. */
export interface WinnerStretch {
  readonly from: number;
  readonly to: number;
  /** The number of the bid; null where several win. */
  readonly bid: number | null;
  /** A word or two, shown where there is room. */
  readonly label: string;
}

const darkText = ['#28A197', '#F46A25', '#fff'];

function stretch({ from, to, bid, label }: WinnerStretch): string {
  const fill = bid === null ? '#fff' : seriesColour(bid);
  const [x, width] = [`${from * 100}%`, `${(to - from) * 100}%`];
  const box = element('rect', { x, y: 14, width, height: 26, fill, stroke: '#fff', 'stroke-width': 2 });
  if (to - from < 0.035 * Math.max(label.length, 3)) return box;
  const colour = darkText.includes(fill) ? ink : '#fff';
  const at = {
    x: `${(from + to) * 50}%`,
    y: 32,
    'text-anchor': 'middle',
    'font-size': 16,
    'font-weight': 700,
  };
  return box + element('text', { ...at, fill: colour }, escapeXml(label));
}

/** Who wins over every weight of one criterion, with a pointer at the weight now. */
export function winnerStrip(stretches: readonly WinnerStretch[], now: number): string {
  return element(
    'svg',
    { class: 'sb-range', width: '100%', height: 50, 'aria-hidden': 'true', focusable: 'false' },
    ...stretches.map(stretch),
    element(
      'svg',
      { x: `${now * 100}%`, y: 0, overflow: 'visible' },
      element('path', { d: 'M-6 3H6L0 12z', fill: ink }),
    ),
    element(
      'svg',
      { x: `${now * 100}%`, y: 0, overflow: 'visible' },
      element('path', { d: 'M-6 50H6L0 41z', fill: ink }),
    ),
  );
}
