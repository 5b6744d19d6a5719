import type { StoreId } from '../../domain/spend/imports/types.ts';
import { whoseLake } from '../../domain/spend/imports/whoseLake.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import type { BatchFolders } from '../../lake/batches/types.ts';
import type { Store } from '../../records/types.ts';

/** A lake, and the records it is opened with. */
export interface LakeAndRecords {
  readonly home: string;
  readonly records: Pick<Store, 'storeId' | 'batchIds'>;
  readonly folders: Pick<BatchFolders, 'list' | 'storeId'>;
}

/** What is needed to name both. */
export interface PairParts extends LakeAndRecords {
  readonly records: Pick<Store, 'storeId' | 'batchIds' | 'nameStore'>;
  readonly folders: Pick<BatchFolders, 'list' | 'storeId' | 'nameStore'>;
  readonly newStoreId: () => StoreId;
}

/** Said where the ledgers of a home folder are not those of the records in use. */
export function otherStore(home: string): Decision<never> {
  const sentence = `The ledgers in ${home} belong to another store than the records in use. Nothing was changed. Start Sevenbox with the DATABASE_URL it was used with (without one, if there was none), or choose another folder with SEVENBOX_HOME.`;
  return refuse('other-store', sentence);
}

async function found({ records, folders }: LakeAndRecords) {
  return whoseLake({
    lake: await folders.storeId(),
    records: await records.storeId(),
    published: await folders.list(),
    known: await records.batchIds(),
  });
}

/** Refuses a lake that belongs to other records; changes nothing. */
export async function checkPair(parts: LakeAndRecords): Promise<Decision<null>> {
  return (await found(parts)).together ? accept(null) : otherStore(parts.home);
}

/** Names lake and records alike where they belong together, before a batch is written; refuses others. */
export async function pair(parts: PairParts): Promise<Decision<null>> {
  const { together, name } = await found(parts);
  if (!together) return otherStore(parts.home);
  await nameBoth(parts, name);
  return accept(null);
}

/** Gives the lake the name of the records; records without one get this name, or a new one. */
export async function nameBoth(
  { records, folders, newStoreId }: Omit<PairParts, 'home'>,
  name: StoreId | null = null,
): Promise<void> {
  const kept = await records.nameStore(name ?? newStoreId());
  if ((await folders.storeId()) !== kept) await folders.nameStore(kept);
}
