import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';

export interface SaveSettings {
  /** Replaces a file that is there. */
  readonly force: boolean;
  /** Opens the unfinished file for writing. */
  readonly write?: (path: string) => Writable;
}

/** Whether there is a file of this path. */
export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const alreadyThere = (path: string) =>
  refuse('backup-there', `${path} is there already. Choose another name, or add --force to replace it.`);

function unwritable(path: string, error: unknown): Decision<never> {
  const code = codeOf(error);
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) {
    return refuse('disk-full', `There is no room for ${path}. Make room on that disk, or write to another.`);
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR'].includes(code)) {
    return refuse(
      'file-unwritable',
      `${path} cannot be written. Check that its folder exists and is yours to write to.`,
    );
  }
  const why = error instanceof Error ? error.message : String(error);
  return refuse(
    'backup-cut-off',
    `The backup was cut off before its end: ${why} Nothing was kept. Try again.`,
  );
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the finished file its name; without `force` never over a file that came meanwhile. */
async function publish(unfinished: string, path: string, force: boolean): Promise<boolean> {
  if (force) {
    await rename(unfinished, path);
    return true;
  }
  try {
    await link(unfinished, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Some disks know no links; there the name is free as far as anybody can tell.
    if (await isThere(path)) return false;
    await rename(unfinished, path);
    return true;
  }
}

/** Whether a file may be written at a path: refused when one is there and must stay, or its folder is not there. */
export async function maySave(path: string, force: boolean): Promise<Decision<null>> {
  if (!force && (await isThere(path))) return alreadyThere(path);
  const folder = dirname(resolve(path));
  if (!(await isThere(folder))) return refuse('folder-missing', `There is no folder ${folder}.`);
  return accept(null);
}

/**
 * Writes a stream beside its target, flushes it to disk, has it checked, and gives it its name. Whatever fails is
 * refused in words, leaves no file behind, and leaves a file that is there as it was.
 */
export async function saveBackup<T>(
  path: string,
  content: NodeJS.ReadableStream,
  check: (unfinished: string) => Promise<Decision<T>>,
  { force, write = (to) => createWriteStream(to, { flags: 'wx', mode: 0o600 }) }: SaveSettings,
): Promise<Decision<T>> {
  const unfinished = join(dirname(resolve(path)), `.${basename(path)}.${randomUUID()}`);
  try {
    await pipeline(content, write(unfinished));
    await flush(unfinished);
    const checked = await check(unfinished);
    if (!checked.ok) return checked;
    return (await publish(unfinished, path, force)) ? checked : alreadyThere(path);
  } catch (error) {
    return unwritable(path, error);
  } finally {
    await rm(unfinished, { force: true });
  }
}
