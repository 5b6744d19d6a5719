import { aliasBook } from '../../domain/suppliers/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { SupplierParts } from './parts.ts';
import type { ProfileOrganisation, ProfilePlace } from './profileTypes.ts';
import type { DecisionInUse } from './types.ts';

interface Known {
  readonly strings: readonly SupplierString[];
  readonly organisations: readonly ProfileOrganisation[];
  readonly decisions: readonly DecisionInUse[];
  /** The organisation that it is; null where that is not known, so that no office is its own. */
  readonly sure: string | null;
}

type Unplaced = Omit<ProfilePlace, 'places'>;

function addressesOf({ strings }: Known): readonly Unplaced[] {
  const postcodes = [...new Set(strings.flatMap(({ postcodes: theirs }) => theirs))].toSorted();
  return postcodes.map((postcode) => ({
    ...({ basis: 'ledger address', postcode, source: 'Postcode on payments in the ledgers' } as const),
  }));
}

function officeOf({ organisations, sure }: Known): readonly Unplaced[] {
  const postcode = organisations.find(({ entity }) => entity.identifier === sure)?.entity.postcode ?? null;
  if (postcode === null || sure === null) return [];
  return [{ basis: 'registered office', postcode, source: `Register entry ${sure}` }];
}

function deliveryOf({ strings, decisions }: Known): readonly Unplaced[] {
  const book = aliasBook(decisions.map(({ decision }) => decision));
  const sites = strings.flatMap((string) => {
    const outcome = book.decisionFor(string)?.outcome;
    return outcome?.kind === 'linked' ? (outcome.deliveryPostcode ?? []) : [];
  });
  return [...new Set(sites)].map((postcode) => ({
    ...({ basis: 'delivery site', postcode, source: 'Decision in the supplier review' } as const),
  }));
}

/** The places of a supplier by each basis of local, each with its source. */
export async function profilePlaces(
  { explore }: Pick<SupplierParts, 'explore'>,
  known: Known,
): Promise<readonly ProfilePlace[]> {
  const all = [...addressesOf(known), ...officeOf(known), ...deliveryOf(known)];
  const places = await explore.placesAt(all.map(({ postcode }) => postcode));
  return all.map((one) => ({ ...one, places: places.get(one.postcode) ?? [] }));
}
