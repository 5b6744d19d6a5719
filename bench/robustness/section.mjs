// The section of docs/benchmarks.md that `npm run bench:robustness` writes.
import { quantile } from '../web/load.mjs';
import { most } from './judge.mjs';
import { rounds, steps } from './measure.mjs';
import { drawing, singleParts, slowParts } from './ours.mjs';
import { peerDraws } from './peers.mjs';

const goalMilliseconds = 1;
const fixed = (value, digits = 2) => value.toFixed(digits);
const grouped = (value) => String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
const shape = ({ bids, criteria }) => `${bids} bids x ${criteria} criteria`;
const median = (values) => quantile(values, 0.5);
const both = (values) => `${fixed(median(values))} / ${fixed(quantile(values, 0.99))}`;
const ofWrong = (wrong, all) => `${grouped(all)}, ${wrong} wrong`;

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const differences = {
  points: 'tenders with other points than binary numbers give',
  winners: 'tenders with other winners or ties',
  removals: 'tenders with another award once a bid is gone',
  weights: 'weights at which the strips name another winner',
  moves: 'least moves that do not make bids level',
  amounts: 'scores or promises at which the award does not turn',
  prices: 'prices at which the award does not turn',
  far: 'shares of all weights too far from those that were drawn',
  apart: 'drawn shares too far from those that NumPy drew',
  whole: 'tenders whose exact shares do not sum to one',
  programmed: 'least moves that linear programming does not confirm',
};

/** Everything about which two of the programs disagree, in words. */
export function wrongIn({ sizes, peers }) {
  const all = [
    ...sizes.map((size) => [shape(size), size.compared.wrong]),
    ...(peers.sizes ?? []).map((size, at) => [shape(sizes[at]), size.wrong]),
  ];
  return all.flatMap(([name, wrong]) =>
    Object.entries(wrong).flatMap(([what, count]) =>
      count > 0 ? [`${count} ${differences[what]} (${name})`] : [],
    ),
  );
}

/** Shares that took no time worth the name were refused: there are too many criteria for exact ones. */
const isRefused = (name, { criteria }) => name.includes('exactly') && criteria > 5;

function timeRows({ sizes, peers }) {
  const row = (name, words) => [
    words ?? name,
    ...sizes.map((size) => (isRefused(name, size) ? 'not offered' : both(size.times.get(name).typical))),
  ];
  const peerRow = (words, of) => [words, ...peers.sizes.map((size) => both(of(size)))];
  return [
    row('goal', 'points, ties, turning points, least moves and removals, in one piece'),
    ...[...Object.keys(singleParts), ...Object.keys(slowParts)].map((name) => row(name)),
    row('grid', `peer: ${grouped(steps + 1)} weights of each criterion, one by one, in plain JavaScript`),
    ...(peers.missing
      ? []
      : [
          ...peerDraws.map((draws, at) =>
            peerRow(`peer: ${grouped(draws)} draws, NumPy`, ({ drawn }) => drawn[at]),
          ),
          peerRow('peer: least moves by linear programming, SciPy (HiGHS)', ({ programmed }) => programmed),
        ]),
  ];
}

function comparedRows({ sizes, peers }) {
  const row = (words, of) => [words, ...sizes.map(({ compared }) => of(compared, compared.wrong))];
  const peerRow = (words, of) => [words, ...peers.sizes.map((size) => of(size, size.wrong))];
  const worst = (errors) =>
    errors.length === 0 ? 'not offered' : `${fixed(Math.max(...errors), 1)}, of ${grouped(errors.length)}`;
  return [
    row('tenders: points and winners, by formulas written again', (one, { points, winners }) =>
      ofWrong(points + winners, one.tenders),
    ),
    row('of them with a tie for the first place', ({ tied }) => String(tied)),
    row('removals, every bid scored again', (one, { removals }) => ofWrong(removals, one.removals)),
    row('of them with another winner', ({ turned }) => String(turned)),
    row('weights of a grid, in whole numbers', (one, { weights }) => ofWrong(weights, one.weights)),
    row('turning points next to the weights now', ({ turning }) => grouped(turning)),
    row('least moves: bids exactly level', (one, { moves }) => ofWrong(moves, one.moves)),
    row('scores and promises: the award turns there', (one, { amounts }) => ofWrong(amounts, one.amounts)),
    row('prices: the award turns at that penny', (one, { prices }) => ofWrong(prices, one.prices)),
    ...(peers.missing
      ? []
      : [
          peerRow('least moves by linear programming', (one, { programmed }) =>
            ofWrong(programmed, one.moves),
          ),
          peerRow(
            `exact shares: most standard errors that ${grouped(peerDraws.at(-1))} draws of NumPy are off`,
            ({ errors }) => worst(errors),
          ),
          peerRow('the same of our own draws', ({ ownErrors }) => worst(ownErrors)),
          peerRow('largest standard error of our own draws', ({ standardError }) => fixed(standardError, 4)),
        ]),
  ];
}

