import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseStoreId } from '../../domain/spend/imports/ids.ts';
import type { BatchId, StoreId } from '../../domain/spend/imports/types.ts';
import { assert } from '../../domain/values/index.ts';
import type { BatchFolders } from './types.ts';

const draftMark = '.draft-';
const asideName = '.swept';
const storeName = 'store-id';

function isBatchId(name: string): name is BatchId {
  return /^bat_[a-z0-9]{20}$/.test(name);
}

/** Waits until a file, or the names in a folder, are on the disk and not only in memory. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function namesIn(root: string): Promise<readonly string[]> {
  try {
    return (await readdir(root)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Moves folders of batches out of the way, with all that is in them. */
async function moveAside(root: string, batches: readonly BatchId[]): Promise<void> {
  const aside = join(root, asideName);
  if (batches.length > 0) await mkdir(aside, { recursive: true });
  for (const batch of batches) {
    // A batch never changes, so one of the same id that lies there already is the same.
    await rm(join(aside, batch), { recursive: true, force: true });
    await rename(join(root, batch), join(aside, batch));
  }
}

/** Brings folders back that were set aside though the catalogue names them, as after an older copy of it was in use. */
async function bringBack(root: string, known: ReadonlySet<string>): Promise<void> {
  const there = new Set(await namesIn(root));
  const wanted = (await namesIn(join(root, asideName))).filter((name) => known.has(name) && !there.has(name));
  for (const name of wanted) await rename(join(root, asideName, name), join(root, name));
}

async function readStoreId(root: string): Promise<StoreId | null> {
  try {
    return parseStoreId((await readFile(join(root, storeName), 'utf8')).trim()) ?? null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function writeStoreId(root: string, id: StoreId): Promise<void> {
  const path = join(root, storeName);
  await mkdir(root, { recursive: true });
  await writeFile(`${path}.new`, `${id}\n`, { flush: true });
  await rename(`${path}.new`, path);
  await flush(root);
}

/** Opens the folder in which every batch is a folder; it is made when the first thing is written into it. */
export function openBatchFolders(root: string): BatchFolders {
  const folderOf = (batch: BatchId) => {
    assert(isBatchId(batch), `${batch} is the id of a batch`);
    return join(root, batch);
  };
  const draftOf = (batch: BatchId) => join(root, `${draftMark}${folderOf(batch).slice(-batch.length)}`);
  const aside = join(root, asideName);
  const discard = (path: string) => rm(path, { recursive: true, force: true });
  const remove = async (batch: BatchId) => {
    const [folder, draft] = [folderOf(batch), draftOf(batch)];
    await discard(draft);
    // Under a batch's own name a folder is whole, so it loses the name before it loses its files.
    const moved = await rename(folder, draft).then(
      () => true,
      () => false,
    );
    if (moved) await discard(draft);
  };
  return {
    drafting: async (batch) => {
      const draft = draftOf(batch);
      await discard(draft);
      await mkdir(draft, { recursive: true });
      return draft;
    },
    publish: async (batch) => {
      const draft = draftOf(batch);
      for (const name of await readdir(draft)) await flush(join(draft, name));
      await flush(draft);
      await rename(draft, folderOf(batch));
      await flush(root);
    },
    sweep: async (known) => {
      const names = await namesIn(root);
      const drafts = names.filter((name) => name.startsWith(draftMark));
      for (const name of drafts) await discard(join(root, name));
      const orphans = names.filter(isBatchId).filter((name) => !known.has(name));
      await moveAside(root, orphans);
      await bringBack(root, known);
      return drafts.length + orphans.length;
    },
    setAside: async () => (await namesIn(aside)).filter(isBatchId),
    clear: async () => {
      const names = await namesIn(aside);
      await discard(aside);
      return names.length;
    },
    storeId: () => readStoreId(root),
    nameStore: (id) => writeStoreId(root, id),
    remove,
    folderOf,
    list: async () => (await namesIn(root)).filter(isBatchId),
  };
}
