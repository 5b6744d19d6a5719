import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { receiveFile, sizeInWords, UploadRefused } from './uploads/receiveFile.ts';

/** The largest file that is taken, in bytes, and what stays free on the disk. */
export interface FileLimits {
  readonly fileBytes: number;
  readonly freeBytes: number;
}

/** An uploaded file, and a path where no file may be yet. */
export interface FileToReceive {
  readonly path: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Streams one uploaded file to a path; answers its bytes and their SHA-256. Refuses in words what is too large (`what` it
 * is, with a code of its own) or does not fit on the disk, and then leaves an incomplete file, which the caller removes.
 */
export async function receiveOne(
  file: FileToReceive,
  limits: FileLimits,
  tooLarge: { readonly code: string; readonly what: string },
): Promise<Decision<{ readonly bytes: number; readonly sha256: string }>> {
  try {
    const all = { ...limits, importBytes: limits.fileBytes, files: 1 };
    const { bytes, sha256 } = await receiveFile(file, all, 0);
    return accept({ bytes, sha256 });
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    if (error.refusal.code !== 'file-too-large') return { ok: false, refusals: [error.refusal] };
    const most = sizeInWords(limits.fileBytes);
    const sentence = `${file.name} is larger than ${most}, the most ${tooLarge.what} may have. Nothing was added.`;
    return refuse(tooLarge.code, sentence);
  }
}

const freeBytes = 500_000_000;

/** Receives a file that is small and says something; answers the SHA-256 of its bytes. An empty one is refused. */
export async function receiveSmall(file: FileToReceive, mostBytes: number): Promise<Decision<string>> {
  const words = { code: 'file-too-large', what: 'such a file' };
  const received = await receiveOne(file, { fileBytes: mostBytes, freeBytes }, words);
  if (!received.ok) return received;
  const { bytes, sha256 } = received.value;
  return bytes > 0 ? accept(sha256) : refuse('file-empty', `${file.name} is empty.`);
}
