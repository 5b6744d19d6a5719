import { awardSentence, checksOf, type Evaluation } from '../../domain/procurements/index.ts';
import { exactText, formatRatio, type Ratio, ratio, timesRatios } from '../../domain/values/index.ts';

const exact = (value: Ratio) => ({ exact: exactText(value), rounded: formatRatio(value, 3) });

/** An evaluation for programs, version 1. Every number stands exactly and rounded to three decimals, both as text. */
export function evaluationJson(evaluation: Evaluation) {
  const { tender, standing, under, scenarios, acceptability: found } = evaluation;
  const idAt = (bid: number) => standing[bid]?.bid.id ?? '';
  const criterionAt = (column: number) => tender.criteria[column]?.id ?? '';
  const inPercent = (value: Ratio) => exact(timesRatios(value, ratio(100)));
  return {
    schemaVersion: 1,
    title: evaluation.title,
    checks: checksOf(evaluation),
    formulas: under.map((each) => ({
      ...{ chosen: each.isChosen, quantity: each.quantity?.kind ?? null, price: each.price?.kind ?? null },
      award: awardSentence(each),
      winners: each.scored.winners.map(({ bid }) => bid.id),
      bids: each.scored.bids.map(({ bid, total, rank, out, points }) => ({
        ...{ id: bid.id, name: bid.name, rank, total: exact(total), out: out?.criterion.id ?? null },
        points: Object.fromEntries(points.map((value, column) => [criterionAt(column), exact(value)])),
      })),
    })),
    scenarios: scenarios.map(({ kind, bid, before, after, changesWinner, changesOrder }) => ({
      ...{ kind, bid: bid.id, best: before, bestThen: after, changesWinner, changesOrder },
    })),
    weights: evaluation.strips.map(({ criterion, now, strips }) => ({
      ...{ criterion: criterionAt(criterion), nowPercent: inPercent(now) },
      winners: strips.map(({ from, to, winners }) => ({
        ...{ fromPercent: inPercent(from), toPercent: inPercent(to), bids: winners.map(idAt) },
      })),
    })),
    leastWeightChanges: evaluation.leastChanges.map(({ rival, moved, weights }) => ({
      ...{ rival: idAt(rival), moved: exact(moved) },
      weights: Object.fromEntries(weights.map((value, column) => [criterionAt(column), exact(value)])),
    })),
    amounts: evaluation.amounts.map(({ bid, criterion, now, at, reach }) => ({
      ...{ bid, criterion, now: exact(now), at: exact(at), reach },
    })),
    prices: evaluation.prices.map(({ bid, now, at, isWinner, level }) => ({
      ...{
        bid,
        now: exact(now),
        [isWinner ? 'losesFrom' : 'winsUpTo']: exact(at),
        level: level && exact(level),
      },
    })),
    acceptability: standing.map(({ bid }, index) => ({
      bid: bid.id,
      ...(found.kind === 'exact'
        ? { share: exact(found.shares[index] ?? ratio(0)) }
        : { sampledShare: found.found[index]?.share, standardError: found.found[index]?.standardError }),
    })),
  };
}
