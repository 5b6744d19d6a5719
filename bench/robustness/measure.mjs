// Measures the parts on invented tenders of one size, and compares what they say with scripts of one's own.
import { quantile } from '../web/load.mjs';
import { judgeAwards, judgeMoves, judgeStrips, turnsAt, turnsAtPrice } from './judge.mjs';
import { goalPart, scoredBy, singleParts, slowParts } from './ours.mjs';
import { gridOfWinners } from './plain.mjs';

/** How often each tender is asked for the quick parts. */
export const rounds = 5;
/** Steps of the grid of single weights. */
export const steps = 1000;

function timed(work) {
  const start = performance.now();
  const value = work();
  return { milliseconds: performance.now() - start, value };
}

/** Runs everything on some of the tenders for a while, so that the program is compiled. */
function warmUp(works, cases, milliseconds) {
  const until = performance.now() + milliseconds;
  do for (const one of cases) for (const work of works) work(one);
  while (performance.now() < until);
}

/**
 * The milliseconds of each work: all that were measured, and for each case the median of its rounds. Works take turns on a
 * case, and rounds over the cases, so that a busy moment is not one work's or one case's alone.
 */
function timesOf(works, cases, rounds) {
  const times = new Map(Object.keys(works).map((name) => [name, cases.map(() => [])]));
  for (let round = 0; round < rounds; round += 1)
    cases.forEach((one, at) => {
      for (const [name, work] of Object.entries(works))
        times.get(name)[at].push(timed(() => work(one)).milliseconds);
    });
  return [...times].map(([name, all]) => [
    name,
    { single: all.flat(), typical: all.map((some) => quantile(some, 0.5)) },
  ]);
}

const bound = (parts, works) =>
  Object.fromEntries(Object.entries(works).map(([name, work]) => [name, (one) => work(parts, one)]));

/** What the parts, all in one piece and single ones, and the grid took. */
export function measureSize(parts, tenders, { slow, warm }) {
  const cases = tenders.map((tender) => ({ tender, ...scoredBy(parts, tender) }));
  const quick = { goal: ({ tender }) => goalPart(parts, tender), ...bound(parts, singleParts) };
  const few = { grid: ({ matrix }) => gridOfWinners(matrix, steps), ...bound(parts, slowParts) };
  const some = cases.slice(0, slow);
  warmUp(Object.values(quick), cases.slice(0, 50), warm);
  const times = timesOf(quick, cases, rounds);
  warmUp(Object.values(few), some.slice(0, 2), warm / 4);
  return new Map([...times, ...timesOf(few, some, 1)]);
}

const count = (all, test) => all.filter(test).length;

/** What the parts say about a tender, compared with looking at everything one by one. */
function judgeTender(parts, tender) {
  const found = goalPart(parts, tender);
  const amounts = parts.amountPoints(tender);
  const prices = parts.pricePoints(tender);
  return {
    ...{
      found,
      awards: judgeAwards(tender, found),
      strips: judgeStrips(found.matrix, found.strips, steps / 10),
    },
    ...{ moves: found.changes.length, wrongMoves: judgeMoves(found) },
    ...{ amounts: amounts.length, wrongAmounts: count(amounts, (point) => !turnsAt(tender, point)) },
    ...{ prices: prices.length, wrongPrices: count(prices, (point) => !turnsAtPrice(tender, point)) },
    tied: found.scored.winners.length > 1,
    turned: count(found.removed, ({ changesWinner }) => changesWinner),
  };
}

/** What was compared about all tenders of a size, and how often it differed. */
export function compareSize(parts, tenders) {
  const judged = tenders.map((tender) => judgeTender(parts, tender));
  const sum = (of) => judged.reduce((all, one) => all + of(one), 0);
  return {
    found: judged.map(({ found }) => found),
    ...{
      tenders: judged.length,
      tied: count(judged, ({ tied }) => tied),
      turned: sum(({ turned }) => turned),
    },
    ...{
      removals: sum(({ found }) => found.removed.length),
      turning: sum(({ found }) => found.turning.length),
    },
    ...{ weights: sum(({ strips }) => strips.asked), moves: sum(({ moves }) => moves) },
    ...{ amounts: sum(({ amounts }) => amounts), prices: sum(({ prices }) => prices) },
    wrong: {
      points: count(judged, ({ awards }) => !awards.points),
      winners: count(judged, ({ awards }) => !awards.winners),
      removals: count(judged, ({ awards }) => !awards.removals),
      ...{ weights: sum(({ strips }) => strips.wrong), moves: sum(({ wrongMoves }) => wrongMoves) },
      amounts: sum(({ wrongAmounts }) => wrongAmounts),
      prices: sum(({ wrongPrices }) => wrongPrices),
    },
  };
}
