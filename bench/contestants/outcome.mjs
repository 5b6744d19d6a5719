import { createHash } from 'node:crypto';

/** One figure for a whole roll-up, given as lines `key|pence|count`: the same whatever order it was made in. */
function digest(lines) {
  return createHash('sha256')
    .update([...lines].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);
}

/** Seconds since the parent started this process, processor seconds and the most memory so far. */
export function usageNow(startedAt) {
  const { user, system } = process.cpuUsage();
  return {
    seconds: (Date.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1_000_000,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  };
}

/** Prints what a contestant found as one line of JSON, for the parent. */
export function report({ usage, stages = {}, found }) {
  const { bySupplier, byCategory, ...counts } = found;
  const rollUps = bySupplier ? { bySupplier: digest(bySupplier), byCategory: digest(byCategory) } : {};
  process.stdout.write(`${JSON.stringify({ usage, stages, counts, rollUps })}\n`);
}
