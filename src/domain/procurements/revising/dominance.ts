import { bringsValue, type Measure, unitInWords } from '../../measures/index.ts';
import {
  addRatios,
  compareRatios,
  dividedBy,
  nought,
  type Ratio,
  ratio,
  signOf,
} from '../../values/index.ts';
import { sameRanks, sameWinners } from './simulate.ts';
import type { WorkedTender } from './types.ts';
import { type IndexedSet, scoredWithoutMeasure, valueUnder } from './workOut.ts';

/** What a measure did in procurements of the past: nothing of its text, so that it may be passed on. */
export interface MeasureEffect {
  readonly reference: string;
  readonly unit: string;
  readonly tenders: number;
  readonly bids: number;
  readonly value: Ratio;
  /** Its part of the value of all bids; nought where they have none. */
  readonly share: Ratio;
  /** The procurements in which a place, or the winner, would be another without it. */
  readonly movesPlaces: readonly string[];
  readonly decides: readonly string[];
  readonly finding: 'never-offered' | 'never-decides' | 'dominates' | 'matters';
  readonly sentence: string;
}

/** A measure dominates from this part of all value on, or where the winners of half of its procurements hang on it. */
export const dominantShare = ratio(1, 3);

type Counted = Omit<MeasureEffect, 'finding' | 'sentence'>;

function findingOf({ tenders, bids, share, movesPlaces, decides }: Counted): MeasureEffect['finding'] {
  if (bids === 0) return 'never-offered';
  if (compareRatios(share, dominantShare) >= 0) return 'dominates';
  if (movesPlaces.length === 0) return 'never-decides';
  return decides.length > 1 && decides.length * 2 >= tenders ? 'dominates' : 'matters';
}

function whyNothing(measure: Measure): string {
  if (measure.recordOnly) return 'It is kept for the record only.';
  return bringsValue(measure)
    ? 'Without it every bid would have the same place.'
    : 'It has no value in pounds, so it moves no score.';
}

function effectOf(
  indexed: IndexedSet,
  measure: Measure,
  worked: readonly WorkedTender[],
): Omit<Counted, 'share'> {
  const { reference, unit } = measure;
  const offers = ({ under }: WorkedTender['bids'][number]) => under.has(reference);
  const where = worked.filter(({ bids }) => bids.some(offers));
  const bids = where.flatMap((tender) => tender.bids.filter(offers));
  const without = where.map((tender) => ({
    tender,
    scored: scoredWithoutMeasure(indexed, tender, reference),
  }));
  const named = (same: typeof sameRanks) =>
    without.flatMap(({ tender, scored }) => (same(tender.scored, scored) ? [] : [tender.past.name]));
  return {
    ...{ reference, unit: unitInWords(unit), tenders: where.length, bids: bids.length },
    value: addRatios(...bids.map((bid) => valueUnder(bid, reference))),
    ...{ movesPlaces: named(sameRanks), decides: named(sameWinners) },
  };
}

function sentenceOf(measure: Measure, counted: Counted, finding: MeasureEffect['finding']): string {
  const { reference, decides } = counted;
  if (finding === 'never-offered') return `Nobody ever offered anything against ${reference}.`;
  if (finding === 'never-decides') return `${reference} never decides anything. ${whyNothing(measure)}`;
  const won = decides.length === 0 ? 'no winner hangs on it' : `the winner hangs on it in ${decides.length}`;
  const begins = finding === 'dominates' ? `${reference} dominates` : `${reference} matters`;
  return `${begins}: of ${counted.tenders} where it was offered, ${won}.`;
}

/** What each measure did, in the order of the set. */
export function measureEffects(
  indexed: IndexedSet,
  worked: readonly WorkedTender[],
): readonly MeasureEffect[] {
  const all = addRatios(...worked.flatMap(({ bids }) => bids.map(({ valued }) => valued.total)));
  return [...indexed.measures.values()].map((measure) => {
    const effect = effectOf(indexed, measure, worked);
    const share = signOf(all) === 0 ? nought : dividedBy(effect.value, all);
    const counted: Counted = { ...effect, share };
    const finding = findingOf(counted);
    return { ...counted, finding, sentence: sentenceOf(measure, counted, finding) };
  });
}
