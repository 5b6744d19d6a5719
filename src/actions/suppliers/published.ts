import { organisationAmong } from '../../domain/suppliers/index.ts';
import type { PublishedSupplier, SupplierProfile } from './profileTypes.ts';

/** Where a supplier is, by the registered office, else by the addresses in the ledger. */
function authoritiesOf({ places }: SupplierProfile): readonly string[] {
  const offices = places.filter(({ basis }) => basis === 'registered office');
  const shown = offices.length > 0 ? offices : places.filter(({ basis }) => basis === 'ledger address');
  return [...new Set(shown.flatMap((place) => place.places))];
}

/**
 * What may be published of a supplier. It is made of named parts, so that nothing that is added to a profile later is
 * published by accident. Of a person nothing is left.
 */
export function publishedOf(profile: SupplierProfile): PublishedSupplier {
  if (profile.isPerson) return { kind: 'person' };
  const identifier = organisationAmong(profile.who);
  const organisation = profile.organisations.find(({ entity }) => entity.identifier === identifier);
  const answers = organisation?.answers ?? profile.decidedKinds;
  const { name, names, supplierNumbers, years } = profile;
  return {
    kind: 'organisation',
    name,
    names: [...new Set(names.flatMap((one) => [one.name, ...one.alsoWritten]))].toSorted(),
    supplierNumbers,
    registered: organisation
      ? {
          name: organisation.entity.name,
          identifier: organisation.entity.identifier,
          category: organisation.entity.category,
        }
      : null,
    answers: answers.map(({ kind, answer, pointsTo, on }) => ({ kind, answer, pointsTo, on })),
    authorities: authoritiesOf(profile),
    years,
    isSettled: identifier !== null || profile.decidedKinds.length > 0,
  };
}
