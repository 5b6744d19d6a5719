import { stoppedWhile } from '../../domain/spend/imports/faults.ts';
import type { Import } from '../../domain/spend/imports/types.ts';
import { type Journey, move } from './journey.ts';
import { queueReading } from './readJob.ts';

async function recoverReading(journey: Journey, one: Import): Promise<void> {
  const { parts } = journey;
  if (!(await parts.uploads.holds(one.id, one.files))) {
    await move(parts, one, 'stop', { sentence: stoppedWhile.filesGone });
    return;
  }
  const queued = queueReading(journey, one);
  if (queued.ok) return;
  const sentence = queued.refusals.map((refusal) => refusal.sentence).join(' ');
  await move(parts, one, 'stop', { sentence: `${sentence} Read the files again then.` });
}

async function recoverOne(journey: Journey, listed: Import): Promise<void> {
  const { parts } = journey;
  const one = await parts.records.importOf(listed.owner, listed.id);
  if (one?.state === 'receiving') await move(parts, one, 'cut-off', { sentence: stoppedWhile.receiving });
  else if (one?.state === 'importing') await move(parts, one, 'stop', { sentence: stoppedWhile.importing });
  else if (one?.state === 'reading') await recoverReading(journey, one);
}

/**
 * Removes drafts, working files and uploads that no open import needs, and sets batch folders aside that no row of the
 * records names.
 */
async function sweep({ parts }: Journey): Promise<void> {
  const { records, folders, uploads } = parts;
  await folders.sweep(await records.batchIds());
  const open = await records.importsIn(['reading', 'waiting', 'stopped']);
  const needed = new Set<string>(open.map(({ id }) => id));
  const left = (await uploads.list()).filter((id) => !needed.has(id));
  for (const id of left) await uploads.remove(id);
  for (const { id } of open) await uploads.removeScratch(id);
}

/**
 * Brings imports in order that a stop of the program found unfinished. Called once, before anything else uses the
 * imports: an upload is given up, a reading begins anew, and of an import that was not committed nothing is left.
 */
export async function recover(journey: Journey): Promise<void> {
  const unfinished = await journey.parts.records.importsIn(['receiving', 'reading', 'importing']);
  for (const one of unfinished) {
    if (one.state !== 'reading') await recoverOne(journey, one);
  }
  await sweep(journey);
  for (const one of unfinished) {
    if (one.state === 'reading') await recoverOne(journey, one);
  }
}
