import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { findFiles } from './find.ts';
import { usualLimits } from './limits.ts';
import { openFound } from './open.ts';
import type { LedgerFiles, OpenedLedger, OpenLimits } from './types.ts';

export type * from './types.ts';

async function* openAll(
  paths: readonly string[],
  scratch: string,
  limits: OpenLimits,
): AsyncGenerator<OpenedLedger> {
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, 'ledgers-'));
  let count = 0;
  const newPath = (ending: string): string => {
    count += 1;
    return join(folder, `${count}.${ending}`);
  };
  for await (const found of findFiles(paths)) {
    if (found.kind === 'file') yield* openFound(found.file, { limits, newPath });
    else yield found;
  }
}

/**
 * The reader of ledger files. Working files go into a folder of their own below `scratch`; they are needed as long as
 * a table is, and the caller removes them with the scratch folder.
 */
export function ledgerFiles(limits: Partial<OpenLimits> = {}): LedgerFiles {
  return { open: (paths, scratch) => openAll(paths, scratch, { ...usualLimits, ...limits }) };
}
