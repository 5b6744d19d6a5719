import type { Analysis, Figure } from '../../../domain/spend/analysis.ts';
import { partYears } from '../../../domain/spend/coverage.ts';
import { chartTitleFor, localInWords } from '../../../domain/spend/findings.ts';
import { type ShareChart, shareChart } from '../../charts/shareChart.ts';
import { dayText, percentText, rangeText, shortPoundsText } from '../../components/words.ts';
import { figureAt, figuresUnder, type Picked, periodText } from './picks.ts';

/** A cell of the table of shares: the share, what it could be, and the money. */
export interface ShareCell {
  readonly label: string;
  readonly main: string;
  readonly small: readonly string[];
}

export interface ShareTable {
  readonly caption: string;
  readonly corner: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly plain: boolean;
    readonly cells: readonly ShareCell[];
  }[];
}

const mostColumns = 5;

function sourceText(analysis: Analysis): string {
  const days = analysis.files.flatMap((file) =>
    file.status === 'read' ? [file.firstDay, file.lastDay].filter((day) => day !== null) : [],
  );
  const sorted = days.sort();
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  const whose = analysis.title === null ? 'Payment ledgers' : `Payment ledgers of ${analysis.title}`;
  return first === undefined || last === undefined
    ? `Source: ${whose}.`
    : `Source: ${whose}, ${dayText(first)} to ${dayText(last)}.`;
}

/**
 * The chart of the default definition; the whole country is drawn only where it is the only place. Undefined where no
 * place has a share to draw. `values` says where the values can be read, unless a table stands below.
 */
export function chartView(analysis: Analysis, picked: Picked, values?: string): ShareChart | undefined {
  const figures = figuresUnder(analysis, picked.definition.id).filter(
    (figure) => figure.period !== 'undated',
  );
  const inner = picked.rings.filter((ring) => ring.id !== 'uk');
  const places = (inner.length > 0 ? inner : picked.rings).map((ring) => ({
    name: ring.name,
    values: figures.filter((figure) => figure.ring.id === ring.id),
  }));
  if (places.every((place) => place.values.every((value) => value.share === null))) return undefined;
  const partial = partYears(analysis);
  const years = (values: readonly Figure[]) =>
    values.map((value) => ({ ...value, partYear: partial.includes(value.period) }));
  return shareChart(places, {
    title: chartTitleFor(places.map((place) => ({ name: place.name, years: years(place.values) }))),
    unit: `Share of the spend that could be placed, with ${localInWords(picked.definition.basis, 'each place')}, %`,
    source: sourceText(analysis),
    ...(values === undefined ? {} : { values }),
  });
}

function cell(figure: Figure | undefined, label: string): ShareCell {
  if (figure === undefined) return { label, main: '–', small: [] };
  const range =
    figure.shareLower === null || figure.shareUpper === null || figure.shareLower === figure.shareUpper
      ? []
      : [rangeText(figure.shareLower, figure.shareUpper)];
  const main = figure.share === null ? 'No share' : percentText(figure.share);
  return { label, main, small: [...range, shortPoundsText(figure.localPence)] };
}

function totalCell(figure: Figure | undefined, label: string): ShareCell {
  return { label, main: figure === undefined ? '–' : shortPoundsText(figure.totalPence), small: [] };
}

function yearsAcross(figures: readonly Figure[], picked: Picked): Pick<ShareTable, 'columns' | 'rows'> {
  const cells = (ring: string, make: typeof cell) =>
    picked.periods.map((period) => make(figureAt(figures, { period, ring }), periodText(period)));
  return {
    columns: picked.periods.map(periodText),
    rows: [
      ...picked.rings.map((ring) => ({ name: ring.name, plain: false, cells: cells(ring.id, cell) })),
      { name: 'Spend counted', plain: true, cells: cells(picked.home.id, totalCell) },
    ],
  };
}

function yearsDown(figures: readonly Figure[], picked: Picked): Pick<ShareTable, 'columns' | 'rows'> {
  return {
    columns: [...picked.rings.map((ring) => ring.name), 'Spend counted'],
    rows: picked.periods.map((period) => ({
      name: periodText(period),
      plain: false,
      cells: [
        ...picked.rings.map((ring) => cell(figureAt(figures, { period, ring: ring.id }), ring.name)),
        totalCell(figureAt(figures, { period, ring: picked.home.id }), 'Spend counted'),
      ],
    })),
  };
}

/** Every share with what it could be and its money: years across while they fit, else years down. */
export function shareTable(analysis: Analysis, picked: Picked): ShareTable {
  const figures = figuresUnder(analysis, picked.definition.id);
  const across = picked.periods.length <= mostColumns;
  return {
    caption:
      'Share of spend by place and financial year, with the lowest and highest it could be (%) and the amount',
    corner: across ? 'Suppliers in' : 'Financial year',
    ...(across ? yearsAcross(figures, picked) : yearsDown(figures, picked)),
  };
}
