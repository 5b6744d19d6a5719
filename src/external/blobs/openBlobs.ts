import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDiskFull } from '../../domain/spend/imports/faults.ts';
import { safeFileName } from '../../domain/spend/imports/fileNames.ts';
import { accept, type Decision, instantAt, refuse } from '../../domain/values/index.ts';
import { newId } from '../newId.ts';
import { diskFull, receiveFile, sizeInWords, UploadRefused } from '../uploads/receiveFile.ts';
import { checkName, inspect } from './inspect.ts';
import type { BlobLimits, Blobs, ListedBlob, StoredBlob } from './types.ts';

const usualLimits: BlobLimits = {
  fileBytes: 25_000_000,
  freeBytes: 500_000_000,
  parts: 5_000,
  unpackedBytes: 500_000_000,
  ratio: 200,
};

/** Nobody sends 25 MB for so long; other processes may be writing younger files. */
const abandonedMilliseconds = 60 * 60_000;

interface Store {
  readonly root: string;
  readonly limits: BlobLimits;
  /** Runs one after another, so that only one file is in memory at a time. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

function turns(): Store['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** Where the bytes lie; undefined for what is no hash, so that no path can be made of it. */
function pathOf(root: string, sha256: string): string | undefined {
  return isHash(sha256) ? join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256) : undefined;
}

const incomingOf = (root: string) => join(root, 'incoming');

/** Waits until the names in a folder are on the disk. Some systems cannot, and need not. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch (error) {
    const cannot =
      error instanceof Error && 'code' in error && ['EINVAL', 'EPERM'].includes(String(error.code));
    if (!cannot) throw error;
  } finally {
    await handle?.close();
  }
}

async function moveTo(root: string, from: string, sha256: string): Promise<void> {
  const folder = join(root, sha256.slice(0, 2), sha256.slice(2, 4));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(from, join(folder, sha256));
  for (const path of [folder, dirname(folder), root]) await flushFolder(path);
}

interface Incoming {
  readonly path: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

type Received = Pick<StoredBlob, 'sha256' | 'bytes' | 'type'>;

async function take({ root, limits, inTurn }: Store, file: Incoming): Promise<Decision<Received>> {
  const { fileBytes, freeBytes } = limits;
  const all = { fileBytes, freeBytes, importBytes: fileBytes, files: 1 };
  const { sha256, bytes } = await receiveFile(file, all, 0);
  const type = await inTurn(async () => inspect(await readFile(file.path), file.name, limits));
  if (!type.ok) return type;
  await moveTo(root, file.path, sha256);
  return accept({ sha256, bytes, type: type.value });
}

/** Turns what stopped an upload into words; what is no fault of the file or the disk is thrown on. */
function refusalOf(error: unknown, name: string, { fileBytes }: BlobLimits): Decision<never> {
  const refusal = error instanceof UploadRefused ? error.refusal : undefined;
  if (refusal?.code === 'file-too-large') {
    const sentence = `${name} is larger than ${sizeInWords(fileBytes)}, the most one file may have. Make it smaller, or split it and upload the parts.`;
    return refuse('blob-too-large', sentence);
  }
  if (refusal) return { ok: false, refusals: [refusal] };
  if (isDiskFull(error)) return { ok: false, refusals: [diskFull(name).refusal] };
  throw error;
}

async function put(store: Store, [content, about]: Parameters<Blobs['put']>): Promise<Decision<StoredBlob>> {
  const name = safeFileName(about.name);
  const promised = checkName(name);
  if (!promised.ok) return promised;
  const path = join(incomingOf(store.root), newId('new'));
  try {
    const taken = await take(store, { path, name, content });
    return taken.ok ? accept({ ...taken.value, name, organisation: about.organisation }) : taken;
  } catch (error) {
    return refusalOf(error, name, store.limits);
  } finally {
    await rm(path, { force: true });
  }
}

/** The file of a hash, opened without following a link; null where there is none. */
async function handleOf(root: string, sha256: string): Promise<FileHandle | null> {
  const path = pathOf(root, sha256);
  if (path === undefined) return null;
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const absent =
      error instanceof Error && 'code' in error && ['ENOENT', 'ELOOP'].includes(String(error.code));
    if (absent) return null;
    throw error;
  }
}

async function check(root: string, sha256: string): ReturnType<Blobs['check']> {
  const handle = await handleOf(root, sha256);
  if (handle === null) return 'missing';
  try {
    const hash = createHash('sha256');
    await pipeline(handle.createReadStream({ autoClose: false }), hash);
    return hash.digest('hex') === sha256 ? 'sound' : 'damaged';
  } finally {
    await handle.close();
  }
}

async function putAt(root: string, sha256: string): ReturnType<Blobs['putAt']> {
  const about = await stat(pathOf(root, sha256) ?? join(root, 'none')).catch(() => undefined);
  return about?.isFile() ? instantAt(Math.floor(about.mtimeMs)) : null;
}

async function list(root: string): Promise<readonly ListedBlob[]> {
  const found: ListedBlob[] = [];
  const paths = await readdir(root, { recursive: true }).catch(() => []);
  const names = paths.map((path) => path.replace(/^.*[/\\]/s, ''));
  for (const sha256 of names.filter(isHash).toSorted()) {
    const about = await stat(pathOf(root, sha256) ?? root).catch(() => undefined);
    if (about?.isFile()) {
      found.push({ sha256, bytes: about.size, putAt: instantAt(Math.floor(about.mtimeMs)) });
    }
  }
  return found;
}

/** Removes what uploads that never ended left behind. */
async function sweep(root: string): Promise<void> {
  const folder = incomingOf(root);
  for (const name of await readdir(folder)) {
    const about = await stat(join(folder, name)).catch(() => undefined);
    const abandoned = about !== undefined && about.mtimeMs < Date.now() - abandonedMilliseconds;
    if (abandoned) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function openStream(root: string, sha256: string, bytes: number): ReturnType<Blobs['open']> {
  const handle = await handleOf(root, sha256);
  const about = await handle?.stat();
  if (handle && about?.isFile() && about.size === bytes) return handle.createReadStream();
  await handle?.close();
  return null;
}

function blobsOver(store: Store): Blobs {
  const { root } = store;
  return {
    put: (...given) => put(store, given),
    open: (sha256, bytes) => openStream(root, sha256, bytes),
    holds: async (sha256) => {
      const handle = await handleOf(root, sha256);
      await handle?.close();
      return handle !== null;
    },
    putAt: (sha256) => putAt(root, sha256),
    pathOf: async (sha256) => ((await putAt(root, sha256)) === null ? null : (pathOf(root, sha256) ?? null)),
    remove: async (sha256) => {
      const path = pathOf(root, sha256);
      if (path !== undefined) await rm(path, { force: true });
    },
    list: () => list(root),
    check: (sha256) => check(root, sha256),
  };
}

/** The files of a home folder as they lie there: nothing is made and nothing is swept. */
export function storedBlobs(home: string): Blobs {
  return blobsOver({ root: join(home, 'blobs'), limits: usualLimits, inTurn: turns() });
}

/** The store of files of a home folder. */
export function blobsIn(home: string): Promise<Blobs> {
  return openBlobs(join(home, 'blobs'));
}

/** Opens the store of files in a folder, for its owner only; `limits` replace the usual ones. */
export async function openBlobs(root: string, limits: Partial<BlobLimits> = {}): Promise<Blobs> {
  await mkdir(incomingOf(root), { recursive: true, mode: 0o700 });
  await chmod(root, 0o700);
  await sweep(root);
  return blobsOver({ root, limits: { ...usualLimits, ...limits }, inTurn: turns() });
}
