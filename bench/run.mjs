// The benchmark of reading ledgers: `npm run bench`. It is never a timed test; see docs/benchmarks.md.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contestantsFor, runContestant } from './contestants/index.mjs';
import { generateLedger } from './generator/index.mjs';
import { machine, waitForQuiet } from './report/machine.mjs';
import { ledgersSection } from './report/page.mjs';
import { writeSection } from './report/sections.mjs';
import { summarise } from './report/summary.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench') },
    rounds: { type: 'string', default: '5,3' },
    lines: { type: 'string', default: '1000000,10000000' },
    wait: { type: 'string', default: '60' },
    'no-page': { type: 'boolean', default: false },
  },
});
const say = (text) => process.stderr.write(`${text}\n`);

/** Every contestant once, then every one again: so that a busy spell of the machine hits all of them. */
async function race(lines, rounds) {
  const { clean, mixed, truth } = generateLedger({ folder: options.dir, lines });
  const contestants = contestantsFor({ clean, mixed, folder: options.dir });
  const runs = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const loadBefore = await waitForQuiet(Number(options.wait));
      const run = { ...(await runContestant(contestant, truth)), name: contestant.name, loadBefore };
      runs.push(run);
      say(
        `${lines} lines, round ${round}: ${contestant.name} ${run.usage.seconds.toFixed(2)} s, load ${loadBefore}`,
      );
    }
  }
  const bytes = { clean: statSync(clean).size, mixed: statSync(mixed).size };
  return { lines, truth, bytes, rounds, results: summarise(contestants, runs) };
}

mkdirSync(options.dir, { recursive: true });
const races = [];
const rounds = options.rounds.split(',').map(Number);
for (const [index, lines] of options.lines.split(',').map(Number).entries()) {
  say(`Ledger of ${lines} lines in ${options.dir}`);
  races.push(await race(lines, rounds[index] ?? rounds[0]));
}
writeFileSync(
  join(options.dir, 'results.json'),
  `${JSON.stringify({ machine: machine(), races }, null, 1)}\n`,
);
const text = ledgersSection({ races, machine: machine() });
if (!options['no-page']) writeSection('ledgers', text);
process.stdout.write(text);
