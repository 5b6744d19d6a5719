import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import { accept, type Decision, type Instant, instantAt, refuse } from '../domain/values/index.ts';

/** Who holds a home folder, as that process wrote it down. */
export interface StoreHolder {
  readonly pid: number;
  readonly since: Instant;
  /** Where it answers, for example `http://127.0.0.1:7007`; null until it does. */
  readonly address: string | null;
  /** What another command of the same user shows it as a proof; null until it has an address. */
  readonly secret: string | null;
}

/** The right to use a home folder: one process at a time. It ends with the process, however that ends. */
export interface StoreLock {
  readonly home: string;
  /** Tells other commands where this process answers. */
  readonly announce: (at: { readonly address: string; readonly secret: string }) => Promise<void>;
  readonly release: () => Promise<void>;
}

const holderSchema = z.object({
  pid: z.int().positive(),
  since: z.iso.datetime().transform((text) => instantAt(Date.parse(text))),
  address: z.string().nullable(),
  secret: z.string().nullable(),
});

/** Homes that this process holds. The system's lock alone does not keep one process from taking it twice. */
const held = new Set<string>();

const settings = { threads: '1', memory_limit: '32MB' };

/** Whether this process holds the home folder. */
export function holdsStore(home: string): boolean {
  return existsSync(home) && held.has(realpathSync(home));
}

/** Who wrote down that it holds a home folder. After a process was killed that stays, so ask only when `takeStore` refused. */
export async function holderOf(home: string): Promise<StoreHolder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(join(home, 'store.json'), 'utf8')));
  } catch {
    return null;
  }
}

async function writeHolder(home: string, holder: StoreHolder): Promise<void> {
  const path = join(home, 'store.json');
  const unfinished = `${path}.${process.pid}`;
  rmSync(unfinished, { force: true });
  await writeFile(unfinished, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  renameSync(unfinished, path);
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

async function heldByAnother(home: string, pid: string): Promise<Decision<never>> {
  const holder = await holderOf(home);
  const known = holder && (pid === '' || String(holder.pid) === pid) ? holder : null;
  const number = known ? String(known.pid) : pid;
  const who = number === '' ? 'Another process' : `Another process (number ${number})`;
  const since = known ? ` since ${known.since.slice(0, 16).replace('T', ' ')} UTC` : '';
  const where = known?.address ? ` It answers at ${known.address}.` : '';
  const what = known?.address ? 'Use it there, or stop it first' : 'Wait until it ends, or stop it';
  return refuse(
    'store-held',
    `${who} has used ${home}${since}.${where} ${what}, or choose another folder with SEVENBOX_HOME.`,
  );
}

/** DuckDB holds a lock of the operating system on a file that it has open, and the system lets go when the process ends. */
async function lockFile(home: string): Promise<Decision<DuckDBInstance>> {
  const path = join(home, 'store.lock');
  try {
    await makeLockFile(path);
    return accept(await DuckDBInstance.create(path, settings));
  } catch (error) {
    const pid = conflictIn(error);
    if (pid !== null) return heldByAnother(home, pid);
    const why = error instanceof Error ? error.message : String(error);
    return refuse('store-not-locked', `${home} cannot be locked for this process: ${why}`);
  }
}

function releaser(home: string, instance: DuckDBInstance): () => Promise<void> {
  let released = false;
  return async () => {
    if (released) return;
    released = true;
    rmSync(join(home, 'store.json'), { force: true });
    instance.closeSync();
    held.delete(home);
  };
}

async function lock(home: string): Promise<Decision<StoreLock>> {
  const taken = await lockFile(home);
  if (!taken.ok) return taken;
  const release = releaser(home, taken.value);
  const mine = { pid: process.pid, since: instantAt(Date.now()) };
  try {
    await writeHolder(home, { ...mine, address: null, secret: null });
  } catch (error) {
    await release();
    throw error;
  }
  const announce: StoreLock['announce'] = (at) => writeHolder(home, { ...mine, ...at });
  return accept({ home, announce, release });
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
 * process holds it, or this one already does. No other part may open `store.lock`: closing it would let go of the lock.
 */
export async function takeStore(folder: string): Promise<Decision<StoreLock>> {
  const made = makeHome(folder);
  if (!made.ok) return made;
  const home = made.value;
  if (held.has(home)) return refuse('store-held', `This process uses ${home} already.`);
  held.add(home);
  try {
    const taken = await lock(home);
    if (!taken.ok) held.delete(home);
    return taken;
  } catch (error) {
    held.delete(home);
    throw error;
  }
}
