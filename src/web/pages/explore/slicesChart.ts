import type { Figure } from '../../../domain/spend/analysis.ts';
import { dimensionPlurals, sliceTotal } from '../../../domain/spend/explore/sliceFinding.ts';
import type { Dimension, Slice } from '../../../domain/spend/explore/types.ts';
import { chartTitleFor, localInWords } from '../../../domain/spend/findings.ts';
import { type MoneyBars, moneyBars } from '../../charts/moneyBars.ts';
import { type ShareChart, shareChart } from '../../charts/shareChart.ts';
import { countOf, shortPoundsText } from '../../components/words.ts';
import { sliceText } from './slicesView.ts';
import type { Visit } from './visit.ts';

export type SlicesChart =
  | { readonly kind: 'shares'; readonly chart: ShareChart }
  | {
      readonly kind: 'bars';
      readonly title: string;
      readonly unit: string;
      readonly note: string;
      readonly bars: MoneyBars;
    };

const mostBars = 10;

function sourceOf({ owner }: Visit): string {
  return owner === null ? 'Source: payment ledgers.' : `Source: payment ledgers of ${owner.name}.`;
}

/** Shares over years or quarters, drawn like the chart of the result. */
function sharesChart(
  visit: Visit,
  by: 'year' | 'quarter',
  { slices, partYears }: { readonly slices: readonly Slice[]; readonly partYears: readonly string[] },
): SlicesChart | null {
  const inner = visit.choices.rings.filter((ring) => ring.id !== 'uk');
  const places = (inner.length > 0 ? inner : visit.choices.rings).map((ring) => ({
    name: ring.name,
    values: slices.flatMap(({ value, figures }) =>
      value === 'undated'
        ? []
        : figures
            .filter((one) => one.ring.id === ring.id)
            .map((one) => ({ ...one, period: value, partYear: partYears.includes(value) })),
    ),
  }));
  if (places.every((place) => place.values.every(({ share }) => share === null))) return null;
  const title =
    by === 'year'
      ? chartTitleFor(places.map(({ name, values }) => ({ name, years: values })))
      : `Share of spend in each place, quarter by quarter in ${visit.filter.year}`;
  const unit = `Share of the spend that could be placed, with ${localInWords(visit.definition.basis, 'each place')}, %`;
  return { kind: 'shares', chart: shareChart(places, { title, unit, source: sourceOf(visit) }) };
}

interface Drawable {
  readonly slice: Slice;
  readonly figure: Figure;
}

function barTitle(shown: readonly Drawable[], all: readonly Slice[], by: Dimension): string {
  const slices = shown.map(({ slice }) => slice);
  const several = dimensionPlurals[by];
  if (slices.length === all.length) return `Where the money of all ${slices.length} ${several} went`;
  const [some, whole] = [shortPoundsText(sliceTotal(slices)), shortPoundsText(sliceTotal(all))];
  const smallest = Math.min(...slices.map(({ totalPence }) => totalPence));
  const others = all.filter((slice) => !slices.includes(slice));
  const which = others.every(({ totalPence }) => totalPence <= smallest)
    ? `The ${slices.length} largest`
    : slices.length;
  return `${which} of ${countOf(all.length, by, several)} account for ${some} of ${whole}`;
}

/** The parts that can be drawn as bars from 0, the largest first. */
function drawableOf(slices: readonly Slice[], ring: string): readonly Drawable[] {
  return slices
    .flatMap((slice) => {
      const figure = slice.figures.find((one) => one.ring.id === ring);
      if (figure === undefined || slice.totalPence <= 0) return [];
      return figure.localPence < 0 || figure.elsewherePence < 0 ? [] : [{ slice, figure }];
    })
    .toSorted((one, other) => other.slice.totalPence - one.slice.totalPence);
}

function barNotes(visit: Visit, shown: readonly Drawable[], gone: string | null): string {
  const credits = shown.some(({ figure }) => figure.undeterminedNegativePence < 0)
    ? 'Credits that could not be placed are taken off the amounts, not off the bars.'
    : '';
  return [
    `Bars start at 0. The hatched part could be in ${visit.ring.name} or outside.`,
    credits,
    gone === null ? '' : `${gone} where credits outweigh payments only in the table.`,
    sourceOf(visit),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** The largest parts as bars of money. */
function barsChart(visit: Visit, by: Dimension, slices: readonly Slice[]): SlicesChart | null {
  const drawable = drawableOf(slices, visit.ring.id);
  const shown = drawable.slice(0, mostBars);
  if (shown.length < 2) return null;
  const gone = slices.length - drawable.length;
  const goneWords = `${countOf(gone, by, dimensionPlurals[by])} ${gone === 1 ? 'is' : 'are'}`;
  const bars = shown.map(({ slice, figure }) => ({
    name: sliceText(slice.value, by),
    insidePence: figure.localPence,
    elsewherePence: figure.elsewherePence,
    unplacedPence: figure.undeterminedPositivePence,
    amount: shortPoundsText(slice.totalPence),
  }));
  return {
    kind: 'bars',
    title: barTitle(shown, slices, by),
    unit: `Spend counted, £: money to ${localInWords(visit.definition.basis, visit.ring.name)}, and elsewhere`,
    note: barNotes(visit, shown, gone === 0 ? null : goneWords),
    bars: moneyBars(bars, visit.ring.name),
  };
}

/** The chart of the parts: shares over time, or bars of money; null where neither can be drawn honestly. */
export function slicesChart(
  visit: Visit,
  by: Dimension,
  parts: { readonly slices: readonly Slice[]; readonly partYears: readonly string[] },
): SlicesChart | null {
  return by === 'year' || by === 'quarter'
    ? sharesChart(visit, by, parts)
    : barsChart(visit, by, parts.slices);
}
