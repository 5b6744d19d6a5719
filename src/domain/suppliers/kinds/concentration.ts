import { formatCount, type Pence, type Share, shareOf, toPence } from '../../values/index.ts';

/** What went to one payee; a payee may have several, which are netted. Payees that are many are left out by the caller. */
export interface PayeeMoney {
  /** Supplier number or normalised name, or the organisation that both stand for. */
  readonly key: string;
  readonly pence: Pence;
}

/** Adds up the money of each payee, payments and credits netted. */
export function nettedByPayee(money: Iterable<PayeeMoney>): ReadonlyMap<string, Pence> {
  const sums = new Map<string, Pence>();
  for (const { key, pence } of money) sums.set(key, toPence((sums.get(key) ?? 0) + pence));
  return sums;
}

/** How much of the money the largest suppliers have. */
export interface TopCoverage {
  /** How many of the largest were asked for. */
  readonly top: number;
  /** How many there are: fewer where there are not so many suppliers. */
  readonly suppliers: number;
  readonly pence: Pence;
  readonly share: Share;
}

export interface Concentration {
  /** Suppliers that were paid more than they gave back; the others count nowhere here. */
  readonly suppliers: number;
  readonly positivePence: Pence;
  readonly tops: readonly TopCoverage[];
  /** The fewest suppliers that have 80 % of the money. */
  readonly suppliersFor80: number;
  /** The Herfindahl index, from nearly 0 for many small suppliers to 10,000 for one alone, rounded half up. */
  readonly herfindahl: number;
  /** As many suppliers of one size have the same index, to one decimal. */
  readonly equalSuppliers: number;
  /** What the index means, in a sentence. */
  readonly reading: string;
}

function halfUp(numerator: bigint, denominator: bigint): number {
  return Number((2n * numerator + denominator) / (2n * denominator));
}

function readingOf(suppliers: number, equalSuppliers: number): string {
  if (suppliers === 1) return 'One supplier has all of the money.';
  const equal = equalSuppliers < 10 ? String(equalSuppliers) : formatCount(Math.round(equalSuppliers));
  return `The money of ${formatCount(suppliers)} suppliers is as concentrated as if ${equal} had the same amount each.`;
}

function runningSums(amounts: readonly Pence[]): readonly Pence[] {
  let sum = 0;
  return amounts.map((pence) => {
    sum += pence;
    return toPence(sum);
  });
}

/**
 * How concentrated spend is on few suppliers, netted for each; shares are of the money of suppliers with more payments
 * than credits. Null where there is no such supplier.
 *
 * The index is 10,000 times the sum of squared shares (Herfindahl and Hirschman); its inverse is the number of equal
 * suppliers (Adelman). Computed in whole numbers.
 */
export function concentrationOf(
  money: Iterable<PayeeMoney>,
  tops: readonly number[] = [50, 100, 300],
): Concentration | null {
  const amounts = [...nettedByPayee(money).values()]
    .filter((pence) => pence > 0)
    .sort((one, other) => other - one);
  const sums = runningSums(amounts);
  const whole = sums.at(-1);
  if (whole === undefined) return null;
  const squares = amounts.reduce((sum, pence) => sum + BigInt(pence) ** 2n, 0n);
  const squared = BigInt(whole) ** 2n;
  const equalSuppliers = halfUp(10n * squared, squares) / 10;
  return {
    suppliers: amounts.length,
    positivePence: whole,
    tops: tops.map((top) => {
      const suppliers = Math.min(top, amounts.length);
      const pence = sums[suppliers - 1] ?? toPence(0);
      return { top, suppliers, pence, share: shareOf(pence, whole) };
    }),
    suppliersFor80: 1 + sums.filter((sum) => 5n * BigInt(sum) < 4n * BigInt(whole)).length,
    herfindahl: halfUp(10_000n * squares, squared),
    equalSuppliers,
    reading: readingOf(amounts.length, equalSuppliers),
  };
}
