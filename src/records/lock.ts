import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { accept, type Decision, refuse } from '../domain/values/index.ts';
import {
  aloneNote,
  forgetAllShared,
  forgetEnded,
  type NotedHolder,
  newSharedNote,
  notedHolders,
  type StoreHolder,
  thisHolder,
  writeHolder,
} from './holders.ts';

export type { StoreHolder } from './holders.ts';

/** The right to use a home folder. It ends with the process, however that ends. */
export interface StoreLock {
  readonly home: string;
  /** Whether other processes may hold the home at the same time. */
  readonly isShared: () => boolean;
  /** Tells other commands where this process answers. */
  readonly announce: (at: { readonly address: string; readonly secret: string }) => Promise<void>;
  /**
   * Goes over from holding the home alone to sharing it, without a moment in which another process could take it
   * alone. Where the system cannot do that it is refused, and the home is still held alone.
   */
  readonly downgrade: () => Promise<Decision<null>>;
  readonly release: () => Promise<void>;
}

/** Whether a home is taken alone (the usual way) or together with others. */
export interface TakeSettings {
  readonly shared?: boolean;
}

/** Homes that this process holds, and how. The system's lock alone does not keep one process from taking it twice. */
const held = new Map<string, 'taking' | 'alone' | 'shared'>();

const settings = { threads: '1', memory_limit: '32MB' };

/** Whether this process holds the home folder, alone or with others. */
export function holdsStore(home: string): boolean {
  return existsSync(home) && held.has(realpathSync(home));
}

/** Whether this process holds the home folder and no other process can, as the embedded records need it. */
export function holdsStoreAlone(home: string): boolean {
  return existsSync(home) && held.get(realpathSync(home)) === 'alone';
}

/**
 * Who wrote down that it holds the home folder; of several that share it one that lives, and rather one that can be
 * asked. What a killed process wrote down while it held the home alone stays, so ask only when `takeStore` refused.
 */
export async function holderOf(home: string): Promise<StoreHolder | null> {
  const [first] = await notedHolders(home);
  if (first === undefined) return null;
  const { pid, since, address, secret } = first;
  return { pid, since, address, secret };
}

