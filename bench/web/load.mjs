// Requests at a fixed rate, whether or not earlier ones have been answered.
import { setTimeout as pause } from 'node:timers/promises';

/** The value that so large a share of the values does not exceed. */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * Asks for pages in turn, so many in a second, for so many seconds. Each answer is checked: another status than 200 is
 * counted as wrong. Times are milliseconds from the moment a request was due until its last byte.
 */
export async function loadSite(visitor, { paths, perSecond, seconds }) {
  const [times, wrong, going] = [[], [], new Set()];
  const begun = performance.now();
  for (let count = 0; count < perSecond * seconds; count += 1) {
    const due = begun + (count * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    const path = paths[count % paths.length];
    const one = visitor.get(path).then(
      ({ status, text }) => {
        times.push({ path, milliseconds: performance.now() - due, bytes: text.length });
        if (status !== 200) wrong.push(`${status} ${path}`);
      },
      (error) => wrong.push(`${error.message} ${path}`),
    );
    going.add(one);
    one.finally(() => going.delete(one));
  }
  await Promise.all(going);
  return { times, wrong };
}
