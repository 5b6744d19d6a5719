import type { Point } from './marks.ts';

/** A value that wants a label above or below its capsule. */
export interface Anchor {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
  readonly width: number;
  /** Whether leaving this label out is a loss: first and last years matter more. */
  readonly important: boolean;
  /** The only side on which the label may stand; either when absent. */
  readonly side?: 'above' | 'below';
}

export interface PlacedLabel extends Point {
  readonly text: string;
  readonly width: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Surroundings {
  readonly top: number;
  readonly bottom: number;
  /** Lines that labels should not cross. */
  readonly segments: readonly (readonly [Point, Point])[];
}

const ascent = 13;
const descent = 3;

/** The box that a label at this baseline, centred on x, takes up. */
export function boxOf(label: PlacedLabel): Box {
  return {
    left: label.x - label.width / 2,
    right: label.x + label.width / 2,
    top: label.y - ascent,
    bottom: label.y + descent,
  };
}

export function overlaps(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function crosses(box: Box, [from, to]: readonly [Point, Point]): boolean {
  const samples = Array.from({ length: 7 }, (_, index) => box.left + ((box.right - box.left) * index) / 6);
  return samples.some((x) => {
    if (x < from.x || x > to.x || from.x === to.x) return false;
    const y = from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
    return y > box.top && y < box.bottom;
  });
}

function candidates(anchor: Anchor): readonly (PlacedLabel | undefined)[] {
  const { x, text, width, side } = anchor;
  const above = side === 'below' ? [] : [{ x, y: anchor.top - 7, text, width }];
  const below = side === 'above' ? [] : [{ x, y: anchor.bottom + 19, text, width }];
  return [...above, ...below, undefined];
}

function combinations(anchors: readonly Anchor[]): readonly (readonly (PlacedLabel | undefined)[])[] {
  return anchors.reduce<readonly (readonly (PlacedLabel | undefined)[])[]>(
    (before, anchor) => before.flatMap((labels) => candidates(anchor).map((label) => [...labels, label])),
    [[]],
  );
}

function capsuleBox(anchor: Anchor): Box {
  return { left: anchor.x - 8, right: anchor.x + 8, top: anchor.top, bottom: anchor.bottom };
}

function costOfOne(
  label: PlacedLabel,
  index: number,
  anchors: readonly Anchor[],
  around: Surroundings,
): number {
  const box = boxOf(label);
  if (box.top < around.top || box.bottom > around.bottom) return 1000;
  const covered = anchors.filter((other, at) => at !== index && overlaps(box, capsuleBox(other))).length;
  const crossed = around.segments.filter((segment) => crosses(box, segment)).length;
  const highest = anchors.every((other) => other.top >= (anchors[index]?.top ?? 0));
  const isAbove = label.y < (anchors[index]?.top ?? 0);
  return covered * 40 + crossed * 10 + (isAbove === highest ? 0 : 1);
}

function costOf(
  labels: readonly (PlacedLabel | undefined)[],
  anchors: readonly Anchor[],
  around: Surroundings,
): number {
  return labels.reduce((sum, label, index) => {
    if (label === undefined) return sum + (anchors[index]?.important ? 200 : 60);
    const clashes = labels
      .slice(0, index)
      .filter((other) => other !== undefined && overlaps(boxOf(label), boxOf(other))).length;
    return sum + clashes * 10_000 + costOfOne(label, index, anchors, around);
  }, 0);
}

/**
 * Puts the labels of one year above or below their marks. Every arrangement of up to four marks is tried; two labels
 * never overlap: where there is no room one is left out, because the table holds every value.
 */
export function placeLabels(anchors: readonly Anchor[], around: Surroundings): readonly PlacedLabel[] {
  const ranked = combinations(anchors.slice(0, 4)).map((labels) => ({
    labels,
    cost: costOf(labels, anchors, around),
  }));
  const best = ranked.reduce((one, other) => (other.cost < one.cost ? other : one));
  return best.labels.filter((label): label is PlacedLabel => label !== undefined);
}

interface Block {
  readonly centre: number;
  readonly height: number;
}

/** Moves blocks apart, as little as they must, between a top and a bottom; answers new centres in the same order. */
export function spread(blocks: readonly Block[], top: number, bottom: number): readonly number[] {
  const order = blocks
    .map((_, index) => index)
    .sort((a, b) => (blocks[a]?.centre ?? 0) - (blocks[b]?.centre ?? 0));
  const centres = blocks.map((block) => block.centre);
  let floor = top;
  for (const index of order) {
    const half = (blocks[index]?.height ?? 0) / 2;
    centres[index] = Math.max(centres[index] ?? 0, floor + half);
    floor = (centres[index] ?? 0) + half;
  }
  let ceiling = bottom;
  for (const index of order.reverse()) {
    const half = (blocks[index]?.height ?? 0) / 2;
    centres[index] = Math.min(centres[index] ?? 0, ceiling - half);
    ceiling = (centres[index] ?? 0) - half;
  }
  return centres;
}
