import type { Figure } from '../../../domain/spend/analysis.ts';
import { differenceOf, type FigureDifference, type FigurePair } from '../../../domain/spend/figureChange.ts';
import { type Range, rangeAxis, rangeStrip, rangeTicks } from '../../charts/rangeStrip.ts';
import { percentText, rangeText, shortPoundsText } from '../../components/words.ts';

export interface ChangeCell {
  readonly main: string;
  readonly small: readonly string[];
}

export interface ChangeRow {
  readonly period: string;
  readonly before: ChangeCell;
  readonly after: ChangeCell;
  readonly difference: ChangeCell;
  /** A strip of each side, drawn on one axis; null where there are no bounds to draw. */
  readonly strips: { readonly before: string; readonly after: string } | null;
}

/** The figures of one ring before and after, year by year. */
export interface ChangeTable {
  readonly ring: string;
  readonly rows: readonly ChangeRow[];
  /** Ticks of the strips; empty where none are drawn. */
  readonly ticks: readonly string[];
}

export interface ChangeTables {
  readonly tables: readonly ChangeTable[];
  /** Said where older years are left to the download. */
  readonly shortened: string | null;
}

const mostYears = 12;

/** A share as the pages on changes write it: with one decimal. */
export function shareText(share: number): string {
  return percentText(share, 1);
}

type Rounding = 'half up' | 'down' | 'up';

const roundings: Readonly<Record<Rounding, (tenths: number) => number>> = {
  'half up': Math.round,
  down: Math.floor,
  up: Math.ceil,
};

/** The size of a difference of shares in tenths of a point; shares have six decimals. */
function tenthsOf(share: number, rounding: Rounding): number {
  return roundings[rounding](Math.round(Math.abs(share) * 1_000_000) / 1000);
}

/** A difference of shares in points, with one decimal; `less than 0.1` where it would be written as none. */
export function pointsText(share: number, rounding: Rounding = 'half up'): string {
  const tenths = tenthsOf(share, rounding);
  return tenths === 0 ? 'less than 0.1 points' : `${Math.floor(tenths / 10)}.${tenths % 10} points`;
}

/** `at least 2.0 points`, rounded down; undefined where that is none. */
export function leastText(least: number): string | undefined {
  return tenthsOf(least, 'down') === 0 ? undefined : `at least ${pointsText(least, 'down')}`;
}

function cell(figure: Figure | null, missing: string): ChangeCell {
  if (figure === null) return { main: '–', small: [missing] };
  const { shareLower, shareUpper } = figure;
  const range = shareLower === null || shareUpper === null ? [] : [`${rangeText(shareLower, shareUpper)}%`];
  const main = figure.share === null ? 'No share' : shareText(figure.share);
  return { main, small: [...range, `${shortPoundsText(figure.totalPence)} counted`] };
}

/** The difference as the shares on the page have it, rounded as they are, where its sign is the one that the bounds show. */
export function writtenDifference({ before, after }: FigurePair): number | null {
  const [old, now] = [before?.share ?? null, after?.share ?? null];
  if (old === null || now === null) return null;
  return (Math.round(now * 1000) - Math.round(old * 1000)) / 1000;
}

function apart(pair: FigurePair, found: Extract<FigureDifference, { readonly least: number }>): ChangeCell {
  const written = writtenDifference(pair);
  const agrees = written !== null && (found.kind === 'higher' ? written > 0 : written < 0);
  const most = `at most ${pointsText(found.most, 'up')}`;
  const reach = [leastText(found.least), most].filter((text) => text !== undefined).join(', ');
  return agrees
    ? { main: `${pointsText(written)} ${found.kind}`, small: [reach] }
    : { main: found.kind === 'higher' ? 'Higher' : 'Lower', small: [reach] };
}

/** How two figures differ under two definitions: in points only where the bounds show that they do. */
export function definitionDifference(pair: FigurePair): ChangeCell {
  const found = differenceOf(pair.before, pair.after);
  switch (found.kind) {
    case 'higher':
    case 'lower':
      return apart(pair, found);
    case 'unchanged':
      return { main: 'No change', small: [] };
    case 'equal':
      return { main: 'The same share', small: [] };
    case 'open':
      return { main: 'Could be the same', small: [] };
    case 'none':
      return { main: 'Cannot be compared', small: [] };
  }
}

function rangeOf(figure: Figure | null): Range | null {
  if (figure === null || figure.shareLower === null || figure.shareUpper === null) return null;
  const { share, shareLower, shareUpper } = figure;
  return { share, shareLower, shareUpper };
}

function rowsOf(
  pairs: readonly FigurePair[],
  { difference, missing, drawn }: ChangeOptions & { readonly drawn: boolean },
): Pick<ChangeTable, 'rows' | 'ticks'> {
  const ranges = pairs.flatMap((pair) => [rangeOf(pair.before) ?? [], rangeOf(pair.after) ?? []].flat());
  const axis = drawn && ranges.length > 0 ? rangeAxis(ranges) : null;
  const strip = (figure: Figure | null) => {
    const range = rangeOf(figure);
    return axis === null || range === null ? '' : rangeStrip(range, axis);
  };
  return {
    ticks: axis === null ? [] : rangeTicks(axis),
    rows: pairs.map((pair) => ({
      period: pair.period === 'undated' ? 'Undated' : pair.period,
      before: cell(pair.before, missing),
      after: cell(pair.after, missing),
      difference: difference(pair),
      strips: axis === null ? null : { before: strip(pair.before), after: strip(pair.after) },
    })),
  };
}

interface ChangeOptions {
  readonly difference: (pair: FigurePair) => ChangeCell;
  /** Said where one side has no figure. */
  readonly missing: string;
}

function ringName(pairs: readonly FigurePair[]): string {
  const pair = pairs[0];
  return pair?.after?.ring.name ?? pair?.before?.ring.name ?? '';
}

/** One table for each ring, the latest twelve years in each; strips are drawn for the first ring. */
export function changeTables(pairs: readonly FigurePair[], options: ChangeOptions): ChangeTables {
  const dated = [...new Set(pairs.map((pair) => pair.period))]
    .filter((period) => period !== 'undated')
    .sort();
  const shown = dated.slice(-mostYears);
  const kept = pairs.filter((pair) => pair.period === 'undated' || shown.includes(pair.period));
  const rings = [...new Set(kept.map((pair) => pair.ring))];
  return {
    tables: rings.map((ring, position) => {
      const ofRing = kept.filter((pair) => pair.ring === ring);
      return { ring: ringName(ofRing), ...rowsOf(ofRing, { ...options, drawn: position === 0 }) };
    }),
    shortened:
      shown.length < dated.length
        ? `The latest ${mostYears} years are shown. The download holds all ${dated.length}.`
        : null,
  };
}

/** The pair that a page speaks of first: the innermost ring that both sides have, in its latest year. */
export function firstPair(pairs: readonly FigurePair[]): FigurePair | undefined {
  const both = pairs.filter((pair) => pair.before !== null && pair.after !== null);
  const ofRing = both.filter((pair) => pair.ring === both[0]?.ring);
  return ofRing.findLast((pair) => pair.period !== 'undated') ?? ofRing[0];
}
