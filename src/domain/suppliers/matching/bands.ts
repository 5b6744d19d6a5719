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
  { band: 'C', from: 0.4, right: 0, links: 0 },
];

/** Below this an organisation is not even named as a suggestion. */
export const suggestionFloor = 0.05;

/** Fitted by `npm run bench:matching -- --fit` on the half of the audited names kept for making the rules. */
export const nameWeights: Readonly<Record<NameFeature, number>> = {
  always: -3.54,
  'every word meets': 1.82,
  'every word meets, but few': -1.42,
  'share of ours alone': -2.58,
  'share of theirs alone': 1.79,
  'weight of ours alone': 0.3,
  'weight of theirs alone': -0.52,
  'both have words alone': -2.73,
  'spelled roughly': -1.91,
  'weight that meets': 1.16,
  'little weight meets': -1.6,
  'same key': 2.73,
  'other order or spacing': 0.14,
  'form on our side only': -2.42,
  'form on their side only': -1.25,
  'forms ledgers mix up': -1.26,
  'forms differ': -3.08,
  'read up to a form': -2.09,
  'read as the other name': -1.48,
  'read in part': 0.9,
  'one word meets': -0.23,
};

export const choiceWeights: Readonly<Record<ChoiceFeature, number>> = {
  always: -1.26,
  score: 0.97,
  'ahead of the next': 0.33,
  namesake: -0.9,
  'longer names': -0.15,
  'looks like a person': -0.81,
};
