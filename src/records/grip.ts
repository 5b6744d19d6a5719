import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, linkSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { type NotedHolder, notedHolders } from './holders.ts';

const settings = { threads: '1', memory_limit: '32MB' };
const readSettings = { ...settings, access_mode: 'READ_ONLY' };

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
 * `store.lock` is open for writing in the process that holds a home alone, and for reading in those that share it. Who
 * wants it for writing must have `store.turn` first, and keeps that while it has the home alone. So between letting go
 * of `store.lock` for writing and taking it for reading nobody else can take it for writing.
 */
const lockOf = (home: string) => join(home, 'store.lock');
const turnOf = (home: string) => join(home, 'store.turn');

/**
 * DuckDB holds a lock of the operating system on a file that it has open, and the system lets go when the process ends.
 * Many may have the file open for reading, and nobody for writing then.
 */
async function lockFile(
  path: string,
  { reading = false, sharing = reading }: { readonly reading?: boolean; readonly sharing?: boolean } = {},
): Promise<Decision<DuckDBInstance>> {
  const home = dirname(path);
  try {
    await makeLockFile(path);
    return accept(await DuckDBInstance.create(path, reading ? readSettings : settings));
  } catch (error) {
    const pid = conflictIn(error);
    if (pid !== null) return heldByAnother(home, pid, sharing);
    const why = error instanceof Error ? error.message : String(error);
    return refuse('store-not-locked', `${home} cannot be locked for this process: ${why}`);
  }
}

/** The files that are open while a home is held; no turn while it is shared. */
export interface Grip {
  readonly turn: DuckDBInstance | null;
  readonly lock: DuckDBInstance;
}

/** Takes a home when nobody else has it. */
export async function gripAlone(home: string): Promise<Decision<Grip>> {
  const turn = await lockFile(turnOf(home));
  if (!turn.ok) return turn;
  const lock = await lockFile(lockOf(home));
  if (lock.ok) return accept({ turn: turn.value, lock: lock.value });
  turn.value.closeSync();
  return lock;
}

/**
 * Takes a home alone when nobody else has it, and together with those who share it. Who has the turn and cannot have
 * the home alone knows that it is shared, so nobody takes it together with nobody.
 */
export async function gripToServe(home: string): Promise<Decision<Grip>> {
  const turn = await lockFile(turnOf(home), { sharing: true });
  if (!turn.ok) return turn;
  const lock = await lockFile(lockOf(home));
  if (lock.ok) return accept({ turn: turn.value, lock: lock.value });
  const shared = await gripShared(home);
  turn.value.closeSync();
  return shared;
}

/** Takes a home that nobody has alone. */
export async function gripShared(home: string): Promise<Decision<Grip>> {
  const lock = await lockFile(lockOf(home), { reading: true });
  return lock.ok ? accept({ turn: null, lock: lock.value }) : lock;
}
