import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Hands over the name of a file that does not exist yet in `folder`, and removes the file afterwards. */
export function scratchFilesIn(folder: string): <T>(work: (path: string) => Promise<T>) => Promise<T> {
  return async (work) => {
    await mkdir(folder, { recursive: true });
    const path = join(folder, `download-${randomUUID()}`);
    try {
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  };
}
