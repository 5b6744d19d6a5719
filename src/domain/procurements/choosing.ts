import { accept, type Decision, type Ratio, refuse, signOf } from '../values/index.ts';
import { poundsIn } from './commitments/readResults.ts';
import { withFormulas } from './evaluation.ts';
import type { PriceFormula, QuantityFormula } from './scoring/types.ts';
import { chosenFormulas, type TenderToEvaluate } from './tenderFile.ts';

/** Which formulas somebody wants to try, as a form or an address says it; null for those of the file. */
export interface AskedFormulas {
  readonly quantity: string | null;
  readonly price: string | null;
  /** The target in pounds; null or empty for that of the file. */
  readonly target: string | null;
  readonly reference: string | null;
}

/** The formulas that can be chosen for a tender: the chosen one of the file first. */
export function formulasFor({ tender, otherQuantities, otherPrices }: TenderToEvaluate): {
  readonly quantities: readonly QuantityFormula[];
  readonly prices: readonly PriceFormula[];
} {
  const { quantity, price } = chosenFormulas(tender.criteria);
  return {
    quantities: quantity ? [quantity, ...otherQuantities] : [],
    prices: price ? [price, ...otherPrices] : [],
  };
}

/** The formulas with one in the place of that of the same kind, or added. */
function placed<F extends { readonly kind: string }>(formulas: readonly F[], one: F | null): readonly F[] {
  if (one === null) return formulas;
  const isThere = formulas.some(({ kind }) => kind === one.kind);
  return isThere ? formulas.map((each) => (each.kind === one.kind ? one : each)) : [...formulas, one];
}

function amountOf(text: string | null, what: 'target' | 'reference'): Decision<Ratio | null> {
  if (text === null || text.trim() === '') return accept(null);
  const amount = poundsIn(text);
  if (amount && signOf(amount) > 0) return accept(amount);
  const name = what === 'target' ? 'target' : 'reference price';
  return refuse(what, `Enter the ${name} as an amount in pounds above nought, such as 200000.`);
}

function pick<F extends { readonly kind: string }>(
  formulas: readonly F[],
  asked: string | null,
): F | undefined {
  return asked === null || asked === '' ? formulas[0] : formulas.find(({ kind }) => kind === asked);
}

function notThere(what: 'quantity' | 'price', asked: string | null): Decision<never> {
  if (asked === 'target') return refuse('target', 'Enter the target in pounds.');
  if (asked === 'reference') return refuse('reference', 'Enter the reference price in pounds.');
  return refuse(what, 'Select a formula from the list.');
}

/**
 * A tender under other formulas than those of its file, which are then among those that it is compared with. A target or a
 * reference price takes the place of that of the file. Refuses what is no formula, or lacks its amount.
 */
export function chooseFormulas(file: TenderToEvaluate, asked: AskedFormulas): Decision<TenderToEvaluate> {
  const [target, reference] = [amountOf(asked.target, 'target'), amountOf(asked.reference, 'reference')];
  if (!target.ok) return target;
  if (!reference.ok) return reference;
  const known = formulasFor(file);
  const takesTarget = known.quantities.length > 0 && target.value !== null;
  const takesReference =
    known.prices.length > 0 && known.prices[0]?.kind !== 'quality-per-pound' && reference.value !== null;
  const quantities = placed<QuantityFormula>(
    known.quantities,
    takesTarget && target.value ? { kind: 'target', target: target.value } : null,
  );
  const prices = placed<PriceFormula>(
    known.prices,
    takesReference && reference.value ? { kind: 'reference', reference: reference.value } : null,
  );
  const [quantity, price] = [pick(quantities, asked.quantity), pick(prices, asked.price)];
  if (!quantity && quantities.length > 0) return notThere('quantity', asked.quantity);
  if (!price && prices.length > 0) return notThere('price', asked.price);
  return accept({
    title: file.title,
    tender: {
      ...file.tender,
      criteria: withFormulas(file.tender.criteria, quantity ?? null, price ?? null),
    },
    otherQuantities: quantities.filter((each) => each !== quantity),
    otherPrices: prices.filter((each) => each !== price),
  });
}
