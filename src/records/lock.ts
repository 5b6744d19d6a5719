import { accessSync, constants, existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { type Grip, gripAlone, gripShared, gripToServe } from './grip.ts';
import {
  aloneNote,
  forgetAllShared,
  forgetEnded,
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
   * Goes over from holding the home alone to sharing it. There is no moment in which another process could take it
   * alone. Should it be refused for another reason, the home is not held any more.
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

/** A home as this process holds it. */
class Held implements StoreLock {
  private holder = thisHolder();
  private note: string;
  private released = false;

  constructor(
    readonly home: string,
    private grip: Grip,
  ) {
    this.note = grip.turn ? aloneNote(home) : newSharedNote(home);
    held.set(home, grip.turn ? 'alone' : 'shared');
  }

  readonly isShared = () => this.grip.turn === null;

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
    const { turn, lock } = this.grip;
    if (turn === null) return accept(null);
    // The system lets go of every lock of a process on a file when the process closes it once, so this comes first.
    lock.closeSync();
    const shared = await gripShared(this.home);
    if (!shared.ok) {
      await this.release();
      return shared;
    }
    this.grip = shared.value;
    this.note = newSharedNote(this.home);
    held.set(this.home, 'shared');
    await this.writeDown();
    turn.closeSync();
    return accept(null);
  };

  readonly release = async () => {
    if (this.released) return;
    this.released = true;
    rmSync(this.note, { force: true });
    this.grip.lock.closeSync();
    this.grip.turn?.closeSync();
    held.delete(this.home);
  };
}

/** One of the ways to take a home. */
type Taking = (home: string) => Promise<Decision<Grip>>;

async function lock(home: string, taking: Taking): Promise<Decision<StoreLock>> {
  const taken = await taking(home);
  if (!taken.ok) return taken;
  const mine = new Held(home, taken.value);
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

async function take(folder: string, taking: Taking): Promise<Decision<StoreLock>> {
  const made = makeHome(folder);
  if (!made.ok) return made;
  const home = made.value;
  if (held.has(home)) return refuse('store-held', `This process uses ${home} already.`);
  held.set(home, 'taking');
  try {
    const taken = await lock(home, taking);
    if (!taken.ok) held.delete(home);
    return taken;
  } catch (error) {
    held.delete(home);
    throw error;
  }
}

/**
 * Takes a home folder for this process, and makes the folder when there is none. Refused in words while another
 * process holds it, or this one already does. Several may hold it with `shared`; nobody has it alone then, and nobody
 * shares what one has alone. No other part may open `store.lock` or `store.turn`: closing it would let go of the lock.
 */
export function takeStore(
  folder: string,
  { shared = false }: TakeSettings = {},
): Promise<Decision<StoreLock>> {
  return take(folder, shared ? gripShared : gripAlone);
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
    const taken = await take(folder, gripToServe);
    if (taken.ok || Date.now() >= end) return taken;
    if (!taken.refusals.some(({ code }) => code === 'store-held')) return taken;
    await pause(patience.pauseMilliseconds);
  }
}
