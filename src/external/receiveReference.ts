import { accept, type Decision } from '../domain/values/index.ts';
import { type FileLimits, type FileToReceive, receiveOne } from './receiveOne.ts';

const usual: FileLimits = { fileBytes: 2_000_000_000, freeBytes: 500_000_000 };

/**
 * Streams one uploaded reference file to a path, where no file may be yet; answers its bytes. Refuses in words what is
 * too large or does not fit on the disk, and then leaves an incomplete file, which the caller removes.
 */
export async function receiveReference(
  file: FileToReceive,
  limits: FileLimits = usual,
): Promise<Decision<number>> {
  const words = { code: 'reference-too-large', what: 'a reference file' };
  const received = await receiveOne(file, limits, words);
  return received.ok ? accept(received.value.bytes) : received;
}
