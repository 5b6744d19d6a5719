// The benchmark of the site under load: `npm run bench:web`. It is never a timed test; see docs/benchmarks.md.
import { existsSync, mkdirSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeLedger } from './pages/estate.mjs';
import { machine } from './report/machine.mjs';
import { writeSection } from './report/sections.mjs';
import { loadSite } from './web/load.mjs';
import { startServer } from './web/postgres.mjs';
import { webSection } from './web/section.mjs';
import { memoryOf, startSite, visitorOf } from './web/site.mjs';

const { values: options } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '120' },
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench-web') },
    port: { type: 'string', default: '7190' },
    only: { type: 'string' },
    'no-page': { type: 'boolean', default: false },
  },
});
const [lines, perSecond, seconds, port] = [options.lines, options.rate, options.seconds, options.port].map(
  Number,
);
const keptLines = 100_000;
const load = () => Number((loadavg()[0] ?? 0).toFixed(1));

/** A part of one ledger: the kept lines come first, and the large part after them, so that no line is in both. */
async function ledgerOf(name, from, to) {
  const path = join(options.dir, `${name}-${from}-${to}.csv`);
  if (!existsSync(path)) await writeLedger(path, { lines: keptLines + lines, from, to });
  return path;
}

function expect(answer, status, what) {
  if (answer.status === status) return answer;
  throw new Error(`${what}: ${answer.status} ${answer.text.replace(/<[^>]*>/g, ' ').slice(0, 400)}`);
}

/** The first administrator, whose ledgers these are. */
async function begin(site) {
  const visitor = visitorOf(site.origin);
  expect(await visitor.get(site.start), 200, 'the page of the first start');
  const made = await visitor.form(site.start, {
    ...{ organisation: 'Examplewell Council', kind: 'anchor', form: '', scheme: '', number: '' },
    ...{ name: 'Invented Analyst', email: 'analyst@examplewell.example', password: 'trombone-lantern-quilt' },
  });
  expect(made, 303, 'the first start');
  const owner = { name: 'Examplewell Council', 'org-id': '', home: 'Kirklees', next: '' };
  expect(await visitor.form('/ledgers/owner', owner), 303, 'whose ledgers these are');
  return visitor;
}

async function waitFor(visitor, path, words) {
  for (let tries = 0; tries < 6000; tries += 1) {
    const { text } = await visitor.get(path);
    if (words.test(text)) return text;
    await pause(250);
  }
  throw new Error(`${path} never said ${words}`);
}

/** Adds a ledger up to the moment at which it is confirmed; answers its page. */
async function checked(visitor, file) {
  const { location } = expect(await visitor.upload('/ledgers/add', file), 303, 'the upload');
  const text = await waitFor(visitor, location, /name="version"/);
  return { location, version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? '' };
}

async function confirm(visitor, { location, version }) {
  expect(await visitor.form(`${location}/confirm`, { version }), 303, 'the confirmation');
}

/** A page that has nothing to follow any more: the import is over. */
const imported = /^(?![\s\S]*data-follow)[\s\S]*<main/;

async function measure(kind) {
  const server = kind === 'server' ? await startServer(port + 1) : null;
  if (kind === 'server' && server === null) throw new Error('PostgreSQL is not installed');
  const site = await startSite({ port, databaseUrl: server?.url ?? null });
  try {
    const visitor = await begin(site);
    const kept = await checked(visitor, await ledgerOf('kept', 0, keptLines));
    await confirm(visitor, kept);
    await waitFor(visitor, kept.location, imported);
    const large = await checked(visitor, await ledgerOf('large', keptLines, keptLines + lines));
    const paths = [
      '/',
      '/ledgers',
      '/spend',
      '/spend/suppliers',
      '/spend/by/department',
      '/definitions',
    ].concat(['/people', '/account', '/references', kept.location]);
    for (const path of paths) expect(await visitor.get(path), 200, path);
    site.answered.length = 0;
    const from = performance.now();
    await confirm(visitor, large);
    let importSeconds = null;
    const watching = waitFor(visitor, large.location, imported).then(() => {
      importSeconds = (performance.now() - from) / 1000;
    });
    const before = load();
    const { times, wrong } = await loadSite(visitor, { paths, perSecond, seconds });
    const memory = memoryOf(site.pid);
    await watching;
    const inside = site.answered
      .filter(({ msg }) => msg === 'answered')
      .map(({ milliseconds }) => milliseconds);
    return { kind, times, wrong, inside, importSeconds, memory, load: [before, load()] };
  } finally {
    await site.stop();
    await server?.stop();
  }
}

mkdirSync(options.dir, { recursive: true });
const measured = [];
for (const kind of options.only ? [options.only] : ['server', 'embedded']) measured.push(await measure(kind));
const section = webSection({ measured, lines, keptLines, perSecond, seconds, machine: machine() });
process.stdout.write(`${section}\n`);
if (!options['no-page']) writeSection('web', section);
