import type { NameEvidence } from './nameEvidence.ts';

/** What the scorer sees of one reading beside one name: each is a number that its weight is multiplied with. */
export const nameFeatures = [
  'always',
  'every word meets',
  'every word meets, but few',
  'share of ours alone',
  'share of theirs alone',
  'weight of ours alone',
  'weight of theirs alone',
  'both have words alone',
  'spelled roughly',
  'another word',
  'weight that meets',
  'little weight meets',
  'same key',
  'same words',
  'other order',
  'form on our side only',
  'form on their side only',
  'forms ledgers mix up',
  'forms differ',
  'read up to a form',
  'read as the other name',
  'read in part',
  'one word meets',
  'one word, form on their side only',
] as const;
export type NameFeature = (typeof nameFeatures)[number];

/** What the decision sees of the likeliest organisation beside the others. */
export const choiceFeatures = [
  'always',
  'score',
  'ahead of the next',
  'namesake',
  'longer names',
  'the only longer name',
  'looks like a person',
] as const;
export type ChoiceFeature = (typeof choiceFeatures)[number];

const enough = 2.5;
const little = 1.2;
const few = 1.5;
const nothing = 1e-9;
const flag = (holds: boolean) => (holds ? 1 : 0);

/** The features of one reading beside one name, in the order of `nameFeatures`. */
export function featuresOf(evidence: NameEvidence): readonly number[] {
  const { ours, oursAlone, theirs, theirsAlone, met, roughness, form, reading } = evidence;
  const complete = oursAlone < nothing && theirsAlone < nothing;
  return [
    1,
    flag(complete),
    complete ? Math.max(0, few - met) : 0,
    oursAlone / Math.max(ours, nothing),
    theirsAlone / Math.max(theirs, nothing),
    oursAlone,
    theirsAlone,
    Math.min(oursAlone, theirsAlone),
    roughness,
    evidence.otherWords,
    Math.min(met, enough),
    Math.max(0, little - met),
    flag(evidence.exact),
    flag(complete && roughness < nothing && evidence.alignment.inOrder),
    flag(!evidence.alignment.inOrder),
    flag(form === 'ours only'),
    flag(form === 'theirs only'),
    flag(form === 'near'),
    flag(form === 'different'),
    flag(reading.kind === 'legal'),
    flag(reading.kind === 'other'),
    flag(reading.kind === 'part'),
    flag(evidence.wordsMet <= 1),
    flag(evidence.wordsMet <= 1 && form === 'theirs only'),
  ];
}

/** What stands beside the likeliest organisation. Scores are on the scale of log odds. */
export interface Choice {
  readonly score: number;
  /** The score of the next organisation; null where there is none. */
  readonly next: number | null;
  /** Whether another organisation bears the very same name and nothing tells them apart. */
  readonly namesake: boolean;
  /** How many other organisations have all our words and more. */
  readonly longer: number;
  /** Whether the likeliest has all our words and more, and no other organisation has. */
  readonly onlyLonger: boolean;
  readonly person: boolean;
}

const furthest = 6;

/** The features of a choice, in the order of `choiceFeatures`. */
export function featuresOfChoice({
  score,
  next,
  namesake,
  longer,
  onlyLonger,
  person,
}: Choice): readonly number[] {
  const ahead = next === null ? furthest : Math.min(furthest, Math.max(0, score - next));
  return [1, score, ahead, flag(namesake), Math.log1p(longer), flag(onlyLonger), flag(person)];
}

/** The weighted sum of features: log odds that the pair is right. */
export function logOddsOf(features: readonly number[], weights: readonly number[]): number {
  return features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
}

/** Log odds as a number from 0 to 1. */
export function chanceOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
