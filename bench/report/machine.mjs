import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { pandasHere } from '../contestants/index.mjs';

const quietLoad = 0.5;

function versionOf(name) {
  const path = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')).version;
}

/** What the figures depend on. */
export function machine() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    versions: {
      'Node.js': process.versions.node,
      '@duckdb/node-api': versionOf('@duckdb/node-api'),
      'Papa Parse': versionOf('papaparse'),
      ...(pandasHere ? { Python: pandasHere.version, pandas: pandasHere.pandas } : {}),
    },
  };
}

/** Processor time that others take: the share of all cores that were busy during a second without us. */
async function othersBusy() {
  const spent = () =>
    cpus().reduce(
      (sum, { times }) => {
        const idle = times.idle;
        return {
          idle: sum.idle + idle,
          all: sum.all + times.user + times.nice + times.sys + times.irq + idle,
        };
      },
      { idle: 0, all: 0 },
    );
  const before = spent();
  await pause(1000);
  const after = spent();
  const all = after.all - before.all;
  return all === 0 ? 0 : ((all - (after.idle - before.idle)) / all) * cpus().length;
}

/** Waits at most so many seconds for fewer than half a core to be busy. Returns the cores that were busy last. */
export async function waitForQuiet(seconds) {
  let busy = await othersBusy();
  for (let waited = 1; waited < seconds && busy >= quietLoad; waited += 1) busy = await othersBusy();
  return Number(busy.toFixed(2));
}
