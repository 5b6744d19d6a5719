import type { ImportState } from '../../domain/spend/imports/types.ts';
import { accept, type Decision, formatCount, refuse } from '../../domain/values/index.ts';
import type { BackupManifest } from '../../formats/backup/manifest.ts';
import type { OpenBackup } from '../../formats/backup/read.ts';
import { decideFactors, type FactorsOutcome, withoutFactors } from './keys.ts';
import { nameBoth } from './pairing.ts';
import type { RestoreParts, RestoreRecords } from './parts.ts';

const unfinished: readonly ImportState[] = ['receiving', 'reading', 'waiting', 'importing', 'stopped'];
const filesNotKept =
  'This import was not finished when the backup was made, and uploaded files are not part of a backup. Upload them again.';

/** Room that stays free, and room for the records in the database beside their text. */
const spareBytes = 200_000_000;

function notEmpty(what: readonly string[]): Decision<never> {
  const sentence = `A backup is restored into an empty store only, and this one holds ${what.join(' and ')}. Nothing was changed. Name an empty folder with SEVENBOX_HOME (and an empty database with DATABASE_URL, where you use a server).`;
  return refuse('store-not-empty', sentence);
}

/** Whether this program can take the rows of a backup: it must know every change that made its tables. Pure. */
export function fits(manifest: BackupManifest, known: readonly number[]): Decision<null> {
  const strange = manifest.store.migrations.filter((one) => !known.includes(one));
  if (strange.length === 0) return accept(null);
  const sentence = `The backup was made by Sevenbox ${manifest.productVersion}, which is newer than this one. Install that version, or a later one, and restore with it.`;
  return refuse('backup-too-new', sentence);
}

function bytesOf(manifest: BackupManifest): number {
  return manifest.parts.reduce((sum, { name, bytes }) => sum + bytes * (name === 'records.jsonl' ? 3 : 1), 0);
}

