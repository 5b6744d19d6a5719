import {
  formatCount,
  formatDay,
  formatPounds,
  percent,
  percentDown,
  percentUp,
  type Share,
  shortPounds,
  toLocalDate,
  toPence,
} from '../../domain/values/index.ts';

export { countOf } from '../../domain/values/index.ts';

const minus = '−';

/** The words for something that an address asks for; null where there are none, also for what every object has. */
export function wordsFor(words: Readonly<Record<string, string>>, asked: string | null): string | null {
  return asked !== null && Object.hasOwn(words, asked) ? (words[asked] ?? null) : null;
}

/** `1,604,377`, the same in every locale. */
export function countText(count: number): string {
  return formatCount(count);
}

/** `−1,234.56`: pounds to the penny, for reconciliations. */
export function poundsText(pence: number): string {
  return formatPounds(toPence(pence)).replace('-', minus);
}

/** `£318.4m`: for prose and tables of shares. */
export function shortPoundsText(pence: number): string {
  return shortPounds(toPence(pence)).replace('-', minus);
}

/** `52%`, or `50.2%` with one decimal. */
export function percentText(share: number, decimals = 0): string {
  return `${percent(share as Share, decimals)}%`.replace('-', minus);
}

/** `41 to 48`, rounded outwards; one number where nothing is uncertain. Without the sign, for table cells. */
export function rangeText(lower: number, upper: number): string {
  if (lower === upper) return percent(lower as Share).replace('-', minus);
  return `${percentDown(lower as Share)} to ${percentUp(upper as Share)}`.replaceAll('-', minus);
}

/** `9 November 2026` from ISO text; the text itself when it is not a day. */
export function dayText(iso: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? formatDay(toLocalDate(iso)) : iso;
}

/** `4 KB` or `96.3 MB`, in thousands of bytes, rounded up. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.ceil(bytes / 1000))} KB`;
  const tenths = Math.ceil(bytes / 100_000);
  return `${Math.floor(tenths / 10)}.${tenths % 10} MB`;
}

/** `Net of VAT` and so on: the words for the basis of the amounts. */
export function amountBasisText(basis: 'net' | 'gross' | 'not stated' | 'mixed' | null): string {
  if (basis === 'net') return 'Net of VAT';
  if (basis === 'gross') return 'Including VAT';
  if (basis === 'mixed') return 'Not the same in all files: each file says its own';
  return 'The ledgers do not say whether amounts include VAT';
}
