import { type Candidates, overlap, type Ring } from '../../places/index.ts';
import type { PlacedUnit } from './placing.ts';

/** A payee, over all years, whose money could be inside a ring or outside it. */
export interface UnknownPayee {
  readonly name: string;
  readonly kind: PlacedUnit['kind'];
  /** Every place that any of the money could be in. */
  readonly candidates: Candidates;
  /** Payments and credits, netted. */
  readonly pence: number;
  /** By how much the payee widens the bounds: its payments and its credits, both counted up. */
  readonly widthPence: number;
  readonly lines: number;
}

function together(one: Candidates, other: Candidates): Candidates {
  if (one === 'anywhere' || other === 'anywhere') return 'anywhere';
  return [...new Set([...one, ...other])].sort();
}

function payeeOf(unit: PlacedUnit): UnknownPayee {
  const { name, kind, candidates, positivePence, negativePence, lines } = unit;
  const [pence, widthPence] = [positivePence + negativePence, positivePence - negativePence];
  return { name, kind, candidates, pence, widthPence, lines };
}

function added(before: UnknownPayee, more: UnknownPayee): UnknownPayee {
  const { name } = before.name < more.name ? before : more;
  return {
    name,
    kind: before.kind,
    candidates: together(before.candidates, more.candidates),
    pence: before.pence + more.pence,
    widthPence: before.widthPence + more.widthPence,
    lines: before.lines + more.lines,
  };
}

type Entry = readonly [string, UnknownPayee];

function byWidth([id, one]: Entry, [otherId, other]: Entry): number {
  if (one.widthPence !== other.widthPence) return other.widthPence - one.widthPence;
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return id < otherId ? -1 : 1;
}

/**
 * The payees that widen the bounds of a ring, the widest first, then by name: to place them in this order
 * narrows the bounds faster than any other order.
 */
export function largestUnknown(
  units: readonly PlacedUnit[],
  ring: Ring,
  limit: number,
): readonly UnknownPayee[] {
  const found = new Map<string, UnknownPayee>();
  for (const unit of units) {
    if (overlap(unit.candidates, ring) !== 'undetermined') continue;
    const id = `${unit.kind} ${unit.key ?? unit.name}`;
    const before = found.get(id);
    found.set(id, before ? added(before, payeeOf(unit)) : payeeOf(unit));
  }
  return [...found]
    .sort(byWidth)
    .slice(0, limit)
    .map(([, payee]) => payee);
}
