import type { ChoiceFeature, NameFeature } from './features.ts';

/** How sure a link is: A most, C least. What is below C is not linked. */
export const bands = ['A', 'B', 'C'] as const;
export type Band = (typeof bands)[number];

/** The version of the rules by which names are matched; findings made under another one are made again. */
export const matchingRules = 'names-1';

/** What a band starts at, and how many of its links were right, by the labels, on audited names that the rules were not made on. */
export interface BandMeasure {
  readonly band: Band;
  readonly from: number;
  readonly right: number;
  readonly links: number;
}

/**
 * See docs/benchmarks.md, "Matching": measured by `npm run bench:matching` on the half of the names that the weights were
 * not fitted on. They count every link to a name labelled "no match" as wrong, though nobody had checked most of those labels.
 */
export const bandMeasures: readonly BandMeasure[] = [
  { band: 'A', from: 0.9, right: 340, links: 393 },
  { band: 'B', from: 0.7, right: 102, links: 135 },
  { band: 'C', from: 0.5, right: 29, links: 54 },
];

/** Below this an organisation is not even named as a suggestion. */
export const suggestionFloor = 0.05;

/** Fitted by `npm run bench:matching -- --fit` on the half of the audited names kept for making the rules. */
export const nameWeights: Readonly<Record<NameFeature, number>> = {
  always: -3.91,
  'every word meets': 1.33,
  'every word meets, but few': -0.9,
  'share of ours alone': -1.54,
  'share of theirs alone': 0.58,
  'weight of ours alone': -0.63,
  'weight of theirs alone': -0.51,
  'both have words alone': -1.92,
  'spelled roughly': -0.09,
  'another word': -0.68,
  'weight that meets': 1.2,
  'little weight meets': -0.89,
  'same key': 2.17,
  'same words': 0.79,
  'other order': -1.9,
  'form on our side only': -2.24,
  'form on their side only': -1.19,
  'forms ledgers mix up': -1.55,
  'forms differ': -2.04,
  'read up to a form': -0.7,
  'read as the other name': -2,
  'read in part': 0,
  'one word meets': -0.48,
  'one word, form on their side only': 0.39,
};

export const choiceWeights: Readonly<Record<ChoiceFeature, number>> = {
  always: -0.71,
  score: 0.9,
  'ahead of the next': 0.31,
  namesake: -0.71,
  'longer names': -0.35,
  'the only longer name': -0.06,
  'looks like a person': -0.87,
};
