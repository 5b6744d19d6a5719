import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { RegisterFile } from '../../domain/suppliers/index.ts';
import { damaged, refusalIn, refusing, tooLarge } from './refusals.ts';

/** One table of a register, as it lies in a file or in a zip. Nothing is unpacked to disk. */
export interface Table {
  /** `companies.csv` or `companies.zip › companies.csv`. */
  readonly label: string;
  /** The names of the file and of what it was packed in, the innermost first. */
  readonly names: readonly string[];
  /** Unpacked bytes; null where that is not known beforehand. */
  readonly bytes: number | null;
  /** The unpacked bytes from the start. Throws a refusal when they are damaged, cut short or far too many. */
  readonly open: () => AsyncIterable<Buffer>;
}

/** Limits on what one file may make us do. */
export interface PackedLimits {
  readonly unpackedBytes: number;
  /** Unpacked bytes per packed byte, looked at after 50 MB. */
  readonly ratio: number;
  readonly tables: number;
}

/** All companies unpack to less than 3 GB, from a fifth of that. */
export const usualLimits: PackedLimits = { unpackedBytes: 12_000_000_000, ratio: 200, tables: 500 };
const ratioCountsFrom = 50_000_000;
const mostEntries = 5_000;
const chunkBytes = 1_048_576;

const isTable = (name: string) => /\.(csv|tsv|txt|json)$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name);
const isSource = (name: string) => isTable(name) || /\.(zip|gz)$/i.test(name);

interface Guarded {
  readonly label: string;
  readonly packed: number;
  readonly limits: PackedLimits;
}

/** Lets bytes through until there are too many, and says "damaged" for whatever an unpacker complains about. */
async function* guarded(stream: Readable, { label, packed, limits }: Guarded): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      const tight = bytes > ratioCountsFrom && bytes > limits.ratio * Math.max(packed, 1);
      if (bytes > limits.unpackedBytes || tight) throw tooLarge(label);
      yield chunk;
    }
  } catch (error) {
    throw refusalIn(error) === undefined ? damaged(label) : error;
  } finally {
    stream.destroy();
  }
}

async function withZip<T>(path: string, label: string, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error) => {
    throw refusalIn(error) === undefined ? damaged(label) : error;
  });
  try {
    return await use(zip);
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile, label: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > mostEntries) throw tooLarge(label);
    }
  } catch (error) {
    throw refusalIn(error) === undefined ? damaged(label) : error;
  }
  return entries;
}

/** The bytes of one entry, with its checksum looked at when they end. */
async function* entryBytes(path: string, entry: Entry, about: Guarded): AsyncGenerator<Buffer> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    const stream = await zip.openReadStreamPromise(entry).catch(() => {
      throw damaged(about.label);
    });
    let sum = 0;
    for await (const chunk of guarded(stream, about)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw damaged(about.label);
  } finally {
    zip.close();
  }
}

async function zipTables(file: RegisterFile, limits: PackedLimits): Promise<readonly Table[]> {
  const entries = await withZip(file.path, file.label, (zip) => entriesOf(zip, file.label));
  if (entries.some((entry) => entry.fileName === 'xl/workbook.xml')) {
    throw refusing(
      'register-workbook',
      `${file.label} is a workbook. Save the sheet as CSV and add that file.`,
    );
  }
  const chosen = entries.filter((entry) => isTable(entry.fileName));
  if (chosen.some((entry) => entry.isEncrypted())) {
    const sentence = `${file.label} is protected by a password. Unpack it and add the file inside.`;
    throw refusing('register-password', sentence);
  }
  return chosen.map((entry) => {
    const name = basename(entry.fileName);
    const label = `${file.label} › ${name}`;
    const about = { label, packed: entry.compressedSize, limits };
    if (entry.uncompressedSize > limits.unpackedBytes) throw tooLarge(label);
    return {
      label,
      names: [name, file.label],
      bytes: entry.uncompressedSize,
      open: () => entryBytes(file.path, entry, about),
    };
  });
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function gzipTable({ path, label }: RegisterFile, packed: number, limits: PackedLimits): Table {
  const unpacked = () => {
    const stream = createReadStream(path);
    const gunzip = createGunzip({ chunkSize: chunkBytes });
    stream.on('error', (error) => gunzip.destroy(error));
    return guarded(stream.pipe(gunzip), { label, packed, limits });
  };
  return { label, names: [label.replace(/\.gz$/i, ''), label], bytes: null, open: unpacked };
}

async function tablesIn(file: RegisterFile, limits: PackedLimits): Promise<readonly Table[]> {
  const { path, label } = file;
  const start = await firstBytes(path);
  const { size } = await stat(path);
  if (start.length === 0) throw refusing('register-empty', `${label} is empty.`);
  if (start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return zipTables(file, limits);
  if (start[0] === 0x1f && start[1] === 0x8b) return [gzipTable(file, size, limits)];
  const isText = !start.includes(0) && start.subarray(0, 5).toString('latin1') !== '%PDF-';
  if (!isText) {
    throw refusing('register-not-text', `${label} is not a CSV or JSON file, nor a zip or gz of one.`);
  }
  const about = { label, packed: size, limits };
  const bytes = () => guarded(createReadStream(path, { highWaterMark: chunkBytes }), about);
  return [{ label, names: [label], bytes: size, open: bytes }];
}

async function filesOf({ path, label }: RegisterFile): Promise<readonly RegisterFile[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw refusing('register-missing', `There is no file ${label} that can be read.`);
  if (!found.isDirectory()) return [{ path, label }];
  const names = (await readdir(path)).filter((name) => isSource(name) && !name.startsWith('.')).sort();
  return names.map((name) => ({ path: join(path, name), label: name }));
}

/** A folder stands for the CSV, JSON, zip and gz files right inside it, in the order of their names. */
export async function sourceFiles(files: readonly RegisterFile[]): Promise<readonly RegisterFile[]> {
  return (await Promise.all(files.map(filesOf))).flat();
}

/** Every table in the files, in their order. Throws a refusal where a file cannot be one. */
export async function findTables(
  files: readonly RegisterFile[],
  limits: PackedLimits,
): Promise<readonly Table[]> {
  const tables: Table[] = [];
  for (const file of await sourceFiles(files)) tables.push(...(await tablesIn(file, limits)));
  const first = files[0]?.label ?? 'The folder';
  if (tables.length === 0) throw refusing('register-no-table', `${first} holds no CSV or JSON file.`);
  if (tables.length > limits.tables) throw tooLarge(first);
  return tables;
}
