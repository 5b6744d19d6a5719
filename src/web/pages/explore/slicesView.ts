import type { Figure, RingName } from '../../../domain/spend/analysis.ts';
import { quarterMonths, sliceFinding, sliceTotal } from '../../../domain/spend/explore/sliceFinding.ts';
import type { Dimension, Slice } from '../../../domain/spend/explore/types.ts';
import type { Finding } from '../../../domain/spend/findings.ts';
import { rangeStrip } from '../../charts/rangeStrip.ts';
import { countText, percentText, poundsText, rangeText, shortPoundsText } from '../../components/words.ts';
import { linesAddress, suppliersAddress, withSlice } from './addresses.ts';
import { columnWords, yearText } from './filterWords.ts';
import type { AskedList, Sorting } from './listQuery.ts';
import type { Visit } from './visit.ts';

const orders = ['amount', 'name', 'lines', 'share', 'unplaced'] as const;
export type SliceOrder = (typeof orders)[number];

export const sliceSortings = [
  { order: 'amount', descending: true, text: 'Most money' },
  { order: 'name', descending: false, text: 'Name, A to Z' },
  { order: 'lines', descending: true, text: 'Most payments' },
  { order: 'share', descending: true, text: 'Largest share' },
  { order: 'share', descending: false, text: 'Smallest share' },
  { order: 'unplaced', descending: true, text: 'Most that could not be placed' },
] as const satisfies readonly [Sorting<SliceOrder>, ...Sorting<SliceOrder>[]];

/** Years and quarters stand in order of time unless another order is asked for. */
export const timeSortings = [
  { order: 'name', descending: false, text: 'Earliest first' },
  ...sliceSortings.filter(({ order }) => order !== 'name'),
] as const satisfies readonly [Sorting<SliceOrder>, ...Sorting<SliceOrder>[]];

export function sortingsFor(by: Dimension): readonly [Sorting<SliceOrder>, ...Sorting<SliceOrder>[]] {
  return by === 'year' || by === 'quarter' ? timeSortings : sliceSortings;
}

export interface SliceCell {
  readonly label: string;
  readonly main: string;
  readonly small: string | null;
}

export interface SliceView {
  readonly name: string;
  readonly small: string | null;
  readonly href: string;
  readonly amount: string;
  readonly linesHref: string;
  readonly lines: string;
  readonly cells: readonly SliceCell[];
  /** The share of the chosen ring with its bounds, from 0 to 100%; empty where it has none or lies past them. */
  readonly strip: string;
  readonly unplaced: string;
  readonly unplacedHref: string | null;
}

const corners: Readonly<Record<Dimension, string>> = {
  year: 'Financial year',
  quarter: 'Quarter',
  body: 'Body',
  department: 'Department',
  category: 'Category',
};

const percentAxis = { start: 0, end: 100, step: 50 };

function figureOf(slice: Slice, ring: string): Figure | undefined {
  return slice.figures.find((one) => one.ring.id === ring);
}

/** The name of a part as a heading. */
export function sliceText(value: string, by: Dimension): string {
  if (by === 'year') return yearText(value);
  return value === '' ? columnWords('', by) : value;
}

function cellOf(figure: Figure | undefined, { name }: RingName): SliceCell {
  if (figure === undefined || figure.shareLower === null || figure.shareUpper === null) {
    return { label: name, main: 'No share', small: null };
  }
  return {
    label: name,
    main: figure.share === null ? 'No share' : percentText(figure.share),
    small: figure.shareLower === figure.shareUpper ? null : rangeText(figure.shareLower, figure.shareUpper),
  };
}

function stripOf(figure: Figure | undefined): string {
  if (figure === undefined || figure.shareLower === null || figure.shareUpper === null) return '';
  const { share, shareLower, shareUpper } = figure;
  return shareLower < 0 || shareUpper > 1 ? '' : rangeStrip({ share, shareLower, shareUpper }, percentAxis);
}

