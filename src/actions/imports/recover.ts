import type { Job } from '../../domain/jobs/index.ts';
import { type Acting, type OrganisationId, personOf } from '../../domain/organisations/index.ts';
import { stoppedWhile } from '../../domain/spend/imports/faults.ts';
import type { Import } from '../../domain/spend/imports/types.ts';
import { type Journey, journeyOf, move, orderFor } from './journey.ts';
import type { ImportParts } from './parts.ts';

/** The journey of upkeep in an organisation. */
function journeyIn(parts: ImportParts, organisation: OrganisationId, acting: Acting): Journey {
  const actor = { kind: 'system', organisation, onBehalfOf: personOf(acting.actor) } as const;
  return journeyOf(parts, { ...acting, actor });
}

async function recoverReading({ parts, records, ...rest }: Journey, one: Import, job: Job | undefined) {
  if (!(await parts.uploads.holds(one.id, one.files))) {
    await move({ parts, records, ...rest }, one, 'stop', { sentence: stoppedWhile.filesGone });
    return;
  }
  const order = job ? undefined : orderFor(parts, one);
  if (order) await records.addJob(order);
}

async function recoverOne(journey: Journey, listed: Import, job: Job | undefined): Promise<void> {
  const one = await journey.records.importOf(listed.owner, listed.id);
  if (one?.state === 'receiving') await move(journey, one, 'cut-off', { sentence: stoppedWhile.receiving });
  else if (one?.state === 'reading') await recoverReading(journey, one, job);
  else if (one?.state === 'importing' && job?.state !== 'queued') {
    await move(journey, one, 'stop', { sentence: stoppedWhile.importing });
  }
}

/**
 * Removes drafts, working files and uploads that no open import needs, and sets batch folders aside that no row of the
 * records names.
 */
async function sweep({ store, folders, uploads }: ImportParts): Promise<void> {
  await folders.sweep(await store.batchIds());
  const open = await store.importsIn(['reading', 'waiting', 'importing', 'stopped']);
  const needed = new Set<string>(open.map(({ id }) => id));
  const left = (await uploads.list()).filter((id) => !needed.has(id));
  for (const id of left) await uploads.remove(id);
  for (const { id } of open) await uploads.removeScratch(id);
}

/**
 * Brings imports in order that a stop of the program found unfinished. Only for the one process that uses the store,
 * before anything else uses the imports: an upload is given up, a reading begins anew, an import that waited goes on
 * waiting, and of one that was begun and not committed nothing is left.
 */
export async function recover(parts: ImportParts, acting: Acting): Promise<void> {
  const { store } = parts;
  const jobs = new Map((await store.liveJobs()).map((job) => [job.subject, job]));
  for (const one of await store.importsIn(['receiving', 'reading', 'importing'])) {
    await recoverOne(journeyIn(parts, one.owner, acting), one, jobs.get(one.id));
  }
  await store.freeJobs();
  await sweep(parts);
}
