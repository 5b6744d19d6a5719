import type { RingName } from '../../../domain/spend/analysis.ts';
import { quarterMonths } from '../../../domain/spend/explore/sliceFinding.ts';
import type { SpendFilter, Whereabouts } from '../../../domain/spend/explore/types.ts';
import type { PayeeClass } from '../../../domain/suppliers/index.ts';

/** A year as pages write it. */
export function yearText(year: string): string {
  return year === 'undated' ? 'Undated' : year;
}

/** ` in 2024/25`, ` in Q1 of 2024/25`, or where no year is named ` in all years`; with its space. */
export function whenWords({ year, quarter }: SpendFilter): string {
  if (year === null) return ' in all years';
  if (year === 'undated') return ' without a date';
  return quarter === null ? ` in ${year}` : ` in Q${quarter} of ${year}`;
}

/** ` in Kirklees`, ` outside Kirklees` and so on, with its space; empty where all places are meant. */
export function whereWords(where: Whereabouts | null, ring: RingName): string {
  if (where === 'inside') return ` in ${ring.name}`;
  if (where === 'elsewhere') return ` outside ${ring.name}`;
  return where === 'unplaced' ? ` that could be in ${ring.name} or outside` : '';
}

/** The same as a choice of a list. */
export function whereText(where: Whereabouts, ring: RingName): string {
  if (where === 'inside') return `In ${ring.name}`;
  return where === 'elsewhere' ? `Outside ${ring.name}` : `Could be in ${ring.name} or outside`;
}

/** Text of a column, or that the line has none. */
export function columnWords(value: string, column: string): string {
  return value === '' ? `No ${column} on the line` : value;
}

/** What a text that stands for many payees is; null for one named payee. */
export function kindText(kind: PayeeClass): string | null {
  if (kind === 'named') return null;
  if (kind === 'redacted') return 'Names that the publisher took out';
  if (kind === 'aggregate') return 'Many payees under one name';
  return kind === 'several' ? 'Several suppliers in one line' : 'Lines without a name';
}

export function quarterText(quarter: 1 | 2 | 3 | 4): string {
  return `Q${quarter}, ${quarterMonths(`Q${quarter}`)}`;
}

/** Text cut to so many letters, whole ones. */
export function cut(text: string, atMost: number): string {
  const letters = [...text];
  return letters.length > atMost ? `${letters.slice(0, atMost).join('').trimEnd()}…` : text;
}
