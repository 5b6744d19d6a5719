// Whether the product, a script of one's own, and NumPy and SciPy say the same about the same tenders.
import { exactGrid, isLevelMove, winnersOfStrips } from './exact.mjs';
import { close, numberOf, plainRemovals, plainTotals, plainWinners } from './plain.mjs';

/** Standard errors by which drawing at random may be off, and draws on top where a share is tiny. */
export const most = { errors: 5, draws: 5 };
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Points, winners and ties as binary numbers give them, and the award without each bid that lost. */
export function judgeAwards(tender, { scored, removed }) {
  const totals = plainTotals(tender);
  const points = scored.bids.every(({ bid, total, out }) => {
    const plain = totals.get(bid.id);
    return out ? plain === undefined : Math.abs(plain - numberOf(total)) < close;
  });
  const winners = same(scored.winners.map(({ bid }) => bid.id).sort(), plainWinners(tender).sort());
  const expected = plainRemovals(tender);
  const removals = removed.every(({ bid, scored: after }) =>
    same(after.winners.map((one) => one.bid.id).sort(), expected.get(bid.id)?.sort()),
  );
  return { points, winners, removals: removals && removed.length === expected.size };
}

/**
 * At how many weights of a grid the strips name other winners than whole numbers do, and how many the grid has. Inside a strip
 * the winners must be the very same; at its ends those of the strips must be among the best, where others may touch them.
 */
export function judgeStrips(matrix, strips, steps) {
  let [wrong, asked] = [0, 0];
  exactGrid(matrix, steps).forEach((row, criterion) => {
    row.forEach((winners, step) => {
      asked += 1;
      const { isEnd, named } = winnersOfStrips(strips[criterion].strips, step, steps);
      const isRight = isEnd ? named.every((one) => winners.includes(one)) : same(named, winners);
      if (!isRight || named.length === 0) wrong += 1;
    });
  });
  return { wrong, asked };
}

/** How many least moves do not make bids level, or are none of weights. */
export function judgeMoves({ matrix, winner, changes }) {
  return changes.filter((change) => !isLevelMove(matrix, winner, change)).length;
}

/** How many bids have another least move, or none where there is one, by linear programming. */
export function judgeProgrammed({ changes }, moved) {
  if (moved === null) return changes.length;
  const ours = new Map(changes.map((change) => [change.rival, numberOf(change.moved)]));
  return moved.filter((least, rival) => {
    const own = ours.get(rival) ?? null;
    return least === null || own === null ? least !== own : Math.abs(least - own) > 1e-6 * (1 + own);
  }).length;
}

/** By how many standard errors shares that were drawn are off exact ones, and whether any is too far. */
export function judgeDrawn(exact, drawn, draws) {
  return drawn.map((share, bid) => {
    const off = Math.abs(share - exact[bid]);
    const error = Math.sqrt((exact[bid] * (1 - exact[bid])) / draws);
    const isFar = off > most.errors * error + (exact[bid] === 0 ? 0 : most.draws / draws);
    return { errors: error === 0 ? (off === 0 ? 0 : Number.POSITIVE_INFINITY) : off / error, isFar };
  });
}

/** The same for two drawings, neither of them exact. */
export function judgeBothDrawn([one, firstDraws], [other, secondDraws]) {
  return one.filter((share, bid) => {
    const middle = (share * firstDraws + other[bid] * secondDraws) / (firstDraws + secondDraws);
    const error = Math.sqrt(middle * (1 - middle) * (1 / firstDraws + 1 / secondDraws));
    return Math.abs(share - other[bid]) > most.errors * error + most.draws / firstDraws;
  }).length;
}

/** A tender in which one amount of one bid is another, as a binary fraction that is near enough. */
function withAmount(tender, { bid, criterion }, amount) {
  const value = { numerator: BigInt(Math.round(amount * 1e9)), denominator: 1_000_000_000n };
  const isPromise = tender.criteria.find(({ id }) => id === criterion).assessment.kind === 'quantity';
  const bids = tender.bids.map((one) => {
    if (one.id !== bid) return one;
    return isPromise
      ? { ...one, socialValue: value }
      : { ...one, scores: new Map([...one.scores, [criterion, value]]) };
  });
  return { ...tender, bids };
}

/** How far a bid is ahead of the best of the others. */
function aheadIn(totals, bid) {
  const others = [...totals].filter(([id]) => id !== bid).map(([, total]) => total);
  return (totals.get(bid) ?? Number.NaN) - Math.max(...others);
}

const aheadWith = (tender, point, amount) =>
  aheadIn(plainTotals(withAmount(tender, point, amount)), point.bid);

/** Whether a bid wins on one side of an amount and not on the other. Sides that no bid can be on are not asked about. */
export function turnsAt(tender, point) {
  const { assessment } = tender.criteria.find(({ id }) => id === point.criterion);
  const [now, at] = [numberOf(point.now), numberOf(point.at)];
  if (assessment.floor && at <= numberOf(assessment.floor)) return true;
  const step = (at < now ? -1 : 1) * 1e-5 * Math.max(1, at);
  const holds = (amount, test) => amount < 0 || test(aheadWith(tender, point, amount));
  if (at < now) return holds(at - step, (ahead) => ahead > 0) && holds(at + step, (ahead) => !(ahead > 0));
  return holds(at - step, (ahead) => ahead < 0) && holds(at + step, (ahead) => !(ahead < 0));
}

const penny = 0.01;
const noise = 1e-11;

/** Whether a bid wins at a price and not a penny beyond it; for the winner, no longer alone at it but a penny below it. */
export function turnsAtPrice(tender, { bid, at, isWinner }) {
  const ahead = (pounds) => {
    const price = { numerator: BigInt(Math.round(pounds * 100)), denominator: 100n };
    const bids = tender.bids.map((one) => (one.id === bid ? { ...one, price } : one));
    return aheadIn(plainTotals({ ...tender, bids }), bid);
  };
  const pounds = numberOf(at);
  if (isWinner) return ahead(pounds) <= noise && ahead(pounds - penny) >= -noise;
  return ahead(pounds) >= -noise && ahead(pounds + penny) <= noise;
}
