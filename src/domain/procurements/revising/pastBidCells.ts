import { parseRatio } from '../../values/index.ts';
import { poundsIn } from '../commitments/readResults.ts';
import { priceFormulaIn, quantityFormulaIn } from './formulaCells.ts';
import type { PastBidRow } from './pastBidRow.ts';

/** What columns are called in messages: those that hold for a whole procurement, and those that hold for a bid. */
export const tenderNames = {
  priceWeight: 'weight for price',
  qualityWeight: 'weight for quality',
  socialValueWeight: 'weight for social value',
  priceFormula: 'formula for price',
  socialValueFormula: 'formula for social value',
  qualityTop: 'best score for quality',
  qualityFloor: 'lowest score for quality',
} as const;
export const bidNames = { price: 'price', quality: 'score for quality' } as const;

const numbers = ['priceWeight', 'qualityWeight', 'socialValueWeight', 'qualityTop', 'qualityFloor'] as const;

/** A procurement, bidder or other name may be this long. */
const longest = 200;

function textProblems({ procurement, bidder }: PastBidRow): readonly string[] {
  return [
    ...(procurement.trim() === '' ? ['has no procurement.'] : []),
    ...(bidder.trim() === '' ? ['has no bidder. Write a name, or a number that stands for one.'] : []),
    ...(procurement.trim().length > longest ? ['has a procurement of more than 200 characters.'] : []),
    ...(bidder.trim().length > longest ? ['has a bidder of more than 200 characters.'] : []),
  ];
}

function numberProblems(row: PastBidRow): readonly string[] {
  const cells = [
    ...numbers.map((field) => [row[field], tenderNames[field]] as const),
    [row.quality, bidNames.quality] as const,
  ];
  const wrong = cells.filter(([cell]) => cell.trim() !== '' && !parseRatio(cell));
  const told = wrong.map(([cell, name]) => `has “${cell}” as ${name}. Write a number.`);
  const isPrice = row.price.trim() === '' || poundsIn(row.price) !== undefined;
  return isPrice ? told : [...told, `has “${row.price}” as price. Write an amount in pounds.`];
}

function formulaProblems({ priceFormula, socialValueFormula }: PastBidRow): readonly string[] {
  return [
    ...(priceFormulaIn(priceFormula)
      ? []
      : [
          `has “${priceFormula}” as formula for price. Write lowest, linear, reference with an amount, or quality per pound.`,
        ]),
    ...(quantityFormulaIn(socialValueFormula)
      ? []
      : [
          `has “${socialValueFormula}” as formula for social value. Write highest, highest for price, target with an amount, or bands such as 5%: 2, 10%: 4, above: 5.`,
        ]),
  ];
}

/** What is wrong with single cells of a row, apart from what it offers. */
export function cellProblems(row: PastBidRow): readonly string[] {
  return [...textProblems(row), ...numberProblems(row), ...formulaProblems(row)];
}
