import {
  addRatios,
  compareRatios,
  dividedBy,
  larger,
  minus,
  nought,
  one,
  type Ratio,
  ratio,
  signOf,
  smaller,
} from '../../values/index.ts';
import type { Band, Bid, PriceFormula, QuantityFormula } from './types.ts';

const two = ratio(2);

function highest(all: readonly Ratio[]): Ratio {
  return all.reduce(larger, nought);
}

/** Shares of the highest; nought for everybody where nobody offers anything. */
function sharesOfHighest(all: readonly Ratio[]): readonly Ratio[] {
  const best = highest(all);
  return all.map((each) => (signOf(best) === 0 ? nought : dividedBy(each, best)));
}

/** The value of what is offered as a share of the bidder's own price. */
export function valueForPrice({ socialValue, price }: Pick<Bid, 'socialValue' | 'price'>): Ratio {
  return dividedBy(socialValue, price);
}

function bandOf(bands: readonly Band[], share: Ratio): Ratio {
  const band = bands.find(({ upTo }) => upTo === null || compareRatios(share, upTo) <= 0);
  return band?.points ?? nought;
}

/**
 * The share of the points for quantity that each bid gets. Formulas F1 to F4: relative to the highest, relative to the
 * highest for its price, a target with a cap, bands by share of the bidder's own price with their upper ends inclusive.
 */
export function quantityShares(formula: QuantityFormula, bids: readonly Bid[]): readonly Ratio[] {
  switch (formula.kind) {
    case 'highest':
      return sharesOfHighest(bids.map(({ socialValue }) => socialValue));
    case 'highest-for-price':
      return sharesOfHighest(bids.map(valueForPrice));
    case 'target':
      return bids.map(({ socialValue }) => smaller(dividedBy(socialValue, formula.target), one));
    case 'bands': {
      const top = highest(formula.bands.map(({ points }) => points));
      return bids.map((bid) => dividedBy(bandOf(formula.bands, valueForPrice(bid)), top));
    }
  }
}

/**
 * The share of the points for price that each bid gets. Formulas P1 to P3: lowest price ÷ price; 2 − price ÷ lowest price,
 * not below nought; 2 − price ÷ reference price, between nought and one. Quality per pound gives no points for price.
 */
export function priceShares(formula: PriceFormula, bids: readonly Bid[]): readonly Ratio[] {
  const prices = bids.map(({ price }) => price);
  const lowest = prices.reduce(smaller, prices[0] ?? one);
  switch (formula.kind) {
    case 'lowest':
      return prices.map((price) => dividedBy(lowest, price));
    case 'linear':
      return prices.map((price) => larger(nought, minus(two, dividedBy(price, lowest))));
    case 'reference':
      return prices.map((price) =>
        smaller(one, larger(nought, minus(two, dividedBy(price, formula.reference)))),
      );
    case 'quality-per-pound':
      return prices.map(() => nought);
  }
}

/** Whether what one bid gets under a formula depends on what the other bids say. */
export function dependsOnOthers(formula: QuantityFormula | PriceFormula): boolean {
  return ['highest', 'highest-for-price', 'lowest', 'linear'].includes(formula.kind);
}

/** All weights together. */
export function weightOf(criteria: readonly { readonly weight: Ratio }[]): Ratio {
  return addRatios(...criteria.map(({ weight }) => weight));
}
