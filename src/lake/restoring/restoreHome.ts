import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert } from '../../domain/values/index.ts';
import { editionFolders, editionName } from '../reference/places.ts';

/** The home folder as a backup is restored into it. */
export interface RestoreHome {
  /** What lies in the home already, as nouns: "batches", "reference editions". Empty when nothing does. */
  readonly holds: () => Promise<readonly string[]>;
  /** Whether a restore was cut off here; what it left is no content. */
  readonly wasCutOff: () => Promise<boolean>;
  /** An empty folder for unpacking, which is also the mark that a restore has begun. */
  readonly begin: () => Promise<string>;
  /** Moves unpacked folders (`lake/bat_...`, `reference/onspd/...`, `reference/organisations/org_.../suppliers/...`, `blobs/ab/cd`) to where they belong. */
  readonly settle: (folders: readonly string[]) => Promise<void>;
  /** Removes folders that `settle` moved. */
  readonly takeBack: (folders: readonly string[]) => Promise<void>;
  /** Removes the unpacking folder, and with it the mark. */
  readonly end: () => Promise<void>;
  readonly freeBytes: () => Promise<number>;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Waits until the names in a folder are on the disk. Some systems cannot, and need not. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function holdsEditions(root: string): Promise<boolean> {
  const kinds = (await namesIn(root)).filter((name) => !name.startsWith('.'));
  const folders = [...kinds, ...(await editionFolders(root))];
  const editions = await Promise.all(folders.map((folder) => namesIn(join(root, folder))));
  return editions.flat().some((name) => editionName.test(name));
}

/** Whether there is a file under its hash; empty folders and half-written files are nothing. */
async function holdsBlobs(root: string): Promise<boolean> {
  const paths = await readdir(root, { recursive: true }).catch(() => []);
  return paths.some((path) => /[0-9a-f]{64}$/.test(path));
}

/** Free bytes on the disk of a folder, or of the nearest folder above it that is there. */
async function freeBytesAt(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return freeBytesAt(dirname(folder));
  }
}

const restored =
  /^(blobs\/[0-9a-f]{2}|lake|reference\/(organisations\/org_[a-z0-9]{20}\/)?(?!organisations\/)[a-z0-9_-]+)\/[a-z0-9_-]+$/;

/** The home folder in which the lake is `lake` and the reference editions are `reference`. */
export function openRestoreHome(home: string): RestoreHome {
  const unpacking = join(home, 'restoring');
  const placeOf = (folder: string) => {
    assert(restored.test(folder), `${folder} is a folder of a backup`);
    return join(home, folder);
  };
  return {
    holds: async () => [
      ...((await namesIn(join(home, 'lake'))).some((name) => name.startsWith('bat_')) ? ['batches'] : []),
      ...((await holdsEditions(join(home, 'reference'))) ? ['reference editions'] : []),
      ...((await namesIn(join(home, 'imports'))).length > 0 ? ['uploaded files'] : []),
      ...((await holdsBlobs(join(home, 'blobs'))) ? ['evidence files'] : []),
    ],
    wasCutOff: async () => (await namesIn(home)).includes('restoring'),
    begin: async () => {
      await rm(unpacking, { recursive: true, force: true });
      await mkdir(unpacking, { recursive: true });
      await flushFolder(home);
      return unpacking;
    },
    settle: async (folders) => {
      for (const folder of folders) {
        const place = placeOf(folder);
        await rm(place, { recursive: true, force: true });
        await mkdir(dirname(place), { recursive: true });
        await rename(join(unpacking, folder), place);
        await flushFolder(dirname(place));
      }
    },
    takeBack: async (folders) => {
      for (const folder of folders) await rm(placeOf(folder), { recursive: true, force: true });
    },
    end: () => rm(unpacking, { recursive: true, force: true }),
    freeBytes: () => freeBytesAt(home),
  };
}
