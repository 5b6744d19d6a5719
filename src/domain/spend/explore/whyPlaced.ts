import {
  type Candidates,
  describeCandidates,
  overlap,
  type PlaceIndex,
  type Ring,
} from '../../places/index.ts';
import { areaOf, formatDay, type LocalDate, type Postcode, sectorOf } from '../../values/index.ts';

/** What is known of where a payee is. */
export interface PlaceKnowledge {
  readonly candidates: Candidates;
  /** Whether a fact about the supplier decided, and not the postcode of the line. */
  readonly settled: boolean;
  /** The day of the supplier list in use; null where there is none. */
  readonly listDay: LocalDate | null;
  /** The postcode of the line, and through which table it is placed. */
  readonly postcode: Postcode | null;
  readonly source: 'register' | 'built-in sector' | 'built-in area' | 'none';
}

/** Why a payee lies where it does, as a sentence: the supplier list, the postcode, its sector, or that nothing says so. */
export function whyPlaced(known: PlaceKnowledge, index: Pick<PlaceIndex, 'nameOf'>): string {
  const { candidates, settled, listDay, postcode, source } = known;
  if (candidates === 'anywhere') return 'Nothing says where it is.';
  const where = describeCandidates(candidates, index);
  if (settled) return `The supplier list${listDay ? ` of ${formatDay(listDay)}` : ''} says ${where}.`;
  if (!postcode || source === 'register') return `Postcode ${postcode ?? ''} on the line lies in ${where}.`;
  if (source === 'built-in area') return `Postcode area ${areaOf(postcode)} lies in ${where}.`;
  return `Postcode sector ${sectorOf(postcode)} lies in ${where}.`;
}

/** Where candidate places lie as seen from a ring, as a sentence. */
export function ringSentence(candidates: Candidates, ring: Ring): string {
  const where = overlap(candidates, ring);
  if (where === 'inside') return `In ${ring.name}.`;
  return where === 'outside' ? `Not in ${ring.name}.` : `It cannot be said whether it is in ${ring.name}.`;
}
