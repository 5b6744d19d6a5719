import type {
  NameUsed,
  ProfileOrganisation,
  ProfilePlace,
  SupplierProfile,
} from '../../../actions/suppliers/profileTypes.ts';
import { type KindAnswer, kindDefinitions, organisationAmong } from '../../../domain/suppliers/index.ts';
import { countOf, countText, dayText, poundsText } from '../../components/words.ts';
import { yearText } from '../explore/filterWords.ts';
import { caseAddress, paymentsAddress } from '../suppliers/addresses.ts';
import { entityRows } from '../suppliers/candidateView.ts';
import { decidedView } from '../suppliers/caseView.ts';
import { decisionRow } from '../suppliers/decisionsView.ts';
import { exactPounds } from '../suppliers/supplierWords.ts';
import { profileCsvAddress } from './addresses.ts';
import { spendFinding, spendRows, totalOf } from './spendRows.ts';
import { placesInWords, whoSentences } from './whoWords.ts';

/** `from 2024/25 to 2025/26`, or one year. */
export function spanWords(years: readonly { readonly value: string }[]): string {
  const [first, last] = [years[0]?.value, years.at(-1)?.value];
  if (first === undefined || last === undefined) return 'in no year';
  return first === last ? `in ${yearText(first)}` : `from ${yearText(first)} to ${yearText(last)}`;
}

/** What was paid, in a sentence. */
export function paidSentence({ years, definition }: Pick<SupplierProfile, 'years' | 'definition'>): string {
  if (years.length === 0) return `Nothing that it was paid counts by the definition “${definition.name}”.`;
  const total = totalOf(years);
  const said =
    total < 0
      ? `Its credits outweigh its payments by ${exactPounds(-total)}`
      : `It was paid ${exactPounds(total)}`;
  return `${said} ${spanWords(years)}, by the definition “${definition.name}”.`;
}

function warningsOf({ organisations, decisions }: SupplierProfile): readonly string[] {
  const several = organisations.length > 1;
  const about = organisations.flatMap(({ entity, outOfTime, answers }) => {
    const overdue = answers.filter(({ kind, answer }) => kind === 'accounts-overdue' && answer === 'yes');
    const said = [...outOfTime.map(({ sentence }) => sentence), ...overdue.map(lateSentence)];
    return said.map((sentence) => (several ? `${entity.name}: ${sentence}` : sentence));
  });
  const against = decisions.flatMap(({ decision, contradiction }) =>
    decision.undoneAt === null && contradiction !== null ? [contradiction] : [],
  );
  return [...new Set([...about, ...against])];
}

function lateSentence({ basis }: Pick<KindAnswer, 'basis'>): string {
  return `Its accounts are overdue. ${basis}`;
}

function nameRow({ name, alsoWritten, supplierNumber, firstPaid, lastPaid, payments, pence }: NameUsed) {
  return {
    name,
    also: alsoWritten,
    number: supplierNumber ?? 'None',
    first: firstPaid === null ? 'No date' : dayText(firstPaid),
    last: lastPaid === null ? 'No date' : dayText(lastPaid),
    payments: countText(payments),
    pounds: poundsText(pence),
  };
}

function namesTitle({ names }: SupplierProfile): string {
  const spellings = new Set(names.flatMap(({ name, alsoWritten }) => [name, ...alsoWritten])).size;
  return spellings === 1 ? 'It was paid under one name' : `It was paid under ${countText(spellings)} names`;
}

/** An answer to a definition, in words. */
export function answerText({ answer, pointsTo }: Pick<KindAnswer, 'answer' | 'pointsTo'>): string {
  if (answer !== 'cannot be said') return answer === 'yes' ? 'Yes' : 'No';
  return pointsTo === null ? 'Cannot be said' : `Cannot be said; facts point to ${pointsTo}`;
}

function answerRow({ kind, answer, pointsTo, basis, on }: KindAnswer) {
  const { name, publishedBy } = kindDefinitions[kind];
  return { name, publishedBy, answer: answerText({ answer, pointsTo }), basis, on: dayText(on) };
}

function kindsTitle(answers: readonly KindAnswer[]): string {
  const yes = answers.filter(({ answer }) => answer === 'yes').map(({ kind }) => kindDefinitions[kind].name);
  const open = answers.filter(({ answer }) => answer === 'cannot be said').length;
  const left = open === 0 ? '' : `; ${countText(open)} of ${countText(answers.length)} cannot be said`;
  return `${yes.length === 0 ? 'None is a yes' : `Yes: ${yes.join('; ')}`}${left}`;
}

