import type { PlaceCode } from '../values/index.ts';
import type { Candidates, PlaceIndex, Ring } from './types.ts';

export type Overlap = 'inside' | 'outside' | 'undetermined';

const setOfRing = new WeakMap<Ring, ReadonlySet<PlaceCode>>();

function codesOf(ring: Ring): ReadonlySet<PlaceCode> {
  const known = setOfRing.get(ring);
  if (known) return known;
  const codes = new Set(ring.codes);
  setOfRing.set(ring, codes);
  return codes;
}

/** Inside when every candidate is in the ring, outside when none is, otherwise undetermined. */
export function overlap(candidates: Candidates, ring: Ring): Overlap {
  if (candidates === 'anywhere' || candidates.length === 0) return 'undetermined';
  const codes = codesOf(ring);
  let inside = 0;
  for (const candidate of candidates) if (codes.has(candidate)) inside += 1;
  if (inside === 0) return 'outside';
  return inside === candidates.length ? 'inside' : 'undetermined';
}

/** Names of the candidates in order of their codes; empty when the payee may be anywhere. */
export function candidateNames(candidates: Candidates, index: Pick<PlaceIndex, 'nameOf'>): readonly string[] {
  return candidates === 'anywhere' ? [] : [...candidates].sort().map((code) => index.nameOf(code));
}

/** `Kirklees`, `Leeds or Kirklees`, `one of 7 places: ...` or `anywhere`, for sentences. */
export function describeCandidates(candidates: Candidates, index: Pick<PlaceIndex, 'nameOf'>): string {
  const names = candidateNames(candidates, index);
  if (names.length === 0) return 'anywhere';
  if (names.length === 1) return names.join('');
  const list = `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join('')}`;
  return names.length > 4 ? `one of ${names.length} places: ${list}` : list;
}
