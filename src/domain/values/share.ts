import { assert } from './decision.ts';
import { floorDivide } from './floorDivide.ts';
import type { Pence } from './pence.ts';

declare const share: unique symbol;

/** A share of money, rounded half up at six decimals. Between 0 and 1 when no amount is negative. */
export type Share = number & { readonly [share]: true };

const millionths = 1_000_000n;

/** `part / whole` rounded half up at six decimals, computed in whole numbers. The whole must be positive. */
export function shareOf(part: Pence, whole: Pence): Share {
  assert(whole > 0, 'a share has a positive whole');
  const doubled = 2n * BigInt(part) * millionths + BigInt(whole);
  return (Number(floorDivide(doubled, 2n * BigInt(whole))) / 1e6) as Share;
}

function inMillionths(value: Share): bigint {
  return BigInt(Math.round(value * 1e6));
}

function percentOf(value: Share, decimals: number, add: (unit: bigint) => bigint): string {
  const unit = 10n ** BigInt(4 - decimals);
  const steps = floorDivide(inMillionths(value) + add(unit), unit);
  if (decimals === 0) return String(steps);
  const digits = String(steps)
    .replace('-', '')
    .padStart(decimals + 1, '0');
  return `${steps < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Per cent rounded half up, without the sign: `52`, or `52.4` with one decimal. */
export function percent(value: Share, decimals = 0): string {
  return percentOf(value, decimals, (unit) => unit / 2n);
}

/** Per cent rounded down, for a lower bound. */
export function percentDown(value: Share, decimals = 0): string {
  return percentOf(value, decimals, () => 0n);
}

/** Per cent rounded up, for an upper bound. */
export function percentUp(value: Share, decimals = 0): string {
  return percentOf(value, decimals, (unit) => unit - 1n);
}
