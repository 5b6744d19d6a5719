import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { holdsZip } from './foreign.ts';
import type { Trouble } from './refusals.ts';
import type { BlobLimits } from './types.ts';

/** One file inside a document of Office. */
export interface Part {
  readonly name: string;
  /** The first million bytes. */
  readonly start: Buffer;
  /** Whether `start` is all of it. */
  readonly whole: boolean;
}

type Limits = Pick<BlobLimits, 'parts' | 'unpackedBytes' | 'ratio'>;
type Outcome<T> = { readonly value: T } | { readonly trouble: Trouble };

const trouble = (kind: Trouble) => ({ trouble: kind });
const endBytes = 22;
const mostOfStart = 1_000_000;
const ratioCountsFrom = 1_000_000;

/** Where the directory begins, in a zip of one volume that ends with it and has no comment. */
function directoryStart(content: Buffer): Outcome<number> {
  const at = content.length - endBytes;
  if (at < 0 || content.toString('latin1', at, at + 4) !== 'PK\u0005\u0006') {
    return trouble(holdsZip(content) ? 'second' : 'damaged');
  }
  const [size, start] = [content.readUInt32LE(at + 12), content.readUInt32LE(at + 16)];
  if (start + size !== at) return trouble('second');
  const plain = content.readUInt32LE(at + 4) === 0 && content.readUInt16LE(at + 20) === 0;
  return plain ? { value: start } : trouble('damaged');
}

function sizeTrouble(entries: readonly Entry[], limits: Limits): Trouble | null {
  const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const swollen = entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize >= ratioCountsFrom && uncompressedSize > compressedSize * limits.ratio,
  );
  return bytes > limits.unpackedBytes || swollen ? 'bomb' : null;
}

function entriesTrouble(entries: readonly Entry[], limits: Limits): Trouble | null {
  if (entries.some((entry) => entry.isEncrypted())) return 'password';
  const names = new Set(entries.map(({ fileName }) => fileName.toLowerCase()));
  const odd = entries.some((entry) => !entry.canDecodeFileData());
  return odd || names.size !== entries.length ? 'damaged' : sizeTrouble(entries, limits);
}

async function entriesOf(zip: ZipFile, limits: Limits): Promise<Outcome<readonly Entry[]>> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= limits.parts) return trouble('bomb');
    entries.push(entry);
  }
  const found = entriesTrouble(entries, limits);
  return found === null ? { value: entries } : trouble(found);
}

/** What may stand behind the bytes of an entry: nothing, or its sizes where they were not known before. */
function gapsBehind({ generalPurposeBitFlag }: Entry): readonly number[] {
  return (generalPurposeBitFlag & 8) === 0 ? [0] : [12, 16, 20, 24];
}

/** Entries must follow one another from the first byte to the directory, so that nothing hides between and none is read twice. */
async function layoutTrouble(
  zip: ZipFile,
  entries: readonly Entry[],
  directory: number,
): Promise<Trouble | null> {
  const inOrder = entries.toSorted(
    (left, right) => left.relativeOffsetOfLocalHeader - right.relativeOffsetOfLocalHeader,
  );
  if (inOrder[0]?.relativeOffsetOfLocalHeader !== 0) return 'second';
  for (const [index, entry] of inOrder.entries()) {
    const local = await zip.readLocalFileHeaderPromise(entry, { minimal: false });
    const next = inOrder[index + 1]?.relativeOffsetOfLocalHeader ?? directory;
    const gap = next - local.fileDataStart - entry.compressedSize;
    if (!gapsBehind(entry).includes(gap) || !local.fileName.equals(entry.fileNameRaw)) return 'second';
  }
  return null;
}

/** Unpacks one entry without keeping more than its start; the library stops at more bytes than the entry declares. */
async function unpacked(zip: ZipFile, entry: Entry): Promise<Part | undefined> {
  const kept: Buffer[] = [];
  let [bytes, sum] = [0, 0];
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (bytes < mostOfStart) kept.push(chunk);
    bytes += chunk.length;
    sum = crc32(chunk, sum);
  }
  const sound = sum === entry.crc32 && !(entry.fileName.endsWith('/') && bytes > 0);
  const start = Buffer.concat(kept).subarray(0, mostOfStart);
  return sound ? { name: entry.fileName, start, whole: start.length === bytes } : undefined;
}

async function partsIn(zip: ZipFile, directory: number, limits: Limits): Promise<Outcome<readonly Part[]>> {
  const entries = await entriesOf(zip, limits);
  if ('trouble' in entries) return entries;
  const layout = await layoutTrouble(zip, entries.value, directory);
  if (layout !== null) return trouble(layout);
  const parts: Part[] = [];
  for (const entry of entries.value) {
    const part = await unpacked(zip, entry);
    if (part === undefined) return trouble('damaged');
    parts.push(part);
  }
  return { value: parts };
}

/** The files inside a zip, each unpacked once to see that it is whole; or what is wrong with the zip. */
export async function readZipParts(content: Buffer, limits: Limits): Promise<Outcome<readonly Part[]>> {
  const directory = directoryStart(content);
  if ('trouble' in directory) return directory;
  try {
    const zip = await fromBufferPromise(content, { lazyEntries: true, autoClose: false });
    return await partsIn(zip, directory.value, limits);
  } catch {
    return trouble('damaged');
  }
}
