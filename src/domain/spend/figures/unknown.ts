import { overlap, type Ring } from '../../places/index.ts';
import type { PlacedUnit } from './placing.ts';

/** A payee, over all years, whose money could be inside a ring or outside it. */
export interface UnknownPayee {
  readonly name: string;
  readonly unit: PlacedUnit;
  readonly pence: number;
  readonly lines: number;
}

/** The payees that widen the bounds of a ring, the largest amount first, then by name. */
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
    found.set(id, {
      name: before && before.name < unit.name ? before.name : unit.name,
      unit: before?.unit ?? unit,
      pence: (before?.pence ?? 0) + unit.positivePence + unit.negativePence,
      lines: (before?.lines ?? 0) + unit.lines,
    });
  }
  const bySize = (one: UnknownPayee, other: UnknownPayee) =>
    Math.abs(other.pence) - Math.abs(one.pence) || (one.name < other.name ? -1 : 1);
  return [...found.values()].sort(bySize).slice(0, limit);
}
