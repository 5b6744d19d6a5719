import type { OrganisationId } from '../../domain/organisations/index.ts';
import { stoppedSentence, stoppedWhile } from '../../domain/spend/imports/faults.ts';
import { parseImportId } from '../../domain/spend/imports/ids.ts';
import type { ImportId, Reading } from '../../domain/spend/imports/types.ts';
import { assert } from '../../domain/values/index.ts';
import type { JobHandler, RunningJob } from '../jobs/types.ts';
import { Cancelled, type JobJourney, journeyOfJob, move, pass, Stopped } from './journey.ts';
import type { ImportParts } from './parts.ts';
import { type ReadImport, readImport } from './readImport.ts';
import { type LakeSession, withLake } from './withLake.ts';

/** An import by its owner and id. */
export interface ImportKey {
  readonly owner: OrganisationId;
  readonly id: ImportId;
}

/** Reads the files of an import in an open session, with everything that is known by now. */
export async function readAgain(
  journey: JobJourney,
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
    say: journey.running.say,
  });
}

/** Puts a fault into words on the import itself; an import that moved on meanwhile is left as it is. */
export async function stop(journey: JobJourney, { owner, id }: ImportKey, error: unknown): Promise<void> {
  const { records } = journey;
  const one = await records.importOf(owner, id);
  if (one?.state !== 'reading' && one?.state !== 'importing') return;
  const sentence = error instanceof Stopped ? error.message : stoppedSentence(error);
  await move(journey, one, 'stop', { sentence });
}

/** Runs at the end of every job: removes the files of an import that needs them no more. */
export async function endJob({ parts, records }: JobJourney, { owner, id }: ImportKey): Promise<void> {
  const one = await records.importOf(owner, id);
  if (one === null || one.state === 'cancelled' || one.state === 'imported') await parts.uploads.remove(id);
}

async function read(journey: JobJourney, key: ImportKey): Promise<Reading> {
  await pass(journey, key.id, 'reading');
  const found = await withLake(journey, key.id, (session) =>
    readAgain(journey, session, { key, forPeople: true }),
  );
  await pass(journey, key.id, 'read');
  return found.reading;
}

async function readAndSave(journey: JobJourney, key: ImportKey): Promise<void> {
  const reading = await read(journey, key);
  const one = await journey.records.importOf(key.owner, key.id);
  if (one?.state !== 'reading') return;
  await move(journey, one, 'read', { reading });
  await journey.parts.reached('waiting', key.id);
}

async function readJob(journey: JobJourney, key: ImportKey): Promise<void> {
  try {
    const one = await journey.records.importOf(key.owner, key.id);
    if (one?.state === 'reading') await readAndSave(journey, key);
  } catch (error) {
    if (!(error instanceof Cancelled)) await stop(journey, key, error);
  } finally {
    await endJob(journey, key);
  }
}

/** The import that a job works on. */
export function keyOf({ job }: RunningJob): ImportKey {
  const id = parseImportId(job.subject);
  assert(id !== undefined, `${job.subject} is the id of an import`);
  return { owner: job.organisation, id };
}

/** Says on an import that its job was begun again and again and never came to an end. */
export async function giveUp(parts: ImportParts, running: RunningJob): Promise<void> {
  const journey = journeyOfJob(parts, running);
  await stop(journey, keyOf(running), new Stopped(stoppedWhile.again));
}

/** Reads the files of an import. */
export function readingHandler(parts: ImportParts): JobHandler {
  return {
    run: (running) => readJob(journeyOfJob(parts, running), keyOf(running)),
    giveUp: (running) => giveUp(parts, running),
  };
}
