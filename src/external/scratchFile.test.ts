import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchFilesIn } from './scratchFile.ts';

it('leaves nothing behind, whether the work succeeds or fails', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sevenbox-scratch-'));
  const folder = join(root, 'scratch');
  const withScratchFile = scratchFilesIn(folder);
  const seen = await withScratchFile(async (path) => {
    expect(existsSync(path)).toBe(false);
    await writeFile(path, 'rows');
    return path;
  });
  expect(existsSync(seen)).toBe(false);
  await expect(
    withScratchFile(async (path) => {
      await writeFile(path, 'rows');
      throw new Error('the work failed');
    }),
  ).rejects.toThrow('the work failed');
  expect(await readdir(folder)).toEqual([]);
  await rm(root, { recursive: true, force: true });
});
