import { withCommas } from './count.ts';
import { assert } from './decision.ts';
import { floorDivide } from './floorDivide.ts';

/** An exact number: a fraction in lowest terms, its denominator positive. Never a binary float. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** The same for numbers that a computer holds exactly, which is many times faster. */
function smallDivisor(first: number, second: number): number {
  let [large, small] = [first, second];
  while (small > 0) [large, small] = [small, large % small];
  return large;
}

/** The greatest whole number that divides both, nought of two noughts. */
export function greatestDivisor(first: bigint, second: bigint): bigint {
  let [large, small] = [first < 0n ? -first : first, second < 0n ? -second : second];
  while (small > 0n) {
    if (large <= safe && small <= safe) return BigInt(smallDivisor(Number(large), Number(small)));
    [large, small] = [small, large % small];
  }
  return large;
}

/** `numerator / denominator` in lowest terms. The denominator must not be nought. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const [over, under] = [BigInt(numerator), BigInt(denominator)];
  assert(under !== 0n, 'a fraction has a denominator');
  const divisor = greatestDivisor(over, under) * (under < 0n ? -1n : 1n);
  if (divisor === 1n) return { numerator: over, denominator: under };
  return { numerator: over / divisor, denominator: under / divisor };
}

/** The smallest whole number of which every denominator is a divisor. */
export function commonDenominator(all: readonly Ratio[]): bigint {
  let common = 1n;
  for (const { denominator } of all) {
    if (common % denominator !== 0n) common *= denominator / greatestDivisor(common, denominator);
  }
  return common;
}

/** Nought. */
export const nought: Ratio = { numerator: 0n, denominator: 1n };
/** One. */
export const one: Ratio = { numerator: 1n, denominator: 1n };

/** The exact sum, nought of none. Brought to lowest terms once, at the end. */
export function addRatios(...all: readonly Ratio[]): Ratio {
  let [over, under] = [0n, 1n];
  for (const { numerator, denominator } of all) {
    if (denominator === under) over += numerator;
    else {
      over = over * denominator + numerator * under;
      under *= denominator;
    }
  }
  return ratio(over, under);
}

/** `first - second`. */
export function minus(first: Ratio, second: Ratio): Ratio {
  return ratio(
    first.numerator * second.denominator - second.numerator * first.denominator,
    first.denominator * second.denominator,
  );
}

/** The exact product, one of none. Brought to lowest terms once, at the end. */
export function timesRatios(...all: readonly Ratio[]): Ratio {
  let [over, under] = [1n, 1n];
  for (const { numerator, denominator } of all) {
    over *= numerator;
    under *= denominator;
  }
  return ratio(over, under);
}

/** `dividend / divisor`; the divisor must not be nought. */
export function dividedBy(dividend: Ratio, divisor: Ratio): Ratio {
  assert(divisor.numerator !== 0n, 'nothing is divided by nought');
  return ratio(dividend.numerator * divisor.denominator, dividend.denominator * divisor.numerator);
}

/** Negative, nought or positive as the first is smaller than, equal to or larger than the second. */
export function compareRatios(first: Ratio, second: Ratio): number {
  const difference = first.numerator * second.denominator - second.numerator * first.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sign: -1, 0 or 1. */
export function signOf({ numerator }: Ratio): number {
  return numerator < 0n ? -1 : numerator > 0n ? 1 : 0;
}

/** The size without the sign. */
export function sizeOf(value: Ratio): Ratio {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

/** The smaller of the two. */
export function smaller(first: Ratio, second: Ratio): Ratio {
  return compareRatios(second, first) < 0 ? second : first;
}

/** The larger of the two. */
export function larger(first: Ratio, second: Ratio): Ratio {
  return compareRatios(second, first) > 0 ? second : first;
}

/** Digits that a number may have before its point, and after it. */
const mostDigits = 15;
const written = /^([+-]?)(\d[\d,]*)?(?:\.(\d+))?$/;

/**
 * A number as people write it, `-1,234.50` for instance; undefined when the text is none, when commas stand elsewhere than
 * before three digits, or when it has more than 15 digits before or after the point.
 */
export function parseRatio(text: string): Ratio | undefined {
  const found = written.exec(text.trim());
  const [, sign = '', whole = '', part = ''] = found ?? [];
  if (!found || whole + part === '') return undefined;
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) return undefined;
  const digits = whole.replaceAll(',', '');
  if (digits.length > mostDigits || part.length > mostDigits) return undefined;
  const size = ratio(BigInt(`${digits}${part}`), 10n ** BigInt(part.length));
  return sign === '-' ? minus(nought, size) : size;
}

/** Rounded half up to whole units of the last decimal: 1.235 at two decimals is 124. */
export function roundedUnits(value: Ratio, decimals: number): bigint {
  const scaled = 2n * value.numerator * 10n ** BigInt(decimals) + value.denominator;
  return floorDivide(scaled, 2n * value.denominator);
}

/** The number rounded half up with exactly so many decimals, for print only: `84.351`. */
export function formatRatio(value: Ratio, decimals: number): string {
  const units = roundedUnits(value, decimals);
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The number without anything lost, with commas between thousands: `1,234.5`. */
export function exactInWords(value: Ratio): string {
  return exactText(value).replace(/^-?\d+/, (whole) => withCommas(whole));
}

/** The number without anything lost: a decimal where it ends within six places, else a fraction such as `1/3`. */
export function exactText(value: Ratio): string {
  const short = formatRatio(value, 6);
  const back = parseRatio(short);
  if (back && compareRatios(back, value) === 0) return short.replace(/\.?0+$/, '');
  return `${value.numerator}/${value.denominator}`;
}

/** `£200,000`: whole pounds, to the penny where there are pence. */
export function poundsText(pounds: Ratio): string {
  const [whole = '0', pence = '00'] = formatRatio(pounds, 2).split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const part = pence === '00' ? '' : `.${pence}`;
  return `${sign}£${withCommas(whole.replace('-', ''))}${part}`;
}
