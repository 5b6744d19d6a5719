import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { assert } from '../../domain/values/index.ts';
import type { BatchFolders } from './types.ts';

const draftMark = '.draft-';

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

async function namesIn(root: string): Promise<readonly string[]> {
  await mkdir(root, { recursive: true });
  return (await readdir(root)).sort();
}

/** Opens the folder in which every batch is a folder; it is made when it is not there. */
export function openBatchFolders(root: string): BatchFolders {
  const folderOf = (batch: BatchId) => {
    assert(isBatchId(batch), `${batch} is the id of a batch`);
    return join(root, batch);
  };
  const draftOf = (batch: BatchId) => join(root, `${draftMark}${folderOf(batch).slice(-batch.length)}`);
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
      for (const orphan of orphans) await remove(orphan);
      return drafts.length + orphans.length;
    },
    remove,
    folderOf,
    list: async () => (await namesIn(root)).filter(isBatchId),
  };
}
