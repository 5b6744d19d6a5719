// Asks the product and its peers about every name, and judges the answers.
import { exactPeer, ratioPeer, tfidfPeer } from './peers.mjs';

const query = (name) => ({
  name,
  number: null,
  postcode: null,
  category: null,
  firstPaid: null,
  lastPaid: null,
});

/** Whether an organisation, or the same one on another register, is who was paid. */
export function isRight(question, entity) {
  return [entity.identifier, ...entity.alsoKnownAs].some((identifier) => question.truth.includes(identifier));
}

/** The product over a register: what it finds, and what its decisions rest on. */
export function askProduct(product, register) {
  const searchable = product.nameRegister(register, product.words);
  const knowledge = { words: product.words, payees: product.payees, weightOf: searchable.weightOf };
  const candidates = (asked) => searchable.lookUp(product.searchForSupplier(asked, knowledge));
  return {
    answer(name, more = {}) {
      const asked = { ...query(name), ...more };
      const match = product.decideSupplier(asked, candidates(asked), knowledge);
      const linked = match.finding.kind === 'linked';
      return {
        entity: linked ? match.candidates[0].entity : null,
        band: match.band,
        kind: match.finding.kind,
        named: match.candidates.map(({ entity }) => entity),
      };
    },
    features: (name) => product.decisionFeatures(query(name), candidates(query(name)), knowledge),
    mayLink: (name) => {
      const found = product.decideSupplier(query(name), [], knowledge).finding;
      return found.kind === 'unmatched' ? !/practice/.test(found.reasons[0]) : found.sort === 'person';
    },
  };
}

/** The peers with their usual cuts; each compares the product's normalised names. */
export function peersOver(register, matchKey) {
  const keys = register.map(({ name }) => matchKey(name));
  const kinds = [
    ['exact after normalisation', exactPeer(keys), [1]],
    ['edit ratio', ratioPeer(keys), [0.8, 0.9, 0.95]],
    ['TF-IDF of 3-grams', tfidfPeer(keys), [0.6, 0.8, 0.9]],
  ];
  return kinds.map(([name, peer, cuts]) => ({
    name,
    cuts,
    best(question) {
      const found = peer(matchKey(question.name));
      return found ? { entity: register[found.row], score: found.score } : null;
    },
  }));
}
