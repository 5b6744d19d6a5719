import { createHash } from 'node:crypto';
import { mkdir, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDiskFull } from '../../domain/spend/imports/faults.ts';
import type { UploadedFile } from '../../domain/spend/imports/types.ts';
import { formatCount, type Refusal } from '../../domain/values/index.ts';
import type { UploadLimits } from './types.ts';

/** An upload that met a limit; turned into a refusal where all files are received. */
export class UploadRefused extends Error {
  readonly refusal: Refusal;
  constructor(code: string, sentence: string) {
    super(sentence);
    this.refusal = { code, sentence };
  }
}

/** How many bytes come between two looks at the room on the disk. */
const lookEvery = 64_000_000;

/** `2 GB`, `500 MB` or `1,000 bytes`: a limit for people. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1_000_000_000) return `${formatCount(Math.round(bytes / 1_000_000_000))} GB`;
  if (bytes >= 1_000_000) return `${formatCount(Math.round(bytes / 1_000_000))} MB`;
  return `${formatCount(bytes)} bytes`;
}

function tooLarge(name: string, { fileBytes }: UploadLimits): UploadRefused {
  const sentence = `${name} is larger than ${sizeInWords(fileBytes)}, the most one file may have. Split it, for example by month, and upload the parts.`;
  return new UploadRefused('file-too-large', sentence);
}

function tooMuch(name: string, { importBytes }: UploadLimits): UploadRefused {
  const sentence = `With ${name} the files together are larger than ${sizeInWords(importBytes)}, the most one import may have. Upload fewer files at once.`;
  return new UploadRefused('import-too-large', sentence);
}

/** The words for a disk without room, met while a file was written. */
export function diskFull(name: string): UploadRefused {
  const sentence = `There is not enough room on the disk for ${name}. Nothing was kept. Make room, then upload the files again.`;
  return new UploadRefused('disk-full', sentence);
}

async function checkRoom(folder: string, name: string, { freeBytes }: UploadLimits): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < freeBytes) throw diskFull(name);
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    written += (await handle.write(chunk, written, chunk.length - written)).bytesWritten;
  }
}

/** Writes one file and waits until it is on the disk. `bytesBefore` counts the import's earlier files. */
export async function receiveFile(
  file: { readonly path: string; readonly name: string; readonly content: AsyncIterable<Uint8Array> },
  limits: UploadLimits,
  bytesBefore: number,
): Promise<UploadedFile> {
  const { path, name, content } = file;
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  let [bytes, nextLook] = [0, 0];
  try {
    for await (const chunk of content) {
      if (bytes >= nextLook) await checkRoom(folder, name, limits);
      nextLook = Math.max(nextLook, Math.floor(bytes / lookEvery + 1) * lookEvery);
      bytes += chunk.length;
      if (bytes > limits.fileBytes) throw tooLarge(name, limits);
      if (bytesBefore + bytes > limits.importBytes) throw tooMuch(name, limits);
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    await handle.sync();
  } catch (error) {
    throw isDiskFull(error) ? diskFull(name) : error;
  } finally {
    await handle.close();
  }
  return { name, bytes, sha256: hash.digest('hex') };
}
