import {
  awardSentence,
  type Check,
  checksOf,
  type Evaluation,
  formulasName,
  percentText,
  priceTurn,
} from '../domain/procurements/index.ts';
import { formatRatio, listed, poundsText, type Ratio, ratio } from '../domain/values/index.ts';

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

function prices({ prices: points, tender }: Evaluation): string {
  if (points.length === 0) return '';
  const rows = points.map((point) => [
    tender.bids.find(({ id }) => id === point.bid)?.name ?? point.bid,
    ...[poundsText(point.now), priceTurn(point)],
  ]);
  const about = 'Prices at which a bid wins or stops winning, all else as it is, to the penny';
  return `${about}\n${table([['Bid', 'Now', 'Changes at'], ...rows])}`;
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
    prices(evaluation),
    acceptability(evaluation),
  ];
  return parts.filter((part) => part !== '').join('\n');
}
