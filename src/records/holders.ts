import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Instant, instantAt, millisecondsOf } from '../domain/values/index.ts';

/** Who holds a home folder, as that process wrote it down. */
export interface StoreHolder {
  readonly pid: number;
  readonly since: Instant;
  /** Where it answers, for example `http://127.0.0.1:7007`; null until it does. */
  readonly address: string | null;
  /** What another command of the same user shows it as a proof; null until it has an address. */
  readonly secret: string | null;
}

/** A holder with the name of its computer, where the number of its process means something. */
export interface NotedHolder extends StoreHolder {
  /** Null in what was written down before computers were named; that was always this one. */
  readonly host: string | null;
}

const holderSchema = z.object({
  host: z.string().nullable().default(null),
  pid: z.int().positive(),
  since: z.iso.datetime().transform((text) => instantAt(Date.parse(text))),
  address: z.string().nullable(),
  secret: z.string().nullable(),
});

const aloneName = 'store.json';
const sharedName = /^store-\d+-[0-9a-f-]{36}\.json$/;
const unfinishedName = /^store(-\d+-[0-9a-f-]{36})?\.json\.[0-9a-f-]+$/;

/** Where the one process that holds a home alone writes itself down. */
export function aloneNote(home: string): string {
  return join(home, aloneName);
}

/** Where one of several holders of a home writes itself down; no two have the same file. */
export function newSharedNote(home: string): string {
  return join(home, `store-${process.pid}-${randomUUID()}.json`);
}

/** This process as a holder without an address. */
export function thisHolder(): NotedHolder {
  const since = instantAt(Date.now());
  return { host: hostname(), pid: process.pid, since, address: null, secret: null };
}

function pathsOf(home: string, names: RegExp): readonly string[] {
  const found = readdirSync(home).filter((name) => names.test(name));
  return found.sort().map((name) => join(home, name));
}

async function readHolder(path: string): Promise<NotedHolder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Writes a holder down in one step, for the same user only. */
export async function writeHolder(path: string, holder: NotedHolder): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  renameSync(unfinished, path);
}

function isOfThisComputer({ host }: NotedHolder): boolean {
  return host === null || host === hostname();
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** False when it is certain that the process ended. Of another computer's processes nothing is certain. */
function mayLive(holder: NotedHolder): boolean {
  if (!isOfThisComputer(holder)) return true;
  const started = Date.now() - process.uptime() * 1000;
  // In a container that was started again every server has the same number.
  if (holder.pid === process.pid) return millisecondsOf(holder.since) >= started - 1000;
  return isRunning(holder.pid);
}

/** Nobody here can ask a process of another computer, and no program here is to be shown its secret. */
function asSeenHere(holder: NotedHolder): NotedHolder {
  return isOfThisComputer(holder) ? holder : { ...holder, address: null, secret: null };
}

/** The most useful to another command first: of this computer and with an address, then the one of last. */
function byUsefulness(left: NotedHolder, right: NotedHolder): number {
  const worth = (one: NotedHolder) => (isOfThisComputer(one) ? 2 : 0) + (one.address === null ? 0 : 1);
  return worth(right) - worth(left) || (left.since < right.since ? 1 : -1);
}

/** Everybody who wrote down that it holds a home, those that share it first. */
export async function notedHolders(home: string): Promise<readonly NotedHolder[]> {
  try {
    const shared = (await Promise.all(pathsOf(home, sharedName).map(readHolder))).filter(
      (one) => one !== null,
    );
    const alone = await readHolder(aloneNote(home));
    const living = shared.filter(mayLive).sort(byUsefulness);
    return [...living, ...(alone ? [alone] : [])].map(asSeenHere);
  } catch {
    return [];
  }
}

/** Removes what others wrote down. Only for the process that holds the home alone: there is nobody else then. */
export function forgetAllShared(home: string): void {
  const paths = [...pathsOf(home, sharedName), ...pathsOf(home, unfinishedName)];
  for (const path of paths) rmSync(path, { force: true });
}

/** Removes what processes of this computer wrote down that have ended, while the home is shared. */
export async function forgetEnded(home: string): Promise<void> {
  // Who shares a home knows that nobody has it alone.
  rmSync(aloneNote(home), { force: true });
  for (const path of pathsOf(home, sharedName)) {
    const holder = await readHolder(path);
    if (holder && !mayLive(holder)) rmSync(path, { force: true });
  }
}
