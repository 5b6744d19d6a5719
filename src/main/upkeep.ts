import { sweepBytes } from '../actions/evidence/sweepBytes.ts';
import { sweepPast } from '../actions/upkeep/sweepPast.ts';
import type { Config } from '../config.ts';
import { instantAt } from '../domain/values/index.ts';
import { storedBlobs } from '../external/blobs/openBlobs.ts';
import { newId } from '../external/newId.ts';
import { readRetention } from '../formats/readRetention.ts';
import type { Store } from '../records/types.ts';
import { anchorStore } from './auditing.ts';
import { talk } from './product.ts';

/** The settings that upkeep depends on. */
type UpkeepSettings = Pick<Config, 'home' | 'auditAnchor'>;

const everyHour = 60 * 60 * 1000;

/** Removes what has been kept long enough and bytes that no file needs, and writes the heads of the audit chains down elsewhere. */
export async function keepUp(store: Store, config: UpkeepSettings): Promise<void> {
  const now = () => instantAt(Date.now());
  await sweepPast({ store, retention: readRetention(), now, request: () => newId('run') });
  await sweepBytes({ store, blobs: storedBlobs(config.home), now });
  if (config.auditAnchor === null) return;
  const anchored = await anchorStore(store, config);
  if (anchored.ok || anchored.refusals.some(({ code }) => code === 'nothing-to-anchor')) return;
  for (const { sentence } of anchored.refusals) talk(`${sentence}\n`);
}

/** Does so now and every hour, until it is called off. Waits for a round that is under way. */
export function keepingUp(store: Store, config: UpkeepSettings): () => Promise<void> {
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
