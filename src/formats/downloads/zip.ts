import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** One file inside an archive. */
export interface ZipPart {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * A zip that is the same bytes for the same parts in every time zone: the time of every part is midnight on
 * 3 January 1980 as a zip writes it, without a zone.
 */
export async function writeZip(parts: readonly ZipPart[]): Promise<Buffer> {
  const zip = new ZipFile();
  const options = { mtime: new Date(1980, 0, 3), mode: 0o100644, forceDosTimestamp: true };
  for (const part of parts) zip.addBuffer(Buffer.from(part.bytes), part.path, options);
  zip.end();
  return buffer(zip.outputStream);
}
