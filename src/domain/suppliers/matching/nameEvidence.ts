import { type Alignment, alignKeys, type Meeting } from './alignment.ts';
import { type NameWord, tellingWords } from './matchingWords.ts';
import { type LegalForm, nameParts } from './matchKey.ts';
import type { NameReading } from './nameReadings.ts';
import type { MatchingKnowledge } from './types.ts';

/** How the legal forms of two names agree. */
export type FormRelation = 'same' | 'neither' | 'ours only' | 'theirs only' | 'near' | 'different';

/** Everything that can be said about one reading of a supplier's name beside one name of an organisation. */
export interface NameEvidence {
  readonly reading: NameReading;
  readonly alignment: Alignment;
  readonly form: FormRelation;
  /** The keys are the same, apart from where the spaces are. */
  readonly exact: boolean;
  readonly spacedAlike: boolean;
  /** The weight of all words of the reading, and of those that meet none. */
  readonly ours: number;
  readonly oursAlone: number;
  readonly theirs: number;
  readonly theirsAlone: number;
  /** The weight of the words that meet, and how much of it is lost by spelling and cutting off. */
  readonly met: number;
  readonly roughness: number;
  /** The part of it by words that are spelled otherwise although registers know our spelling too. */
  readonly otherWords: number;
  /** How many words of ours meet one of theirs. */
  readonly wordsMet: number;
}

/** Forms that ledgers mix up: a community interest company and a public company are limited too. */
const near: ReadonlySet<string> = new Set(['limited|community interest', 'limited|public limited']);

/** Compares legal forms; a form that only one side states is no contradiction. */
export function formRelation(ours: LegalForm | null, theirs: LegalForm | null): FormRelation {
  if (ours === theirs) return ours === null ? 'neither' : 'same';
  if (theirs === null) return 'ours only';
  if (ours === null) return 'theirs only';
  return near.has(`${ours}|${theirs}`) || near.has(`${theirs}|${ours}`) ? 'near' : 'different';
}

function weightOfAll(words: readonly NameWord[], knowledge: MatchingKnowledge): number {
  return words.reduce((sum, { stem }) => sum + knowledge.weightOf(stem), 0);
}

function lessWeight({ ours, theirs }: Meeting, knowledge: MatchingKnowledge): number {
  return Math.min(weightOfAll(ours, knowledge), weightOfAll(theirs, knowledge));
}

/** A spelling that no register has is a slip; one that registers have is another word: Harlow is not Harrow. */
function isOtherWord({ kind, ours }: Meeting, knowledge: MatchingKnowledge): boolean {
  return kind === 'spelling' && ours.some(({ stem }) => knowledge.weightOf(stem) < 1);
}

const longEnough = 8;

/** Whether two keys are one name, apart from where the spaces are. */
function sameLetters(one: string, other: string): boolean {
  const joined = (key: string) => key.replaceAll(' ', '');
  return one === other || (joined(one) === joined(other) && joined(one).length >= longEnough);
}

/** Lays a reading of a supplier's name beside a name of an organisation. */
export function nameEvidence(reading: NameReading, name: string, knowledge: MatchingKnowledge): NameEvidence {
  const { key, form } = nameParts(name);
  const alignment = alignKeys(reading.key, key, knowledge.words);
  const weights = alignment.meetings.map((meeting) => lessWeight(meeting, knowledge));
  const sum = (part: (meeting: Meeting, weight: number) => number) =>
    alignment.meetings.reduce((all, meeting, at) => all + part(meeting, weights[at] ?? 0), 0);
  const left = reading.left === '' ? [] : tellingWords(reading.left, knowledge.words);
  const oursAlone = weightOfAll([...alignment.oursAlone, ...left], knowledge);
  const theirsAlone = weightOfAll(alignment.theirsAlone, knowledge);
  const met = sum((_, weight) => weight);
  return {
    reading,
    alignment,
    form: formRelation(reading.form, form),
    exact: sameLetters(key, reading.key),
    spacedAlike: key === reading.key,
    ours: oursAlone + met,
    oursAlone,
    theirs: theirsAlone + met,
    theirsAlone,
    met,
    roughness: sum(({ quality }, weight) => (1 - quality) * weight),
    otherWords: sum((meeting, weight) => (isOtherWord(meeting, knowledge) ? weight : 0)),
    wordsMet: sum(({ ours }) => ours.length),
  };
}
