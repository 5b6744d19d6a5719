// The parts of the product that say what an award hangs on, each to be measured and to be compared with others.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const draws = 100_000;
/** What drawing as many is called. */
export const drawing = 'share of all weights, by 100,000 draws';

/** The parts, from a folder with the built program. */
export async function partsIn(folder) {
  const load = (name) => import(pathToFileURL(join(resolve(folder), 'domain/procurements', name)).href);
  const names = ['acceptability', 'amounts', 'leastChange', 'matrixOf', 'prices', 'scenarios', 'strips'];
  const loaded = await Promise.all([
    load('scoring/scoreTender.js'),
    ...names.map((name) => load(`robustness/${name}.js`)),
  ]);
  return Object.assign({}, ...loaded);
}

/** Points, ranks and ties, and what the other parts work on. The winner is -1 where several tie. */
export function scoredBy(parts, tender) {
  const scored = parts.scoreTender(tender);
  const { matrix, standing } = parts.matrixOf(scored);
  const [first] = scored.winners;
  return {
    ...{ scored, matrix, standing },
    winner: scored.winners.length === 1 ? standing.indexOf(first) : -1,
  };
}

const turningOf = (parts, strips) => strips.flatMap(parts.turningPoints);
const changesOf = (parts, { matrix, winner }) => (winner === -1 ? [] : parts.leastChanges(matrix, winner));

/** What the goal is about, in one piece: points and ties, every turning point, the least moves, every removal. */
export function goalPart(parts, tender) {
  const found = scoredBy(parts, tender);
  const strips = parts.weightStrips(found.matrix);
  return {
    ...{ ...found, strips, turning: turningOf(parts, strips) },
    ...{ changes: changesOf(parts, found), removed: parts.removals(tender) },
  };
}

/** Each part by its name: what it does with a tender that has been scored already. */
export const singleParts = {
  'points, ranks and ties': (parts, { tender }) => scoredBy(parts, tender),
  'winners over every weight, and turning points': (parts, { matrix }) =>
    turningOf(parts, parts.weightStrips(matrix)),
  'least move of all weights, for each other bid': changesOf,
  'award without each bid that lost': (parts, { tender }) => parts.removals(tender),
  'every pair of bids and single weight': (parts, { matrix }) => parts.pairChanges(matrix),
  'scores and promises that turn the award': (parts, { tender }) => parts.amountPoints(tender),
  'prices that turn the award': (parts, { tender }) => parts.pricePoints(tender),
  'one more inflated and one more hopeless bid': (parts, { tender }) => [
    parts.withBid(tender, parts.inflatedBid(tender), 'inflated'),
    parts.withBid(tender, parts.hopelessBid(tender), 'hopeless'),
  ],
};

/** Parts that take long, measured on fewer tenders. */
export const slowParts = {
  'share of all weights, exactly': (parts, { matrix }) => parts.exactAcceptability(matrix),
  [drawing]: (parts, { matrix }) => parts.sampledAcceptability(matrix, { draws, seed: 2026 }),
};