/** Peers run at another moment, with threads of their own: on a busy machine a multiple would be unfair to them. */
const mostLoad = 2;
const isBusy = ({ before, after }) => Math.max(Number(before), Number(after)) > mostLoad;

function multiples({ sizes, peers }) {
  const own = median(sizes[0].times.get('goal').typical);
  const [few, many] = peers.sizes[0].drawn;
  const slower = median(sizes[0].times.get(drawing).typical) / median(few);
  return `For ${shape(sizes[0])} the quickest
${grouped(peerDraws.at(-1))} draws took NumPy ${fixed(Math.min(...many), 1)} ms, ${grouped(Math.min(...many) / own)} times the median of Sevenbox for all of the first row, which has no error.
For draws of the same number, and so the same error, Sevenbox takes ${fixed(slower, 1)} times as long as NumPy (medians).`;
}

function againstPeers(measured) {
  const { peers, load } = measured;
  if (peers.missing)
    return `NumPy and SciPy were not asked: ${peers.missing}. Name one that has them with \`--python PATH\`.`;
  const versions = Object.entries(peers.versions).map(([name, version]) => `${name} ${version}`);
  return `${versions.join(', ')}, on the first ${peers.sizes[0].tenders} tenders of each size. Draws and the first row do not answer the
same question: draws say how much of all weights a bid wins, the first row where and by how little the award turns. ${
    isBusy(load)
      ? `The load was above ${mostLoad},
so the peers’ times are of a busy machine, and how many times as long they take is not said.`
      : multiples(measured)
  }`;
}

function goalText({ sizes }) {
  const { typical, single } = sizes[0].times.get('goal');
  const row = (words, figure) => [
    words,
    `${fixed(figure)} ms`,
    figure <= goalMilliseconds ? 'reached' : 'not reached',
  ];
  const goal = `exact turning points, least moves, removals and ties in at most 1 ms, ${shape(sizes[0])}`;
  return table(
    ['goal', 'measured', ''],
    [
      row(`${goal}: median of the tenders`, median(typical)),
      row('the same: p99 of the tenders', quantile(typical, 0.99)),
      row(
        'the same: p99 of all times, other programs and collecting garbage included',
        quantile(single, 0.99),
      ),
    ],
  );
}

/** What was measured and compared, as a section of the page on benchmarks. Nothing in it is written by hand. */
export function robustnessSection(measured) {
  const { sizes, sample, machine, load, busy, day } = measured;
  const [{ compared }] = sizes;
  const headings = sizes.map(shape);
  const wrong = wrongIn(measured);
  return `## What an award hangs on

Written by \`npm run bench:robustness\`, which also takes \`-- --python PATH --tenders 400 --sample 32 --warm 2000 --wait SECONDS\`.
${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, Node.js ${machine.versions['Node.js']}, on ${day}. The load of the machine was ${load.before} before and ${load.after} after; ${busy} cores
were busy with other work at the start.

${goalText(measured)}

${compared.tenders} invented tenders of each size, every formula for quantity with every formula for price in turn; one in ten has a twin of its best bid.
Scores are whole and half marks, so that bids are level often. Each is asked ${rounds} times, after a warm-up, the parts in turn, and
the median of its times counts. Milliseconds, median / p99 of the tenders:

${table(['', ...headings], timeRows(measured))}

Shares of all weights, the grid and the peers are measured on the first ${sample} tenders, once. Where
bids are too many for exact shares the answer comes at once, and is that draws are needed. The grid says where an award turns to a thousandth of all weights
only, one weight at a time. Exact shares are offered up to five criteria.

${againstPeers(measured)}

What was compared in the run${wrong.length === 0 ? '; nothing differs' : `. It differs in: ${wrong.join('; ')}`}:

${table(['', ...headings], comparedRows(measured))}

A draw is too far off at more than ${most.errors} standard errors and ${most.draws} draws; the run then stops, as it does where anything else differs.
At a weight that is an end of a strip the winners of the strip must be among the best; between ends they must be the best, ties included.`;
}
