import {
  type Candidates,
  describeCandidates,
  overlap,
  type PlaceIndex,
  type Ring,
} from '../../places/index.ts';
import { areaOf, formatDay, type LocalDate, type Postcode, sectorOf } from '../../values/index.ts';
import type { FactSource } from '../figures/facts.ts';

/** What is known of where a payee is. */
export interface PlaceKnowledge {
  readonly candidates: Candidates;
  /** What decided; null where nothing is known. */
  readonly said: FactSource | null;
  /** The day of the supplier list in use; null where there is none. */
  readonly listDay: LocalDate | null;
  /** The postcode of the line, and through which table it is placed. */
  readonly postcode: Postcode | null;
  readonly source: 'register' | 'built-in sector' | 'built-in area' | 'none';
}

function whatSays({ said, listDay, postcode, source }: PlaceKnowledge): string | undefined {
  if (said === 'reviewed decision') return 'A review puts it in';
  if (said === 'register') return 'A register has its office in';
  if (said === 'supplier list')
    return `The supplier list${listDay === null ? '' : ` of ${formatDay(listDay)}`} says`;
  if (postcode === null || source === 'none') return undefined;
  if (source === 'register') return `Postcode ${postcode} on the line lies in`;
  return source === 'built-in area'
    ? `Postcode area ${areaOf(postcode)} lies in`
    : `Postcode sector ${sectorOf(postcode)} lies in`;
}

/** Why a payee lies where it does, as a sentence: a decision, a register, the supplier list, the postcode, its sector, or that nothing says so. */
export function whyPlaced(known: PlaceKnowledge, index: Pick<PlaceIndex, 'nameOf'>): string {
  const said = whatSays(known);
  if (said === undefined || known.candidates === 'anywhere') return 'Nothing says where it is.';
  return `${said} ${describeCandidates(known.candidates, index)}.`;
}

/** Where candidate places lie as seen from a ring, as a sentence. */
export function ringSentence(candidates: Candidates, ring: Ring): string {
  const where = overlap(candidates, ring);
  if (where === 'inside') return `In ${ring.name}.`;
  return where === 'outside' ? `Not in ${ring.name}.` : `It cannot be said whether it is in ${ring.name}.`;
}
