import type { DecisionInUse } from '../../../actions/suppliers/types.ts';
import { listInWords } from '../../../domain/spend/findings.ts';
import { type EntityStatus, type PlainOutcome, schemeOf } from '../../../domain/suppliers/index.ts';
import type { Share } from '../../../domain/values/index.ts';
import { countText, percentText, poundsText } from '../../components/words.ts';
import { pointsText } from '../definitions/changeTable.ts';

/** A decision as it is kept, with the names of people. */
export type ShownDecision = DecisionInUse['decision'];

const registers: Readonly<Record<string, string>> = {
  'GB-COH': 'Company',
  'GB-CHC': 'Charity',
  'GB-SC': 'Scottish charity',
  'GB-NIC': 'Northern Ireland charity',
};

/** `Company 99417722` from an org-id; the org-id itself of a register that has no short name here. */
export function numberWords(identifier: string): string {
  const scheme = schemeOf(identifier);
  const register = registers[scheme];
  return register === undefined ? identifier : `${register} ${identifier.slice(scheme.length + 1)}`;
}

/** What a person can say a supplier is, when it is no organisation on a register; with the key of each. */
export const plainChoices: readonly {
  readonly value: PlainOutcome;
  readonly text: string;
  readonly key: string;
}[] = [
  { value: 'none', text: 'None of these', key: 'n' },
  { value: 'person', text: 'A person', key: 'p' },
  { value: 'public-body', text: 'A public body', key: 'b' },
  { value: 'several', text: 'Several suppliers under one name', key: 's' },
];

const plainWords: Readonly<Record<PlainOutcome, string>> = {
  none: 'on no register in use',
  person: 'a person',
  'public-body': 'a public body',
  several: 'several suppliers under one name',
};

/** What was decided, to stand after "is": `a public body`, or the organisation with its number. */
export function outcomeWords({ outcome }: Pick<ShownDecision, 'outcome'>, name: string | null): string {
  if (outcome.kind !== 'linked') return plainWords[outcome.kind];
  const number = numberWords(outcome.identifier);
  const who = name === null ? number.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase()) : name;
  const which = name === null ? who : `${who} (${number})`;
  return outcome.deliveryPostcode === null
    ? which
    : `${which}, with work done at ${outcome.deliveryPostcode}`;
}

const statusNames: Readonly<Record<EntityStatus, string>> = {
  active: 'Active',
  dormant: 'Dormant',
  closing: 'Closing',
  closed: 'Closed',
  'not stated': 'Not stated',
};

/** Whether an organisation goes on, in the words of its register where it has some. */
export function statusText(status: EntityStatus, words: string): string {
  return words.trim() === '' ? statusNames[status] : words.trim();
}

/** `16 points`: how wide a range is, rounded half up; with a tenth where it is under ten. */
export function widthText(width: Share): string {
  if (width >= 0.0995) return `${percentText(width).replace('%', '')} points`;
  return pointsText(width)
    .replace(/\.0 /, ' ')
    .replace(/^1 points/, '1 point');
}

/** `“A” and “B”`: texts as they stand in a ledger. */
export function quotedList(texts: readonly string[]): string {
  return listInWords(texts.map((text) => `“${text}”`));
}

/** `£1,412,806.40`, or `−£12.00` for a credit. */
export function exactPounds(pence: number): string {
  return `£${poundsText(pence)}`.replace('£−', '−£');
}

/** `£1,412,806`: without the pennies, for a list that is only compared. */
export function wholePounds(pence: number): string {
  const pounds = countText(Math.abs(Math.trunc(pence / 100)));
  return pence < 0 ? `−£${pounds}` : `£${pounds}`;
}
