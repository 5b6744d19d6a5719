// Asks the pages over imported batches and measures; run as a process of its own, so that its memory is theirs.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFilter } from '../../dist/domain/spend/explore/filterQuery.js';
import { chances, questionsFor } from './questions.mjs';
import { checkByLines, openScan } from './scan.mjs';
import { askPage, openPages } from './site.mjs';

const { root, imported, asked, checked, result, seed, kinds, show } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const say = (text) => process.stderr.write(`${text}\n`);
const all = JSON.parse(readFileSync(imported, 'utf8')).done.map(({ batch }) => batch);
const megabytes = () => Math.round(process.memoryUsage().rss / 1024 ** 2);

async function clocked(work) {
  const from = performance.now();
  const cpu = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, milliseconds: performance.now() - from, cpu: (user + system) / 1000 };
}

/** Payees to ask about: of the largest, of the middle and of the smallest. */
async function payeesOf(calls, year) {
  const chance = chances(seed);
  const filter = { ...openFilter('ledger-all'), year };
  const found = [];
  for (const offset of [0, 100, 1_000, 5_000]) {
    const list = { search: null, order: 'amount', descending: true, offset, limit: 100 };
    const page = await calls.suppliers(filter, list);
    found.push(...page.value.rows.map(({ payee }) => payee));
  }
  return found.filter(() => chance() < 0.5);
}

async function measure(pages, make, kind) {
  const rows = [];
  // Lists of all lines read every file: fewer of them say enough.
  const times = kind === 'all lines' ? Math.ceil(asked / 5) : asked;
  for (let count = 0; count < times; count += 1) {
    const question = make();
    if (question.kind === 'line') {
      const batch = pages.batches[Math.floor(question.pick * pages.batches.length)];
      Object.assign(question, {
        batch: batch.id,
        record: 1 + (Math.floor(question.pick * 1e6) % batch.report.control.accepted),
      });
    }
    const first = await askPage(pages, question);
    const again = await askPage(pages, question);
    rows.push({ question, first, again, found: first.found });
  }
  say(`${kind}: ${rows.length} asked, ${megabytes()} MB`);
  return rows;
}

const pages = await openPages(root, all);
const open = await clocked(() => pages.calls.choices(null));
const opened = { milliseconds: open.milliseconds, cpu: open.cpu, megabytes: megabytes() };
say(`opened in ${Math.round(open.milliseconds)} ms, ${megabytes()} MB`);
const firstResult = await clocked(() => pages.calls.analysis(null));
opened.result = firstResult.milliseconds;
say(`first result in ${Math.round(firstResult.milliseconds)} ms, ${megabytes()} MB`);
const choices = open.value;
const definitions = choices.definitions.map(({ id }) => id);
const payees = await payeesOf(pages.calls, choices.years[3]);
const makers = questionsFor({ choices, definitions, payees }, seed);
const measured = {};
const questions = [];
for (const [kind, make] of Object.entries(makers)) {
  if (kinds && !kinds.includes(kind)) continue;
  const rows = await measure(pages, make, kind);
  measured[kind] = rows.map(({ first, again }) => ({
    first: [first.engine, first.wall, first.cpu],
    again: [again.engine, again.wall, again.cpu],
  }));
  for (const { question, first, again } of show ? rows : []) {
    if (first.engine < 50) continue;
    const times = [first.engine, first.wall, first.cpu, again.engine]
      .map((time) => time.toFixed(0))
      .join(' ');
    say(`${times} ${JSON.stringify(question)}`);
  }
  questions.push({ kind, rows: rows.slice(0, checked) });
}
const rss = { held: megabytes(), most: Math.round(process.resourceUsage().maxRSS / 1024) };
const scratch = mkdtempSync(join(root, 'scan-'));
const scans = {};
if (checked > 0) {
  const scan = await openScan(pages, all, scratch);
  for (const { kind, rows } of questions) {
    if (kind === 'one line') continue;
    scans[kind] = [];
    for (const { question, found } of rows) scans[kind].push(await checkByLines(scan, question, found));
    say(`${kind}: the lines agree ${rows.length} times`);
  }
  scan.close();
}
rmSync(scratch, { recursive: true });
await pages.close();
writeFileSync(result, JSON.stringify({ opened, measured, scans, rss, batches: all.length }));
