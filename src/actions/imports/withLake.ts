import type { ImportId } from '../../domain/spend/imports/types.ts';
import type { StagedTables } from '../../lake/batches/types.ts';
import type { LedgerLake } from '../../lake/ledgers/types.ts';
import type { ImportParts } from './parts.ts';

/** A session of the lake for one job, and the folder its working files lie in. */
export interface LakeSession {
  readonly lake: LedgerLake & StagedTables;
  readonly scratch: string;
}

/** Works with a new session of the lake; its working files are removed afterwards, however it ends. */
export async function withLake<T>(
  { uploads, openLake }: Pick<ImportParts, 'uploads' | 'openLake'>,
  id: ImportId,
  work: (session: LakeSession) => Promise<T>,
): Promise<T> {
  try {
    const scratch = await uploads.emptyScratch(id);
    const lake = await openLake(scratch);
    try {
      return await work({ lake, scratch });
    } finally {
      await lake.close();
    }
  } finally {
    await uploads.removeScratch(id);
  }
}
