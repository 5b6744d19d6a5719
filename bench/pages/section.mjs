// The section of docs/benchmarks.md that `npm run bench:pages` writes; `npm run bench` leaves it alone.
import { figurePages } from './questions.mjs';

const fixed = (value, digits = 1) => value.toFixed(digits);
const grouped = (value) => String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const column = (rows, when, which) => rows.map((row) => row[when][which]);
const [engine, wall, cpu] = [0, 1, 2];

function pageRows({ measured, scans }) {
  return Object.entries(measured).map(([name, rows]) => {
    const first = (share, which = engine) => fixed(quantile(column(rows, 'first', which), share));
    const scan = scans[name]?.length ? grouped(quantile(scans[name], 0.5)) : '';
    return [
      name,
      `${first(0.5)} / ${first(0.95)} / ${first(0.99)}`,
      fixed(quantile(column(rows, 'again', engine), 0.99)),
      first(0.99, wall),
      first(0.99, cpu),
      scan,
    ];
  });
}

function goalRows({ pages, appended, monthly, whole }) {
  const figures = Object.entries(pages.measured).filter(([name]) => figurePages.includes(name));
  const all = figures.flatMap(([, rows]) => column(rows, 'first', engine));
  const every = figures.flatMap(([, rows]) => [
    ...column(rows, 'first', engine),
    ...column(rows, 'again', engine),
  ]);
  const [cold, both] = [quantile(all, 0.99), quantile(every, 0.99)];
  const append = appended.added.cpuSeconds + appended.figures.cpuSeconds;
  const again = monthly.usage.cpuSeconds + appended.opened.cpuSeconds + appended.first.cpuSeconds;
  const [serving, reading] = [
    Math.max(pages.rss.most, appended.megabytes) / 1024,
    whole.usage.peakMegabytes / 1024,
  ];
  const said = (reached) => (reached ? 'reached' : 'not reached');
  return [
    [
      'figure pages: p99 at most 50 ms of the engine, each question of the mix for the first time',
      `${fixed(cold)} ms`,
      said(cold <= 50),
    ],
    ['the same, each question asked twice', `${fixed(both)} ms`, said(both <= 50)],
    [
      'adding 10,000 lines, figures of all definitions and all: at most a hundredth of recomputing (processor time)',
      `1/${Math.floor(again / append)}`,
      said(again >= 100 * append),
    ],
    [
      'serving pages over 10 M lines: at most 1.2 GB of memory',
      `${fixed(serving, 2)} GB`,
      said(serving <= 1.2),
    ],
    [
      'importing 10 M lines as one file: at most 1.2 GB of memory',
      `${fixed(reading, 2)} GB`,
      said(reading <= 1.2),
    ],
  ];
}

function stepsText({ appended, monthly, whole, pages }) {
  const both = ({ seconds, cpuSeconds }) => `${fixed(seconds)} s (${fixed(cpuSeconds)} s of processors)`;
  return `- Importing ${pages.batches} monthly files one after another: ${both(monthly.usage)}, at most ${grouped(monthly.usage.peakMegabytes)} MB.
- Importing the same lines as one file: ${both(whole.usage)}, at most ${grouped(whole.usage.peakMegabytes)} MB.
- Opening the pages over all batches: ${both(appended.opened)}; the first result, four definitions placed and summed: ${both(appended.first)}.
- Adding ${grouped(appended.lines)} lines: reading and writing the batch ${both(appended.added)}; the result after it ${both(appended.figures)}.
- Taking them back: the result after it ${both(appended.undone)}.
- Memory while pages are served, after all questions: ${grouped(pages.rss.held)} MB, at most ${grouped(pages.rss.most)} MB.`;
}

/** The section, from what was measured. Nothing in it is written by hand. */
export function pagesSection(results) {
  const { lines, cells, machine, load, asked, shape, pages, keptImports } = results;
  const kept = keptImports
    ? '\n\nThe imports were kept from an earlier run: their times, and the ratio made with them, are of that run and that version of\nthe program.'
    : '';
  return `## Pages over ${grouped(lines)} lines

Written by \`npm run bench:pages\`, which also takes \`-- --lines 1000000 --asked 100 --checked 3 --dir FOLDER\`.
${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB. The load of the machine (runnable programs over the last minute) was ${load.before} before and ${load.after} after:
figures above one for each core are figures of a busy machine, and processor time stands beside the clock for that reason.

${table(['goal', 'measured', ''], goalRows(results))}

An invented council over ten years: ${shape.months} monthly files, ${shape.departments} departments, ${shape.categories} categories, ${shape.bodies} bodies, ${grouped(shape.suppliers)} suppliers with
a heavy tail, and redacted payees. Its cube has ${grouped(cells)} cells. Each page is asked ${asked} times with seeded filters, orders, searches
and offsets (all lines: a fifth as often), and each question once more. The first time of a question is not always the first
time of its answer: the mix names the same definition and year again, and such answers are remembered, so low figures at p50
are memory and the highest are the cold ones. Figures of the engine are milliseconds in statements and sums, waits for a
processor included; with fewer than 100 questions p99 is the slowest of them.
A scan answers the same question from every line of every batch; ${pages.checked} questions of each page were compared with it, and the benchmark
stops when a penny, a count or a row differs.

${table(['page', 'engine, first time: p50 / p95 / p99', 'engine, again: p99', 'whole call: p99', 'processor: p99', 'scan of the lines: p50'], pageRows(pages))}

${stepsText(results)}${kept}`;
}
