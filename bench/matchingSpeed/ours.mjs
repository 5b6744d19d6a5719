// Looks invented payees up in a process of its own, and prints what that took as JSON: `node ours.mjs build|resolve ...`.
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { matchKey, nameIndexBuilder, nameIndexOver } from '../../dist/domain/suppliers/index.js';
import { loadNames, saveNames, startNearest } from '../../dist/lake/nameIndex/index.js';
import { eachLine, payeesIn } from './estate.mjs';

const started = performance.now();
const [what, order] = [process.argv[2], JSON.parse(process.argv[3])];
const seconds = (from) => (performance.now() - from) / 1000;
const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
const print = (result) => process.stdout.write(`${JSON.stringify(result)}\n`);

/** Reads the names of the register, makes the index and keeps it. */
function build({ register, companies, index }) {
  const builder = nameIndexBuilder();
  eachLine(register, (line) => builder.add(matchKey(line)));
  const [read, from] = [seconds(started), performance.now()];
  const { tables } = builder.build();
  const [built, saving] = [seconds(from), performance.now()];
  const owners = Int32Array.from({ length: companies }, (_, row) => row);
  if (!saveNames(index, { tables, owners, counts: { names: companies, counts: new Map() } }, 'bench'))
    throw new Error(`${index} could not be written`);
  const bytes = statSync(index).size;
  print({ read, built, saved: seconds(saving), bytes, peakMegabytes: peakMegabytes() });
}

/** The one row with the very same key, else the row nearest to it: what the peers do too. */
async function resolve({ index, nearestAll }, names, floor) {
  const keys = names.map(matchKey);
  const found = new Map(keys.map((key) => [key, index.exact(key)]));
  const left = [...found].filter(([, rows]) => rows.length === 0).map(([key]) => key);
  const near = await nearestAll(0, left, { most: 1, floor });
  left.forEach((key, at) => {
    found.set(key, near[at]);
  });
  return { left: left.length, answers: keys.map((key) => answerOf(found.get(key))) };
}

function answerOf([first]) {
  if (first === undefined) return null;
  return typeof first === 'number' ? { row: first, similarity: 1 } : first;
}

const mark = (answers) => createHash('sha256').update(JSON.stringify(answers)).digest('hex');

/** Opens the index, resolves all payees as the first thing and then again; the cut is chosen on other payees. */
async function resolveAll({
  index: path,
  companies,
  judged,
  tuning,
  threads,
  rounds,
  cut,
  answers,
  checked,
}) {
  const opening = performance.now();
  const names = loadNames(path, { fingerprint: 'bench', organisations: companies });
  if (names === undefined) throw new Error(`${path} does not load`);
  const { nearestAll, close } = startNearest([names.tables], threads);
  const search = { index: nameIndexOver(names.tables), nearestAll };
  const opened = seconds(opening);
  const payees = payeesIn(judged).map(({ name }) => name);
  const times = [];
  const marks = new Set();
  let last;
  for (let round = 0; round <= rounds; round += 1) {
    const from = performance.now();
    last = await resolve(search, payees, cut);
    times.push(seconds(from));
    marks.add(mark(last.answers));
  }
  if (marks.size !== 1) throw new Error('the answers change from one time to the next');
  const memory = peakMegabytes();
  const tuned = await resolve(
    search,
    payeesIn(tuning).map(({ name }) => name),
    0.5,
  );
  const near = await nearestAll(0, JSON.parse(readFileSync(checked, 'utf8')), { most: 10, floor: 0.4 });
  writeFileSync(answers, JSON.stringify({ judged: last.answers, tuning: tuned.answers, near }));
  await close();
  const [first, ...again] = times;
  print({ opened, cold: opened + first, first, again, left: last.left, peakMegabytes: memory });
}

if (what === 'build') build(order);
else await resolveAll(order);
