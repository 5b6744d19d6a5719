// The section of docs/benchmarks.md that `npm run bench:web` writes.
import { quantile } from './load.mjs';

const goalMilliseconds = 50;
const goalBytes = 100 * 1024;
const fixed = (value, digits = 1) => value.toFixed(digits);

function table(headings, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

const names = { server: 'PostgreSQL server (judged)', embedded: 'embedded (reported)' };
const three = (values) => [0.5, 0.95, 0.99].map((share) => fixed(quantile(values, share))).join(' / ');

function storeRow({ kind, times, inside, wrong, importSeconds, memory, load }) {
  return [
    names[kind],
    three(inside),
    three(times.map(({ milliseconds }) => milliseconds)),
    `${times.length}, ${wrong.length} wrong`,
    `${fixed(importSeconds)} s`,
    `${fixed(memory.now, 0)} / ${fixed(memory.most, 0)} MB`,
    load.join(' / '),
  ];
}

function pageRows({ times }) {
  const paths = [...new Set(times.map(({ path }) => path.replace(/imp_\w+/, ':id')))];
  return paths.map((path) => {
    const ours = times.filter((one) => one.path.replace(/imp_\w+/, ':id') === path);
    const bytes = Math.max(...ours.map((one) => one.bytes));
    return [`\`${path}\``, three(ours.map(({ milliseconds }) => milliseconds)), fixed(bytes / 1024, 0)];
  });
}

/** What was measured, as a section of the page on benchmarks. */
export function webSection({ measured, lines, keptLines, perSecond, seconds, machine }) {
  const judged = measured.find(({ kind }) => kind === 'server') ?? measured[0];
  const p99 = quantile(judged.inside, 0.99);
  const largest = Math.max(...judged.times.map(({ bytes }) => bytes));
  const goals = [
    ['p99 of the server’s time at most 50 ms', `${fixed(p99)} ms`, p99 <= goalMilliseconds],
    ['HTML at most 100 KB before compression', `${fixed(largest / 1024, 0)} KB`, largest <= goalBytes],
    [
      'every answer is the page that was asked for',
      `${judged.wrong.length} wrong`,
      judged.wrong.length === 0,
    ],
  ].map(([goal, figure, reached]) => [goal, figure, reached ? 'reached' : 'not reached']);
  return [
    `## The site at ${perSecond} requests a second while an import runs`,
    '',
    'Written by `npm run bench:web`, which also takes `-- --lines 1000000 --rate 50 --seconds 120 --only server`.',
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGigabytes} GB. The program that asks, the database and the site share these cores.`,
    '',
    table(['goal', 'measured', ''], goals),
    '',
    `Somebody signed in asks for ten pages in turn, ${perSecond} in a second for ${seconds} seconds, whether or not earlier ones were`,
    `answered, while a ledger of ${lines} lines is imported into a store that holds ${keptLines}. The time of the server is what its log`,
    'says of each answer, in whole milliseconds; the time of the visitor runs from the moment a request was due.',
    '',
    table(
      [
        ...['store', 'server: p50 / p95 / p99 (ms)', 'visitor: p50 / p95 / p99 (ms)', 'answers'],
        ...['import', 'memory: after / most', 'load: before / after'],
      ],
      measured.map(storeRow),
    ),
    '',
    table(['page (server store)', 'visitor: p50 / p95 / p99 (ms)', 'KB'], pageRows(judged)),
  ].join('\n');
}
