import type { Acting } from '../../domain/organisations/index.ts';
import { stoppedWhile } from '../../domain/spend/imports/faults.ts';
import type { Import } from '../../domain/spend/imports/types.ts';
import { type ImportWork, type Journey, journeyOfJob, move } from './journey.ts';
import { queueReading } from './readJob.ts';

async function recoverReading(journey: Journey, one: Import): Promise<void> {
  const { parts } = journey;
  if (!(await parts.uploads.holds(one.id, one.files))) {
    await move(journey, one, 'stop', { sentence: stoppedWhile.filesGone });
    return;
  }
  const queued = queueReading(journey, one);
  if (queued.ok) return;
  const sentence = queued.refusals.map((refusal) => refusal.sentence).join(' ');
  await move(journey, one, 'stop', { sentence: `${sentence} Read the files again then.` });
}

async function recoverOne(work: ImportWork, acting: Acting, listed: Import): Promise<void> {
  const journey = journeyOfJob(work, listed.owner, acting);
  const one = await journey.records.importOf(listed.owner, listed.id);
  if (one?.state === 'receiving') await move(journey, one, 'cut-off', { sentence: stoppedWhile.receiving });
  else if (one?.state === 'importing') await move(journey, one, 'stop', { sentence: stoppedWhile.importing });
  else if (one?.state === 'reading') await recoverReading(journey, one);
}

/**
 * Removes drafts, working files and uploads that no open import needs, and sets batch folders aside that no row of the
 * records names.
 */
async function sweep({ parts }: ImportWork): Promise<void> {
  const { store, folders, uploads } = parts;
  await folders.sweep(await store.batchIds());
  const open = await store.importsIn(['reading', 'waiting', 'stopped']);
  const needed = new Set<string>(open.map(({ id }) => id));
  const left = (await uploads.list()).filter((id) => !needed.has(id));
  for (const id of left) await uploads.remove(id);
  for (const { id } of open) await uploads.removeScratch(id);
}

/**
 * Brings imports in order that a stop of the program found unfinished. Called once, before anything else uses the
 * imports: an upload is given up, a reading begins anew, and of an import that was not committed nothing is left.
 */
export async function recover(work: ImportWork, acting: Acting): Promise<void> {
  const unfinished = await work.parts.store.importsIn(['receiving', 'reading', 'importing']);
  for (const one of unfinished) {
    if (one.state !== 'reading') await recoverOne(work, acting, one);
  }
  await sweep(work);
  for (const one of unfinished) {
    if (one.state === 'reading') await recoverOne(work, acting, one);
  }
}