function rowOf(slice: Slice, by: Dimension, visit: Visit): SliceView {
  const { filter, ring, choices } = visit;
  const inside = withSlice(filter, by, slice.value);
  const figure = figureOf(slice, ring.id);
  const unplaced = (figure?.undeterminedPositivePence ?? 0) + (figure?.undeterminedNegativePence ?? 0);
  const open =
    figure !== undefined &&
    (figure.undeterminedPositivePence !== 0 || figure.undeterminedNegativePence !== 0);
  return {
    name: sliceText(slice.value, by),
    small: by === 'quarter' ? quarterMonths(slice.value) : null,
    href: suppliersAddress(inside),
    amount: poundsText(slice.totalPence),
    linesHref: linesAddress(inside),
    lines: countText(slice.lines),
    cells: choices.rings.map((one) => cellOf(figureOf(slice, one.id), one)),
    strip: stripOf(figure),
    unplaced: poundsText(unplaced),
    unplacedHref: open ? suppliersAddress(inside, { ring: ring.id, where: 'unplaced' }) : null,
  };
}

function keyOf(slice: Slice, order: SliceOrder, ring: string): number | string {
  if (order === 'name')
    return slice.value === '' || slice.value === 'undated' ? '\uffff' : slice.value.toLowerCase();
  if (order === 'lines') return slice.lines;
  if (order === 'amount') return slice.totalPence;
  const figure = figureOf(slice, ring);
  if (order === 'unplaced') return figure?.undeterminedPositivePence ?? 0;
  return figure?.share ?? Number.NaN;
}

function compare(one: number | string, other: number | string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The parts that hold the search in their name, in the order asked for; those without a share last. */
export function sortedSlices(
  slices: readonly Slice[],
  list: AskedList<SliceOrder>,
  at: { readonly by: Dimension; readonly ring: string },
): readonly Slice[] {
  const wanted = list.search?.toLowerCase();
  const keyed = slices
    .filter(({ value }) => wanted === undefined || sliceText(value, at.by).toLowerCase().includes(wanted))
    .map((slice) => ({ slice, key: keyOf(slice, list.order, at.ring) }));
  const missing = (key: number | string) => (Number.isNaN(key) ? 1 : 0);
  return keyed
    .toSorted(
      (one, other) =>
        missing(one.key) - missing(other.key) ||
        compare(one.key, other.key) * (list.descending ? -1 : 1) ||
        compare(one.slice.value, other.slice.value),
    )
    .map(({ slice }) => slice);
}

export interface SlicesView {
  readonly finding: Finding;
  readonly corner: string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly ringName: string;
  readonly rows: readonly SliceView[];
  readonly total: { readonly amount: string; readonly lines: string } | null;
  readonly wholePounds: string;
}

/** The parts of the spend: what they allow us to say, and one page of them as rows. */
export function slicesView(
  visit: Visit,
  by: Dimension,
  parts: {
    readonly all: readonly Slice[];
    readonly shown: readonly Slice[];
    readonly partYears: readonly string[];
  },
): SlicesView {
  const { filter, ring, definition, choices } = visit;
  const question = { by, ring, year: by === 'year' ? null : filter.year, basis: definition.basis };
  const total = sliceTotal(parts.all);
  return {
    finding: sliceFinding(parts.all, { ...question, partYears: parts.partYears }),
    corner: corners[by],
    caption: `Spend counted by ${by}, with the share of each place and the lowest and highest it could be (%)`,
    columns: choices.rings.map((one) => one.name),
    ringName: ring.name,
    rows: parts.shown.map((slice) => rowOf(slice, by, visit)),
    total:
      parts.shown.length === parts.all.length && parts.all.length > 1
        ? {
            amount: poundsText(total),
            lines: countText(parts.all.reduce((sum, slice) => sum + slice.lines, 0)),
          }
        : null,
    wholePounds: shortPoundsText(total),
  };
}