/** Puts the file there whole, because DuckDB refuses a half-made one for ever. Never replaces one that is there. */
async function makeLockFile(path: string): Promise<void> {
  if (existsSync(path)) return;
  const own = `${path}.${randomUUID()}`;
  const instance = await DuckDBInstance.create(own, settings);
  instance.closeSync();
  chmodSync(own, 0o600);
  try {
    linkSync(own, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** The process that the message of DuckDB names; null for a message about something else than a lock. */
function conflictIn(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error);
  if (/Could not set lock|being used by another process/.test(message)) {
    return /\(PID (\d+)\)/.exec(message)?.[1] ?? '';
  }
  return null;
}

/** What is said to one who wants a home that somebody holds. */
function heldSentence(home: string, pid: string, known: NotedHolder | undefined): string {
  const number = known ? String(known.pid) : pid;
  const computer = known?.host && known.host !== hostname() ? ` on ${known.host}` : '';
  const who = number === '' ? 'Another process' : `Another process (number ${number}${computer})`;
  const since = known ? ` since ${known.since.slice(0, 16).replace('T', ' ')} UTC` : '';
  const where = known?.address ? ` It answers at ${known.address}.` : '';
  const what = known?.address ? 'Use it there, or stop it first' : 'Wait until it ends, or stop it';
  return `${who} has used ${home}${since}.${where} ${what}, or choose another folder with SEVENBOX_HOME.`;
}

/** What is said to a server that would share a home which a command has alone. */
function heldAloneSentence(home: string, pid: string): string {
  const which = pid === '' ? '' : ` (process number ${pid})`;
  return `A command that needs ${home} alone is running${which}, such as sevenbox doctor --mend or sevenbox restore. Wait until it ends, and start this again.`;
}

async function heldByAnother(home: string, pid: string, shared: boolean): Promise<Decision<never>> {
  const holders = await notedHolders(home);
  const known = holders.find((holder) => pid === '' || String(holder.pid) === pid);
  const isCommand = shared && !known?.address;
  return refuse('store-held', isCommand ? heldAloneSentence(home, pid) : heldSentence(home, pid, known));
}

/**
 * DuckDB holds a lock of the operating system on a file that it has open, and the system lets go when the process ends.
 * Many may have the file open for reading, and nobody for writing then.
 */
function openLockFile(home: string, shared: boolean): Promise<DuckDBInstance> {
  const mode = shared ? { ...settings, access_mode: 'READ_ONLY' } : settings;
  return DuckDBInstance.create(join(home, 'store.lock'), mode);
}

async function lockFile(home: string, shared: boolean): Promise<Decision<DuckDBInstance>> {
  try {
    await makeLockFile(join(home, 'store.lock'));
    return accept(await openLockFile(home, shared));
  } catch (error) {
    const pid = conflictIn(error);
    if (pid !== null) return heldByAnother(home, pid, shared);
    const why = error instanceof Error ? error.message : String(error);
    return refuse('store-not-locked', `${home} cannot be locked for this process: ${why}`);
  }
}

/** A home as this process holds it. */
class Held implements StoreLock {
  private holder = thisHolder();
  private note: string;
  private released = false;
  /** Closing any of them lets go of the system's lock, so all stay open until the end. */
  private readonly instances: DuckDBInstance[];

  constructor(
    readonly home: string,
    instance: DuckDBInstance,
    shared: boolean,
  ) {
    this.instances = [instance];
    this.note = shared ? newSharedNote(home) : aloneNote(home);
    held.set(home, shared ? 'shared' : 'alone');
  }

  readonly isShared = () => this.note !== aloneNote(this.home);

  /** Writes this holder down, and removes what holders wrote down that are there no more. */
  async writeDown(): Promise<void> {
    await writeHolder(this.note, this.holder);
    if (this.isShared()) await forgetEnded(this.home);
    else forgetAllShared(this.home);
  }

  readonly announce: StoreLock['announce'] = async ({ address, secret }) => {
    this.holder = { ...this.holder, address, secret };
    await writeHolder(this.note, this.holder);
  };

  readonly downgrade: StoreLock['downgrade'] = async () => {
    if (this.isShared()) return accept(null);
    try {
      // The lock of a process on a file is one, whoever in it opened the file: this turns it into a lock for reading.
      this.instances.push(await openLockFile(this.home, true));
    } catch (error) {
      if (conflictIn(error) === null) throw error;
      return refuse('store-not-shared', `${this.home} cannot be shared with other servers on this system.`);
    }
    this.note = newSharedNote(this.home);
    held.set(this.home, 'shared');
    await this.writeDown();
    return accept(null);
  };

  readonly release = async () => {
    if (this.released) return;
    this.released = true;
    rmSync(this.note, { force: true });
    for (const instance of this.instances) instance.closeSync();
    held.delete(this.home);
  };
}

async function lock(home: string, shared: boolean): Promise<Decision<StoreLock>> {
  const taken = await lockFile(home, shared);
  if (!taken.ok) return taken;
  const mine = new Held(home, taken.value, shared);
  try {
    await mine.writeDown();
  } catch (error) {
    await mine.release();
    throw error;
  }
  return accept(mine);
}

function makeHome(folder: string): Decision<string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return accept(realpathSync(folder));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const sentence = `The folder ${folder} cannot be used: ${why}. Choose another with SEVENBOX_HOME.`;
    return refuse('home-unusable', sentence);
  }
}

/**
 * Takes a home folder for this process, and makes the folder when there is none. Refused in words while another
 * process holds it, or this one already does. Several servers may hold it with `shared`; nobody has it alone then, and
 * nobody shares what one has alone. No other part may open `store.lock`: closing it would let go of the lock.
 */
export async function takeStore(
  folder: string,
  { shared = false }: TakeSettings = {},
): Promise<Decision<StoreLock>> {
  const made = makeHome(folder);
  if (!made.ok) return made;
  const home = made.value;
  if (held.has(home)) return refuse('store-held', `This process uses ${home} already.`);
  held.set(home, 'taking');
  try {
    const taken = await lock(home, shared);
    if (!taken.ok) held.delete(home);
    return taken;
  } catch (error) {
    held.delete(home);
    throw error;
  }
}

function isHeld(taken: Decision<unknown>): boolean {
  return !taken.ok && taken.refusals.some(({ code }) => code === 'store-held');
}

/** How long a server waits for another that brings the store in order, and how often it looks. */
export interface Patience {
  readonly milliseconds: number;
  readonly pauseMilliseconds: number;
}

const usualPatience: Patience = { milliseconds: 60_000, pauseMilliseconds: 500 };

/**
 * Takes a home for one of several servers: alone when nobody else has it, so that this one brings the store in order
 * and then calls `downgrade`; shared when others serve it already. A server that starts while another brings the store
 * in order waits for that. Only a holder whose `isShared()` is false may recover or sweep.
 */
export async function takeStoreToServe(
  folder: string,
  patience: Patience = usualPatience,
): Promise<Decision<StoreLock>> {
  const end = Date.now() + patience.milliseconds;
  for (;;) {
    const alone = await takeStore(folder);
    if (alone.ok || !isHeld(alone)) return alone;
    const shared = await takeStore(folder, { shared: true });
    if (shared.ok || !isHeld(shared) || Date.now() >= end) return shared;
    await pause(patience.pauseMilliseconds);
  }
}
