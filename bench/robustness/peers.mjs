// NumPy and SciPy on a sample of the same tenders, in a process of their own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { judgeBothDrawn, judgeDrawn, judgeProgrammed } from './judge.mjs';
import { draws as ownDraws } from './ours.mjs';
import { numberOf } from './plain.mjs';

/** Draws of NumPy: as many as the product takes, and ten times as many. */
export const peerDraws = [ownDraws, 10 * ownDraws];
const program = fileURLToPath(new URL('peers.py', import.meta.url));

const asked = ({ matrix, winner }) => ({
  ...{ weights: matrix.weights.map(numberOf), winner },
  shares: matrix.shares.map((row) => row.map(numberOf)),
});

/** What the peers took and answered, or what is missing. */
export function askPeers(python, sizes, { sample, save, order }) {
  const modules = spawnSync(python, ['-c', 'import numpy, scipy'], { encoding: 'utf8' });
  if (modules.error) return { missing: 'there is no python' };
  if (modules.status !== 0) return { missing: 'python has no NumPy or no SciPy' };
  save(
    JSON.stringify({
      draws: peerDraws,
      sizes: sizes.map(({ compared }) => compared.found.slice(0, sample).map(asked)),
    }),
  );
  const { status, stdout } = spawnSync(python, [program, order], {
    ...{ stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 },
  });
  if (status !== 0) throw new Error('NumPy and SciPy have failed');
  return JSON.parse(stdout);
}

const oneIs = (share) =>
  share.reduce(
    (sum, { numerator, denominator }) => [sum[0] * denominator + numerator * sum[1], sum[1] * denominator],
    [0n, 1n],
  );

/** One tender: exact shares with those that NumPy drew, else those that both drew, and the least moves. */
function compareTender(parts, found, answer) {
  const exact = parts.exactAcceptability(found.matrix);
  const drawn = answer.drawn.at(-1).shares;
  const sampled = parts.sampledAcceptability(found.matrix, { draws: ownDraws, seed: 2026 });
  const own = sampled.map(({ share }) => share);
  const [over, under] = exact ? oneIs(exact) : [1n, 1n];
  return {
    isExact: exact !== null,
    wholeIsOne: over === under,
    errors: exact ? judgeDrawn(exact.map(numberOf), drawn, peerDraws.at(-1)) : [],
    ownErrors: exact ? judgeDrawn(exact.map(numberOf), own, ownDraws) : [],
    apart: judgeBothDrawn([own, ownDraws], [drawn, peerDraws.at(-1)]),
    standardError: Math.max(...sampled.map(({ standardError }) => standardError)),
    moves: judgeProgrammed(found, answer.moves.moved),
  };
}

/** What the peers took for each size, and how often the product says something else. */
export function comparePeers(parts, sizes, { versions, sizes: answers }) {
  return {
    versions,
    sizes: answers.map((rows, at) => {
      const { found } = sizes[at].compared;
      const all = rows.map((answer, number) => compareTender(parts, found[number], answer));
      const errors = all.flatMap((one) => one.errors);
      const ownErrors = all.flatMap((one) => one.ownErrors);
      return {
        ...{ tenders: rows.length, exact: all.filter(({ isExact }) => isExact).length },
        drawn: peerDraws.map((_, which) => rows.map(({ drawn }) => drawn[which].milliseconds)),
        programmed: rows.map(({ moves }) => moves.milliseconds),
        moves: rows.flatMap(({ moves }) => moves.moved ?? []).filter((moved) => moved !== null).length,
        ...{ errors: errors.map((one) => one.errors), ownErrors: ownErrors.map((one) => one.errors) },
        standardError: Math.max(...all.map(({ standardError }) => standardError)),
        wrong: {
          far: [...errors, ...ownErrors].filter(({ isFar }) => isFar).length,
          ...{ apart: all.reduce((sum, { apart }) => sum + apart, 0) },
          ...{ whole: all.filter(({ wholeIsOne }) => !wholeIsOne).length },
          programmed: all.reduce((sum, { moves }) => sum + moves, 0),
        },
      };
    }),
  };
}
