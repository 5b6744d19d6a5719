import type { ImportId } from '../../domain/spend/imports/types.ts';
import type { StagedTables } from '../../lake/batches/types.ts';
import type { LedgerLake } from '../../lake/ledgers/types.ts';
import type { JobJourney } from './journey.ts';

/** A session of the lake for one job, and the folder its working files lie in. */
export interface LakeSession {
  readonly lake: LedgerLake & StagedTables;
  readonly scratch: string;
}

/**
 * Works with a new session of the lake; its working files are removed afterwards, however it ends. Where the job is not
 * held any more they stay, because they may be those of the process that took it over.
 */
export async function withLake<T>(
  { parts: { uploads, openLake }, running }: Pick<JobJourney, 'parts' | 'running'>,
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
    if (await running.goesOn()) await uploads.removeScratch(id);
  }
}
