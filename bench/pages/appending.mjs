// What it costs to add ten thousand lines to what is there, and to take them back. Run as a process of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { importFile } from './importing.mjs';
import { openPages } from './site.mjs';

const { root, imported, path, result } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const id = 'bat_appendappendappendap';

async function clocked(work) {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { value, seconds: (performance.now() - from) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const totalOf = ({ figures }) =>
  figures.map(({ totalPence, localPence }) => [totalPence, localPence]).join(' ');
const withoutValue = ({ seconds, cpuSeconds }) => ({ seconds, cpuSeconds });

const before = JSON.parse(readFileSync(imported, 'utf8')).done.map(({ batch }) => batch);
const pages = await openPages(root, before);
const opened = await clocked(() => pages.calls.choices(null));
const first = await clocked(() => pages.calls.analysis(null));
const was = totalOf(first.value);
const added = await clocked(() => importFile({ root, path, id }));
pages.batches = [...before, added.value.batch];
const figures = await clocked(() => pages.calls.analysis(null));
if (totalOf(figures.value) === was) throw new Error('The figures are the same with more lines');
pages.batches = before;
const undone = await clocked(() => pages.calls.analysis(null));
if (totalOf(undone.value) !== was) throw new Error('The figures are others after the lines were taken back');
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
await pages.close();
const steps = { opened, first, added, figures, undone };
const seconds = Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, withoutValue(step)]));
writeFileSync(result, JSON.stringify({ ...seconds, megabytes, lines: added.value.lines }));
