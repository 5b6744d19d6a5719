import { z } from 'zod';
import { type Instant, instantAt } from '../../domain/values/index.ts';

/** What a backup may hold at most, so that a made-up file cannot keep us busy or fill the disk. */
export const backupLimits = {
  parts: 200_000,
  manifestBytes: 64 * 1024 ** 2,
  /** Unpacked bytes for each packed byte; text of records packs to about a thirtieth. */
  ratio: 300,
  /** Unpacked bytes before the ratio is looked at. */
  freeBytes: 100 * 1024 ** 2,
} as const;

export const manifestName = 'manifest.json';
export const recordsName = 'records.jsonl';

const batchPart = /^lake\/bat_[a-z0-9]{20}\/[a-z0-9][a-z0-9-]{0,60}\.(parquet|json)$/;
const editionPart =
  /^reference\/(organisations\/org_[a-z0-9]{20}\/suppliers|(?!organisations\/)[a-z][a-z-]{0,30})\/[0-9a-f]{12}\/[a-z0-9][a-z0-9-]{0,60}\.(parquet|json)$/;

const blobPart = /^blobs\/([0-9a-f]{2})\/([0-9a-f]{2})\/(?=\1\2)([0-9a-f]{64})$/;

/** The name of the bytes of a hash in a backup. */
export function blobPartName(sha256: string): string {
  return `blobs/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
}

/** Whether a part is what its name says, where the name is a hash. */
export function fitsItsName({ name, sha256 }: BackupPart): boolean {
  return !name.startsWith('blobs/') || name === blobPartName(sha256);
}

/** Whether a backup may hold a part of this name. Every such name stays inside the folder it is written to. */
export function isPartName(name: string): boolean {
  return name === recordsName || [batchPart, editionPart, blobPart].some((one) => one.test(name));
}

const count = z.int().nonnegative();

const partSchema = z.object({
  name: z.string().refine(isPartName),
  bytes: count,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const manifestSchema = z.object({
  format: z.literal('sevenbox backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime().transform((text): Instant => instantAt(Date.parse(text))),
  productVersion: z.string().max(100),
  store: z.object({
    kind: z.enum(['embedded', 'server']),
    version: z.string().max(200),
    /** Numbers of the changes that made the tables of the records. */
    migrations: z.array(z.int().positive()).max(10_000),
    /** A store of the demonstration is restored as one. */
    mode: z.enum(['real', 'demo']).default('real'),
  }),
  /** Rows of the records, by table. */
  rows: z.record(z.string().max(100), count),
  batches: count,
  editions: count,
  /** Files that show that something was done. */
  evidence: count.default(0),
  /** Sets of measures whose texts and values were left out, because their licence does not let them leave. */
  withheld: count.default(0),
  /** Batches whose files were not there any more when the backup was made. */
  missing: z.array(z.string().max(100)),
  /** Hashes of evidence whose bytes were not there any more. */
  missingEvidence: z.array(z.string().max(64)).default([]),
  /** By which the key is known that the second factors are sealed with; null where the store had no key yet. */
  keyCheck: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  parts: z.array(partSchema).max(backupLimits.parts),
});

/** What a backup says about itself. */
export type BackupManifest = z.infer<typeof manifestSchema>;
export type BackupPart = z.infer<typeof partSchema>;
