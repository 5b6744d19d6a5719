// The benchmark of the pages that explore spend: `npm run bench:pages`. It is never a timed test; see docs/benchmarks.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { estateIn, shape, writeLedger } from './pages/estate.mjs';
import { pagesSection } from './pages/section.mjs';
import { machine } from './report/machine.mjs';
import { writeSection } from './report/sections.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench-pages') },
    lines: { type: 'string', default: '10000000' },
    asked: { type: 'string', default: '100' },
    checked: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    'keep-imports': { type: 'boolean', default: false },
    'no-page': { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});
const { dir } = options;
const lines = Number(options.lines);
const appendedLines = 10_000;

/** Runs one part as a process of its own, so that its memory is its own, and answers what it wrote down. */
function runPart(name, order) {
  const [asking, result] = [join(dir, `${order.as}-order.json`), join(dir, `${order.as}.json`)];
  writeFileSync(asking, JSON.stringify({ ...order, result }));
  const script = fileURLToPath(new URL(`./pages/${name}.mjs`, import.meta.url));
  process.stderr.write(`${order.as}\n`);
  const { status } = spawnSync(process.execPath, [script, asking], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  return JSON.parse(readFileSync(result, 'utf8'));
}

const idOf = (number) => `bat_${String(number).padStart(20, '0')}`;

/** Imports once and uses it again where that is wanted. */
function importedAs(as, files) {
  const root = join(dir, `lake-${as}`);
  if (options['keep-imports'] && existsSync(join(dir, `${as}.json`))) {
    return JSON.parse(readFileSync(join(dir, `${as}.json`), 'utf8'));
  }
  rmSync(root, { recursive: true, force: true });
  return runPart('importing', { as, root, files });
}

const load = () => Number((loadavg()[0] ?? 0).toFixed(1));

mkdirSync(dir, { recursive: true });
const before = load();
const estate = await estateIn(dir, lines);
const months = estate.paths.map((path, number) => ({ path, id: idOf(number) }));
const monthly = importedAs(`months-${lines}`, months);
const whole = importedAs(`whole-${lines}`, [{ path: estate.whole, id: idOf(0) }]);
const [root, imported] = [join(dir, `lake-months-${lines}`), join(dir, `months-${lines}.json`)];
const more = join(dir, 'append.csv');
await writeLedger(more, { lines, from: lines - appendedLines, to: lines });
rmSync(join(root, 'lake', 'bat_appendappendappendap'), { recursive: true, force: true });
const appended = runPart('appending', { as: 'appended', root, imported, path: more });
const [asked, checked, seed] = [options.asked, options.checked, options.seed].map(Number);
const pages = runPart('measuring', { as: 'pages', root, imported, asked, checked, seed, show: options.show });
const cells = monthly.done.reduce((sum, one) => sum + one.cells, 0);
const section = pagesSection({
  ...{ lines, cells, asked, shape, appended, monthly, whole },
  pages: { ...pages, checked },
  keptImports: options['keep-imports'],
  machine: machine(),
  load: { before, after: load() },
});
if (!options['no-page']) writeSection('pages', section);
process.stdout.write(`${section}\n`);
