// The benchmark of what an award hangs on: `npm run bench:robustness`. It is never a timed test; see docs/benchmarks.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine, waitForQuiet } from './report/machine.mjs';
import { writeSection } from './report/sections.mjs';
import { compareSize, measureSize } from './robustness/measure.mjs';
import { partsIn } from './robustness/ours.mjs';
import { askPeers, comparePeers } from './robustness/peers.mjs';
import { robustnessSection, wrongIn } from './robustness/section.mjs';
import { tendersOf } from './robustness/tenders.mjs';

const { values: options } = parseArgs({
  options: {
    tenders: { type: 'string', default: '400' },
    sample: { type: 'string', default: '32' },
    warm: { type: 'string', default: '2000' },
    wait: { type: 'string', default: '60' },
    python: { type: 'string', default: 'python3' },
    dist: { type: 'string', default: 'dist' },
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench') },
    'no-page': { type: 'boolean', default: false },
  },
});
const [count, sample, warm, wait] = [options.tenders, options.sample, options.warm, options.wait].map(Number);
const load = () => (loadavg()[0] ?? 0).toFixed(1);
const say = (text) => process.stderr.write(`${text}\n`);
const shapes = [
  { bids: 10, criteria: 8 },
  { bids: 3, criteria: 3 },
  { bids: 10, criteria: 5 },
  { bids: 30, criteria: 12 },
];

const parts = await partsIn(options.dist);
const before = load();
const busy = await waitForQuiet(wait);
const sizes = shapes.map((shape, at) => {
  const tenders = tendersOf({ ...shape, count, seed: 2026 + at });
  say(`${shape.bids} bids, ${shape.criteria} criteria`);
  const times = measureSize(parts, tenders, { slow: sample, warm });
  return { ...shape, times, compared: compareSize(parts, tenders) };
});
mkdirSync(options.dir, { recursive: true });
const order = join(options.dir, 'robustness.json');
const told = askPeers(options.python, sizes, { sample, save: (text) => writeFileSync(order, text), order });
say(told.missing ?? 'NumPy and SciPy have answered');
const peers = told.missing ? told : comparePeers(parts, sizes, told);
const measured = {
  ...{ sizes, peers, sample, machine: machine(), busy },
  ...{ load: { before, after: load() }, day: new Date().toISOString().slice(0, 10) },
};
const section = robustnessSection(measured);
process.stdout.write(`${section}\n`);
const wrong = wrongIn(measured);
if (wrong.length > 0) throw new Error(`answers differ: ${wrong.join('; ')}`);
if (!options['no-page']) writeSection('robustness', section);
