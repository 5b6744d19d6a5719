import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

let own: string | null = null;

/** The folder of what the files of one run share; a file that runs without `share` has one of its own. */
export function sharedFolder(): string {
  const { SEVENBOX_TESTS_SHARED: shared } = process.env;
  if (shared !== undefined) return shared;
  own ??= mkdtempSync(join(tmpdir(), 'sevenbox-shared-'));
  return own;
}

/** Where the system keeps files in its memory; only Linux has it. */
const memory = '/dev/shm';

/** What a run needs at most, twice over: a container may have a few megabytes there. */
const enoughBytes = 6 * 1024 ** 3;

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) > enoughBytes;
  } catch {
    return false;
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Removes what runs left that were killed: in memory it would stay until the next start of the machine. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^sevenbox-tests-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !lives(Number(pid)))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/**
 * Gives a run a folder for all its temporary files, and removes it at the end. It is in memory where there is room,
 * because making and removing the thousand files of a store is what a disk is slow at; that what is acknowledged is
 * synced is counted in durability.test.ts, and a killed process loses no more there than on a disk.
 */
export default function share(): () => void {
  const before = process.env.TMPDIR;
  const parent = before === undefined && hasRoom() ? memory : tmpdir();
  sweep(parent);
  const folder = mkdtempSync(join(parent, `sevenbox-tests-${process.pid}-`));
  // PostgreSQL runs under an account of its own, and has to reach its folder in here.
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'shared'));
  process.env.TMPDIR = folder;
  process.env.SEVENBOX_TESTS_SHARED = join(folder, 'shared');
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true, force: true });
  };
}
