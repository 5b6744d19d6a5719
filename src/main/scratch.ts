import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Removes the working files of runs that were cut off. */
async function sweepScratch(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => /^\d+-/.test(name) && !isRunning(Number.parseInt(name, 10)));
  await Promise.all(left.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/** Makes a working folder below the state folder; the name says whose it is, so that what is left behind can be removed. */
export async function newScratch(home: string): Promise<string> {
  const scratch = join(home, 'scratch', `${process.pid}-${randomUUID()}`);
  await sweepScratch(join(home, 'scratch'));
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
