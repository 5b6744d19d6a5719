export {
  type Band,
  type BandMeasure,
  bandMeasures,
  bands,
  matchingRules,
} from './bands.ts';
export {
  compareWithCandidate,
  decideSupplier,
  decisionFeatures,
  searchForSupplier,
} from './decideSupplier.ts';
export { choiceFeatures, featuresOf, nameFeatures } from './features.ts';
export {
  type MatchingWords,
  matchingWords,
  type NameClassRow,
  type NameWordRow,
  nameClasses,
  nameWordKinds,
} from './matchingWords.ts';
export { type LegalForm, legalForms, matchKey, type NameParts, nameParts } from './matchKey.ts';
export { type NameRegister, nameRegister, searchNearness } from './nameRegister.ts';
export type {
  MatchingKnowledge,
  SupplierMatch,
  SupplierQuery,
  SupplierSearch,
  WeighedCandidate,
} from './types.ts';
export { countWords, type WordCounter, type WordCounts, wordCounter, wordWeigher } from './wordWeights.ts';
