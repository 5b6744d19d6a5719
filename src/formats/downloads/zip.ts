import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** One file inside an archive. */
export interface ZipPart {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Time and mode of every part, so that archives do not depend on when and where they are made. */
const partOptions = () => ({ mtime: new Date(1980, 0, 3), mode: 0o100644, forceDosTimestamp: true });

/**
 * A zip that is the same bytes for the same parts in every time zone: the time of every part is midnight on
 * 3 January 1980 as a zip writes it, without a zone.
 */
export async function writeZip(parts: readonly ZipPart[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const part of parts) zip.addBuffer(Buffer.from(part.bytes), part.path, partOptions());
  zip.end();
  return buffer(zip.outputStream);
}

/** One file inside an archive whose text is made while the archive is read; it is asked for when its turn comes. */
export interface StreamedPart {
  readonly path: string;
  readonly text: () => AsyncIterable<string>;
}

/**
 * A zip as a stream: no more of a part is made than the reader takes. When a part breaks the stream is destroyed with
 * its error, so that half an archive never looks whole; when the reader goes away the open part is closed.
 */
export function streamZip(parts: readonly StreamedPart[]): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  let open: Readable | undefined;
  zip.on('error', (error) => out.destroy(error));
  out.on('close', () => open?.destroy());
  for (const part of parts) {
    zip.addReadStreamLazy(part.path, partOptions(), (take) => {
      open = Readable.from(part.text());
      open.on('error', (error) => out.destroy(error));
      if (out.destroyed) open.destroy();
      take(null, open);
    });
  }
  zip.end();
  zip.outputStream.pipe(out);
  return out;
}

/** A zip of files on the disk as a stream; `done` is called once it was read to its end or left. */
export function zipOfFiles(
  files: readonly { readonly name: string; readonly path: string }[],
  done: () => Promise<void>,
): Readable {
  const parts = files.map(({ name, path }) => ({
    path: name,
    text: () => createReadStream(path, { encoding: 'utf8' }),
  }));
  const zip = streamZip(parts);
  zip.once('close', () => void done());
  return zip;
}
