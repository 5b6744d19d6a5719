import type { ReviewCase, ReviewQueue, SaidDecision } from '../../../actions/suppliers/types.ts';
import { formatMoment, millisecondsOf, type Refusal } from '../../../domain/values/index.ts';
import { countOf, countText, dayText } from '../../components/words.ts';
import { pointsText } from '../definitions/changeTable.ts';
import { caseAddress, paymentsAddress, queueAddress, undoAddress } from './addresses.ts';
import { besideEachOther, candidateView } from './candidateView.ts';
import { nextRows } from './queueView.ts';
import {
  exactPounds,
  numberWords,
  outcomeWords,
  plainChoices,
  quotedList,
  type ShownDecision,
} from './supplierWords.ts';

/** What nobody has said yet. */
export const nothingSaid: SaidDecision = {
  ...{ choice: '', identifier: '', deliveryPostcode: '', number: '', reason: '' },
};

function captionOf({ position, count, decision }: ReviewCase): string {
  if (position !== null) return `Supplier review, ${countText(position)} of ${countText(count)}`;
  return decision === null ? 'Supplier review' : 'Supplier review, decided';
}

function sinceText({ payments, firstPaid }: ReviewCase): string {
  const since = firstPaid === null ? '' : `, since ${dayText(firstPaid).replace(/^\d+ /, '')}`;
  return `${countText(payments)}${since}`;
}

function facts(shown: ReviewCase) {
  const { row, year, paidFor } = shown;
  return [
    { label: `Paid in ${year}`, text: exactPounds(row.pence) },
    { label: 'Narrows the range by', text: pointsText(row.narrows) },
    { label: 'Payments', text: sinceText(shown) },
    ...(paidFor.length > 0 ? [{ label: 'For', text: paidFor.join(', ') }] : []),
  ];
}

function placeSentence({ postcodes, companyNumbers }: ReviewCase): string {
  if (postcodes.length === 0 && companyNumbers.length === 0) return 'No postcode or company number.';
  const where = postcodes.length === 0 ? 'No postcode.' : `Postcode in the ledger: ${postcodes.join(', ')}.`;
  const who =
    companyNumbers.length === 0
      ? 'No company number.'
      : `Company number in the ledger: ${companyNumbers.join(', ')}.`;
  return `${where} ${who}`;
}

function writtenSentences(shown: ReviewCase): readonly string[] {
  const { alsoWritten, row } = shown;
  return [
    ...(alsoWritten.length > 0 ? [`Also written ${quotedList(alsoWritten)}.`] : []),
    ...(row.supplierNumber === null ? [] : [`Supplier number ${row.supplierNumber}.`]),
    placeSentence(shown),
  ];
}

/** A decision as the page of its supplier says it: what, by whom, when and why. */
export function decidedView(decision: ShownDecision, names: ReadonlyMap<string, string>) {
  const { outcome, decidedByName, decidedAt, reason, source } = decision;
  const name = outcome.kind === 'linked' ? (names.get(outcome.identifier) ?? null) : null;
  const who = source === 'dictionary' ? 'Taken over' : 'Decided';
  const by = decidedByName === null ? '' : ` by ${decidedByName}`;
  return {
    sentence: `“${decision.name}” is ${outcomeWords(decision, name)}.`,
    made: `${who}${by} on ${formatMoment(millisecondsOf(decidedAt))}.`,
    reason,
    undo: undoAddress(decision.id),
  };
}

/** The fields of the form in order, with what is wrong with each. */
function errorsOf(refusals: readonly Refusal[], first: string) {
  const hrefs: Readonly<Record<string, string>> = {
    choice: `#${first}`,
    identifier: '#identifier',
    'delivery-postcode': '#delivery-postcode',
    number: '#number',
    reason: '#reason',
  };
  return refusals.map(({ code, sentence }) => ({ text: sentence, href: hrefs[code] ?? `#${first}` }));
}

function errorFor(refusals: readonly Refusal[], field: string): string | null {
  return refusals.find(({ code }) => code === field)?.sentence ?? null;
}

function choicesOf(shown: ReviewCase, said: SaidDecision) {
  const candidates = shown.candidates.map((one, index) => candidateView(one, index, said.choice));
  const isFolded = (index: number) => index >= besideEachOther;
  return {
    beside: candidates.filter((_, index) => !isFolded(index)),
    folded: candidates.filter((_, index) => isFolded(index)),
    isUnfolded: candidates.some(({ isChosen }, index) => isFolded(index) && isChosen),
    others: plainChoices.map((one) => ({
      ...one,
      text: one.value === 'none' && candidates.length === 0 ? 'On no register in use' : one.text,
      id: `choice-${one.value}`,
      isChosen: one.value === said.choice,
    })),
    isNumbered: said.choice === 'number',
    elsewhere: { isChosen: said.choice === 'elsewhere', isOffered: candidates.length > 0 },
    identifiers: [
      { value: '', text: 'Select a supplier' },
      ...candidates.map(({ identifier, name }) => ({
        value: identifier,
        text: `${name} (${numberWords(identifier)})`,
        selected: identifier === said.identifier,
      })),
    ],
  };
}

/** Why there is nobody to choose from. */
function nobodySentence({ editions, isMatching }: ReviewQueue): string {
  if (isMatching) return 'The names are being looked up in the registers. Look again in a few minutes.';
  return editions.length === 0
    ? 'No register of organisations is in use, so there is nobody to choose from.'
    : 'The registers in use hold no organisation that could be this supplier.';
}

function ways({ next, previous, year }: ReviewCase) {
  return {
    next: next === null ? null : caseAddress(next.payee, year),
    previous: previous === null ? null : caseAddress(previous.payee, year),
    skip: next === null ? queueAddress(year) : caseAddress(next.payee, year),
  };
}

/** Everything on the page on which it is said who a supplier is. */
export function caseView(
  shown: ReviewCase,
  queue: ReviewQueue,
  { said, refusals }: { readonly said: SaidDecision; readonly refusals: readonly Refusal[] },
) {
  const { row, year, decision, candidates } = shown;
  const names = new Map(candidates.map(({ entity }) => [entity.identifier, entity.name] as const));
  const choices = choicesOf(shown, said);
  const firstId = choices.beside[0]?.id ?? 'choice-none';
  return {
    ...{ caption: captionOf(shown), title: `Who is “${row.name}”?`, facts: facts(shown), year },
    ...{ written: writtenSentences(shown), reasons: shown.reasons, said, ...choices, ...ways(shown) },
    payments: paymentsAddress(row.payee, queue.definition.id),
    paymentsText: `See the ${countOf(shown.payments, 'payment')}`,
    action: caseAddress(row.payee, null),
    payee: row.payee,
    decision: decision === null ? null : decidedView(decision, names),
    queue: { rows: nextRows(queue, row), href: queueAddress(year), count: queue.count },
    nobody: nobodySentence(queue),
    errors: errorsOf(refusals, firstId),
    errorOf: {
      choice: errorFor(refusals, 'choice'),
      identifier: errorFor(refusals, 'identifier'),
      postcode: errorFor(refusals, 'delivery-postcode'),
      number: errorFor(refusals, 'number'),
      reason: errorFor(refusals, 'reason'),
    },
  };
}
