// Adds a register to an empty home and asks it things, in a process of its own. Prints what that took as JSON.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [home, path, dist] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(dist, name)).href);
const { openReferenceStore } = await load('lake/reference/index.js');
const { readRegister } = await load('formats/registers/index.js');
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

async function timed(work) {
  const start = performance.now();
  const value = await work();
  return { seconds: Math.round(performance.now() - start) / 1000, value };
}

const store = openReferenceStore(home);
const start = performance.now();
let sorting = 0;
const added = await store.addRegister({
  kind: 'companies',
  files: [{ path, label: 'BasicCompanyDataAsOneFile-2026-11-01.zip' }],
  today: '2026-11-29',
  date: null,
  read: readRegister,
  progress: ({ step }) => {
    if (step === 'sorting') sorting = performance.now() - start;
  },
});
if (!added.ok) throw new Error(added.refusals[0].sentence);
const seconds = Math.round(performance.now() - start) / 1000;
const peakAdding = megabytes();
const { user, system } = process.cpuUsage();
const processorSeconds = Math.round((user + system) / 1e5) / 10;
const { rows, names, leftOut } = added.value;
const [edition] = await store.registers();
const scan = await timed(async () => {
  let count = 0;
  for await (const batch of store.registerNames(edition)) count += batch.rows;
  return count;
});
const numbers = Array.from({ length: 300 }, (_, index) => Math.floor((index * rows) / 300));
const some = await timed(() => store.entities(edition, numbers));
const many = await timed(() =>
  store.entities(
    edition,
    Array.from({ length: 20_000 }, (_, index) => Math.floor((index * rows) / 20_000)),
  ),
);
const one = await timed(() => store.entityByIdentifier(some.value[150].identifier));
if (one.value?.identifier !== some.value[150].identifier) throw new Error('not the organisation asked for');
const result = {
  rows,
  names,
  leftOut,
  seconds,
  processorSeconds,
  readingSeconds: Math.round(sorting) / 1000,
  peakMegabytes: peakAdding,
  scanSeconds: scan.seconds,
  scanned: scan.value,
  someSeconds: some.seconds,
  manySeconds: many.seconds,
  oneSeconds: one.seconds,
  peakWithReading: megabytes(),
};
process.stdout.write(`${JSON.stringify(result)}\n`);
