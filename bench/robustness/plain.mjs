// What a script of one's own does: binary numbers, every bid scored again for every question, and weights tried one by one.
// The formulas are written here once more, so that the product is compared with something else than itself.

/** Totals that differ by less are taken for the same. */
export const close = 1e-9;

/** The nearest binary number to a fraction. */
export function numberOf({ numerator, denominator }) {
  return Number((numerator * 10n ** 18n) / denominator) / 1e18;
}

function quantityShare(formula, bid, bids) {
  const [value, price] = [numberOf(bid.socialValue), numberOf(bid.price)];
  const most = (of) => Math.max(...bids.map(of));
  if (formula.kind === 'highest') return value / (most((one) => numberOf(one.socialValue)) || 1);
  if (formula.kind === 'highest-for-price')
    return value / price / (most((one) => numberOf(one.socialValue) / numberOf(one.price)) || 1);
  if (formula.kind === 'target') return Math.min(1, value / numberOf(formula.target));
  const bands = formula.bands.map(({ upTo, points }) => [
    upTo ? numberOf(upTo) : Number.POSITIVE_INFINITY,
    numberOf(points),
  ]);
  const [, points] = bands.find(([end]) => value / price <= end + 1e-15);
  return points / Math.max(...bands.map(([, one]) => one));
}

function priceShare(formula, bid, bids) {
  const price = numberOf(bid.price);
  const lowest = Math.min(...bids.map((one) => numberOf(one.price)));
  if (formula.kind === 'lowest') return lowest / price;
  if (formula.kind === 'linear') return Math.max(0, 2 - price / lowest);
  if (formula.kind === 'reference') return Math.min(1, Math.max(0, 2 - price / numberOf(formula.reference)));
  return 0;
}

function shareOf({ id, assessment }, bid, bids) {
  if (assessment.kind === 'price') return priceShare(assessment.formula, bid, bids);
  if (assessment.kind === 'quantity') return quantityShare(assessment.formula, bid, bids);
  return numberOf(bid.scores.get(id)) / numberOf(assessment.top);
}

const isIn = (criteria) => (bid) =>
  criteria.every(
    ({ id, assessment }) =>
      assessment.kind !== 'panel' ||
      assessment.floor === null ||
      numberOf(bid.scores.get(id)) >= numberOf(assessment.floor),
  );

/** The points of every bid that is in, by its id. */
export function plainTotals({ criteria, bids }) {
  const standing = bids.filter(isIn(criteria));
  const perPound = criteria.some(({ assessment }) => assessment.formula?.kind === 'quality-per-pound');
  return new Map(
    standing.map((bid) => {
      let sum = 0;
      for (const one of criteria) sum += numberOf(one.weight) * shareOf(one, bid, standing);
      return [bid.id, perPound ? (sum * 1000) / numberOf(bid.price) : sum];
    }),
  );
}

/** The bids with the most points, those as close as rounding included. */
export function plainWinners(tender) {
  const totals = plainTotals(tender);
  const most = Math.max(...totals.values());
  return [...totals].filter(([, total]) => most - total < close).map(([id]) => id);
}

/** For each bid that lost, the best of the others once it is gone. */
export function plainRemovals(tender) {
  const [best, totals] = [plainWinners(tender), plainTotals(tender)];
  const lost = tender.bids.filter(({ id }) => totals.has(id) && !best.includes(id));
  return new Map(
    lost.map((bid) => [bid.id, plainWinners({ ...tender, bids: tender.bids.filter((one) => one !== bid) })]),
  );
}

/** The winner at every weight of every criterion, in so many equal steps, the others keeping their proportions. */
export function gridOfWinners({ weights, shares }, steps) {
  const own = weights.map(numberOf);
  const rows = shares.map((row) => row.map(numberOf));
  const all = own.reduce((sum, one) => sum + one, 0);
  return own.map((weight, criterion) => {
    const winners = new Uint8Array(steps + 1);
    for (let step = 0; step <= steps; step += 1) {
      const at = step / steps;
      const scale = all === weight ? 0 : (1 - at) / (all - weight);
      let most = Number.NEGATIVE_INFINITY;
      for (let bid = 0; bid < rows.length; bid += 1) {
        let points = at * rows[bid][criterion];
        for (let column = 0; column < own.length; column += 1)
          if (column !== criterion) points += own[column] * scale * rows[bid][column];
        if (points > most) [most, winners[step]] = [points, bid];
      }
    }
    return winners;
  });
}
