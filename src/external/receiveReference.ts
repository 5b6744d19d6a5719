import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { receiveFile, sizeInWords, UploadRefused } from './uploads/receiveFile.ts';

/** The largest reference file that is taken, in bytes, and what stays free on the disk. */
export interface ReferenceLimits {
  readonly fileBytes: number;
  readonly freeBytes: number;
}

const usual: ReferenceLimits = { fileBytes: 2_000_000_000, freeBytes: 500_000_000 };

function refusalOf(
  { refusal }: UploadRefused,
  name: string,
  { fileBytes }: ReferenceLimits,
): Decision<never> {
  if (refusal.code !== 'file-too-large') return { ok: false, refusals: [refusal] };
  const sentence = `${name} is larger than ${sizeInWords(fileBytes)}, the most a reference file may have. Nothing was added.`;
  return refuse('reference-too-large', sentence);
}

/**
 * Streams one uploaded reference file to a path, where no file may be yet; answers its bytes. Refuses in words what is
 * too large or does not fit on the disk, and then leaves an incomplete file, which the caller removes.
 */
export async function receiveReference(
  file: { readonly path: string; readonly name: string; readonly content: AsyncIterable<Uint8Array> },
  limits: ReferenceLimits = usual,
): Promise<Decision<number>> {
  try {
    const all = { ...limits, importBytes: limits.fileBytes, files: 1 };
    return accept((await receiveFile(file, all, 0)).bytes);
  } catch (error) {
    if (error instanceof UploadRefused) return refusalOf(error, file.name, limits);
    throw error;
  }
}
