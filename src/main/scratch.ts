import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const day = 24 * 60 * 60 * 1000;
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** The number of a process, what the file is for, and something that nobody else has. */
const nameOfProcess = new RegExp(`^(\\d+)-([a-z]+-)?${uuid}$`);

/** The name of this computer as a part of a file name. */
function computerName(): string {
  return (
    hostname()
      .replaceAll(/[^A-Za-z0-9.]/g, '_')
      .slice(0, 100) || 'computer'
  );
}

/**
 * A name for a file or folder in the scratch folder. It says which process of which computer made it, so that what
 * is left behind is removed, and nothing that a server on another computer works with.
 */
export function newScratchName(purpose?: string): string {
  const what = purpose === undefined ? '' : `${purpose}-`;
  return `${computerName()}@${process.pid}-${what}${randomUUID()}`;
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Names of before computers were named may be of any computer; those only go when nobody can need them any more. */
async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && found.mtimeMs < Date.now() - day;
}

async function isLeft(folder: string, name: string): Promise<boolean> {
  const [first = '', second] = name.split('@');
  const [, processId] = nameOfProcess.exec(second ?? first) ?? [];
  if (processId === undefined || isRunning(Number(processId))) return false;
  return second === undefined ? isOld(join(folder, name)) : first === computerName();
}

/** Removes the working files of runs on this computer that were cut off. */
export async function sweepScratch(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (await isLeft(folder, name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Makes a working folder below the state folder; the name says whose it is, so that what is left behind can be removed. */
export async function newScratch(home: string): Promise<string> {
  const folder = join(home, 'scratch');
  const scratch = join(folder, newScratchName());
  await sweepScratch(folder);
  await mkdir(scratch, { recursive: true });
  return scratch;
}

/** Works in a folder that is removed afterwards. */
export async function withScratch<T>(home: string, work: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await newScratch(home);
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
