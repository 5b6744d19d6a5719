import { percent, type Share } from '../../domain/values/index.ts';
import { type Anchor, type PlacedLabel, placeLabels } from './labels.ts';
import type { Point } from './marks.ts';
import { type Axis, axisFor, positionOn, ticksOf } from './scale.ts';
import { groupsOf, nowhere, type Spot, sideBySide } from './sideBySide.ts';
import { textWidth } from './svg.ts';
import { textSize } from './tokens.ts';

/** One place over the years; shares are 0..1, null where none can be stated. */
export interface ShareSeries {
  readonly name: string;
  readonly values: readonly {
    readonly period: string;
    readonly share: number | null;
    readonly shareLower: number | null;
    readonly shareUpper: number | null;
  }[];
}

/** The measures of one of the two drawings of a chart, in px. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly plotRight: number;
  readonly top: number;
  readonly bottom: number;
  readonly inset: number;
  readonly capsuleWidth: number;
  readonly markRadius: number;
  readonly shortYears: boolean;
}

export const wideFrame: Frame = {
  width: 720,
  height: 430,
  plotRight: 520,
  top: 26,
  bottom: 400,
  inset: 36,
  capsuleWidth: 16,
  markRadius: 6,
  shortYears: false,
};

export const narrowFrame: Frame = {
  width: 290,
  height: 380,
  plotRight: 280,
  top: 26,
  bottom: 350,
  inset: 24,
  capsuleWidth: 12,
  markRadius: 5.5,
  shortYears: true,
};

export interface ShareLayout {
  readonly axis: Axis;
  readonly plotLeft: number;
  readonly ticks: readonly { readonly y: number; readonly text: string }[];
  readonly years: readonly PlacedLabel[];
  readonly spots: readonly (readonly Spot[])[];
  readonly labels: readonly PlacedLabel[];
  readonly capsuleWidth: number;
  /** Whether marks that would hide one another were moved side by side. */
  readonly sideBySide: boolean;
}

/** The periods of all series in order of time. */
export function periodsOf(series: readonly ShareSeries[]): readonly string[] {
  return [...new Set(series.flatMap((one) => one.values.map((value) => value.period)))].sort();
}

function everyShare(series: readonly ShareSeries[]): readonly number[] {
  return series.flatMap((one) =>
    one.values.flatMap((value) =>
      [value.share, value.shareLower, value.shareUpper].filter((share): share is number => share !== null),
    ),
  );
}

function spotOf(
  value: ShareSeries['values'][number] | undefined,
  x: number,
  yOf: (share: number) => number,
): Spot {
  const height = (share: number | null | undefined) => (typeof share === 'number' ? yOf(share) : null);
  const share = value?.share ?? null;
  return {
    x,
    y: height(share),
    top: height(value?.shareUpper),
    bottom: height(value?.shareLower),
    text: share === null ? null : `${percent(share as Share)}%`,
  };
}

/** Every how many years a label fits, counted back from the last year. */
function stride(spacing: number, width: number): number {
  return Math.max(1, Math.ceil((width + 6) / Math.max(spacing, 1)));
}

function shown(index: number, count: number, every: number): boolean {
  return (count - 1 - index) % every === 0;
}

function segmentsOf(spots: readonly (readonly Spot[])[]): readonly (readonly [Point, Point])[] {
  return spots.flatMap((line) =>
    line.flatMap((spot, index) => {
      const next = line[index + 1];
      if (next === undefined || spot.y === null || next.y === null) return [];
      return [
        [
          { x: spot.x, y: spot.y },
          { x: next.x, y: next.y },
        ] as const,
      ];
    }),
  );
}

function anchorOf(spot: Spot, frame: Frame, important: boolean): readonly Anchor[] {
  if (spot.y === null || spot.text === null) return [];
  return [
    {
      x: spot.x,
      top: Math.min(spot.top ?? spot.y, spot.y - frame.markRadius),
      bottom: Math.max(spot.bottom ?? spot.y, spot.y + frame.markRadius),
      text: spot.text,
      width: textWidth(spot.text, true),
      important,
    },
  ];
}

