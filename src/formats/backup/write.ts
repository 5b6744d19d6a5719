import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PassThrough, pipeline, Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';
import { assert } from '../../domain/values/index.ts';
import { type BackupManifest, type BackupPart, backupLimits, isPartName, manifestName } from './manifest.ts';
import { sealing, unsealedComment } from './seal.ts';

/** A file that goes into a backup, under the name it has there. */
export interface BackupFile {
  readonly name: string;
  readonly path: string;
}

/** Everything about a backup that is known before its parts are read. */
export type BackupFacts = Omit<BackupManifest, 'parts' | 'format' | 'version'>;

/** The same time for every part, so that equal stores make equal bytes; zip64, because a part may be large. */
const plain = {
  mtime: new Date(1980, 0, 3),
  mode: 0o100644,
  forceDosTimestamp: true,
  forceZip64Format: true,
};

/** Counts and hashes what flows through, and says so at the end. */
function noting(name: string, note: (part: BackupPart) => void): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      note({ name, bytes, sha256: hash.digest('hex') });
      done();
    },
  });
}

/** Adds one file and waits until the zip has taken it, so that one file is open at a time. */
function addFile(zip: ZipFile, { name, path }: BackupFile, signal: AbortSignal): Promise<BackupPart> {
  assert(isPartName(name), `${name} is the name of a part of a backup`);
  return new Promise((resolve, reject) => {
    const noted = noting(name, resolve);
    pipeline(createReadStream(path, { highWaterMark: 1024 ** 2, signal }), noted, (error) => {
      if (error) reject(error);
    });
    zip.addReadStream(noted, name, { ...plain, compress: !name.endsWith('.parquet') });
  });
}

async function addAll(
  zip: ZipFile,
  facts: BackupFacts,
  files: Iterable<BackupFile>,
  signal: AbortSignal,
): Promise<void> {
  const parts: BackupPart[] = [];
  for (const file of files) {
    assert(parts.length < backupLimits.parts, `a backup has at most ${backupLimits.parts} parts`);
    parts.push(await addFile(zip, file, signal));
  }
  const manifest: BackupManifest = { format: 'sevenbox backup', version: 1, ...facts, parts };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), manifestName, plain);
  zip.end({ forceZip64Format: false, comment: unsealedComment });
}

/**
 * A backup as a stream: a zip of the files, then its manifest, sealed at the end. Memory does not grow with the files.
 * The stream ends with an error when a file cannot be read; without its seal it is no backup.
 */
export function writeBackup(facts: BackupFacts, files: Iterable<BackupFile>): Readable {
  const zip = new ZipFile();
  const stop = new AbortController();
  const zipped = new Readable().wrap(zip.outputStream);
  const sealed = pipeline(zipped, sealing(), new PassThrough(), () => stop.abort());
  const fail = (error: unknown) => sealed.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  addAll(zip, facts, files, stop.signal).catch(fail);
  return sealed;
}
