import type { ChoiceFeature, NameFeature } from './features.ts';

/** How sure a link is: A most, C least. What is below C is not linked. */
export const bands = ['A', 'B', 'C'] as const;
export type Band = (typeof bands)[number];

/** The version of the rules by which names are matched; findings made under another one are made again. */
export const matchingRules = 'names-1';

/** What a band starts at, and how many of its links were right on audited names that the rules were not made on. */
export interface BandMeasure {
  readonly band: Band;
  readonly from: number;
  readonly right: number;
  readonly links: number;
}

/** See docs/benchmarks.md, "Matching": measured by `npm run bench:matching` on the half of the names kept for the test. */
export const bandMeasures: readonly BandMeasure[] = [
  { band: 'A', from: 0.9, right: 0, links: 0 },
  { band: 'B', from: 0.7, right: 0, links: 0 },
  { band: 'C', from: 0.5, right: 0, links: 0 },
];

/** Below this an organisation is not even named as a suggestion. */
export const suggestionFloor = 0.05;

/** Fitted by `npm run bench:matching -- --fit` on the half of the audited names kept for making the rules. */
export const nameWeights: Readonly<Record<NameFeature, number>> = {
  always: -3.72,
  'every word meets': 1.44,
  'every word meets, but few': -1.03,
  'share of ours alone': -1.47,
  'share of theirs alone': 0.44,
  'weight of ours alone': -0.83,
  'weight of theirs alone': -0.45,
  'both have words alone': -1.74,
  'spelled roughly': -0.25,
  'another word': -0.71,
  'weight that meets': 1.07,
  'little weight meets': -0.8,
  'same key': 2.22,
  'same words': 0.67,
  'other order': -1.94,
  'form on our side only': -2.26,
  'form on their side only': -1.13,
  'forms ledgers mix up': -0.85,
  'forms differ': -2.04,
  'read up to a form': -0.7,
  'read as the other name': -2,
  'read in part': -1.02,
  'one word meets': -0.61,
  'one word, form on their side only': 0.36,
};

export const choiceWeights: Readonly<Record<ChoiceFeature, number>> = {
  always: -0.11,
  score: 0.97,
  'ahead of the next': 0.19,
  namesake: -1.59,
  'longer names': -0.41,
  'the only longer name': -0.3,
  'looks like a person': -0.83,
};