/** Labels for marks side by side: one where they say the same, else the highest above and the lowest below them. */
function anchorsOf(group: readonly Spot[], frame: Frame, important: boolean): readonly Anchor[] {
  const anchors = group
    .toSorted((one, other) => (one.y ?? 0) - (other.y ?? 0))
    .flatMap((spot) => anchorOf(spot, frame, important));
  const [highest, lowest] = [anchors[0], anchors[anchors.length - 1]];
  if (highest === undefined || lowest === undefined) return [];
  const top = Math.min(...anchors.map((anchor) => anchor.top));
  const bottom = Math.max(...anchors.map((anchor) => anchor.bottom));
  if (highest.text === lowest.text) return [{ ...highest, top, bottom }];
  return [
    { ...highest, top, bottom, side: 'above' },
    { ...lowest, top, bottom, side: 'below' },
  ];
}

function valueLabels(
  spots: readonly (readonly Spot[])[],
  frame: Frame,
  spacing: number,
): readonly PlacedLabel[] {
  const count = spots[0]?.length ?? 0;
  const widest = Math.max(0, ...spots.flat().map((spot) => textWidth(spot.text ?? '', true)));
  const every = stride(spacing, widest);
  const around = { top: 0, bottom: frame.bottom - 2, segments: segmentsOf(spots) };
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => shown(index, count, every))
    .flatMap((index) => {
      const important = index === count - 1 || index < every;
      const column = spots.flatMap((line) => line[index] ?? []);
      const anchors = groupsOf(column, frame.markRadius).flatMap((group) =>
        anchorsOf(
          group.map((at) => column[at] ?? nowhere),
          frame,
          important,
        ),
      );
      return placeLabels(anchors, around);
    });
}

function yearLabels(periods: readonly string[], frame: Frame, xs: readonly number[]): readonly PlacedLabel[] {
  const texts = periods.map((period) => (frame.shortYears ? period.slice(2) : period));
  const widest = Math.max(0, ...texts.map((text) => textWidth(text)));
  const every = stride((xs[1] ?? Number.MAX_SAFE_INTEGER) - (xs[0] ?? 0), widest);
  return texts.flatMap((text, index) =>
    shown(index, texts.length, every)
      ? [{ x: xs[index] ?? 0, y: frame.bottom + 26, text, width: textWidth(text) }]
      : [],
  );
}

/** Where everything in one drawing of the chart goes. Holds no markup, so that tests can check for collisions. */
export function layOut(series: readonly ShareSeries[], frame: Frame): ShareLayout {
  const axis = axisFor(everyShare(series));
  const yOf = (share: number) => frame.bottom - positionOn(axis, share) * (frame.bottom - frame.top);
  const ticks = ticksOf(axis).map((tick) => ({
    y: yOf(tick / 100),
    text: `${tick}${tick === axis.end ? '%' : ''}`.replace('-', '−'),
  }));
  const plotLeft = Math.max(38, ...ticks.map((tick) => textWidth(tick.text) + 10));
  const periods = periodsOf(series);
  const [from, to] = [plotLeft + frame.inset, frame.plotRight - frame.inset];
  const spacing = periods.length > 1 ? (to - from) / (periods.length - 1) : to - from;
  const xs = periods.map((_, index) => (periods.length > 1 ? from + index * spacing : (from + to) / 2));
  const spots = series.map((one) =>
    periods.map((period, index) =>
      spotOf(
        one.values.find((value) => value.period === period),
        xs[index] ?? from,
        yOf,
      ),
    ),
  );
  const capsuleWidth = Math.max(textSize / 4, Math.min(frame.capsuleWidth, spacing - 3));
  const moved = sideBySide(spots, { radius: frame.markRadius, step: capsuleWidth + 3, spacing });
  return {
    axis,
    plotLeft,
    ticks,
    years: yearLabels(periods, frame, xs),
    spots: moved.spots,
    labels: valueLabels(spots, frame, spacing),
    capsuleWidth,
    sideBySide: moved.any,
  };
}
