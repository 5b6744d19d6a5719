// Invented tenders, always the same for a seed: every formula for quantity with every formula for price, in turn.
import { plainWinners } from './plain.mjs';

/** Numbers from 0 below 1; the same seed gives the same ones. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fraction = (numerator, denominator = 1) => ({
  numerator: BigInt(numerator),
  denominator: BigInt(denominator),
});
const halves = (count) => (count % 2 === 0 ? fraction(count / 2) : fraction(count, 2));

const quantities = [
  { kind: 'highest' },
  { kind: 'highest-for-price' },
  { kind: 'target', target: fraction(80_000) },
  {
    kind: 'bands',
    bands: [
      { upTo: fraction(1, 20), points: fraction(1) },
      { upTo: fraction(1, 10), points: fraction(2) },
      { upTo: fraction(3, 20), points: fraction(3) },
      { upTo: null, points: fraction(5) },
    ],
  },
];
const prices = [
  { kind: 'lowest' },
  { kind: 'linear' },
  { kind: 'reference', reference: fraction(450_000) },
  { kind: 'quality-per-pound' },
];

/** Whole weights of at least 2 that sum to 100. Two of the panel weigh the same, so that bids can tie. */
function weightsOf(criteria, random) {
  const weights = Array.from({ length: criteria }, () => 2);
  for (let left = 100 - 2 * criteria; left > 0; left -= 1) weights[Math.floor(random() * criteria)] += 1;
  if (criteria < 4) return weights;
  const both = weights[2] + weights[3];
  weights[2] = Math.floor(both / 2);
  weights[3] = weights[2];
  weights[0] += both % 2;
  return weights;
}

/** Price, quantity and the panel, whose last criterion has a floor. */
function criteriaOf(number, count, random) {
  const price = prices[Math.floor(number / quantities.length) % prices.length];
  const weights = weightsOf(count, random);
  if (price.kind === 'quality-per-pound') weights[0] = 0;
  return weights.map((weight, column) => {
    const named = { id: `c${column}`, name: `Criterion ${column}`, weight: fraction(weight) };
    if (column === 0) return { ...named, assessment: { kind: 'price', formula: price } };
    const formula = quantities[number % quantities.length];
    if (column === 1) return { ...named, assessment: { kind: 'quantity', formula } };
    const floor = column === count - 1 ? fraction(1) : null;
    return { ...named, assessment: { kind: 'panel', top: fraction(5), floor } };
  });
}

function bidOf(number, criteria, random) {
  const panel = criteria.filter(({ assessment }) => assessment.kind === 'panel');
  const score = () => halves(random() < 0.02 ? 1 : 3 + Math.floor(random() * 8));
  return {
    ...{ id: `b${number}`, name: `Bid ${number}` },
    price: fraction(400_000 + Math.floor(random() * 200_000)),
    socialValue: fraction(random() < 0.05 ? 0 : Math.floor(random() * 120_000)),
    scores: new Map(panel.map(({ id }) => [id, score()])),
  };
}

/** The same bid with its scores for two criteria of the same weight the other way round: it ties with it. */
function twinOf(bid, id) {
  const scores = new Map([...bid.scores, ['c2', bid.scores.get('c3')], ['c3', bid.scores.get('c2')]]);
  return { ...bid, id, name: `Twin of ${bid.name}`, scores };
}

/** In one tender of ten another bid is the twin of the best, so that awards are tied too. */
function withTwin(tender, number) {
  const { criteria, bids } = tender;
  if (number % 10 !== 9 || criteria.length < 5) return tender;
  const [winner] = plainWinners(tender);
  const best = bids.find(({ id }) => id === winner) ?? bids[0];
  const left = bids.findLast((bid) => bid !== best);
  return { criteria, bids: bids.map((bid) => (bid === left ? twinOf(best, left.id) : bid)) };
}

/** So many invented tenders of a size. */
export function tendersOf({ bids, criteria, count, seed }) {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => {
    const rows = criteriaOf(number, criteria, random);
    const offered = Array.from({ length: bids }, (_none, place) => bidOf(place, rows, random));
    return withTwin({ criteria: rows, bids: offered }, number);
  });
}
