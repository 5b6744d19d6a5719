import { type MeasureSet, measuresOf, unitInWords } from '../../measures/index.ts';
import { countOf, exactText, signOf } from '../../values/index.ts';
import type { WorkedBid, WorkedTender } from './types.ts';

/** Two measures that may say the same thing. */
export interface Overlap {
  readonly references: readonly [string, string];
  /** `same-offers`: whoever offers one offers as much of the other. The other two come from the rules of the set. */
  readonly kind: 'same-offers' | 'one-place' | 'double-count';
  /** Bids of the past in which both stand. */
  readonly bids: number;
  readonly sentence: string;
}

/** The same quantities in one bid can be chance, in two they are worth a question. */
const fewestBids = 2;

/** What a bid offers under each measure as a text of unit and quantities, whatever is counted of them later. */
function offersOf({ valued }: WorkedBid): ReadonlyMap<string, string> {
  const texts = new Map<string, readonly string[]>();
  for (const { line, measure, steps } of valued.lines) {
    const offered = steps.filter(({ what, amount }) => what === 'offered' && signOf(amount) > 0);
    const said = offered.map(({ amount }) => `${exactText(amount)} ${unitInWords(measure.unit)}`);
    if (said.length > 0) texts.set(line.reference, [...(texts.get(line.reference) ?? []), ...said]);
  }
  return new Map([...texts].map(([reference, all]) => [reference, all.toSorted().join(', ')]));
}

type Offers = ReadonlyMap<string, string>;

/** Pairs offered by the same bids in the same quantities, never one without the other. */
function sameOffers(references: readonly string[], bids: readonly Offers[]): readonly Overlap[] {
  const told = new Map<string, string[]>();
  for (const reference of references) {
    const all = bids.map((offers) => offers.get(reference) ?? '');
    const key = JSON.stringify(all);
    const times = all.filter((text) => text !== '').length;
    if (times >= fewestBids) told.set(key, [...(told.get(key) ?? []), reference]);
  }
  return [...told].flatMap(([key, same]) => {
    const times = (JSON.parse(key) as readonly string[]).filter((text) => text !== '').length;
    return pairsOf(same).map(
      ([one, other]): Overlap => ({
        ...{ references: [one, other], kind: 'same-offers', bids: times },
        sentence: `${one} and ${other} are offered by the same ${countOf(times, 'bid')} in the same quantities. Ask whether they count one thing twice.`,
      }),
    );
  });
}

function pairsOf(references: readonly string[]): readonly (readonly [string, string])[] {
  return references.flatMap((one, index) =>
    references.slice(index + 1).map((other) => [one, other] as const),
  );
}

function ruled(
  rules: MeasureSet['onePlace'],
  kind: 'one-place' | 'double-count',
  bids: readonly Offers[],
): readonly Overlap[] {
  return rules.flatMap(({ between, what }) =>
    pairsOf(between).map(([one, other]): Overlap => {
      const both = bids.filter((offers) => offers.has(one) && offers.has(other)).length;
      const may =
        kind === 'one-place'
          ? `One ${what} counts under ${one} or under ${other}`
          : `One ${what} may count under both ${one} and ${other}`;
      const sentence = `${may}; ${both === 0 ? 'no bid offers' : `${countOf(both, 'bid')} ${both === 1 ? 'offers' : 'offer'}`} both.`;
      return { references: [one, other], kind, bids: both, sentence };
    }),
  );
}

/** Pairs of measures that overlap: by what was offered, and by the rules of the set that name both. */
export function overlapsIn(set: MeasureSet, worked: readonly WorkedTender[]): readonly Overlap[] {
  const bids = worked.flatMap((tender) => tender.bids.map(offersOf));
  const references = measuresOf(set).map(({ measure }) => measure.reference);
  return [
    ...sameOffers(references, bids),
    ...ruled(set.permittedDoubleCounts, 'double-count', bids),
    ...ruled(set.onePlace, 'one-place', bids),
  ];
}
