export { canBeChosen, profileFromAnswer } from './answerOf.ts';
export {
  type Answers,
  answersFileText,
  answersSchema,
  columnReference,
  type MappingOptions,
  type Profile,
  profileFor,
  profileFrom,
  unusedProfiles,
} from './answers.ts';
export {
  type DateOrderDecision,
  type DateOrderSetting,
  type DateOrderSource,
  decideDateOrder,
} from './dateOrder.ts';
export { decideMapping } from './decideMapping.ts';
export { headerKey, headerSignature } from './headerText.ts';
export { monthsOfName } from './monthsOfName.ts';
export { roleWords } from './suggestions.ts';
export * from './types.ts';
export * from './vocabulary.ts';
