import type { Analysis, DefinitionSummary, Figure } from '../../../domain/spend/analysis.ts';

/** The place on which a page speaks first, its years in order, and the year it opens. */
export interface Picked {
  readonly definition: DefinitionSummary;
  readonly rings: readonly Figure['ring'][];
  readonly periods: readonly string[];
  readonly latest: string;
  readonly home: Figure['ring'];
}

/** Financial years in order of time, `undated` last. */
export function periodsOf(figures: readonly Figure[]): readonly string[] {
  return [...new Set(figures.map((figure) => figure.period))].sort((one, other) => {
    if ((one === 'undated') !== (other === 'undated')) return one === 'undated' ? 1 : -1;
    return one < other ? -1 : one > other ? 1 : 0;
  });
}

export function figuresUnder(analysis: Analysis, definition: string): readonly Figure[] {
  return analysis.figures.filter((figure) => figure.definition === definition);
}

function ringsOf(figures: readonly Figure[]): readonly Figure['ring'][] {
  const byId = new Map<string, Figure['ring']>();
  for (const figure of figures) if (!byId.has(figure.ring.id)) byId.set(figure.ring.id, figure.ring);
  return [...byId.values()];
}

/** The latest year with a date; `undated` when there is no other. */
export function latestOf(periods: readonly string[]): string | undefined {
  return periods.findLast((period) => period !== 'undated') ?? periods[0];
}

/** What the result page shows first; undefined when nothing was counted. */
export function pick(analysis: Analysis): Picked | undefined {
  const definition = analysis.definitions[0];
  if (definition === undefined) return undefined;
  const figures = figuresUnder(analysis, definition.id);
  const rings = ringsOf(figures);
  const periods = periodsOf(figures);
  const latest = latestOf(periods);
  const home = rings[0];
  return home === undefined || latest === undefined
    ? undefined
    : { definition, rings, periods, latest, home };
}

export function figureAt(
  figures: readonly Figure[],
  at: { readonly period: string; readonly ring: string },
): Figure | undefined {
  return figures.find((figure) => figure.period === at.period && figure.ring.id === at.ring);
}

/** `2017/18 to 2020/21`, or one year. */
export function spanText(periods: readonly string[]): string {
  const dated = periods.filter((period) => period !== 'undated');
  const first = dated[0];
  const last = dated[dated.length - 1];
  if (first === undefined || last === undefined) return 'no year with a date';
  return first === last ? first : `${first} to ${last}`;
}

/** The name of a period in a table. */
export function periodText(period: string): string {
  return period === 'undated' ? 'Undated' : period;
}
