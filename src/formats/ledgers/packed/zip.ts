import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { notATable, overLimit, refusalIn } from '../refusals.ts';
import type { OpenLimits } from '../types.ts';
import { guard, newMeter } from './guard.ts';

/** One file in a zip. */
export interface ZipEntry {
  /** As the zip names it, with forward slashes. Never used as a path on disk. */
  readonly name: string;
  readonly entry: Entry;
}

/** An open zip file; its entries are known, none is unpacked. */
export interface Zip {
  readonly entries: readonly ZipEntry[];
  readonly find: (name: string) => ZipEntry | undefined;
  /** The real bytes of an entry as a stream that stops at the limits. */
  readonly stream: (entry: ZipEntry) => Promise<Readable>;
  readonly unpack: (entry: ZipEntry, to: string) => Promise<void>;
  readonly close: () => void;
}

function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
  return yauzl
    .getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)
    .replaceAll('\\', '/');
}

/** Refusals and the disk's own errors pass; anything else yauzl or zlib say means a damaged file. */
export function damagedUnlessKnown(error: unknown, what: string): Error {
  if (error instanceof Error && refusalIn(error) !== undefined) return error;
  return notATable.damaged(what);
}

async function entriesOf(file: ZipFile, limits: OpenLimits): Promise<readonly ZipEntry[]> {
  if (file.entryCount > limits.filesInZip) throw overLimit.files(limits);
  const entries: ZipEntry[] = [];
  for await (const entry of file.eachEntry()) {
    if (entries.length >= limits.filesInZip) throw overLimit.files(limits);
    entries.push({ name: nameOf(entry), entry });
  }
  return entries;
}

/** Opens a zip file. Throws a refusal when it is damaged or holds too many files. */
export async function openZip(path: string, limits: OpenLimits): Promise<Zip> {
  let file: ZipFile | undefined;
  try {
    file = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
    const entries = await entriesOf(file, limits);
    const { size } = await stat(path);
    return zipOver(file, entries, { limits, size });
  } catch (error) {
    file?.close();
    throw damagedUnlessKnown(error, 'zip file');
  }
}

function zipOver(
  file: ZipFile,
  entries: readonly ZipEntry[],
  about: { readonly limits: OpenLimits; readonly size: number },
): Zip {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const whole = newMeter(about.size);
  const stream = async ({ entry }: ZipEntry): Promise<Readable> => {
    if (entry.isEncrypted()) throw notATable.packedPassword();
    if (!entry.canDecodeFileData()) throw notATable.oddlyPacked();
    const meter = newMeter(Math.min(entry.compressedSize, about.size));
    const raw = await file.openReadStreamPromise(entry);
    const guarded = guard([meter, whole], about.limits);
    raw.on('error', (error) => guarded.destroy(damagedUnlessKnown(error, 'zip file')));
    guarded.on('close', () => raw.destroy());
    return raw.pipe(guarded);
  };
  const unpack = async (entry: ZipEntry, to: string): Promise<void> => {
    try {
      await pipeline(await stream(entry), createWriteStream(to));
    } catch (error) {
      throw damagedUnlessKnown(error, 'zip file');
    }
  };
  return { entries, find: (name) => byName.get(name), stream, unpack, close: () => file.close() };
}
