import { exactText, formatRatio, poundsText, type Ratio, ratio, timesRatios } from '../../values/index.ts';
import type { PriceFormula, QuantityFormula } from './types.ts';

/** `21.1%` or `40%`: a share in per cent, rounded half up at one decimal. */
export function percentText(share: Ratio): string {
  return `${formatRatio(timesRatios(share, ratio(100)), 1).replace(/\.0$/, '')}%`;
}

/** What a formula for quantity is called on pages. */
export function quantityName(formula: QuantityFormula): string {
  switch (formula.kind) {
    case 'highest':
      return 'Share of the highest promise';
    case 'highest-for-price':
      return 'Share of the highest promise for its price';
    case 'target':
      return `Target of ${poundsText(formula.target)}, with a cap`;
    case 'bands':
      return 'Bands by share of the price';
  }
}

/** How a formula for quantity works, in a sentence. */
export function quantitySentence(formula: QuantityFormula): string {
  switch (formula.kind) {
    case 'highest':
      return 'The highest promise in pounds gets all points, every other its share of that one.';
    case 'highest-for-price':
      return 'The highest promise for each pound of price gets all points, every other its share of that one.';
    case 'target':
      return `A promise of ${poundsText(formula.target)} or more gets all points, a smaller one its share of the target.`;
    case 'bands': {
      const steps = formula.bands.map(({ upTo, points }) =>
        upTo === null ? `${exactText(points)} above that` : `${exactText(points)} up to ${percentText(upTo)}`,
      );
      return `Points by the promise as a share of the bidder’s own price: ${steps.join(', ')}.`;
    }
  }
}

/** What a formula for price is called on pages. */
export function priceName(formula: PriceFormula): string {
  switch (formula.kind) {
    case 'lowest':
      return 'Lowest price over price';
    case 'linear':
      return 'Distance from the lowest price';
    case 'reference':
      return `Against a reference price of ${poundsText(formula.reference)}`;
    case 'quality-per-pound':
      return 'Quality for each pound';
  }
}

/** How a formula for price works, in a sentence that says whether it depends on other bids. */
export function priceSentence(formula: PriceFormula): string {
  switch (formula.kind) {
    case 'lowest':
      return 'The lowest price gets all points, every other the lowest price divided by its own. It depends on the other bids.';
    case 'linear':
      return 'The lowest price gets all points, and a price twice as high gets none. It depends on the other bids.';
    case 'reference':
      return `A price of ${poundsText(formula.reference)} or less gets all points, and a price twice as high gets none. It does not depend on the other bids.`;
    case 'quality-per-pound':
      return 'The points for everything but price are divided by the price. It does not depend on the other bids.';
  }
}
