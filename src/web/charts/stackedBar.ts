import { coordinate, element, escapeXml } from './svg.ts';
import { charcoal, paleFill, paleOutline, seriesColour } from './tokens.ts';

export type Fill = 'local' | 'elsewhere' | 'unknown';

/** A part of a whole in whole pence. */
export interface Part {
  readonly fill: Fill;
  readonly pence: number;
}

const hatch = element(
  'pattern',
  { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
  element('rect', { width: 6, height: 6, fill: '#fff' }),
  element('rect', { width: 2.5, height: 6, fill: charcoal }),
);

function look(fill: Fill): Readonly<Record<string, string>> {
  if (fill === 'local') return { fill: seriesColour(0) };
  if (fill === 'elsewhere') return { fill: paleFill };
  return { fill: 'url(#hatch)' };
}

/** The patch of one part for the key under the bar. */
export function patch(fill: Fill): string {
  return element(
    'svg',
    { width: 18, height: 18, 'aria-hidden': 'true', focusable: 'false' },
    element('rect', { x: 0.5, y: 0.5, width: 17, height: 17, stroke: paleOutline, ...look(fill) }),
  );
}

/**
 * A bar from 0 to 100% of any width; money that could not be placed is hatched. Null when a part is negative or all are
 * zero, because a bar cannot show that honestly.
 */
export function stackedBar(parts: readonly Part[], alternative: string): string | null {
  const total = parts.reduce((sum, part) => sum + part.pence, 0);
  if (total <= 0 || parts.some((part) => part.pence < 0)) return null;
  let before = 0;
  const boxes = parts.map((part) => {
    const from = (before / total) * 100;
    before += part.pence;
    const width = (part.pence / total) * 100;
    const at = `${coordinate(from)}%`;
    const edge =
      from > 0 ? element('line', { x1: at, x2: at, y1: 0, y2: 44, stroke: '#fff', 'stroke-width': 2 }) : '';
    return element('rect', { x: at, width: `${coordinate(width)}%`, height: 44, ...look(part.fill) }) + edge;
  });
  return element(
    'svg',
    {
      class: 'sb-bar',
      width: '100%',
      height: 44,
      role: 'img',
      'aria-labelledby': 'bar-title',
      focusable: 'false',
    },
    element('title', { id: 'bar-title' }, escapeXml(alternative)),
    element('defs', {}, hatch),
    ...boxes,
  );
}
