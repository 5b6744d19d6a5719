import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readAnchors } from '../actions/audit/anchors.ts';
import { backUp } from '../actions/store/backUp.ts';
import { checkStore, noStoreYet, storeUnopened } from '../actions/store/checkStore.ts';
import { checkPair, otherStore, pair } from '../actions/store/pairing.ts';
import type { BackUpParts, OpenStore, RestoreParts } from '../actions/store/parts.ts';
import { type StoreReport, storeReportSchema } from '../actions/store/report.ts';
import { checkRestore, type OpenedRecords, restore } from '../actions/store/restore.ts';
import { type Kept, mendRefused, takeOrAsk } from '../actions/store/takeOrAsk.ts';
import { type BackUpOrder, backupCommand } from '../cli/backup.ts';
import { doctorCommand } from '../cli/doctor.ts';
import { restoreCommand } from '../cli/restore.ts';
import type { Speaking } from '../cli/storeParts.ts';
import type { Config } from '../config.ts';
import { parseStoreId } from '../domain/spend/imports/ids.ts';
import type { StoreId } from '../domain/spend/imports/types.ts';
import { accept, assert, type Decision, instantAt, refuse } from '../domain/values/index.ts';
import { storedBlobs } from '../external/blobs/openBlobs.ts';
import { askBackup, askDoctor } from '../external/holder.ts';
import { newId } from '../external/newId.ts';
import { openUploads } from '../external/uploads/openUploads.ts';
import {
  type BackupManifest,
  blobPartName,
  maySave,
  openBackup,
  readRows,
  saveBackup,
  unpackAll,
  writeBackup,
  writeRows,
} from '../formats/backup/index.ts';
import { openBatchFolders } from '../lake/batches/folders.ts';
import { openInspector } from '../lake/inspect/openInspector.ts';
import { openRestoreHome } from '../lake/restoring/restoreHome.ts';
import { sha256Hex } from '../records/audit.ts';
import { holderOf, takeStore } from '../records/lock.ts';
import { shippedMigrations } from '../records/migrate.ts';
import { openRecords } from '../records/openRecords.ts';
import type { Store } from '../records/types.ts';
import { type KeysSaid, maySaveKeys, restoreKeysOf, saveKeys, storeKeyOf } from './keys.ts';
import { productVersion } from './product.ts';
import { newScratchName } from './scratch.ts';

const migrationNumbers = () => shippedMigrations().map(({ number }) => number);

/** The settings that say what belongs to a store beside its records. */
export type StoreSettings = Pick<Config, 'home'> & Partial<Pick<Config, 'secret' | 'auditAnchor'>>;

const anchorFiles = { readText: (path: string) => readFile(path, 'utf8') };

/** The store of a home folder as doctor and backup see it, over records that are open in this process. */
export function openStoreOf(
  settings: StoreSettings,
  records: OpenStore['records'],
  isWorkingOn: OpenStore['isWorkingOn'],
): OpenStore {
  const { home, secret = null, auditAnchor = null } = settings;
  const lake = join(home, 'lake');
  const restoring = openRestoreHome(home);
  return {
    home,
    records,
    folders: openBatchFolders(lake),
    lake: openInspector({ lake, reference: join(home, 'reference') }),
    uploads: openUploads(home),
    blobs: storedBlobs(home),
    key: storeKeyOf({ home, secret }),
    anchors: auditAnchor === null ? null : () => readAnchors(anchorFiles, resolve(auditAnchor)),
    sha256: sha256Hex,
    now: () => instantAt(Date.now()),
    migrations: migrationNumbers(),
    isWorkingOn,
    restoring,
    freeBytes: restoring.freeBytes,
  };
}

function newStoreId(): StoreId {
  const id = parseStoreId(newId('sto'));
  assert(id !== undefined, 'a new id is the id of a store');
  return id;
}

/** Makes sure, before anything is read or swept, that the lake of a home folder and the records in use are one store. */
export function pairStore(home: string, records: Store): Promise<Decision<null>> {
  return pair({ home, records, folders: openBatchFolders(join(home, 'lake')), newStoreId });
}

/** What a backup of an open store is made with. */
export function backUpPartsOf(home: string, store: BackUpParts['store']): BackUpParts {
  return {
    store,
    scratchFile: async () => {
      const folder = join(home, 'scratch');
      await mkdir(folder, { recursive: true });
      return join(folder, newScratchName('backup'));
    },
    removeFile: (path) => rm(path, { force: true }),
    ...{ writeRows, writeBackup, blobPartName },
    productVersion: productVersion(),
    now: () => instantAt(Date.now()),
  };
}

/** Takes the home folder and opens its records. */
async function takeRecords(config: Config): Promise<Decision<Store>> {
  const lock = await takeStore(config.home);
  if (!lock.ok) return lock;
  const opened = await openRecords(config).catch(async (error: unknown) => {
    await lock.value.release();
    throw error;
  });
  if (!opened.ok) {
    await lock.value.release();
    return opened;
  }
  const close = async () => {
    await opened.value.close();
    await lock.value.release();
  };
  return accept({ ...opened.value, close });
}

