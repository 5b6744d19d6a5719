import { assert } from '../../domain/values/index.ts';
import type { Payment } from './payments.ts';
import { type Zone, zones } from './zones.ts';

/**
 * What a year must come to. Shares are in ten-thousandths: the local shares of the money that could be placed
 * for home, its county and its region, and the parts of all money that could not be placed for home.
 */
export interface YearTarget {
  readonly totalPence: number;
  readonly home: number;
  readonly county: number;
  readonly region: number;
  readonly homeOrCounty: number;
  readonly homeOrRegion: number;
  readonly notKnown: number;
}

const whole = 10_000;

function partOf(pence: number, tenThousandths: number): number {
  return Number((BigInt(pence) * BigInt(tenThousandths)) / BigInt(whole));
}

/** Solves for the money of each zone, from the inside out; what lies beyond the region takes the rest. */
export function zoneTargets(target: YearTarget): Readonly<Record<Zone, number>> {
  const total = target.totalPence;
  const notKnown = partOf(total, target.notKnown);
  const homeOrCounty = partOf(total, target.homeOrCounty);
  const homeOrRegion = partOf(total, target.homeOrRegion);
  const home = partOf(total - notKnown - homeOrCounty - homeOrRegion, target.home);
  const county = partOf(total - notKnown - homeOrRegion, target.county) - home - homeOrCounty;
  const inRegion = partOf(total - notKnown, target.region);
  const region = inRegion - home - county - homeOrCounty - homeOrRegion;
  const beyond = total - notKnown - inRegion;
  return {
    home,
    county,
    region,
    beyond,
    'home or county': homeOrCounty,
    'home or region': homeOrRegion,
    'not known': notKnown,
  };
}

const steeredFromPence = 500_000;

function isSteered({ pence, kind }: Payment): boolean {
  return kind === 'supplier' && pence >= steeredFromPence;
}

function sumOf(payments: readonly Payment[]): number {
  return payments.reduce((sum, { pence }) => sum + pence, 0);
}

function scaled(pence: number, wanted: number, drawn: number): number {
  return Number((BigInt(pence) * BigInt(wanted)) / BigInt(drawn));
}

function largestOf(payments: readonly Payment[]): Payment | undefined {
  return payments.reduce<Payment | undefined>(
    (best, payment) => (best === undefined || payment.pence > best.pence ? payment : best),
    undefined,
  );
}

/** New amounts for the larger payments of a zone, so that the zone adds up to the penny. */
function steerZone(payments: readonly Payment[], wantedPence: number): ReadonlyMap<Payment, number> {
  const steered = payments.filter(isSteered);
  const drawn = sumOf(steered);
  const wanted = wantedPence - (sumOf(payments) - drawn);
  const largest = largestOf(steered);
  assert(wanted > 0 && largest !== undefined, 'a zone has large payments that can carry its money');
  const amounts = new Map(steered.map((payment) => [payment, scaled(payment.pence, wanted, drawn)]));
  const short = wanted - [...amounts.values()].reduce((sum, pence) => sum + pence, 0);
  return amounts.set(largest, (amounts.get(largest) ?? 0) + short);
}

/**
 * Scales the larger payments to suppliers, zone by zone, until the year has the money and the shares it must
 * have. Small payments, credits, salaries and the like stay as they were drawn.
 */
export function steerYear(payments: readonly Payment[], target: YearTarget): readonly Payment[] {
  const targets = zoneTargets(target);
  const amounts = new Map<Payment, number>();
  for (const zone of zones) {
    const inZone = payments.filter(({ payee }) => payee.zone === zone);
    for (const [payment, pence] of steerZone(inZone, targets[zone])) amounts.set(payment, pence);
  }
  return payments.map((payment) => ({ ...payment, pence: amounts.get(payment) ?? payment.pence }));
}
