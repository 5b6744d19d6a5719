import { spread } from './labels.ts';
import { capsule, mark } from './marks.ts';
import {
  type Frame,
  layOut,
  narrowFrame,
  periodsOf,
  type ShareLayout,
  type ShareSeries,
  wideFrame,
} from './shareLayout.ts';
import { coordinate, element, escapeXml, wrapText } from './svg.ts';
import { charcoal, fontFamily, grid, ink, lineHeight, muted, seriesColour, textSize } from './tokens.ts';

const mostSeries = 4;
const mostYears = 12;

/** How far names are moved to the right for a mark before each, in px. */
const roomForMark = 28;

export interface ShareChartWords {
  /** The finding, which must survive the bounds. */
  readonly title: string;
  /** Unit and definition of what is drawn. */
  readonly unit: string;
  readonly source: string;
  /** Where the values can be read, for those who do not see the chart; the table below unless told. */
  readonly values?: string;
}

export interface ShareChart {
  readonly title: string;
  readonly unit: string;
  readonly sentence: string;
  /** SVG made for 720 px. */
  readonly wide: string;
  /** SVG made for 290 px; its series are named by `key`. */
  readonly narrow: string;
  readonly key: readonly { readonly name: string; readonly mark: string }[];
  readonly boundsKey: string;
  readonly note: string;
  /** The wide drawing with title, unit and note inside: one file that stands alone. */
  readonly download: string;
}

const textLook = { 'font-size': textSize, fill: ink };
const halo = { 'paint-order': 'stroke', stroke: '#fff', 'stroke-width': 5, 'stroke-linejoin': 'round' };

function drawAxis(layout: ShareLayout, frame: Frame): string {
  const lines = layout.ticks.map((tick) =>
    element('line', { x1: layout.plotLeft, x2: frame.plotRight, y1: tick.y, y2: tick.y, stroke: grid }),
  );
  const numbers = layout.ticks.map((tick) =>
    element(
      'text',
      { ...textLook, fill: muted, x: layout.plotLeft - 8, y: tick.y + 5.5, 'text-anchor': 'end' },
      tick.text,
    ),
  );
  const years = layout.years.map((year) =>
    element('text', { ...textLook, fill: muted, x: year.x, y: year.y, 'text-anchor': 'middle' }, year.text),
  );
  return [...lines, ...numbers, ...years].join('');
}

function linePath(spots: ShareLayout['spots'][number]): string {
  let drawing = false;
  return spots
    .map((spot) => {
      const command = drawing ? 'L' : 'M';
      drawing = spot.y !== null;
      return spot.y === null ? '' : `${command}${coordinate(spot.x)} ${coordinate(spot.y)}`;
    })
    .join('');
}

function drawSeries(layout: ShareLayout, index: number, frame: Frame): string {
  const spots = layout.spots[index] ?? [];
  const line = element('path', {
    d: linePath(spots) || 'M0 0',
    fill: 'none',
    stroke: seriesColour(index),
    'stroke-width': 2.5,
    'stroke-linejoin': 'round',
  });
  const marks = spots.map((spot) => {
    const bounds =
      spot.top === null || spot.bottom === null || spot.top === spot.bottom
        ? ''
        : capsule(index, { x: spot.x, top: spot.top, bottom: spot.bottom, width: layout.capsuleWidth });
    return bounds + (spot.y === null ? '' : mark(index, { x: spot.x, y: spot.y }, frame.markRadius));
  });
  return line + marks.join('');
}

function drawLabels(layout: ShareLayout): string {
  return layout.labels
    .map((label) =>
      element(
        'text',
        { ...textLook, ...halo, 'font-weight': 700, x: label.x, y: label.y, 'text-anchor': 'middle' },
        label.text,
      ),
    )
    .join('');
}

interface EndName {
  readonly index: number;
  readonly lines: readonly string[];
  readonly centre: number;
  readonly at: number;
}

/**
 * The names of the series at the right ends of their lines, moved apart where lines end close together. A series
 * without a point has no name there.
 */
export function endNames(
  series: readonly ShareSeries[],
  layout: ShareLayout,
  frame: Frame,
): readonly EndName[] {
  const ends = series.flatMap((one, index) => {
    const at = layout.spots[index]?.findLast((spot) => spot.y !== null)?.y ?? null;
    const wrapped = wrapText(one.name, frame.width - frame.plotRight + 8);
    const lines = wrapped.length > 3 ? [...wrapped.slice(0, 2), `${wrapped[2]}…`] : wrapped;
    return at === null ? [] : [{ index, lines, at, height: lines.length * lineHeight + 3 }];
  });
  const centres = spread(
    ends.map((end) => ({ centre: end.at, height: end.height })),
    0,
    frame.bottom + 12,
  );
  return ends.map(({ height: _, ...end }, index) => ({ ...end, centre: centres[index] ?? end.at }));
}

/** Whether names stand beside the ends of their lines; where not, each gets its mark, because leaders would cross. */
function stayAtEnds(names: readonly EndName[], layout: ShareLayout): boolean {
  const near = names.every((name) => Math.abs(name.centre - name.at) <= 12);
  const reach = names.every((name) => layout.spots[name.index]?.findLast(() => true)?.y !== null);
  return near && reach && !layout.sideBySide;
}

function drawEndName(name: EndName, frame: Frame, marked: boolean): string {
  const x = frame.plotRight - 8;
  const first = name.centre - ((name.lines.length - 1) * lineHeight) / 2 + 5.5;
  const spans = name.lines.map((line, index) =>
    element('tspan', { x, y: first + index * lineHeight }, escapeXml(line)),
  );
  const at = { x: x - 13, y: name.centre };
  return (marked ? mark(name.index, at, 6) : '') + element('text', { ...textLook, ...halo }, ...spans);
}