/** How a command comes to the store: it takes it, or asks the process that holds it. */
export function accessOf(config: Config) {
  return { take: () => takeRecords(config), holder: () => holderOf(config.home) };
}

/** A home folder without records; on a server nobody knows before asking it. */
function hasNoStore({ home, databaseUrl }: Config): boolean {
  return databaseUrl === null && !existsSync(join(home, 'records'));
}

/** The report where there are no records; ledgers without records are those of another store. */
async function withoutRecords({ home }: Config): Promise<StoreReport> {
  const ledgers = await openBatchFolders(join(home, 'lake')).list();
  if (ledgers.length === 0) return noStoreYet();
  const apart = otherStore(home);
  return storeUnopened(apart.ok ? [] : apart.refusals.map(({ sentence }) => sentence));
}

async function doctor(config: Config, mend: boolean): Promise<Decision<Kept<StoreReport>>> {
  if (hasNoStore(config)) return accept({ value: await withoutRecords(config), asked: false });
  const done = await takeOrAsk(
    accessOf(config),
    async (records) =>
      accept(
        await checkStore(
          openStoreOf(config, records, () => false),
          { mend },
        ),
      ),
    async (holder) => (mend ? mendRefused(holder) : askDoctor(holder, storeReportSchema)),
  );
  if (done.ok || done.refusals.some(({ code }) => /^(store-|holder-)/.test(code))) return done;
  return accept({ value: storeUnopened(done.refusals.map(({ sentence }) => sentence)), asked: false });
}

const nothingToBackUp = () =>
  refuse('no-store', 'There is no store here yet, so there is nothing to back up.');

async function mayBackUp(config: Config, { path, force, keys }: BackUpOrder): Promise<Decision<Kept<null>>> {
  if (hasNoStore(config)) return nothingToBackUp();
  const may = await maySave(path, force);
  if (!may.ok) return may;
  const apart = keys === null ? accept(null) : await maySaveKeys(config, { keys, backup: path, force });
  return apart.ok ? accept({ value: null, asked: false }) : apart;
}

/** What the finished file says about itself, once every byte of it was read back. */
async function manifestOf(path: string): Promise<Decision<BackupManifest>> {
  const backup = await openBackup(path);
  if (!backup.ok) {
    return refuse('backup-cut-off', 'The backup was cut off before its end. Nothing was kept. Try again.');
  }
  backup.value.close();
  return accept(backup.value.manifest);
}

/** The backup, and where that was asked for the key apart from it. */
async function backUpWithKeys(config: Config, order: BackUpOrder): Promise<Decision<Kept<BackupManifest>>> {
  const may = await mayBackUp(config, order);
  if (!may.ok) return may;
  const { keys, path, force } = order;
  const done = await backUpTo(config, order);
  if (!done.ok || keys === null) return done;
  const saved = await saveKeys(config, { keys, backup: path, force }, done.value.value.keyCheck);
  return saved.ok ? done : saved;
}

async function backUpTo(config: Config, order: BackUpOrder): Promise<Decision<Kept<BackupManifest>>> {
  const save = (content: NodeJS.ReadableStream) =>
    saveBackup(order.path, content, manifestOf, { force: order.force });
  return takeOrAsk(
    accessOf(config),
    async (records) => {
      const store = openStoreOf(config, records, () => false);
      const paired = await checkPair(store);
      if (!paired.ok) return paired;
      return save(await backUp(backUpPartsOf(config.home, store), order));
    },
    async (holder) => {
      const content = await askBackup(holder, order);
      return content.ok ? save(content.value) : content;
    },
  );
}

/** What a backup is restored into a home folder with. */
export function restorePartsOf(
  { home, secret = null }: StoreSettings,
  said: KeysSaid = { keys: null, withoutKeys: false },
): RestoreParts {
  return {
    ...{ openBackup, unpackAll, readRows },
    home: openRestoreHome(home),
    keys: restoreKeysOf({ home, secret }, said),
    folders: openBatchFolders(join(home, 'lake')),
    newStoreId,
    migrations: migrationNumbers(),
    request: newId('run'),
    now: () => instantAt(Date.now()),
  };
}

/** The commands `doctor`, `backup` and `restore`. */
export function keepingCommands(config: Config, speaking: Speaking): readonly Command[] {
  const open = (): Promise<Decision<OpenedRecords>> => takeRecords(config);
  return [
    doctorCommand({ ...speaking, doctor: ({ mend }) => doctor(config, mend) }),
    backupCommand({
      ...speaking,
      backUp: (order) => backUpWithKeys(config, order),
      checkBackUp: (order) => mayBackUp(config, order),
    }),
    restoreCommand({
      ...speaking,
      restore: ({ path, ...said }) => restore(restorePartsOf(config, said), open, path),
      checkRestore: ({ path, ...said }) => checkRestore(restorePartsOf(config, said), path),
    }),
  ];
}
