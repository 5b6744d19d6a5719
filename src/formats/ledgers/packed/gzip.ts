import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { notATable } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { guard, newMeter } from './guard.ts';

/** Unpacks a gzip file. Throws a refusal when it is damaged, cut short or breaks a limit. */
export async function unpackGzip(from: string, to: string, limits: OpenLimits): Promise<void> {
  const { size } = await stat(from);
  const unpacked = createGunzip({ chunkSize: 262_144 });
  try {
    await pipeline(createReadStream(from), unpacked, guard([newMeter(size)], limits), createWriteStream(to));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('Z_') ? notATable.damaged('gzip file') : error;
  }
}
