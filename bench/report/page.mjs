import { goalsOf } from './goals.mjs';

const fixed = (value, digits = 2) => value.toFixed(digits);
const grouped = (value) => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function goalsTable(races) {
  const rows = goalsOf(races).map(({ goal, figure, cpu, reached, unit }) => {
    if (figure === null) return [goal, 'not measured', '', 'not measured'];
    return [
      goal,
      `${fixed(figure)} ${unit}`,
      cpu === null ? '' : fixed(cpu),
      reached ? 'reached' : 'not reached',
    ];
  });
  return table(['goal', 'measured', 'the same by processor time', ''], rows);
}

function resultRows({ lines, bytes, results }) {
  const own = results[0].seconds.median;
  return results.map(({ name, seconds, cpuSeconds, peakMegabytes }) => {
    const size = name.includes('canonical') ? bytes.mixed : bytes.clean;
    return [
      name,
      `${fixed(seconds.median)} (${fixed(seconds.least)} to ${fixed(seconds.most)})`,
      fixed(cpuSeconds.median),
      fixed(seconds.median / own),
      grouped(Math.round(lines / seconds.median)),
      fixed(size / 1e6 / seconds.median, 0),
      grouped(Math.round(peakMegabytes.most)),
    ];
  });
}

const resultHeadings = [
  '',
  'seconds: median (spread)',
  'processor s',
  'Sevenbox = 1',
  'lines/s',
  'MB/s',
  'peak memory, MB',
];

const stageNames = {
  start: 'start of Node and loading the program',
  survey: 'opening: survey of the bytes, deciding what each column is',
  importTable: 'import into typed lines, and checking that order and count are right',
  counts: 'control totals',
  duplicates: 'looking for lines listed twice',
  rejects: 'list of rejects',
};

function stagesTable({ results }) {
  const own = results.filter(({ stages }) => stages.importTable !== undefined);
  const rows = Object.entries(stageNames).map(([stage, words]) => [
    words,
    ...own.map(({ stages }) => fixed(stages[stage] ?? 0)),
  ]);
  const verbs = ['importTable', 'sparseRecords', 'counts', 'duplicates', 'rejects', 'reject', 'forget'];
  const rest = own.map(
    ({ stages }) => stages.allImport - verbs.reduce((sum, verb) => sum + (stages[verb] ?? 0), 0),
  );
  const rollUps = own.map(({ seconds, importSeconds }) => fixed(seconds.median - importSeconds.median));
  rows.push(['writing the canonical form; text of the rejects', ...rest.map((value) => fixed(value))]);
  rows.push(['two roll-ups', ...rollUps]);
  return table(['seconds in', ...own.map(({ name }) => name)], rows);
}

function raceText(race) {
  const { lines, truth, bytes, rounds, results } = race;
  const busiest = fixed(Math.max(...results.map((result) => result.busiest)));
  const pounds = grouped(Math.floor(truth.acceptedPence / 100));
  return `## ${grouped(lines)} lines

${fixed(bytes.clean / 1e6, 0)} MB; ${grouped(truth.accepted)} accepted (£${pounds}.${String(truth.acceptedPence % 100).padStart(2, '0')}), ${grouped(truth.rejected)} rejected, ${grouped(truth.blank)} blank.
${rounds} rounds, one after another, each in a fresh process. Before each run the benchmark waited for less than half a core to be
busy with other work; before the busiest one ${busiest} cores were.

${table(resultHeadings, resultRows(race))}

Where Sevenbox spends its time (medians):

${stagesTable(race)}
`;
}

function machineText({ processor, cores, memoryGigabytes, system, versions }) {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${processor}, ${cores} cores, ${memoryGigabytes} GB of memory, ${system}. ${names.join(', ')}.`;
}

/** The section on reading ledgers. Nothing in it is written by hand. */
export function ledgersSection({ races, machine }) {
  return `Written by \`npm run bench\`, which also takes \`-- --rounds 3 --lines 1000000 --dir FOLDER --wait SECONDS\`. It is not part of
\`npm test\`: nothing fails because a machine is slow. It stops when a contestant that judges lines finds another count, another
total or other roll-ups than the generator wrote.

Machine: ${machineText(machine)}

## Goals

${goalsTable(races)}

${raceText(races[0])}${races
  .slice(1)
  .map((race) => `\n${raceText(race)}`)
  .join('')}
${notes}`;
}

const notes = `## What is compared

A seeded generator writes a ledger of 12 columns and about 150 bytes a line: amounts as \`1234.56\`, \`"£1,234.56"\`,
\`"1,234.56"\`, \`-12.00\`, \`(£12.00)\`, \`12.00-\` and \`12.00CR\`, two forms of date, quoted cells, redacted payees, and one line
in 701 with a fault (unreadable or missing amounts, parts of a penny, stray commas, lines cut short, surplus
cells, unreadable dates, missing suppliers, blank lines). The same lines are written twice: as UTF-8 with one newline style,
which Sevenbox sends straight to DuckDB, and as Windows-1252 with mixed newlines, which it rewrites first (the canonical
route).

- **Sevenbox**: what \`sevenbox analyse\` does up to the rejects with their lines and text, the control totals and the search for
  lines listed twice, writing typed lines as Parquet; then spend by supplier and by financial year and category.
- **DuckDB COPY**: \`COPY (SELECT * FROM read_csv(…, every cell as text)) TO … (FORMAT parquet, COMPRESSION zstd)\` and nothing else.
  It judges no line, so it has no total to compare. It is the floor for a program that reads with DuckDB.
- **Papa Parse**: a stream in Node.js, with the same rules for this one header written by hand, counts, rejects and roll-ups. It
  writes no file and recognises no other header.
- **pandas**: only the columns it needs, whole columns at a time, regular expressions only where a quick test fails; the same
  rules, counts, rejects and roll-ups. It writes no file either.

Every contestant is a new process; its time runs from the start of the process. DuckDB, and so Sevenbox, uses every core;
Papa Parse and pandas use one. A wide spread means that other programs used the machine during some rounds; processor
seconds suffer less from that, so they stand beside the clock. Memory is the most the process ever held. Rates are lines and bytes of the ledger over the
median.
`;
