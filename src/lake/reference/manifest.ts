import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
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
  dateFrom: z.enum(['file name', 'register', 'given', 'day added']),
  addedOn: day,
  rows: z.int().positive(),
  names: z.int().nonnegative().default(0),
  leftOut: z.int().nonnegative(),
  notes: z.array(z.string()),
  licence: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sequence: z.int().nonnegative().default(0),
  holds: z.array(z.string()).default([]),
  keyedBy: z.string().default(''),
  approximate: z.literal(false),
});

const fileName = 'manifest.json';

/** Writes manifest.json in one step, so that whoever reads a published edition sees the old one or the new. */
export async function writeManifest(folder: string, manifest: EditionManifest): Promise<void> {
  const path = join(folder, `.manifest-${randomUUID()}`);
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(path, join(folder, fileName));
}

/** Throws when the manifest has been damaged, because finished editions are only ever made by `add`. */
export async function readManifest(folder: string): Promise<EditionManifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(folder, fileName), 'utf8')));
}
