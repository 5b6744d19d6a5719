import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImportBoundary } from '../actions/imports/parts.ts';
import { backUp } from '../actions/store/backUp.ts';
import { checkStore } from '../actions/store/checkStore.ts';
import { storeErrands } from '../actions/store/errands.ts';
import type { Config } from '../config.ts';
import { accept, type Decision, instantAt, refuse } from '../domain/values/index.ts';
import { blobsIn } from '../external/blobs/openBlobs.ts';
import type { Blobs } from '../external/blobs/types.ts';
import type { Mailer } from '../external/email/types.ts';
import type { Identity } from '../external/identity/types.ts';
import { newId } from '../external/newId.ts';
import { adoptSharedLists } from '../lake/reference/adoptSharedLists.ts';
import { type StoreLock, takeStore, takeStoreToServe } from '../records/lock.ts';
import { openRecords } from '../records/openRecords.ts';
import type { Store, StoreMode } from '../records/types.ts';
import type { Door } from '../web/door.ts';
import type { Site } from '../web/site.ts';
import { verifyWithFile } from './auditing.ts';
import { entrance } from './entrance.ts';
import { openHouse } from './house.ts';
import { identityOver } from './identity.ts';
import { backUpPartsOf, openStoreOf, pairStore } from './keeping.ts';
import { isHere } from './place.ts';
import { sweepScratch } from './scratch.ts';

export interface SiteSettings {
  readonly config: Config;
  readonly css: string;
  /** Whether the store is one of the demonstration. */
  readonly mode: 'real' | 'demo';
  readonly demonstration: Site['demonstration'];
  readonly demonstrationBundles: Site['demonstrationBundles'];
  /** Called at each step of an import; for trying faults. */
  readonly reached?: (boundary: ImportBoundary) => void | Promise<void>;
}

/** The site over an open store. */
export interface OpenSite {
  readonly door: Door<Site>;
  readonly store: Store;
  readonly identity: Identity;
  readonly house: ReturnType<typeof openHouse>;
  /** Resolves when no job runs and none waits. */
  readonly idle: () => Promise<void>;
  /** Takes up no more jobs; one that runs ends within some milliseconds, or waits for another start. */
  readonly rest: (milliseconds: number) => Promise<void>;
  /** Tells other commands where the site answers. */
  readonly announce: (address: string) => Promise<void>;
  /** Ends what runs, closes every part and lets go of the home folder. */
  readonly close: () => Promise<void>;
}

interface Keys {
  readonly identity: Identity;
  readonly mailer: Mailer;
  readonly blobs: Blobs;
  /** What other commands of this computer show. */
  readonly secret: string;
}

/** Puts the real parts together over records that are open. */
function assemble(settings: SiteSettings, store: Store, { identity, mailer, blobs, secret }: Keys) {
  const { config } = settings;
  const house = openHouse(settings, { store, identity, mailer, blobs });
  const kept = async () => {
    const jobs = await store.liveJobs();
    return openStoreOf(config, store, (id) => jobs.some(({ subject }) => subject === id));
  };
  const errand = storeErrands({
    secret,
    doctor: async () => checkStore(await kept(), { mend: false }),
    backUp: async (asked) => backUp(backUpPartsOf(config.home, await kept()), asked),
    heads: () => store.auditHeads(),
    verify: (asked) => verifyWithFile(store, asked),
  });
  const door = entrance({
    store,
    identity,
    siteFor: (acting, visitor, arriving) => ({
      ...house.siteFor(acting, visitor, arriving),
      errand,
    }),
    isHere: isHere(config),
    now: house.now,
  });
  return { door, house };
}

/** Marks a new store as what it is, and refuses one that is the other: invented people and real ones never meet. */
async function fitMode(store: Store, mode: StoreMode): Promise<Decision<null>> {
  const kept = await store.mode();
  if (kept === mode) return accept(null);
  if (mode === 'demo' && (await store.isEmpty())) {
    await store.setMode('demo');
    return accept(null);
  }
  const sentence =
    mode === 'demo'
      ? 'These records are a real store, and the demonstration would let everybody in. Nothing was changed. Choose another folder with SEVENBOX_HOME.'
      : 'These records are those of the demonstration, which everybody can sign in to. Nothing was changed. Choose another folder with SEVENBOX_HOME, or start the demonstration with "sevenbox demo --serve".';
  return refuse('other-mode', sentence);
}

/** What a store from before there were organisations needs once: first entries of its chain, and lists with an owner. */
async function settle({ home }: Config, store: Store): Promise<void> {
  await store.enterFirstRecords({ at: instantAt(Date.now()), request: newId('run') });
  const [first] = await store.organisations();
  if (first) await adoptSharedLists(home, first.id);
}

/** Records that belong to the lake of the home folder; closed again where they do not. */
async function openPaired({ config, mode }: SiteSettings): Promise<Decision<Store>> {
  await mkdir(join(config.home, 'scratch'), { recursive: true });
  await sweepScratch(join(config.home, 'scratch'));
  const records = await openRecords(config);
  if (!records.ok) return records;
  const close = records.value.close;
  try {
    const paired = await pairStore(config.home, records.value);
    const fits = paired.ok ? await fitMode(records.value, mode) : paired;
    if (fits.ok) return records;
    await close();
    return fits;
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Brings in order what an earlier process left, where no other process works with the store, and lets other servers
 * in then. What lives in other processes is left alone: the leases of their jobs run out by themselves.
 */
async function bringInOrder(
  { config }: SiteSettings,
  store: Store,
  { house, lock }: { readonly house: ReturnType<typeof openHouse>; readonly lock: StoreLock },
): Promise<Decision<null>> {
  if (lock.isShared()) return accept(null);
  await settle(config, store);
  const actor = { kind: 'system', organisation: null, onBehalfOf: null } as const;
  await house.imports.recover({ actor, action: 'store.recover', request: newId('run') });
  await house.registersChanged();
  return config.databaseUrl === null ? accept(null) : lock.downgrade();
}

async function openOver(settings: SiteSettings, store: Store, lock: StoreLock): Promise<Decision<OpenSite>> {
  const secret = randomBytes(32).toString('hex');
  try {
    const opened = identityOver(settings.config, store, settings.mode);
    if (!opened.ok) {
      await store.close();
      return opened;
    }
    const { identity } = opened.value;
    const blobs = await blobsIn(settings.config.home);
    const { door, house } = assemble(settings, store, { ...opened.value, blobs, secret });
    const ready = await bringInOrder(settings, store, { house, lock });
    if (!ready.ok) {
      await store.close();
      return ready;
    }
    house.worker.start();
    return accept({
      ...{ door, store, identity, house },
      idle: house.imports.idle,
      announce: (address: string) => lock.announce({ address, secret }),
      rest: house.worker.stop,
      close: async () => {
        await identity.settled();
        await house.close();
        await store.close();
        await lock.release();
      },
    });
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Takes the home folder, opens its store and brings unfinished imports in order. With records on a server several
 * processes may have the folder, and the first alone brings it in order. Refused in words while another process holds
 * the folder, the records cannot be opened, or the ledgers there are those of another store; nothing stays open
 * then, and nothing is swept.
 */
export async function openSite(settings: SiteSettings): Promise<Decision<OpenSite>> {
  const { home, databaseUrl } = settings.config;
  const lock = await (databaseUrl === null ? takeStore(home) : takeStoreToServe(home));
  if (!lock.ok) return lock;
  try {
    const records = await openPaired(settings);
    const opened = records.ok ? await openOver(settings, records.value, lock.value) : records;
    if (!opened.ok) await lock.value.release();
    return opened;
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}