async function room(parts: RestoreParts, manifest: BackupManifest): Promise<Decision<null>> {
  const needed = bytesOf(manifest) + spareBytes;
  const free = await parts.home.freeBytes();
  if (free >= needed) return accept(null);
  const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1_000_000))} MB`;
  return refuse(
    'disk-full',
    `The backup needs ${megabytes(needed)} and the disk has ${megabytes(free)} free. Nothing was changed. Make room, or name another folder with SEVENBOX_HOME.`,
  );
}

async function homeIsFree({ home }: RestoreParts): Promise<Decision<null>> {
  const holds = (await home.wasCutOff()) ? [] : await home.holds();
  return holds.length === 0 ? accept(null) : notEmpty(holds);
}

async function recordsAreFree(records: RestoreRecords): Promise<Decision<null>> {
  return (await records.isEmpty()) ? accept(null) : notEmpty(['records']);
}

/** The folders that the parts of a backup lie in: `lake/bat_...`, `reference/onspd/...`. */
function foldersIn(manifest: BackupManifest): readonly string[] {
  const folders = manifest.parts.map(({ name }) => name.slice(0, Math.max(0, name.lastIndexOf('/'))));
  return [...new Set(folders)].filter((folder) => folder !== '').sort();
}

/** Folders of batches that were imported while the backup was made are not among its records. */
async function foldersToKeep(records: RestoreRecords, folders: readonly string[]) {
  const known = await records.batchIds();
  const isKnown = (folder: string) => !folder.startsWith('lake/') || known.has(folder.slice('lake/'.length));
  return { strays: folders.filter((folder) => !isKnown(folder)) };
}

/** Closes imports whose uploaded files are not there. */
async function closeUnfinished(records: RestoreRecords, parts: RestoreParts): Promise<void> {
  for (const { owner, id } of await records.importsIn(unfinished)) {
    const actor = { kind: 'system', organisation: owner, onBehalfOf: null } as const;
    const own = records.as({ actor, action: 'store.restore', request: parts.request });
    const one = await own.importOf(owner, id);
    if (one === null) continue;
    const changedAt = parts.now();
    await own.saveImport({
      ...one,
      ...{ state: 'cancelled', reading: null, sentence: filesNotKept, changedAt },
      version: one.version + 1,
    });
  }
}

function unloadable(error: unknown): Decision<never> {
  const why = error instanceof Error ? error.message : String(error);
  const sentence = `The records of the backup cannot be written into this store: ${why} Nothing was restored.`;
  return refuse('records-not-loaded', sentence);
}

/** Enters in the chain of the system whose second factors were taken away. */
async function enterTakenAway(
  records: RestoreRecords,
  { request, now }: RestoreParts,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  const subjects = people.map((id) => ({ kind: 'second-factor', id, before: null, after: null }));
  await records.enter({
    ...{ chain: 'system', at: now(), actor: 'system', person: null, organisation: null },
    ...{ action: 'store.restore', request, outcome: 'done', subjects, reason: null },
  });
}

/** What is restored, and what becomes of its second factors. */
interface Restoring {
  readonly backup: OpenBackup;
  readonly factors: FactorsOutcome;
}

/** Writes the rows, with the key that their second factors need; whose were taken away. Whatever fails leaves neither. */
async function loadRows(
  parts: RestoreParts,
  records: RestoreRecords,
  { factors, path }: { readonly factors: FactorsOutcome; readonly path: string },
): Promise<readonly string[]> {
  const takeKeyBack = await parts.keys.put();
  const gone: string[] = [];
  try {
    const rows = parts.readRows(path);
    const note = (person: string) => gone.push(person);
    await records.load(factors === 'taken-away' ? withoutFactors(rows, note) : rows);
    return gone;
  } catch (error) {
    await takeKeyBack();
    throw error;
  }
}

/** Puts everything in its place; the records come last and in one transaction, and with them all becomes visible. */
async function settle(
  parts: RestoreParts,
  records: RestoreRecords,
  { backup, factors }: Restoring,
): Promise<Decision<null>> {
  const folders = foldersIn(backup.manifest);
  const folder = await parts.home.begin();
  let loaded = false;
  // Before anything is in the lake: what a restore leaves that is killed must not seem to be of another store.
  await nameBoth({ ...parts, records });
  const mode = (await records.mode()) ?? 'real';
  try {
    const unpacked = await parts.unpackAll(backup, folder);
    if (!unpacked.ok) return unpacked;
    await parts.home.settle(folders);
    if (mode !== backup.manifest.store.mode) await records.setMode(backup.manifest.store.mode);
    const gone = await loadRows(parts, records, { factors, path: `${folder}/records.jsonl` });
    loaded = true;
    await parts.home.takeBack((await foldersToKeep(records, folders)).strays);
    await closeUnfinished(records, parts);
    await enterTakenAway(records, parts, gone);
    return accept(null);
  } catch (error) {
    if (loaded) throw error;
    return unloadable(error);
  } finally {
    if (!loaded) {
      if (mode !== backup.manifest.store.mode) await records.setMode(mode);
      await parts.home.takeBack(folders);
    }
    await parts.home.end();
  }
}

async function checked(parts: RestoreParts, { manifest }: OpenBackup): Promise<Decision<FactorsOutcome>> {
  const fit = fits(manifest, parts.migrations);
  if (!fit.ok) return fit;
  const key = await parts.keys.check();
  if (!key.ok) return key;
  const factors = decideFactors(manifest, key.value, parts.keys);
  if (!factors.ok) return factors;
  const free = await homeIsFree(parts);
  if (!free.ok) return free;
  const fitting = await room(parts, manifest);
  return fitting.ok ? factors : fitting;
}

/** What a backup says about itself, and what becomes of its second factors. */
export interface Restored {
  readonly manifest: BackupManifest;
  readonly factors: FactorsOutcome;
}

async function withBackup(
  parts: RestoreParts,
  path: string,
  work: (restoring: Restoring) => Promise<Decision<null>>,
): Promise<Decision<Restored>> {
  const opened = await parts.openBackup(path);
  if (!opened.ok) return opened;
  const backup = opened.value;
  try {
    const right = await checked(parts, backup);
    if (!right.ok) return right;
    const done = await work({ backup, factors: right.value });
    return done.ok ? accept({ manifest: backup.manifest, factors: right.value }) : done;
  } finally {
    backup.close();
  }
}

/** Checks everything that can be checked without writing: the file, its key, the home folder, the room on the disk. */
export function checkRestore(parts: RestoreParts, path: string): Promise<Decision<Restored>> {
  return withBackup(parts, path, async () => accept(null));
}

/** The records of a store that was taken for restoring. */
export type OpenedRecords = RestoreRecords & { readonly close: () => Promise<void> };

async function intoRecords(
  parts: RestoreParts,
  open: () => Promise<Decision<OpenedRecords>>,
  restoring: Restoring,
): Promise<Decision<null>> {
  const opened = await open();
  if (!opened.ok) return opened;
  try {
    const [records, files] = [await recordsAreFree(opened.value), await homeIsFree(parts)];
    if (!records.ok) return records;
    return files.ok ? await settle(parts, opened.value, restoring) : files;
  } finally {
    await opened.value.close();
  }
}

/**
 * Restores a backup into an empty store: all of it or nothing. The store is opened after the backup was checked. A
 * restore that was killed leaves no records, and the next one takes up what it left.
 */
export function restore(
  parts: RestoreParts,
  open: () => Promise<Decision<OpenedRecords>>,
  path: string,
): Promise<Decision<Restored>> {
  return withBackup(parts, path, (restoring) => intoRecords(parts, open, restoring));
}
