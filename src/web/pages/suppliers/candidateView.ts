import type { ReviewCandidate } from '../../../actions/suppliers/types.ts';
import { listOfPlaces } from '../../../domain/spend/findings.ts';
import type { OtherName, RegisteredEntity } from '../../../domain/suppliers/index.ts';
import { countText, dayText } from '../../components/words.ts';
import { numberWords, statusText } from './supplierWords.ts';

/** A row of what is known of a candidate: a main text, perhaps a strong word before it, and a note below. */
export interface CandidateRow {
  readonly label: string;
  readonly strong: string;
  readonly text: string;
  readonly note: string;
}

/** How many candidates stand side by side before the others are folded away. */
export const besideEachOther = 3;
const mostNames = 4;
const mostActivities = 3;
const longestActivity = 160;

const likelihoods: Readonly<Record<ReviewCandidate['likelihood'], string>> = {
  'most likely': 'Most likely',
  possible: 'Possible',
  unlikely: 'Unlikely',
};

function monthText(day: string): string {
  return dayText(day).replace(/^\d+ /, '');
}

function nameText({ name, kind, until }: OtherName): string {
  if (kind === 'previous') return until === null ? name : `${name}, until ${monthText(until)}`;
  return kind === 'trading' ? `${name}, a trading name` : `${name}, another name`;
}

function rest(all: number, shown: number): readonly string[] {
  return all > shown ? [`and ${countText(all - shown)} more`] : [];
}

function otherNames({ otherNames: names }: RegisteredEntity): string {
  if (names.length === 0) return 'None';
  return [...names.slice(0, mostNames).map(nameText), ...rest(names.length, mostNames)].join('; ');
}

function shortened(text: string): string {
  return text.length > longestActivity ? `${text.slice(0, longestActivity).trimEnd()}…` : text;
}

function activities({ activities: all }: RegisteredEntity): string {
  if (all.length === 0) return 'Not stated';
  return [...all.slice(0, mostActivities).map(shortened), ...rest(all.length, mostActivities)].join('; ');
}

function statusRow({ status, statusWords, ended }: RegisteredEntity): CandidateRow {
  const words = statusText(status, statusWords);
  const isOver = status === 'closed' || status === 'closing';
  const day = ended === null ? '' : dayText(ended);
  return { label: 'Status', strong: isOver ? words : '', text: isOver ? day : words, note: '' };
}

function registeredRow(entity: RegisteredEntity, places: readonly string[]): CandidateRow {
  const where = [entity.town, entity.postcode].filter((part) => part !== null && part !== '').join(' ');
  const note = places.length > 0 ? `In ${listOfPlaces(places)}` : '';
  return { label: 'Registered', strong: '', text: where === '' ? 'No address' : where, note };
}

function plain(label: string, text: string, note = ''): CandidateRow {
  return { label, strong: '', text, note };
}

/** What a register has of an organisation, row by row. */
export function entityRows({
  entity,
  places,
}: Pick<ReviewCandidate, 'entity' | 'places'>): readonly CandidateRow[] {
  const also = entity.alsoKnownAs.map(numberWords);
  const kind = [entity.category, ...also.map((number) => `also ${number}`)].filter((text) => text !== '');
  return [
    plain('Number', numberWords(entity.identifier), kind.join(', ')),
    statusRow(entity),
    registeredRow(entity, places),
    plain('Other names', otherNames(entity)),
    plain('Started', entity.started === null ? 'Not stated' : dayText(entity.started)),
    plain('Activity', activities(entity)),
  ];
}

/** One organisation that a supplier may be, as it stands beside the others. */
export function candidateView(candidate: ReviewCandidate, index: number, chosen: string) {
  const { entity, likelihood, agrees, disagrees } = candidate;
  const value = `entity:${entity.identifier}`;
  return {
    ...{ id: `choice-${index + 1}`, value, name: entity.name, identifier: entity.identifier },
    ...{ rows: entityRows(candidate), agrees, disagrees },
    likelihood: likelihoods[likelihood],
    isBest: likelihood === 'most likely',
    isChosen: value === chosen,
    key: index < 9 ? String(index + 1) : null,
  };
}

export type CandidateView = ReturnType<typeof candidateView>;
