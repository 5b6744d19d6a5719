import { shortPounds, toPence } from '../values/index.ts';
import type { Analysis, Figure, Question, UnknownSupplier } from './analysis.ts';

/** The next step where postcodes are placed without a register. */
export const addPostcodes =
  'Add the ONS Postcode Directory. Until then a postcode is placed by its sector, and sectors that cross a boundary stay open.';

/** What would sharpen the figures most, in the order in which a person should do it. */
export function nextStep(seen: {
  readonly questions: readonly Question[];
  readonly figures: readonly Figure[];
  readonly unknownSuppliers: readonly UnknownSupplier[];
  readonly hasRegister: boolean;
}): Analysis['nextStep'] {
  const [question] = seen.questions;
  if (question) {
    return {
      sentence: `Answer a question about ${question.file}, which is not counted until then: ${question.sentence}`,
      command: question.howToAnswer,
    };
  }
  const innermost = seen.figures.filter((figure) => figure.ring.id === seen.figures[0]?.ring.id);
  const open = innermost
    .filter((figure) => figure.definition === seen.figures[0]?.definition)
    .reduce((sum, figure) => sum + figure.undeterminedPositivePence - figure.undeterminedNegativePence, 0);
  if (open === 0) return null;
  if (!seen.hasRegister && seen.unknownSuppliers.some((supplier) => supplier.candidates.length > 0)) {
    return {
      sentence: addPostcodes,
      command: 'sevenbox reference add onspd FILE',
    };
  }
  const named = seen.unknownSuppliers.filter((supplier) => supplier.payee === 'named').slice(0, 20);
  if (named.length === 0) return null;
  const worth = shortPounds(toPence(named.reduce((sum, supplier) => sum + Math.abs(supplier.pence), 0)));
  const who =
    named.length === 1
      ? 'the supplier that could not be placed is. It is'
      : `the ${named.length} largest suppliers that could not be placed are. Together they are`;
  return {
    sentence: `Say where ${who} worth ${worth}. In all ${shortPounds(toPence(open))} is open, credits counted without their sign.`,
    command: 'sevenbox reference add suppliers FILE',
  };
}
