import { Transform, type TransformCallback } from 'node:stream';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';

/** Unpacked bytes that are let through before the ratio is looked at. */
const freeBytes = 10_000_000;

/** A stream stage that counts the bytes that really come out and stops at the limits. */
export function guard(packedBytes: number, limits: OpenLimits): Transform {
  let bytes = 0;
  const brokenLimit = (): Error | undefined => {
    if (bytes > limits.unpackedBytes) return overLimit.bytes(limits);
    const tight = bytes > freeBytes && bytes > limits.ratio * Math.max(1, packedBytes);
    return tight ? overLimit.ratio(limits) : undefined;
  };
  const transform = (chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void => {
    bytes += chunk.length;
    const error = brokenLimit();
    if (error) done(error);
    else done(null, chunk);
  };
  return new Transform({ transform, highWaterMark: 1_048_576 });
}
