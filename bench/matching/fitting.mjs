// Fits the weights of the matcher on the half of the names that is kept for making it.
import { isRight } from './ask.mjs';
import { fitWeights } from './fit.mjs';
import { linkMark } from './measure.mjs';

/** Weights that the labels cannot teach, because the people who made them did not read such names: set by hand. */
const byHand = { 'read up to a form': -0.7, 'read as the other name': -2, 'read in part': 0 };

function table(names, weights) {
  const rows = names.map((name, at) => {
    const written = /^[a-z]+$/.test(name) ? name : `'${name}'`;
    return `  ${written}: ${Number((byHand[name] ?? weights[at]).toFixed(2))},`;
  });
  return rows.join('\n');
}

/**
 * The tables for `bands.ts`, as text. Names whose label the register or a reader contradicts teach nothing, and neither
 * do names of a class that is never linked. Run it until nothing changes: which spelling of an organisation is looked
 * at depends on the weights.
 */
export function fittedTables({ product, asking, questions, read }) {
  const usable = questions
    .filter((one) => one.half === 'tuning' && !one.several && !one.held && asking.mayLink(one.name))
    .map((question) => ({ question, found: asking.features(question.name) }))
    .filter(({ question, found }) =>
      question.truth.length > 0
        ? true
        : !found.some(({ entity }) => read.get(linkMark(question, entity)) === 'right'),
    );
  const pairs = usable.flatMap(({ question, found }) =>
    found.map(({ evidence, entity }) => ({
      features: product.featuresOf(evidence),
      right: isRight(question, entity),
    })),
  );
  const choices = usable
    .filter(({ found }) => found.length > 0)
    .map(({ question, found: [top] }) => ({ features: top.choice, right: isRight(question, top.entity) }));
  return {
    names: table(product.nameFeatures, fitWeights(pairs)),
    choices: table(product.choiceFeatures, fitWeights(choices)),
  };
}
