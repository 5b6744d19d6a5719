import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newScratch, newScratchName, withScratch } from './scratch.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-scratch-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** The number of a process that has ended. */
const ended = spawnSync(process.execPath, ['-e', '']).pid;
const here = newScratchName().split('@')[0];

async function leave(name: string, ageInDays = 0): Promise<string> {
  const path = join(home, 'scratch', name);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'lines.parquet'), 'x');
  const then = new Date(Date.now() - ageInDays * 24 * 60 * 60 * 1000);
  await utimes(path, then, then);
  return name;
}

it('gives a folder of its own that names this computer and this process, and removes it after the work', async () => {
  const seen = await withScratch(home, async (scratch) => {
    expect((await stat(scratch)).isDirectory()).toBe(true);
    expect(basename(scratch)).toContain(`@${process.pid}-`);
    await writeFile(join(scratch, 'part'), 'x');
    return scratch;
  });
  await expect(stat(seen)).rejects.toThrow('ENOENT');
  await expect(withScratch(home, () => Promise.reject(new Error('cut off')))).rejects.toThrow('cut off');
  expect(await readdir(join(home, 'scratch'))).toEqual([]);
});

it('removes what ended processes of this computer left, and nothing of any other computer', async () => {
  await leave(`${here}@${ended}-${randomUUID()}`);
  await leave(`${here}@${ended}-backup-${randomUUID()}`);
  const stays = [
    await leave(`elsewhere.example@${ended}-${randomUUID()}`, 90),
    await leave(`${here}x@${ended}-${randomUUID()}`, 90),
    await leave(`x${here}@${ended}-backup-${randomUUID()}`, 90),
    await leave(`${here}@${process.pid}-${randomUUID()}`, 90),
    await leave(newScratchName('backup')),
  ];
  const mine = basename(await newScratch(home));
  expect(await readdir(join(home, 'scratch'))).toEqual([...stays, mine].sort());
});

it('removes names without a computer only when they are old and their process has ended', async () => {
  await leave(`${ended}-${randomUUID()}`, 2);
  await leave(`${ended}-backup-${randomUUID()}`, 2);
  const stays = [
    await leave(`${ended}-${randomUUID()}`),
    await leave(`${process.pid}-${randomUUID()}`, 2),
    await leave(`${ended}-not ours`, 2),
    await leave(`download-${randomUUID()}`, 2),
    await leave('@', 2),
    await leave(`${here}@`, 2),
  ];
  const mine = basename(await newScratch(home));
  expect(await readdir(join(home, 'scratch'))).toEqual([...stays, mine].sort());
});

it('makes names that are plain parts of a path', () => {
  expect(newScratchName('backup')).toMatch(/^[A-Za-z0-9._]{1,100}@\d+-backup-[0-9a-f-]{36}$/);
});
