import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';

/** The tables inside a source, unpacked: paths to read, and the names people know them by. */
export interface UnpackedTables {
  readonly paths: readonly string[];
  readonly names: readonly string[];
}

const mostBytes = 4_000_000_000;
const mostEntries = 5_000;
const mostParts = 500;
/** Registers of postcodes shrink about ten times. */
const mostRatio = 200;
const ratioCountsFrom = 50_000_000;

const tooLarge = new Error('The file unpacks to more than 4 GB.');

/** SHA-256 of the bytes of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
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

function limited(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > mostBytes ? tooLarge : null, chunk);
    },
  });
}

async function unpackTo(stream: Readable, path: string): Promise<void> {
  await pipeline(stream, limited(), createWriteStream(path));
}

/** The whole table where there is one, else its parts by postcode area. Guides and code lists lie outside `Data`. */
function chooseEntries(entries: readonly Entry[]): readonly Entry[] {
  const tables = entries.filter(
    (entry) => /\.csv$/i.test(entry.fileName) && !/(^|\/)(__MACOSX|\.)/.test(entry.fileName),
  );
  const inData = tables.filter((entry) => /(^|\/)data\//i.test(entry.fileName));
  const candidates = inData.length > 0 ? inData : tables;
  const isPart = (entry: Entry) => /(^|\/)multi_csv\//i.test(entry.fileName);
  const whole = candidates
    .filter((entry) => !isPart(entry))
    .sort((left, right) => right.uncompressedSize - left.uncompressedSize)
    .slice(0, 1);
  const parts = candidates.filter(isPart);
  return whole.length > 0 ? whole : parts.sort((left, right) => (left.fileName < right.fileName ? -1 : 1));
}

function refuseEntries(
  chosen: readonly Entry[],
  all: readonly Entry[],
  label: string,
): Decision<never> | undefined {
  if (all.some((entry) => entry.fileName === 'xl/workbook.xml')) {
    return refuse('reference-workbook', `${label} is a workbook. Save the sheet as CSV and add that file.`);
  }
  if (chosen.length === 0) return refuse('reference-no-table', `${label} holds no CSV file.`);
  if (chosen.some((entry) => entry.isEncrypted())) {
    return refuse(
      'reference-password',
      `${label} is protected by a password. Unpack it and add the CSV file inside.`,
    );
  }
  const bytes = chosen.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const packed = chosen.reduce((sum, entry) => sum + entry.compressedSize, 0);
  const bomb = bytes > ratioCountsFrom && bytes > packed * mostRatio;
  if (bytes > mostBytes || bomb || chosen.length > mostParts) {
    const size = `${Math.round(bytes / 1_000_000)} MB`;
    return refuse('reference-too-large', `${label} would unpack to ${size}, which no register of ours does.`);
  }
  return undefined;
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= mostEntries) break;
    entries.push(entry);
  }
  return entries;
}

async function unpackZip(path: string, label: string, scratch: string): Promise<Decision<UnpackedTables>> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    const all = await entriesOf(zip);
    const chosen = chooseEntries(all);
    const refused = refuseEntries(chosen, all, label);
    if (refused) return refused;
    const paths: string[] = [];
    for (const [index, entry] of chosen.entries()) {
      const target = join(scratch, `table-${index}.csv`);
      await unpackTo(await zip.openReadStreamPromise(entry), target);
      paths.push(target);
    }
    return accept({ paths, names: chosen.map((entry) => basename(entry.fileName)) });
  } finally {
    zip.close();
  }
}

async function unpackGzip(path: string, label: string, scratch: string): Promise<Decision<UnpackedTables>> {
  const target = join(scratch, 'table-0.csv');
  const gunzip = createGunzip();
  await pipeline(createReadStream(path), gunzip, limited(), createWriteStream(target));
  return accept({ paths: [target], names: [label] });
}

async function unpack(path: string, label: string, scratch: string): Promise<Decision<UnpackedTables>> {
  const start = await firstBytes(path);
  if (start.length === 0) return refuse('reference-empty', `${label} is empty.`);
  if (start.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return unpackZip(path, label, scratch);
  if (start[0] === 0x1f && start[1] === 0x8b) return unpackGzip(path, label, scratch);
  const isText = !start.includes(0) && start.subarray(0, 5).toString('latin1') !== '%PDF-';
  if (isText) return accept({ paths: [path], names: [label] });
  return refuse('reference-not-csv', `${label} is not a CSV file, nor a zip or gz of one.`);
}

/** The CSV tables of a source: itself, the inside of a gz, or the right files of a zip, unpacked into `scratch`. */
export async function unpackTables(
  path: string,
  label: string,
  scratch: string,
): Promise<Decision<UnpackedTables>> {
  try {
    return await unpack(path, label, scratch);
  } catch (error) {
    if (error === tooLarge) {
      return refuse(
        'reference-too-large',
        `${label} unpacks to more than 4 GB, which no register of ours does.`,
      );
    }
    const missing =
      error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
    if (missing) return refuse('reference-missing', `There is no file ${label}.`);
    return refuse(
      'reference-damaged',
      `${label} cannot be unpacked: it is damaged or incomplete. Fetch it again.`,
    );
  }
}