function drawInside(series: readonly ShareSeries[], frame: Frame): string {
  const layout = layOut(series, frame);
  const outermostFirst = series.map((_, index) => index).reverse();
  const marked = !stayAtEnds(endNames(series, layout, frame), layout);
  const beside = marked ? { ...frame, plotRight: frame.plotRight + roomForMark } : frame;
  const names = frame.shortYears ? [] : endNames(series, layout, beside);
  return [
    drawAxis(layout, frame),
    ...outermostFirst.map((index) => drawSeries(layout, index, frame)),
    drawLabels(layout),
    ...names.map((name) => drawEndName(name, beside, marked)),
  ].join('');
}

function drawing(inside: string, frame: Frame, title: string): string {
  const id = frame.shortYears ? 'shares-narrow' : 'shares-wide';
  return element(
    'svg',
    { viewBox: `0 0 ${frame.width} ${frame.height}`, role: 'img', 'aria-labelledby': id, focusable: 'false' },
    element('title', { id }, escapeXml(title)),
    inside,
  );
}

function alternative(
  series: readonly ShareSeries[],
  periods: readonly string[],
  values = 'All values are in the table below.',
): string {
  if (series.length === 0 || periods.length === 0) return 'Empty chart: there is no share to draw.';
  const first = periods[0] ?? '';
  const last = periods[periods.length - 1] ?? '';
  const when = first === last ? first : `${first} to ${last}`;
  const names = series.map((one) => one.name).join('; ');
  return `Line chart: share of spend with suppliers in ${names}; ${when}. ${values}`;
}

function textBlock(
  lines: readonly string[],
  y: number,
  look: Readonly<Record<string, string | number>>,
): string {
  return lines
    .map((line, index) => element('text', { ...look, x: 20, y: y + index * 24 }, escapeXml(line)))
    .join('');
}

function standAlone(inside: string, words: ShareChartWords, note: string): string {
  const wide = (text: string, bold = false) => wrapText(text, bold ? 600 : 700, bold);
  const title = wide(words.title, true);
  const unit = wide(words.unit);
  const notes = wide(note);
  const chartTop = 44 + (title.length + unit.length) * 24;
  const noteTop = chartTop + wideFrame.height + 34;
  const height = noteTop + notes.length * 24;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: 760,
      height,
      viewBox: `0 0 760 ${height}`,
      role: 'img',
      'aria-labelledby': 'title',
      'font-family': fontFamily,
    },
    element('title', { id: 'title' }, escapeXml(words.title)),
    element('rect', { width: 760, height, fill: '#fff' }),
    textBlock(title, 36, { 'font-size': 19, 'font-weight': 700, fill: ink }),
    textBlock(unit, 36 + title.length * 24, { 'font-size': textSize, fill: muted }),
    element('g', { transform: `translate(20 ${chartTop})` }, inside),
    textBlock(notes, noteTop, { 'font-size': textSize, fill: muted }),
  );
}

function keyMark(index: number): string {
  return element(
    'svg',
    { width: 18, height: 18, viewBox: '0 0 18 18', 'aria-hidden': 'true', focusable: 'false' },
    mark(index, { x: 9, y: 9 }, 6),
  );
}

const boundsKey = element(
  'svg',
  { width: 14, height: 26, viewBox: '0 0 14 26', 'aria-hidden': 'true', focusable: 'false' },
  element('rect', {
    x: 1,
    y: 0.5,
    width: 12,
    height: 25,
    rx: 6,
    fill: charcoal,
    'fill-opacity': 0.2,
    stroke: charcoal,
  }),
);

function hasPoint(series: ShareSeries): boolean {
  return series.values.some((value) => value.share !== null);
}

function noteFor(series: readonly ShareSeries[], allYears: number, words: ShareChartWords): string {
  const layout = layOut(series, wideFrame);
  const { start } = layout.axis;
  const names = series.flatMap((one) => (hasPoint(one) ? [] : [one.name])).join('; ');
  const parts = [
    start === 0 ? '' : `The vertical axis starts at ${String(start).replace('-', '−')}%.`,
    allYears > mostYears ? `The chart shows the latest ${mostYears} years, the table all ${allYears}.` : '',
    layout.sideBySide
      ? 'Marks that would hide one another are drawn side by side, with the highest and the lowest value; the table holds all.'
      : '',
    names === '' ? '' : `No share can be drawn for ${names}.`,
    series.length > 1 ? 'Each place includes the ones inside it.' : '',
    words.source,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * Shares by financial year, one line per place from the inside out (at most four), bounds drawn as capsules around the
 * marks. Shares are 0..1. Years without a share break the line. The result is the same bytes for the same values.
 */
export function shareChart(all: readonly ShareSeries[], words: ShareChartWords): ShareChart {
  const allPeriods = periodsOf(all);
  const periods = allPeriods.slice(-mostYears);
  const series = all.slice(0, mostSeries).map((one) => ({
    name: one.name,
    values: one.values.filter((value) => periods.includes(value.period)),
  }));
  const sentence = alternative(series, periods, words.values);
  const inside = drawInside(series, wideFrame);
  const note = noteFor(series, allPeriods.length, words);
  return {
    title: words.title,
    unit: words.unit,
    sentence,
    wide: drawing(inside, wideFrame, sentence),
    narrow: drawing(drawInside(series, narrowFrame), narrowFrame, sentence),
    key: series.flatMap((one, index) => (hasPoint(one) ? [{ name: one.name, mark: keyMark(index) }] : [])),
    boundsKey,
    note,
    download: standAlone(inside, words, `Capsules show the lowest and highest the share could be. ${note}`),
  };
}
