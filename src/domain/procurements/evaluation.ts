import {
  compareRatios,
  dividedBy,
  formatRatio,
  listed,
  minus,
  nought,
  type Ratio,
  ratio,
  signOf,
  sizeOf,
  smaller,
} from '../values/index.ts';
import { exactAcceptability, type Sampled, sampledAcceptability } from './robustness/acceptability.ts';
import { type AmountPoint, amountPoints } from './robustness/amounts.ts';
import { type LeastChange, leastChanges } from './robustness/leastChange.ts';
import { matrixOf } from './robustness/matrixOf.ts';
import { type PricePoint, pricePoints } from './robustness/prices.ts';
import { hopelessBid, inflatedBid, removals, type Scenario, withBid } from './robustness/scenarios.ts';
import { type TurningPoint, turningPoints, type WeightStrips, weightStrips } from './robustness/strips.ts';
import { percentText, priceName, quantityName } from './scoring/formulaWords.ts';
import { scoreTender } from './scoring/scoreTender.ts';
import type {
  Criterion,
  PriceFormula,
  QuantityFormula,
  ScoredBid,
  ScoredTender,
  Tender,
} from './scoring/types.ts';
import { chosenFormulas, type TenderToEvaluate } from './tenderFile.ts';

/** The bids under one choice of formulas. */
export interface UnderFormulas {
  readonly quantity: QuantityFormula | null;
  readonly price: PriceFormula | null;
  readonly isChosen: boolean;
  readonly scored: ScoredTender;
  /** By how many points the best bid leads the next; nought where several tie, null where there is no next. */
  readonly margin: Ratio | null;
}

/** Under how many of all possible weights each bid wins. */
export type Acceptability =
  | { readonly kind: 'exact'; readonly shares: readonly Ratio[] }
  | {
      readonly kind: 'sampled';
      readonly draws: number;
      readonly seed: number;
      readonly found: readonly Sampled[];
    };

/** Everything that is worked out about a tender with bids, before publication or at the award. */
export interface Evaluation {
  readonly title: string | null;
  readonly tender: Tender;
  /** The chosen formulas first, then the other ones for quantity, then those for price. */
  readonly under: readonly UnderFormulas[];
  readonly scenarios: readonly Scenario[];
  /** The bids that the rest is about, by their numbers there: those that are in. */
  readonly standing: readonly ScoredBid[];
  readonly strips: readonly WeightStrips[];
  readonly turning: readonly TurningPoint[];
  /** By which moves of all weights together another bid draws level; empty where several tie. */
  readonly leastChanges: readonly LeastChange[];
  readonly amounts: readonly AmountPoint[];
  readonly prices: readonly PricePoint[];
  readonly acceptability: Acceptability;
}

/** The criteria with these formulas in the place of theirs; null leaves those of a kind as they are. */
export function withFormulas(
  criteria: readonly Criterion[],
  quantity: QuantityFormula | null,
  price: PriceFormula | null,
): readonly Criterion[] {
  return criteria.map((criterion) => {
    const { kind } = criterion.assessment;
    if (kind === 'quantity' && quantity) return { ...criterion, assessment: { kind, formula: quantity } };
    return kind === 'price' && price ? { ...criterion, assessment: { kind, formula: price } } : criterion;
  });
}

/** By how much the first leads the second among those that are in. */
function marginOf({ bids, winners }: ScoredTender): Ratio | null {
  const [first] = winners;
  if (!first) return null;
  if (winners.length > 1) return nought;
  const gaps = bids.flatMap((each) => (each === first || each.out ? [] : [minus(first.total, each.total)]));
  const [gap, ...others] = gaps;
  return gap ? others.reduce(smaller, gap) : null;
}

/** The bids under the formulas chosen, and under each of the others. */
export function underEach({
  tender,
  otherQuantities,
  otherPrices,
}: TenderToEvaluate): readonly UnderFormulas[] {
  const chosen = chosenFormulas(tender.criteria);
  const [quantity, price] = [chosen.quantity ?? null, chosen.price ?? null];
  const score = (
    one: QuantityFormula | null,
    other: PriceFormula | null,
    isChosen: boolean,
  ): UnderFormulas => {
    const scored = scoreTender({ ...tender, criteria: withFormulas(tender.criteria, one, other) });
    return { quantity: one, price: other, isChosen, scored, margin: marginOf(scored) };
  };
  return [
    score(quantity, price, true),
    ...otherQuantities.map((one) => score(one, price, false)),
    ...otherPrices.map((other) => score(quantity, other, false)),
  ];
}

const seed = 2026;
const mostDraws = 100_000;

function acceptabilityOf(matrix: Parameters<typeof exactAcceptability>[0], draws: number): Acceptability {
  const shares = exactAcceptability(matrix);
  if (shares) return { kind: 'exact', shares };
  return { kind: 'sampled', draws, seed, found: sampledAcceptability(matrix, { draws, seed }) };
}

/**
 * Works out everything about a tender with bids. Exact but for drawing weights where there are many criteria, `draws` times.
 */
export function evaluate(asked: TenderToEvaluate, draws = mostDraws): Evaluation {
  const { tender, title } = asked;
  const scored = scoreTender(tender);
  const { matrix, standing } = matrixOf(scored);
  const [first] = scored.winners;
  const winner = first && scored.winners.length === 1 ? standing.indexOf(first) : -1;
  const strips = weightStrips(matrix);
  return {
    ...{ title, tender, standing, strips },
    under: underEach(asked),
    scenarios: [
      ...removals(tender),
      withBid(tender, inflatedBid(tender), 'inflated'),
      withBid(tender, hopelessBid(tender), 'hopeless'),
    ],
    turning: strips.flatMap(turningPoints),
    leastChanges: winner === -1 ? [] : leastChanges(matrix, winner),
    amounts: amountPoints(tender),
    prices: pricePoints(tender),
    acceptability: acceptabilityOf(matrix, draws),
  };
}

