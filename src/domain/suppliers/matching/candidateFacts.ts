import { formatDay, type LocalDate, parsePostcode } from '../../values/index.ts';
import type { OtherName, RegisteredEntity } from '../register/types.ts';
import { type GivenNumber, type NumberRelation, numberRelation } from './givenNumber.ts';
import type { SupplierQuery } from './types.ts';

/** What a fact beside the name does to the log odds, and how it is said. */
export interface Fact {
  readonly counts: number;
  readonly agrees: string | null;
  readonly disagrees: string | null;
}

const agreeing = (counts: number, agrees: string): Fact => ({ counts, agrees, disagrees: null });
const disagreeing = (counts: number, disagrees: string): Fact => ({ counts, agrees: null, disagrees });

/** Set by hand, because the audited names come without numbers, postcodes and dates. */
const counts = {
  number: { same: 6, 'noughts lost': 5, 'prefix differs': 3, different: -1 },
  postcode: 2,
  area: 0.3,
  notYet: -6,
  noLonger: -4,
  otherNameThen: -1.5,
} as const;

const numberWords: Readonly<Record<NumberRelation, (written: string) => string>> = {
  same: () => 'The number in the ledger is its number',
  'noughts lost': (written) => `${written} is its number with every 0 lost`,
  'prefix differs': (written) => `${written} is its number apart from the letters in front`,
  different: (written) => `${written} is not its number`,
};

/** A number counts for an organisation only where the name has a word in common with it. */
function numberFact(entity: RegisteredEntity, given: GivenNumber | null, nameMeets: boolean): Fact | null {
  if (!given) return null;
  const relation = numberRelation(given, [entity.identifier, ...entity.alsoKnownAs]);
  const said = numberWords[relation](given.written);
  if (relation === 'different') return disagreeing(counts.number.different, said);
  return agreeing(nameMeets ? counts.number[relation] : 0, said);
}

function postcodeFact(entity: RegisteredEntity, query: SupplierQuery): Fact | null {
  const [ours, theirs] = [parsePostcode(query.postcode ?? ''), parsePostcode(entity.postcode ?? '')];
  if (!ours || !theirs) return null;
  if (ours === theirs) return agreeing(counts.postcode, `${ours} is the postcode of its address`);
  const [outward, its] = [ours.slice(0, -4), theirs.slice(0, -4)];
  if (outward === its) return agreeing(counts.area, `Its address is in ${its} too`);
  return disagreeing(0, `Its address is in ${its}, the ledger says ${ours}`);
}

function yearBefore(day: LocalDate): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

/** An organisation is still paid for a while after it has closed; a year is let pass. */
function lifeFact(entity: RegisteredEntity, { firstPaid, lastPaid }: SupplierQuery): Fact | null {
  const { started, ended } = entity;
  if (started && lastPaid && started > lastPaid) {
    const said = `You paid this name before it existed: it started on ${formatDay(started)}`;
    return disagreeing(counts.notYet, said);
  }
  if (ended && firstPaid && ended < firstPaid) {
    const weight = ended < yearBefore(firstPaid) ? counts.noLonger : 0;
    return disagreeing(weight, `It closed on ${formatDay(ended)}, before you first paid this name`);
  }
  if (!firstPaid || !lastPaid || !started) return null;
  return agreeing(0, 'It existed when you paid');
}

function categoryFact(entity: RegisteredEntity, { category }: SupplierQuery): Fact | null {
  const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]{5,}/g) ?? [];
  const bought = new Set(wordsOf(category ?? ''));
  const activity = entity.activities.find((one) => wordsOf(one).some((word) => bought.has(word)));
  return activity ? agreeing(0.3, `What it does, ${activity}, is like what was bought`) : null;
}

/** What everything beside the name says about an organisation. */
export function factsBesideName(
  entity: RegisteredEntity,
  asked: { readonly query: SupplierQuery; readonly given: GivenNumber | null; readonly nameMeets: boolean },
): readonly Fact[] {
  const { query, given, nameMeets } = asked;
  return [
    numberFact(entity, given, nameMeets),
    postcodeFact(entity, query),
    lifeFact(entity, query),
    categoryFact(entity, query),
  ].filter((fact) => fact !== null);
}

/** Whether a name was in use when payments were made. A previous name is on invoices for a year after the change. */
export function nameFact(other: OtherName | null, query: SupplierQuery): Fact | null {
  if (!other) return null;
  if (other.kind !== 'previous') return agreeing(0, `“${other.name}” is a name it works under`);
  if (!other.until) return agreeing(0, `“${other.name}” was its name before`);
  const said = `It was called “${other.name}” until ${formatDay(other.until)}`;
  if (!query.firstPaid || other.until >= yearBefore(query.firstPaid)) return agreeing(0, said);
  return {
    counts: counts.otherNameThen,
    agrees: said,
    disagrees: 'You paid this name long after it had changed',
  };
}
