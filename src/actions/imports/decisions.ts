import { roomForJob } from '../../domain/jobs/index.ts';
import { mergedAnswers } from '../../domain/spend/imports/checkAnswers.ts';
import { decideMove } from '../../domain/spend/imports/decideMove.ts';
import { stoppedWhile } from '../../domain/spend/imports/faults.ts';
import { openMatters } from '../../domain/spend/imports/planImport.ts';
import type { Import } from '../../domain/spend/imports/types.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import { changedSince, foundImport, type Journey, move } from './journey.ts';
import type { SaidAnswers } from './types.ts';

/**
 * Room for one more job of the organisation. It is looked at before the job is ordered, so where many come at the same
 * moment a few more may wait.
 */
export async function roomIn({ records }: Journey): Promise<Decision<null>> {
  return roomForJob(await records.jobsWaiting());
}

/** The import as a person saw it: at the same version, and at a place where the event is possible. */
async function seen(
  journey: Journey,
  id: string,
  version: number,
  event: 'answer' | 'confirm',
): Promise<Decision<Import>> {
  const found = await foundImport(journey, id);
  if (!found.ok) return found;
  const possible = decideMove(found.value, event);
  if (!possible.ok) return possible;
  return found.value.version === version ? found : changedSince();
}

/** Saves what a person said. Files are read again where columns or questions were answered, not for a mere choice. */
export async function answer(
  journey: Journey,
  id: string,
  version: number,
  said: SaidAnswers,
): Promise<Decision<Import>> {
  const found = await seen(journey, id, version, 'answer');
  if (!found.ok) return found;
  const { reading, answers } = found.value;
  assert(reading !== null, 'an import that waits was read');
  const merged = mergedAnswers(reading, answers, said);
  if (!merged.ok) return merged;
  const readsAgain = Object.values(said.profiles).some((profile) => Object.keys(profile).length > 0);
  const room = readsAgain ? await roomIn(journey) : accept(null);
  if (!room.ok) return room;
  const change = { answers: merged.value, ...(readsAgain ? { reading: null } : {}) };
  return move(journey, found.value, readsAgain ? 'answer' : 'choose', change);
}

/** Starts the import of what was checked; refused while something is open, with every open matter as a sentence. */
export async function confirm(journey: Journey, id: string, version: number): Promise<Decision<Import>> {
  const found = await seen(journey, id, version, 'confirm');
  if (!found.ok) return found;
  const { reading, answers } = found.value;
  assert(reading !== null, 'an import that waits was read');
  const open = openMatters(reading, answers);
  if (open.length > 0) return { ok: false, refusals: open };
  const room = await roomIn(journey);
  return room.ok ? move(journey, found.value, 'confirm') : room;
}

const tries = 3;

/** Ends an import that is not finished, and its job. A process that runs it notices at its next step and clears up. */
export async function cancel(journey: Journey, id: string): Promise<Decision<Import>> {
  const { parts, records } = journey;
  let last: Decision<Import> = changedSince();
  for (let count = 0; count < tries; count += 1) {
    const found = await foundImport(journey, id);
    if (!found.ok) return found;
    const { id: key, state } = found.value;
    const isRunning = (await records.jobOf(key))?.state === 'running';
    last = await move(journey, found.value, 'cancel', {
      reading: null,
      sentence: 'You cancelled this import. Nothing was added.',
    });
    if (!last.ok && last.refusals[0]?.code === 'import-changed') continue;
    if (!last.ok) return last;
    if (!isRunning && state !== 'receiving') await parts.uploads.remove(key);
    return last;
  }
  return last;
}

/** Reads a stopped import again, where its uploaded files are still there. */
export async function retry(journey: Journey, id: string): Promise<Decision<Import>> {
  const { parts } = journey;
  const found = await foundImport(journey, id);
  if (!found.ok) return found;
  const possible = decideMove(found.value, 'retry');
  if (!possible.ok) return possible;
  if (!(await parts.uploads.holds(found.value.id, found.value.files))) {
    return refuse('files-gone', stoppedWhile.filesGone);
  }
  const room = await roomIn(journey);
  return room.ok ? move(journey, found.value, 'retry', { reading: null }) : room;
}
