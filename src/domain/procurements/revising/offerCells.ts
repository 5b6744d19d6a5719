import { compareRatios, nought, one, parseRatio, type Ratio, ratio, signOf } from '../../values/index.ts';
import { poundsIn } from '../commitments/readResults.ts';
import { shareIn } from './formulaCells.ts';
import type { PastBidRow } from './pastBidRow.ts';
import type { OfferedQuantity, PastOffer } from './types.ts';

const hundred = ratio(100);
/** Something that begins like a number and was meant as one. */
const likeNumber = /^[-+£.\d]/;

function pairIn(text: string, between: RegExp): readonly [Ratio, Ratio] | undefined {
  const [first = '', second = '', ...more] = text.split(between);
  const [one, other] = [parseRatio(first), parseRatio(second)];
  return one && other && more.length === 0 ? [one, other] : undefined;
}

/**
 * A quantity as people write it: `1,200`, `£5,000`, `12 x 30` (hours for so many people), `45 of 60`, `75%`, `yes`, `no` or a
 * description. Undefined for something that begins as a number and is none.
 */
export function offeredIn(text: string): OfferedQuantity | undefined {
  const words = text.trim();
  const amount = poundsIn(words);
  if (amount) return { kind: 'amount', amount };
  const times = pairIn(words, /\s*[x×*]\s*/i);
  if (times) return { kind: 'times', hours: times[0], people: times[1] };
  const of = pairIn(words, /\s+(?:of|out of)\s+/i);
  if (of) return { kind: 'of', part: of[0], whole: of[1] };
  const percentage = words.endsWith('%') ? parseRatio(words.slice(0, -1)) : undefined;
  if (percentage) return { kind: 'of', part: percentage, whole: hundred };
  return likeNumber.test(words) ? undefined : { kind: 'words', text: words };
}

/** The amounts that a quantity is made of. */
function amountsOf(offered: OfferedQuantity): readonly Ratio[] {
  switch (offered.kind) {
    case 'amount':
      return [offered.amount];
    case 'times':
      return [offered.hours, offered.people];
    case 'of':
      return [offered.part, offered.whole];
    case 'words':
      return [];
  }
}

type Say = (sentence: string) => void;

function shareOf(cell: string, what: string, say: Say): Ratio | null {
  if (cell.trim() === '') return null;
  const share = shareIn(cell);
  if (share && signOf(share) >= 0 && compareRatios(share, one) <= 0) return share;
  say(`has “${cell}” as ${what}. Write a share such as 80% or 0.8.`);
  return null;
}

/** What a row offers; null where it offers nothing, or where something in it is wrong, which is told. */
export function offerIn(row: PastBidRow, say: Say): PastOffer | null {
  const reference = row.measure.trim();
  const written = row.quantity.trim();
  if (reference === '' && written === '') return null;
  if (reference === '') say('has a quantity and no measure. Write the reference of the measure.');
  if (reference.length > 40) say('has a reference of more than 40 characters.');
  if (written === '') say(`has no quantity for ${reference}. Write 0 where nothing is offered.`);
  const quantity = offeredIn(written);
  if (!quantity) say(`has “${row.quantity}” as quantity. Write a number such as 1,200, 12 x 30 or 45 of 60.`);
  else if (amountsOf(quantity).some((amount) => compareRatios(amount, nought) < 0))
    say('has a quantity below nought.');
  const localShare = shareOf(row.localShare, 'local share', say);
  const attribution = shareOf(row.attribution, 'part due to the contract', say) ?? one;
  return quantity
    ? { line: row.line, reference, quantity, localShare, attribution, thing: row.thing.trim() }
    : null;
}
