import { withCommas } from './count.ts';
import { assert } from './decision.ts';

declare const pence: unique symbol;

/** Whole pence, signed. A safe integer holds up to £90 trillion, so sums of ledgers stay exact. */
export type Pence = number & { readonly [pence]: true };

export const noPence = 0 as Pence;

/** Brands a whole number of pence. Throws when it is not a safe integer, because that is always a bug. */
export function toPence(value: number | bigint): Pence {
  const number = Number(value);
  assert(Number.isSafeInteger(number), `${value} is a whole number of pence`);
  return (number === 0 ? 0 : number) as Pence;
}

/** The exact sum in pence, 0 for none. Throws when a sum on the way leaves the safe integers. */
export function addPence(...amounts: readonly Pence[]): Pence {
  return amounts.reduce((sum, amount) => toPence(sum + amount), noPence);
}

/** `1,234.56` or `-1,234.56`: pounds to the penny, the same in every locale. */
export function formatPounds(amount: Pence): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const pounds = withCommas(digits.slice(0, -2));
  return `${amount < 0 ? '-' : ''}${pounds}.${digits.slice(-2)}`;
}

/** `1234.56`: pounds without separators, for CSV and JSON text. */
export function plainPounds(amount: Pence): string {
  return formatPounds(amount).replaceAll(',', '');
}

/** `£318.4m`, `£12.0k` or `£950`: rounded half up by size, for prose and table notes. */
export function shortPounds(amount: Pence): string {
  const sign = amount < 0 ? '-' : '';
  const size = BigInt(Math.abs(amount));
  const pounds = (size + 50n) / 100n;
  if (pounds < 1_000n) return `${sign}£${pounds}`;
  const tenths = (unit: bigint) => (size * 10n + unit / 2n) / unit;
  const written = (value: bigint) => {
    const digits = String(value);
    return `${withCommas(digits.slice(0, -1))}.${digits.slice(-1)}`;
  };
  if (tenths(100_000n) >= 10_000n) return `${sign}£${written(tenths(100_000_000n))}m`;
  return `${sign}£${written(tenths(100_000n))}k`;
}
