import type { OrganisationId } from '../../domain/organisations/index.ts';
import { stoppedSentence } from '../../domain/spend/imports/faults.ts';
import type { ImportId, Reading } from '../../domain/spend/imports/types.ts';
import type { Decision } from '../../domain/values/index.ts';
import { Cancelled, type Journey, journeyOfJob, move, pass, Stopped, say } from './journey.ts';
import { type ReadImport, readImport } from './readImport.ts';
import { type LakeSession, withLake } from './withLake.ts';

/** An import by its owner and id. */
export interface ImportKey {
  readonly owner: OrganisationId;
  readonly id: ImportId;
}

/** Reads the files of an import in an open session, with everything that is known by now. */
export async function readAgain(
  journey: Journey,
  session: LakeSession,
  about: { readonly key: ImportKey; readonly forPeople: boolean },
): Promise<ReadImport> {
  const { parts, records } = journey;
  const { owner, id } = about.key;
  const one = await records.importOf(owner, id);
  if (!one) throw new Cancelled(`${id} is gone`);
  return readImport(parts, session, {
    one,
    saved: await records.profiles(owner),
    current: await records.currentBatches(owner),
    forPeople: about.forPeople,
    say: (sentence) => say(journey, id, sentence),
  });
}

/** Puts a fault into words on the import itself; an import that moved on meanwhile is left as it is. */
export async function stop(journey: Journey, { owner, id }: ImportKey, error: unknown): Promise<void> {
  const { records } = journey;
  const one = await records.importOf(owner, id);
  if (one?.state !== 'reading' && one?.state !== 'importing') return;
  const sentence = error instanceof Stopped ? error.message : stoppedSentence(error);
  await move(journey, one, 'stop', { sentence });
}

/** Runs at the end of every job: forgets how far it was, and removes the files of an import that needs them no more. */
export async function endJob(
  { parts, records, progress, cancelled }: Journey,
  { owner, id }: ImportKey,
): Promise<void> {
  progress.delete(id);
  cancelled.delete(id);
  const one = await records.importOf(owner, id);
  if (one === null || one.state === 'cancelled' || one.state === 'imported') await parts.uploads.remove(id);
}

async function read(journey: Journey, key: ImportKey): Promise<Reading> {
  await pass(journey, key.id, 'reading');
  const found = await withLake(journey.parts, key.id, (session) =>
    readAgain(journey, session, { key, forPeople: true }),
  );
  await pass(journey, key.id, 'read');
  return found.reading;
}

async function readAndSave(journey: Journey, key: ImportKey): Promise<void> {
  const reading = await read(journey, key);
  const one = await journey.records.importOf(key.owner, key.id);
  if (one?.state !== 'reading') return;
  await move(journey, one, 'read', { reading });
  await pass(journey, key.id, 'waiting');
}

async function readJob(journey: Journey, key: ImportKey): Promise<void> {
  try {
    const one = await journey.records.importOf(key.owner, key.id);
    if (one?.state === 'reading') await readAndSave(journey, key);
  } catch (error) {
    if (!(error instanceof Cancelled)) await stop(journey, key, error);
  } finally {
    await endJob(journey, key);
  }
}

/** Lets an import wait for its reading; refused when too many wait. */
export function queueReading(ordered: Journey, key: ImportKey): Decision<null> {
  const journey = journeyOfJob(ordered, key.owner, ordered.acting);
  say(journey, key.id, 'Waiting to be read');
  const added = journey.parts.queue.add(key.id, () => readJob(journey, key));
  if (!added.ok) journey.progress.delete(key.id);
  return added;
}
