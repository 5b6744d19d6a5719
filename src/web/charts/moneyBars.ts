import { coordinate, element, escapeXml, textWidth } from './svg.ts';
import { charcoal, ink, paleFill, paleOutline, seriesColour, textSize } from './tokens.ts';

/** One bar: what lies inside a place, outside it, and what could be either, in whole pence. */
export interface MoneyBar {
  readonly name: string;
  readonly insidePence: number;
  readonly elsewherePence: number;
  readonly unplacedPence: number;
  /** The whole in words. */
  readonly amount: string;
}

export interface MoneyBars {
  readonly wide: string;
  readonly narrow: string;
  readonly key: readonly { readonly patch: string; readonly text: string }[];
  readonly sentence: string;
}

const rowHeight = 54;
const barHeight = 22;
const barTop = 24;
const parts = ['insidePence', 'elsewherePence', 'unplacedPence'] as const;
type Part = (typeof parts)[number];

function hatch(id: string): string {
  return element(
    'defs',
    {},
    element(
      'pattern',
      { id, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      element('rect', { width: 6, height: 6, fill: '#fff' }),
      element('rect', { width: 2.5, height: 6, fill: charcoal }),
    ),
  );
}

function look(part: Part, id: string): Readonly<Record<string, string | number>> {
  const fill = { insidePence: seriesColour(0), elsewherePence: paleFill, unplacedPence: `url(#${id})` }[part];
  return { fill, stroke: paleOutline, 'stroke-width': 1 };
}

/** Text cut to a width, with a sign that it was. */
function fitted(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const letters = [...text];
  let count = letters.length;
  while (count > 1 && textWidth(`${letters.slice(0, count).join('')}…`) > width) count -= 1;
  return `${letters.slice(0, count).join('').trimEnd()}…`;
}

function barOf(
  bar: MoneyBar,
  row: number,
  size: { readonly width: number; readonly most: number; readonly id: string },
): string {
  const top = row * rowHeight;
  const text = { 'font-size': textSize, fill: ink, y: top + 16 };
  const name = fitted(bar.name, size.width - textWidth(bar.amount, true) - 16);
  let before = 0;
  const boxes = parts.map((part) => {
    const from = (before / size.most) * size.width;
    before += bar[part];
    const width = (bar[part] / size.most) * size.width;
    const at = { x: from, y: top + barTop, width, height: barHeight };
    return width <= 0 ? '' : element('rect', { ...at, ...look(part, size.id) });
  });
  return [
    element('text', { ...text, x: 0 }, escapeXml(name)),
    element(
      'text',
      { ...text, x: size.width, 'text-anchor': 'end', 'font-weight': 700 },
      escapeXml(bar.amount),
    ),
    ...boxes,
  ].join('');
}

function drawing(bars: readonly MoneyBar[], width: number, sentence: string): string {
  const id = `money-bars-${width}`;
  const most = Math.max(1, ...bars.map((bar) => parts.reduce((sum, part) => sum + bar[part], 0)));
  return element(
    'svg',
    {
      viewBox: `0 0 ${width} ${coordinate(bars.length * rowHeight)}`,
      role: 'img',
      'aria-labelledby': `${id}-title`,
      focusable: 'false',
    },
    element('title', { id: `${id}-title` }, escapeXml(sentence)),
    hatch(`${id}-hatch`),
    ...bars.map((bar, row) => barOf(bar, row, { width, most, id: `${id}-hatch` })),
  );
}

function patch(part: Part): string {
  const id = `key-${part}`;
  return element(
    'svg',
    { width: 18, height: 18, 'aria-hidden': 'true', focusable: 'false' },
    part === 'unplacedPence' ? hatch(id) : '',
    element('rect', { x: 0.5, y: 0.5, width: 17, height: 17, ...look(part, id) }),
  );
}

/**
 * Bars of money that start at 0, one below the other, drawn for 720 and for 290 px. Money that could not be placed is
 * hatched. A bar with a negative part cannot be drawn honestly, so callers leave it out and say so.
 */
export function moneyBars(bars: readonly MoneyBar[], place: string): MoneyBars {
  const sentence = `Bars of spend, each divided into money in ${place}, outside it, and money that could not be placed. All values are in the table below.`;
  const texts = {
    insidePence: `In ${place}`,
    elsewherePence: `Outside ${place}`,
    unplacedPence: 'Could not be placed',
  };
  return {
    wide: drawing(bars, 720, sentence),
    narrow: drawing(bars, 290, sentence),
    key: parts.map((part) => ({ patch: patch(part), text: texts[part] })),
    sentence,
  };
}
