import {
  awardSentence,
  type Check,
  checksOf,
  type Evaluation,
  formulasName,
  percentText,
  poundsText,
} from '../domain/procurements/index.ts';
import { exactText, formatRatio, listed, type Ratio, ratio, timesRatios } from '../domain/values/index.ts';

const marks: Readonly<Record<Check['result'], string>> = {
  problem: 'PROBLEM',
  check: 'CHECK',
  passed: 'PASSED',
};

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join('');
}

function totals(evaluation: Evaluation): string {
  const [chosen] = evaluation.under;
  if (!chosen) return '';
  const header = ['Formula', ...evaluation.tender.bids.map(({ name }) => name), 'Award'];
  const rows = evaluation.under.map((each) => [
    `${formulasName(each, chosen)}${each.isChosen ? ' (chosen)' : ''}`,
    ...each.scored.bids.map(({ total, out }) => (out ? 'out' : formatRatio(total, 3))),
    awardSentence(each).replace(/\.$/, ''),
  ]);
  return `Total points by formula\n${table([header, ...rows])}`;
}

function turning({ turning: points, tender, standing }: Evaluation): string {
  if (points.length === 0) return 'No weight of a single criterion changes the award.\n';
  const rows = points.map(({ criterion, now, at, then }) => [
    tender.criteria[criterion]?.name ?? '',
    percentText(now),
    percentText(at),
    `${listed(then.map((bid) => standing[bid]?.bid.name ?? ''))} would win`,
  ]);
  const about = 'Nearest weights at which the award changes, the others keeping their proportions';
  return `${about}\n${table([['Criterion', 'Now', 'Changes at', 'Then'], ...rows])}`;
}

function joint({ leastChanges: [least], tender, standing }: Evaluation): string {
  if (!least) return '';
  const name = standing[least.rival]?.bid.name ?? '';
  const weights = least.weights.map(
    (weight, column) => `${tender.criteria[column]?.name} ${formatRatio(weight, 2)}`,
  );
  return `The least change of all weights that flips the award moves ${formatRatio(least.moved, 2)} points of weight in all and makes ${name} level: ${weights.join(', ')}.\n`;
}

function amounts({ amounts: points, tender }: Evaluation): string {
  if (points.length === 0) return '';
  const rows = points.map(({ bid, criterion, now, at, reach }) => {
    const found = tender.criteria.find(({ id }) => id === criterion);
    const shown = (value: Ratio) =>
      found?.assessment.kind === 'quantity' ? poundsText(value) : formatRatio(value, 2);
    const name = tender.bids.find(({ id }) => id === bid)?.name ?? bid;
    return [name, found?.name ?? criterion, shown(now), `${reach === 'beyond' ? 'above ' : ''}${shown(at)}`];
  });
  const about = 'Scores and promises at which a bid wins or stops winning, all else as it is';
  return `${about}\n${table([['Bid', 'Criterion', 'Now', 'Changes at'], ...rows])}`;
}

function acceptability({ acceptability: found, standing }: Evaluation): string {
  const shares = standing.map(({ bid }, index) => {
    if (found.kind === 'exact') return `${bid.name} ${percentText(found.shares[index] ?? ratio(0))}`;
    const { share = 0, standardError = 0 } = found.found[index] ?? {};
    const shown = (value: number) => (Math.round(value * 1000) / 10).toString();
    return `${bid.name} ${shown(share)}% (standard error ${shown(standardError)})`;
  });
  const how = found.kind === 'exact' ? 'exactly' : `from ${found.draws} draws with seed ${found.seed}`;
  return `Share of all possible weights under which each bid wins, ${how}: ${shares.join(', ')}.\n`;
}

/** An evaluation for people at a terminal. */
export function evaluationText(evaluation: Evaluation): string {
  const [chosen] = evaluation.under;
  const checks = checksOf(evaluation).map(({ result, sentence }) => [marks[result], sentence]);
  const parts = [
    evaluation.title === null ? '' : `${evaluation.title}\n`,
    chosen ? `${awardSentence(chosen)}\n` : '',
    totals(evaluation),
    `Checks\n${checks.map(([mark = '', sentence = '']) => `  ${mark.padEnd(8)} ${sentence}\n`).join('')}`,
    turning(evaluation),
    joint(evaluation),
    amounts(evaluation),
    acceptability(evaluation),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

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
    acceptability: standing.map(({ bid }, index) => ({
      bid: bid.id,
      ...(found.kind === 'exact'
        ? { share: exact(found.shares[index] ?? ratio(0)) }
        : { sampledShare: found.found[index]?.share, standardError: found.found[index]?.standardError }),
    })),
  };
}
