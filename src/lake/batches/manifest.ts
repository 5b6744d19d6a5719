import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WrittenBatch } from './types.ts';

/** Beside the files of a batch: what was noted of them when they were written. */
export const batchManifest = 'manifest.json';

const count = z.int().nonnegative();
const manifestSchema = z.object({
  lines: count,
  cells: count,
  files: z.record(z.string().regex(/^[a-z]+\.parquet$/), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** Notes counts and SHA-256 of a batch's files in its folder, before the folder is published. */
export async function writeBatchManifest(folder: string, written: WrittenBatch): Promise<void> {
  await writeFile(join(folder, batchManifest), `${JSON.stringify(written, null, 2)}\n`);
}

/** What was noted of a batch; null where that is not there or does not read. */
export async function readBatchManifest(folder: string): Promise<WrittenBatch | null> {
  try {
    const text = await readFile(join(folder, batchManifest), 'utf8');
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
