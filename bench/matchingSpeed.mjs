// The speed of looking names up: `npm run bench:matching-speed`. It is never a timed test; see docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { matchKey } from '../dist/domain/suppliers/index.js';
import { bruteForce } from './matchingSpeed/brute.mjs';
import { eachLine, estateIn, payeesIn } from './matchingSpeed/estate.mjs';
import { bestCut, countsAt, countsByKind } from './matchingSpeed/judge.mjs';
import { speedSection } from './matchingSpeed/section.mjs';
import { machine, waitForQuiet } from './report/machine.mjs';
import { writeSection } from './report/sections.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench') },
    companies: { type: 'string', default: '5500000' },
    payees: { type: 'string', default: '100000' },
    sample: { type: 'string', default: '2000' },
    checked: { type: 'string', default: '1000' },
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    wait: { type: 'string', default: '60' },
    python: { type: 'string', default: 'python3' },
    'no-page': { type: 'boolean', default: false },
    'keep-peers': { type: 'boolean', default: false },
  },
});
const number = (name) => Number(options[name]);
const say = (text) => process.stderr.write(`${text}\n`);
const folder = join(options.dir, 'matching-speed');
const ours = fileURLToPath(new URL('matchingSpeed/ours.mjs', import.meta.url));
const peers = fileURLToPath(new URL('matchingSpeed/peers.py', import.meta.url));

function run(program, args) {
  const { status, stdout } = spawnSync(program, args, {
    ...{ stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 30 },
  });
  if (status !== 0) throw new Error(`${args[0]} failed`);
  return JSON.parse(stdout);
}

/** Peers see the same normalised names; a sample of both kinds of payees is asked, because they are slow. */
function askPeers({ estate, tuning, judged }) {
  const keys = join(folder, 'keys.txt');
  const lines = [];
  eachLine(estate.register, (line) => lines.push(matchKey(line)));
  writeFileSync(keys, `${lines.join('\n')}\n`);
  const asked = (payees) => payees.map(({ name }) => matchKey(name));
  const order = { keys, tools: ['tfidf', 'ratio'], tuning: asked(tuning), judged: asked(judged) };
  // Arguments are not long enough for thousands of names.
  const path = join(folder, 'asked.json');
  writeFileSync(path, JSON.stringify(order));
  return run(options.python, [peers, path]);
}

/** Compares what the index answered with a look at every key of the register. */
function compare(keys, checked, { near, judged }, payees, cut) {
  const search = bruteForce(keys);
  const say100 = (at) =>
    at % 100 === 0 && say(`${at} of ${checked.length} names compared with a look at all`);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  let wrong = 0;
  checked.forEach((key, at) => {
    say100(at);
    const expected = search(key, { most: 10, floor: 0.4 });
    if (!same(near[at], expected)) wrong += 1;
    const [best] = expected;
    const answer = judged[payees.get(key)];
    const expectedAnswer = best && best.similarity >= cut ? best : null;
    if (!same(answer, expectedAnswer)) wrong += 1;
  });
  return wrong;
}

mkdirSync(folder, { recursive: true });
const sizes = { companies: number('companies'), payees: number('payees'), tuning: number('sample') };
const estate = estateIn(folder, sizes);
const payees = payeesIn(estate.judged);
const tuning = payeesIn(estate.tuning);
const keys = [];
eachLine(estate.register, (line) => keys.push(matchKey(line)));
const known = new Set(keys);
/** Only names that are on no register under this key ask for a near one; they are what can be wrong. */
const placeOf = new Map(payees.map(({ name }, at) => [matchKey(name), at]));
const checked = [...placeOf.keys()].filter((key) => !known.has(key)).slice(0, number('checked'));
writeFileSync(join(folder, 'checked.json'), JSON.stringify(checked));

const index = join(folder, 'names.index');
rmSync(index, { force: true });
const load = { before: loadavg()[0].toFixed(1) };
await waitForQuiet(number('wait'));
const built = run(process.execPath, [
  '--max-old-space-size=4096',
  ours,
  'build',
  JSON.stringify({ ...estate, companies: sizes.companies, index }),
]);
say(`built: ${JSON.stringify(built)}`);

const order = {
  ...{ ...estate, index, companies: sizes.companies, threads: number('threads'), rounds: number('rounds') },
  ...{ answers: join(folder, 'answers.json'), checked: join(folder, 'checked.json') },
};
const answersOf = () => JSON.parse(readFileSync(order.answers, 'utf8'));
run(process.execPath, [ours, 'resolve', JSON.stringify({ ...order, rounds: 0, cut: 0.9 })]);
const cut = bestCut(answersOf().tuning, tuning, keys);
say(`the cut chosen on other payees is ${cut}`);
await waitForQuiet(number('wait'));
const resolved = run(process.execPath, [ours, 'resolve', JSON.stringify({ ...order, cut })]);
say(`resolved: ${JSON.stringify(resolved)}`);
const answers = answersOf();

const peersFile = join(folder, 'peers.json');
const keptPeers = options['keep-peers'] && existsSync(peersFile);
if (!keptPeers) {
  await waitForQuiet(number('wait'));
  const told = askPeers({ estate, tuning, judged: payees.slice(0, number('sample')) });
  writeFileSync(peersFile, JSON.stringify(told));
}
const told = JSON.parse(readFileSync(peersFile, 'utf8'));
const sample = payees.slice(0, number('sample'));
const peerResults = Object.entries(told).map(([name, one]) => {
  if (one.missing) return { name, missing: one.missing };
  const pairs = (all) => all.map((found) => found && { row: found[0], similarity: found[1] });
  const own = bestCut(pairs(one.answers.tuning), tuning, keys);
  return {
    ...{ name, version: one.version, prepared: one.prepared, ...one.judged, cut: own },
    total: countsAt(pairs(one.answers.judged), sample, { keys, cut: own }),
  };
});
const wrong = compare(keys, checked, answers, placeOf, cut);
load.after = loadavg()[0].toFixed(1);
const section = speedSection({
  ...{
    sizes,
    built,
    resolved,
    cut,
    checked: checked.length,
    wrong,
    load,
    machine: machine(),
    threads: order.threads,
  },
  ...{ sample: sample.length, peers: peerResults, keptPeers },
  ours: {
    all: countsAt(answers.judged, payees, { keys, cut }),
    sample: countsAt(answers.judged.slice(0, sample.length), sample, { keys, cut }),
    kinds: countsByKind(answers.judged, payees, { keys, cut }),
  },
});
process.stdout.write(`${section}\n`);
if (wrong > 0) throw new Error(`${wrong} answers differ from a look at every name`);
if (!options['no-page']) writeSection('matching speed', section);
