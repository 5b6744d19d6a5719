import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';

const opening = 'Sevenbox backup. SHA-256 of everything before these digits: ';
const digits = 64;

/** The comment at the end of the zip before its digits are known. */
export const unsealedComment = `${opening}${'0'.repeat(digits)}`;

/** Passes a zip with `unsealedComment` on and puts the SHA-256 of all bytes before into its last 64 characters. */
export function sealing(): Transform {
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      const all = Buffer.concat([held, chunk]);
      const free = Math.max(0, all.length - digits);
      held = all.subarray(free);
      hash.update(all.subarray(0, free));
      done(null, all.subarray(0, free));
    },
    flush(done: TransformCallback) {
      done(null, hash.digest('hex'));
    },
  });
}

async function lastBytes(path: string, size: number, bytes: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, size - bytes);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * What the end of a file says of the rest: `whole` when every byte is as it was written, `damaged` when one is not,
 * `unsealed` when the file does not end as a backup does.
 */
export async function readSeal(path: string): Promise<'whole' | 'damaged' | 'unsealed'> {
  const { size } = await stat(path);
  if (size <= unsealedComment.length) return 'unsealed';
  const comment = await lastBytes(path, size, unsealedComment.length);
  if (!comment.startsWith(opening)) return 'unsealed';
  const hash = createHash('sha256');
  const before = { end: size - digits - 1, highWaterMark: 1024 ** 2 };
  for await (const chunk of createReadStream(path, before)) hash.update(chunk);
  return hash.digest('hex') === comment.slice(opening.length) ? 'whole' : 'damaged';
}
