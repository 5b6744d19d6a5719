import { sweepPast } from '../actions/upkeep/sweepPast.ts';
import type { Config } from '../config.ts';
import { instantAt } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { readRetention } from '../formats/readRetention.ts';
import type { Store } from '../records/types.ts';
import { anchorStore } from './auditing.ts';
import { talk } from './product.ts';

const everyHour = 60 * 60 * 1000;

/** Removes what has been kept long enough, and writes the heads of the audit chains down elsewhere. */
export async function keepUp(store: Store, config: Pick<Config, 'auditAnchor'>): Promise<void> {
  const now = () => instantAt(Date.now());
  await sweepPast({ store, retention: readRetention(), now, request: () => newId('run') });
  if (config.auditAnchor === null) return;
  const anchored = await anchorStore(store, config);
  if (anchored.ok || anchored.refusals.some(({ code }) => code === 'nothing-to-anchor')) return;
  for (const { sentence } of anchored.refusals) talk(`${sentence}\n`);
}

/** Does so now and every hour, until it is called off. Waits for a round that is under way. */
export function keepingUp(store: Store, config: Pick<Config, 'auditAnchor'>): () => Promise<void> {
  let round: Promise<void> = Promise.resolve();
  const begin = () => {
    round = keepUp(store, config).catch((error: unknown) => {
      talk(`Upkeep failed: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  };
  begin();
  const timer = setInterval(begin, everyHour);
  timer.unref();
  return () => {
    clearInterval(timer);
    return round;
  };
}
