import { formatCount, formatRatio, poundsText, type Ratio } from '../../values/index.ts';
import { percentText } from '../scoring/formulaWords.ts';
import type { PaperCell, PaperTable } from './paperTypes.ts';

/** A text as a cell. */
export const text = (words: string): PaperCell => ({ kind: 'text', text: words });
/** A whole number as a cell. */
export const count = (number: number): PaperCell => ({ kind: 'count', count: number });
/** Pounds as a cell. */
export const pounds = (amount: Ratio): PaperCell => ({ kind: 'pounds', pounds: amount });
/** A share as a cell. */
export const share = (part: Ratio): PaperCell => ({ kind: 'share', share: part });
/** Points, or any exact number that is shown with three decimals, as a cell. */
export const points = (number: Ratio): PaperCell => ({ kind: 'points', points: number });
/** A cell that holds nothing. */
export const empty: PaperCell = { kind: 'empty' };

/** Column headings; those that begin with # are of numbers. */
export function columns(...names: readonly string[]): PaperTable['columns'] {
  return names.map((name) => ({ name: name.replace(/^#/, ''), isNumber: name.startsWith('#') }));
}

/** What a person reads in a cell. */
export function cellText(cell: PaperCell): string {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return formatCount(cell.count).replace('-', '−');
    case 'pounds':
      return poundsText(cell.pounds);
    case 'share':
      return percentText(cell.share);
    case 'points':
      return formatRatio(cell.points, 3);
    case 'empty':
      return '';
  }
}
