import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type LocalDate, toLocalDate } from '../../domain/values/index.ts';
import { type EditionManifest, referenceKinds } from './types.ts';

const day = z.iso.date().transform((text): LocalDate => toLocalDate(text));

const manifestSchema = z.object({
  kind: z.enum(referenceKinds),
  edition: z.string(),
  source: z.string(),
  date: day,
  dateFrom: z.enum(['file name', 'day added']),
  addedOn: day,
  rows: z.int().positive(),
  leftOut: z.int().nonnegative(),
  notes: z.array(z.string()),
  licence: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  approximate: z.literal(false),
});

const fileName = 'manifest.json';

/** Writes manifest.json into a folder that is not published yet. */
export async function writeManifest(folder: string, manifest: EditionManifest): Promise<void> {
  await writeFile(join(folder, fileName), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Throws when the manifest has been damaged, because finished editions are only ever made by `add`. */
export async function readManifest(folder: string): Promise<EditionManifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, fileName), 'utf8')));
}
