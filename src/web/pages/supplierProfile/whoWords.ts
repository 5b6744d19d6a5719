import type { SupplierProfile } from '../../../actions/suppliers/profileTypes.ts';
import type { PayeeSort, PlainOutcome, WhoIs } from '../../../domain/suppliers/index.ts';
import { dayInLondon, formatDay, millisecondsOf } from '../../../domain/values/index.ts';
import { countText } from '../../components/words.ts';
import { numberWords, outcomeWords } from '../suppliers/supplierWords.ts';

const mostNamed = 3;

const sorts: Readonly<Record<PayeeSort, string>> = {
  redacted: 'a name that was taken out',
  person: 'a person',
  'public-body': 'a public body',
  aggregate: 'many payees under one name',
  several: 'several suppliers under one name',
};

/** `Hebbleden Support Services Ltd (Company 99417722)`, or the number of an organisation on no register in use. */
export function namedOrganisation({ organisations }: SupplierProfile, identifier: string): string {
  const found = organisations.find(({ entity }) => entity.identifier === identifier);
  const number = numberWords(identifier);
  return found ? `${found.entity.name} (${number})` : `${number}, which is on no register in use`;
}

function oneOf(profile: SupplierProfile, identifiers: readonly string[]): string {
  if (identifiers.length > mostNamed) {
    return `one of ${countText(identifiers.length)} organisations on the registers`;
  }
  const named = identifiers.map((identifier) => namedOrganisation(profile, identifier));
  return `${named.slice(0, -1).join('; ')} or ${named.at(-1)}`;
}

function decidedWords(outcome: PlainOutcome): string {
  return outcomeWords({ outcome: { kind: outcome } }, null);
}

/** Who it is under one of its names, after "It" or "Under some of its names it". */
function clauseOf(profile: SupplierProfile, who: Exclude<WhoIs, { kind: 'not known' }>): string {
  if (who.kind === 'organisation') {
    const by = who.by === 'decision' ? 'as somebody decided' : 'as its name and the registers say';
    return `is ${namedOrganisation(profile, who.identifier)}, ${by}`;
  }
  if (who.kind === 'one of') return `may be ${oneOf(profile, who.identifiers)}`;
  if (who.kind === 'decided') {
    const day = formatDay(dayInLondon(millisecondsOf(who.at)));
    return `is ${decidedWords(who.outcome)}, as somebody decided on ${day}`;
  }
  return `is probably ${sorts[who.sort]}, by how it is written`;
}

function whyUnknown({ editions, isMatching }: SupplierProfile): string {
  if (editions.length === 0) return 'no register of organisations is in use';
  return isMatching
    ? 'names are being looked up in the registers now'
    : 'no organisation on the registers in use fits well enough';
}

function unknownSentence(profile: SupplierProfile, isOnly: boolean): string {
  const why = whyUnknown(profile);
  return isOnly
    ? `It is not known who this is: ${why}.`
    : `Under one or more of its names it is not known who it is: ${why}.`;
}

/** Who a supplier is, as far as that is known: a sentence for each answer that its names have, what is not known last. */
export function whoSentences(profile: SupplierProfile): readonly string[] {
  const isOnly = profile.who.length === 1;
  const start = isOnly ? 'It' : 'Under one or more of its names it';
  const known = profile.who.flatMap((who) =>
    who.kind === 'not known' ? [] : [`${start} ${clauseOf(profile, who)}.`],
  );
  return known.length < profile.who.length ? [...known, unknownSentence(profile, isOnly)] : known;
}

/** `Kirklees`, or `Kirklees or Leeds` where a postcode is shared; at most ten are named. */
export function placesInWords(places: readonly string[]): string {
  const mostPlaces = 10;
  if (places.length > mostPlaces) return `one of ${countText(places.length)} places`;
  const [last, ...before] = places.toReversed();
  return before.length === 0 ? (last ?? '') : `${before.toReversed().join(', ')} or ${last}`;
}
