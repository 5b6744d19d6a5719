import { Transform, type TransformCallback } from 'node:stream';
import { overLimit } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';

/** Unpacked bytes that are let through before the ratio is looked at. */
const freeBytes = 10_000_000;

/** Counts what really comes out of something packed: one file, or a whole zip. */
export interface Meter {
  readonly packedBytes: number;
  unpackedBytes: number;
}

/** A meter for something packed into so many bytes. */
export function newMeter(packedBytes: number): Meter {
  return { packedBytes: Math.max(1, packedBytes), unpackedBytes: 0 };
}

function brokenLimit({ packedBytes, unpackedBytes }: Meter, limits: OpenLimits): Error | undefined {
  if (unpackedBytes > limits.unpackedBytes) return overLimit.bytes(limits);
  const tight = unpackedBytes > freeBytes && unpackedBytes > limits.ratio * packedBytes;
  return tight ? overLimit.ratio(limits) : undefined;
}

/** A stream stage that counts bytes on every meter and stops when one of them meets a limit. */
export function guard(meters: readonly Meter[], limits: OpenLimits): Transform {
  const transform = (chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void => {
    for (const meter of meters) meter.unpackedBytes += chunk.length;
    const error = meters.map((meter) => brokenLimit(meter, limits)).find((each) => each !== undefined);
    if (error) done(error);
    else done(null, chunk);
  };
  return new Transform({ transform, highWaterMark: 1_048_576 });
}
