import { accept, type Decision, refuse } from '../domain/values/index.ts';
import { receiveFile, sizeInWords, UploadRefused } from './uploads/receiveFile.ts';

const freeBytes = 500_000_000;

/**
 * Streams one small uploaded file to a path, where no file may be yet; answers the SHA-256 of its bytes. Refuses in words what
 * is empty, too large or does not fit on the disk, and then leaves an incomplete file, which the caller removes.
 */
export async function receiveSmall(
  file: { readonly path: string; readonly name: string; readonly content: AsyncIterable<Uint8Array> },
  mostBytes: number,
): Promise<Decision<string>> {
  const { name } = file;
  try {
    const limits = { fileBytes: mostBytes, importBytes: mostBytes, files: 1, freeBytes };
    const { sha256, bytes } = await receiveFile(file, limits, 0);
    return bytes > 0 ? accept(sha256) : refuse('file-empty', `${name} is empty.`);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    if (error.refusal.code !== 'file-too-large') return { ok: false, refusals: [error.refusal] };
    const sentence = `${name} is larger than ${sizeInWords(mostBytes)}, the most such a file may have. Nothing was added.`;
    return refuse('file-too-large', sentence);
  }
}
