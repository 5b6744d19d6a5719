import type { Analysis, Figure } from '../../../domain/spend/analysis.ts';
import { partYears } from '../../../domain/spend/coverage.ts';
import { chartTitleFor, localInWords } from '../../../domain/spend/findings.ts';
import { type ShareChart, shareChart } from '../../charts/shareChart.ts';
import type { Opens } from '../../components/frame.ts';
import { oncePer } from '../../components/oncePer.ts';
import { dayText, percentText, rangeText, shortPoundsText } from '../../components/words.ts';
import { figureAt, figuresUnder, type Picked, periodText } from './picks.ts';

/** A cell of the table of shares: the share, what it could be, and the money. */
export interface ShareCell {
  readonly label: string;
  readonly main: string;
  readonly small: readonly string[];
  /** The suppliers behind the cell. */
  readonly href?: string;
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

const drawn = oncePer((_: Analysis) => new Map<string, ShareChart | undefined>());

/**
 * The chart of the default definition; the whole country is drawn only where it is the only place. Undefined where no
 * place has a share to draw. `values` says where the values can be read, unless a table stands below. A result never
 * changes, so its chart is drawn once.
 */
export function chartView(analysis: Analysis, picked: Picked, values?: string): ShareChart | undefined {
  const charts = drawn(analysis);
  const key = JSON.stringify([picked.definition.id, picked.rings.map(({ id }) => id), values]);
  const chart = charts.has(key) ? charts.get(key) : draw(analysis, picked, values);
  charts.set(key, chart);
  return chart;
}

function draw(analysis: Analysis, picked: Picked, values?: string): ShareChart | undefined {
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

interface Rows {
  readonly figures: readonly Figure[];
  readonly picked: Picked;
  readonly opens: Opens | undefined;
}

/** The cell of a place and period, with a link to its suppliers where they can be opened. */
function shareAt(
  { figures, opens }: Rows,
  at: { readonly period: string; readonly ring: string },
  label: string,
) {
  const figure = figureAt(figures, at);
  const made = cell(figure, label);
  return opens === undefined || figure === undefined
    ? made
    : { ...made, href: opens.suppliers({ ...at, where: 'inside' }) };
}

/** What was counted in a period, with a link to all its suppliers where they can be opened. */
function totalAt({ figures, picked, opens }: Rows, period: string, label: string): ShareCell {
  const figure = figureAt(figures, { period, ring: picked.home.id });
  const made = totalCell(figure, label);
  return opens === undefined || figure === undefined ? made : { ...made, href: opens.suppliers({ period }) };
}

function yearsAcross(rows: Rows): Pick<ShareTable, 'columns' | 'rows'> {
  const { picked } = rows;
  return {
    columns: picked.periods.map(periodText),
    rows: [
      ...picked.rings.map((ring) => ({
        name: ring.name,
        plain: false,
        cells: picked.periods.map((period) => shareAt(rows, { period, ring: ring.id }, periodText(period))),
      })),
      {
        name: 'Spend counted',
        plain: true,
        cells: picked.periods.map((period) => totalAt(rows, period, periodText(period))),
      },
    ],
  };
}

function yearsDown(rows: Rows): Pick<ShareTable, 'columns' | 'rows'> {
  const { picked } = rows;
  return {
    columns: [...picked.rings.map((ring) => ring.name), 'Spend counted'],
    rows: picked.periods.map((period) => ({
      name: periodText(period),
      plain: false,
      cells: [
        ...picked.rings.map((ring) => shareAt(rows, { period, ring: ring.id }, ring.name)),
        totalAt(rows, period, 'Spend counted'),
      ],
    })),
  };
}

/** Every share with what it could be and its money: years across while they fit, else years down. */
export function shareTable(analysis: Analysis, picked: Picked, opens?: Opens): ShareTable {
  const rows = { figures: figuresUnder(analysis, picked.definition.id), picked, opens };
  const across = picked.periods.length <= mostColumns;
  return {
    caption:
      'Share of spend by place and financial year, with the lowest and highest it could be (%) and the amount',
    corner: across ? 'Suppliers in' : 'Financial year',
    ...(across ? yearsAcross(rows) : yearsDown(rows)),
  };
}
