import type { OrganisationId } from '../../domain/organisations/index.ts';
import { isDiskFull } from '../../domain/spend/imports/faults.ts';
import { parseImportId } from '../../domain/spend/imports/ids.ts';
import type { Import, ImportId, UploadedFile } from '../../domain/spend/imports/types.ts';
import { accept, assert, type Decision, refuse } from '../../domain/values/index.ts';
import { roomIn } from './decisions.ts';
import { type Journey, move } from './journey.ts';
import type { IncomingFile } from './types.ts';

const cutOff = 'The upload was cut off before all files were here. Nothing was kept. Upload them again.';
const diskFull = 'The disk is full. Nothing was kept. Make room on the disk, then upload the files again.';

async function* startingWith(
  first: IncomingFile,
  rest: AsyncIterator<IncomingFile>,
): AsyncGenerator<IncomingFile> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

function newImport(
  { parts }: Journey,
  owner: OrganisationId,
  profiles: Import['answers']['profiles'],
): Import {
  const id = parseImportId(parts.newId('imp'));
  assert(id !== undefined, 'a new id is the id of an import');
  const at = parts.now();
  return {
    id,
    owner,
    state: 'receiving',
    createdAt: at,
    changedAt: at,
    files: [],
    answers: { profiles, tables: {} },
    reading: null,
    sentence: null,
    version: 1,
  };
}

/** Ends an import whose files did not come: nothing of it stays on the disk, and its row says why. */
async function abandon(journey: Journey, { owner, id }: Import, sentence: string): Promise<void> {
  const { parts, records } = journey;
  try {
    await parts.uploads.remove(id);
  } finally {
    const one = await records.importOf(owner, id);
    if (one?.state === 'receiving') await move(journey, one, 'cut-off', { sentence });
  }
}

async function takeFiles(
  { parts }: Journey,
  { id }: Import,
  files: AsyncIterable<IncomingFile>,
): Promise<Decision<readonly UploadedFile[]>> {
  await parts.reached('receiving', id);
  const received = await parts.uploads.receive(id, files);
  if (received.ok) await parts.reached('files-received', id);
  return received;
}

async function receiveInto(
  journey: Journey,
  one: Import,
  files: AsyncIterable<IncomingFile>,
): Promise<Decision<ImportId>> {
  const received = await takeFiles(journey, one, files);
  if (!received.ok) {
    await abandon(journey, one, received.refusals.map(({ sentence }) => sentence).join(' '));
    return received;
  }
  const room = await roomIn(journey);
  if (!room.ok) {
    await abandon(journey, one, room.refusals.map(({ sentence }) => sentence).join(' '));
    return room;
  }
  const moved = await move(journey, one, 'received', { files: received.value });
  if (moved.ok) return accept(one.id);
  await journey.parts.uploads.remove(one.id);
  return refuse('import-cancelled', 'This import was cancelled while its files were uploaded.');
}

/**
 * Streams files to disk and lets them be read, with answers that were given before by the signature of a header. A
 * cut-off upload leaves nothing, and its error is passed on.
 */
export async function receive(
  journey: Journey,
  files: AsyncIterable<IncomingFile>,
  profiles: Import['answers']['profiles'] = {},
): Promise<Decision<ImportId>> {
  const { records } = journey;
  const owner = await records.owner();
  if (!owner) return refuse('no-owner', 'Say first whose ledgers these are.');
  const room = await roomIn(journey);
  if (!room.ok) return room;
  const rest = files[Symbol.asyncIterator]();
  const first = await rest.next();
  if (first.done) return refuse('no-files', 'Choose at least one file.');
  const one = newImport(journey, owner.id, profiles);
  await records.addImport(one);
  try {
    return await receiveInto(journey, one, startingWith(first.value, rest));
  } catch (error) {
    const full = isDiskFull(error);
    await abandon(journey, one, full ? diskFull : cutOff);
    if (full) return refuse('disk-full', diskFull);
    throw error;
  }
}