function cardOf(one: Pick<ProfileOrganisation, 'entity' | 'places'>) {
  return { name: one.entity.name, rows: entityRows(one) };
}

/** The organisation as each register has it side by side, or all that it may be. */
function organisationsView({ organisations, who }: SupplierProfile) {
  const sure = organisationAmong(who);
  const only = organisations.find(({ entity }) => entity.identifier === sure);
  const others = (only?.also ?? []).map((entity) => ({ entity, places: [] }));
  return {
    isSure: only !== undefined,
    cards: (only ? [only, ...others] : organisations).map(cardOf),
    kinds: organisations
      .filter(({ answers }) => answers.length > 0)
      .map(({ entity, answers }) => ({
        name: entity.name,
        title: kindsTitle(answers),
        rows: answers.map(answerRow),
      })),
  };
}

const bases: Readonly<Record<ProfilePlace['basis'], string>> = {
  'ledger address': 'Address in the ledger',
  'registered office': 'Registered office',
  'delivery site': 'Where the work is done',
};

function placeText({ places }: ProfilePlace): string {
  return places.length === 0 ? 'Not known' : placesInWords(places);
}

function placesTitle({ places }: SupplierProfile): string {
  const known = [...new Set(places.filter((one) => one.places.length > 0).map(placeText))];
  if (places.length === 0) return 'No place is known';
  if (known.length === 0) return 'It is not known in which place it lies';
  if (known.length === 1) return `By every address that is known it lies in ${known[0]}`;
  return `Where it lies depends on what counts: ${known.join('; ')}`;
}

function placeRow(place: ProfilePlace) {
  const { basis, postcode, source } = place;
  return { basis: bases[basis], postcode, where: placeText(place), source };
}

function decisionsTitle({ decisions }: SupplierProfile): string {
  const holding = decisions.filter(({ decision }) => decision.undoneAt === null).length;
  if (decisions.length === 0) return 'Nobody has decided about it';
  return `${countOf(holding, 'decision holds', 'decisions hold')} of ${countText(decisions.length)} made`;
}

function factsOf({ names, supplierNumbers, companyNumbers }: SupplierProfile) {
  const payments = names.reduce((sum, one) => sum + one.payments, 0);
  const firsts = names.flatMap(({ firstPaid }) => firstPaid ?? []).toSorted();
  const lasts = names.flatMap(({ lastPaid }) => lastPaid ?? []).toSorted();
  const [first, last] = [firsts[0], lasts.at(-1)];
  const fact = (label: string, text: string) => (text === '' ? [] : [{ label, text }]);
  return [
    ...fact('Payments and credits', countText(payments)),
    ...fact('First paid', first === undefined ? '' : dayText(first)),
    ...fact('Last paid', last === undefined ? '' : dayText(last)),
    ...fact(
      supplierNumbers.length === 1 ? 'Supplier number' : 'Supplier numbers',
      supplierNumbers.join(', '),
    ),
    ...fact('Organisation number in the ledger', companyNumbers.join(', ')),
  ];
}

/** The newest decision that holds, and how many more there are. */
function decidedNow({ decisions, organisations }: SupplierProfile) {
  const names = new Map(organisations.map(({ entity }) => [entity.identifier, entity.name] as const));
  const [newest, ...others] = decisions.filter(({ decision }) => decision.undoneAt === null);
  if (newest === undefined) return null;
  const more =
    others.length === 0 ? null : `${countOf(others.length, 'more decision holds', 'more decisions hold')}`;
  return { ...decidedView(newest.decision, names), more };
}

/** Everything on the page of one supplier, for the organisation itself. */
export function profileView(profile: SupplierProfile) {
  const { payee, name, definition, names, decidedKinds, places } = profile;
  return {
    ...{ name, payee, editions: profile.editions, isMatching: profile.isMatching, reasons: profile.reasons },
    lead: [...whoSentences(profile), paidSentence(profile)],
    warnings: warningsOf(profile),
    facts: factsOf(profile),
    decided: decidedNow(profile),
    spend: { title: spendFinding(profile), rows: spendRows(profile), by: profile.serviceBy },
    names: { title: namesTitle(profile), rows: names.map(nameRow) },
    organisations: organisationsView(profile),
    decidedKinds: { title: kindsTitle(decidedKinds), rows: decidedKinds.map(answerRow) },
    places: { title: placesTitle(profile), rows: places.map(placeRow) },
    decisions: { title: decisionsTitle(profile), rows: profile.decisions.map(decisionRow) },
    definition: definition.name,
    links: {
      payments: paymentsAddress(payee, definition.id),
      review: caseAddress(payee, null),
      csv: profileCsvAddress(payee, 'internal'),
    },
  };
}
