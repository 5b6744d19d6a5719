import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nextFileName } from '../../domain/spend/imports/fileNames.ts';
import { parseImportId } from '../../domain/spend/imports/ids.ts';
import type { ImportId, UploadedFile } from '../../domain/spend/imports/types.ts';
import { accept, assert } from '../../domain/values/index.ts';
import { receiveFile, UploadRefused } from './receiveFile.ts';
import type { UploadLimits, Uploads } from './types.ts';

const usualLimits: UploadLimits = {
  fileBytes: 2_000_000_000,
  importBytes: 10_000_000_000,
  files: 200,
  freeBytes: 500_000_000,
};

/** Waits until the names in a folder are on the disk. Some systems cannot, and need not. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'EPERM'))) {
      throw error;
    }
  } finally {
    await handle?.close();
  }
}

function tooManyFiles(name: string, { files }: UploadLimits): UploadRefused {
  const sentence = `${name} is file ${files + 1} of this upload, and one import may have at most ${files}. Upload fewer files at once, or put them into a zip.`;
  return new UploadRefused('too-many-files', sentence);
}

interface Places {
  readonly folderOf: (id: ImportId) => string;
  readonly fileOf: (id: ImportId, position: number, name: string) => string;
}

function placesIn(root: string): Places {
  const folderOf = (id: ImportId) => {
    assert(parseImportId(id) !== undefined, `${id} is the id of an import`);
    return join(root, id);
  };
  return {
    folderOf,
    fileOf: (id, position, name) => join(folderOf(id), 'files', String(position), name),
  };
}

type Receive = Uploads['receive'];

async function receiveAll(
  places: Places,
  limits: UploadLimits,
  [id, files]: Parameters<Receive>,
): Promise<readonly UploadedFile[]> {
  const received: UploadedFile[] = [];
  let bytes = 0;
  for await (const { name: given, content } of files) {
    const name = nextFileName(
      given,
      received.map((file) => file.name),
    );
    if (received.length >= limits.files) throw tooManyFiles(name, limits);
    const path = places.fileOf(id, received.length + 1, name);
    const file = await receiveFile({ path, name, content }, limits, bytes);
    await flushFolder(join(path, '..'));
    bytes += file.bytes;
    received.push(file);
  }
  await flushFolder(join(places.folderOf(id), 'files'));
  await flushFolder(places.folderOf(id));
  return received;
}

async function holdsAll(places: Places, id: ImportId, files: readonly UploadedFile[]): Promise<boolean> {
  for (const [index, { name, bytes }] of files.entries()) {
    const found = await stat(places.fileOf(id, index + 1, name)).catch(() => undefined);
    if (!found?.isFile() || found.size !== bytes) return false;
  }
  return files.length > 0;
}

const discard = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 2 });

/** The working folders of imports below `<home>/imports`, one for each import; `limits` replace the usual ones. */
export function openUploads(home: string, limits: Partial<UploadLimits> = {}): Uploads {
  const root = join(home, 'imports');
  const places = placesIn(root);
  const scratchOf = (id: ImportId) => join(places.folderOf(id), 'scratch');
  return {
    receive: async (id, files) => {
      try {
        await mkdir(places.folderOf(id), { recursive: true });
        return accept(await receiveAll(places, { ...usualLimits, ...limits }, [id, files]));
      } catch (error) {
        await discard(places.folderOf(id));
        if (error instanceof UploadRefused) return { ok: false, refusals: [error.refusal] };
        throw error;
      }
    },
    pathsOf: (id, files) => files.map(({ name }, index) => places.fileOf(id, index + 1, name)),
    holds: (id, files) => holdsAll(places, id, files),
    emptyScratch: async (id) => {
      await discard(scratchOf(id));
      await mkdir(scratchOf(id), { recursive: true });
      return scratchOf(id);
    },
    removeScratch: (id) => discard(scratchOf(id)),
    remove: (id) => discard(places.folderOf(id)),
    list: async () => {
      const names = await readdir(root).catch(() => []);
      return names.flatMap((name) => parseImportId(name) ?? []).sort();
    },
  };
}