/** What a check of a tender found, worst first. */
export interface Check {
  readonly result: 'problem' | 'check' | 'passed';
  readonly sentence: string;
}

const bidNames = (bids: readonly ScoredBid[]) => bids.map(({ bid }) => bid.name);

function winnerKey({ scored }: UnderFormulas): string {
  return scored.winners.map(({ bid }) => bid.id).join(' ');
}

function formulaCheck({ under: all }: Evaluation): readonly Check[] {
  if (all.length < 2) return [];
  const [chosen, ...rest] = all;
  const others = rest.filter((each) => chosen && winnerKey(each) !== winnerKey(chosen));
  if (others.length === 0) return [{ result: 'passed', sentence: 'The same bid wins under every formula.' }];
  const isQuantity = others.some(({ quantity }) => quantity !== chosen?.quantity);
  const what = isQuantity ? 'The formula' : 'The formula for price';
  return [{ result: 'problem', sentence: `${what} decides the winner.` }];
}

function scenarioChecks({ scenarios, tender }: Evaluation): readonly Check[] {
  const nameOf = (id: string) => tender.bids.find((bid) => bid.id === id)?.name ?? id;
  const without = scenarios.filter(({ kind }) => kind === 'without');
  const changed = scenarios.filter(({ changesWinner }) => changesWinner);
  const problems = changed.map(({ kind, bid, after }): Check => {
    const then = listed(after.map(nameOf));
    if (kind === 'without') {
      return { result: 'problem', sentence: `Without ${bid.name}, which lost, ${then} would win.` };
    }
    const what =
      kind === 'inflated' ? 'One more bid with an inflated promise' : 'One more cheap bid that cannot win';
    return { result: 'problem', sentence: `${what} would make ${then} the best of the others.` };
  });
  const kept = without.filter(({ changesWinner }) => !changesWinner).map(({ bid }) => bid.name);
  if (kept.length === 0) return problems;
  return [...problems, { result: 'passed', sentence: `Taking out ${listed(kept)} changes nothing.` }];
}

const nearBy = ratio(2, 100);
function weightChecks({ turning, tender }: Evaluation): readonly Check[] {
  const near = turning.filter(({ move }) => compareRatios(sizeOf(move), nearBy) <= 0);
  return near.map(({ criterion, at, now }) => ({
    result: 'check',
    sentence: `${tender.criteria[criterion]?.name ?? 'A criterion'} decides at ${percentText(at)}, its weight is ${percentText(now)}.`,
  }));
}

/** Whether one more or one fewer mark of one evaluator would change the award. */
function markChecks({ amounts, tender }: Evaluation): readonly Check[] {
  const near = amounts.filter(({ criterion, now, at }) => {
    const assessment = tender.criteria.find(({ id }) => id === criterion)?.assessment;
    if (assessment?.kind !== 'panel') return false;
    const mark =
      compareRatios(assessment.top, ratio(20)) <= 0 ? ratio(1) : dividedBy(assessment.top, ratio(20));
    return compareRatios(sizeOf(minus(at, now)), mark) <= 0;
  });
  if (near.length === 0) return [];
  return [{ result: 'check', sentence: 'One mark of the panel more or less could change the award.' }];
}

function outChecks({ under: [chosen] }: Evaluation): readonly Check[] {
  return (chosen?.scored.bids ?? []).flatMap(({ bid, out }) =>
    out
      ? [
          {
            result: 'check' as const,
            sentence: `${bid.name} is out: its score for ${out.criterion.name} is below the floor.`,
          },
        ]
      : [],
  );
}

const order: readonly Check['result'][] = ['problem', 'check', 'passed'];

/** What is to be thought of before the formula is published or the award is made, in sentences, the worst first. */
export function checksOf(evaluation: Evaluation): readonly Check[] {
  const [chosen] = evaluation.under;
  const tied = (chosen?.scored.winners.length ?? 0) > 1;
  const ties: readonly Check[] = tied
    ? [{ result: 'problem', sentence: 'The best bids have the same points.' }]
    : [];
  const all = [
    ...ties,
    ...formulaCheck(evaluation),
    ...scenarioChecks(evaluation),
    ...weightChecks(evaluation),
    ...markChecks(evaluation),
    ...outChecks(evaluation),
  ];
  return order.flatMap((result) => all.filter((check) => check.result === result));
}

/** The award in a sentence: who wins, and by how much. */
export function awardSentence({ scored, margin }: UnderFormulas): string {
  const names = bidNames(scored.winners);
  if (names.length === 0) return 'Every bid is out, so nobody wins.';
  if (names.length > 1) return `${listed(names)} have the same points.`;
  if (margin === null) return `${names[0]} is the only bid that is in.`;
  const points = signOf(minus(margin, ratio(1, 100))) < 0 ? 'less than 0.01' : formatRatio(margin, 2);
  return `${names[0]} wins by ${points} points.`;
}

/** What a choice of formulas is called: by quantity where that is scored, else by price. */
export function formulasName({ quantity, price }: UnderFormulas, chosen: UnderFormulas): string {
  if (quantity && (quantity !== chosen.quantity || price === chosen.price)) return quantityName(quantity);
  return price ? priceName(price) : 'The scores of the panel';
}
