import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import {
  type BackupManifest,
  type BackupPart,
  backupLimits,
  fitsItsName,
  manifestName,
  manifestSchema,
  recordsName,
} from './manifest.ts';
import { readSeal } from './seal.ts';

/** An open backup. Its names and sizes are checked; the bytes of a part are checked as they are unpacked. */
export interface OpenBackup {
  readonly manifest: BackupManifest;
  /** Writes one part to a path; throws when its bytes are not those that the manifest lists. */
  readonly unpack: (part: BackupPart, to: string) => Promise<void>;
  readonly close: () => void;
}

const notABackup = (path: string) =>
  refuse('not-a-backup', `${path} is not a backup that Sevenbox made, or it is cut short.`);
const damaged = (path: string) =>
  refuse(
    'backup-damaged',
    `${path} is damaged: its bytes are not those that were written. Use another copy of it.`,
  );
const suspicious = (path: string, why: string) =>
  refuse('backup-suspicious', `${path} is not restored, because ${why}. Sevenbox writes no such backup.`);

class Untrue extends Error {}

async function beginsAsZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer: start } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return start.toString('latin1') === 'PK';
  } finally {
    await handle.close();
  }
}

/** Lets through what the manifest lists and not a byte more. */
function held({ name, bytes, sha256 }: BackupPart): Transform {
  const hash = createHash('sha256');
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      hash.update(chunk);
      if (seen > bytes) done(new Untrue(`${name} is larger than the manifest says`));
      else done(null, chunk);
    },
    flush(done) {
      const right = seen === bytes && hash.digest('hex') === sha256;
      done(right ? null : new Untrue(`${name} is not what the manifest says`));
    },
  });
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > backupLimits.parts + 1) throw new Untrue('it holds too many files');
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) throw new Untrue('it holds two files of one name');
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function manifestIn(zip: ZipFile, entry: Entry | undefined): Promise<BackupManifest | null> {
  if (entry === undefined || entry.uncompressedSize > backupLimits.manifestBytes) return null;
  const text = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  const read = manifestSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

/** Why the files in the zip are not those of the manifest; null when they are. */
function strayReason(
  manifest: BackupManifest,
  entries: ReadonlyMap<string, Entry>,
  packedBytes: number,
): string | null {
  const names = new Set(manifest.parts.map((part) => part.name));
  if (names.size !== manifest.parts.length) return 'its manifest names a part twice';
  const stray = [...entries.keys()].find((name) => name !== manifestName && !names.has(name));
  if (stray !== undefined) return 'it holds a file that its manifest does not list';
  if (entries.size !== names.size + 1) return 'a part that its manifest lists is missing';
  if (!names.has(recordsName)) return 'it holds no records';
  if (!manifest.parts.every(fitsItsName)) return 'a part is not what its name says';
  const total = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
  const bomb = total > backupLimits.freeBytes && total > packedBytes * backupLimits.ratio;
  if (bomb) return 'it would unpack to far more than its size';
  const unlike = manifest.parts.some((part) => entries.get(part.name)?.uncompressedSize !== part.bytes);
  return unlike ? 'a part has another size than its manifest says' : null;
}

function opened(zip: ZipFile, manifest: BackupManifest, entries: ReadonlyMap<string, Entry>): OpenBackup {
  return {
    manifest,
    unpack: async (part, to) => {
      const entry = entries.get(part.name);
      if (entry === undefined) throw new Untrue(`${part.name} is missing`);
      await mkdir(dirname(to), { recursive: true });
      const from = await zip.openReadStreamPromise(entry);
      await pipeline(from, held(part), createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
    },
    close: () => zip.close(),
  };
}

async function openSealed(path: string): Promise<Decision<OpenBackup>> {
  let zip: ZipFile | undefined;
  const give = (refusal: Decision<never>) => {
    zip?.close();
    return refusal;
  };
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
    const entries = await entriesOf(zip);
    const manifest = await manifestIn(zip, entries.get(manifestName));
    if (manifest === null) return give(suspicious(path, 'its manifest cannot be read'));
    const reason = strayReason(manifest, entries, (await stat(path)).size);
    if (reason !== null) return give(suspicious(path, reason));
    return accept(opened(zip, manifest, entries));
  } catch (error) {
    const why = error instanceof Untrue ? error.message : 'its list of files does not read';
    return give(suspicious(path, why));
  }
}

/** Opens a backup and checks that it is one, that every byte is as it was written, and that its parts are listed. */
export async function openBackup(path: string): Promise<Decision<OpenBackup>> {
  const about = await stat(path).catch(() => null);
  if (!about?.isFile()) return refuse('backup-missing', `There is no file ${path} that can be read.`);
  try {
    if (!(await beginsAsZip(path))) return notABackup(path);
    const seal = await readSeal(path);
    if (seal === 'unsealed') return notABackup(path);
    return seal === 'whole' ? await openSealed(path) : damaged(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refuse('backup-unreadable', `${path} cannot be read: ${why}`);
  }
}

/** Unpacks every part into a folder, under the names in the backup. Stops with a refusal at the first that is not true. */
export async function unpackAll(backup: OpenBackup, folder: string): Promise<Decision<null>> {
  for (const part of backup.manifest.parts) {
    try {
      await backup.unpack(part, join(folder, part.name));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'ENOSPC') throw error;
      const why = error instanceof Untrue ? error.message : `${part.name} does not unpack`;
      return refuse(
        'backup-damaged',
        `Nothing was restored, because ${why}. Use another copy of the backup.`,
      );
    }
  }
  return accept(null);
}
