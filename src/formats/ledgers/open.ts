import { type FoundFile, whyIgnored } from './find.ts';
import { unpackGzip } from './packed/gzip.ts';
import { openZip, type Zip, type ZipEntry } from './packed/zip.ts';
import { notATable, refusalIn } from './refusals.ts';
import { kindOf, oleRefusal } from './sniff.ts';
import { firstBytes } from './text/prepare.ts';
import { openText } from './text/textTable.ts';
import type { OpenedLedger, OpenLimits } from './types.ts';
import { openOds, openXlsx } from './workbook/openWorkbook.ts';

/** A file on its way to its tables; `unpacked` says which packings it has already come out of. */
interface OpenFile {
  readonly path: string;
  readonly name: string;
  readonly limits: OpenLimits;
  readonly newPath: (ending: string) => string;
  readonly unpacked: readonly ('gzip' | 'zip')[];
}

async function* openGzip(file: OpenFile): AsyncGenerator<OpenedLedger> {
  if (file.unpacked.includes('gzip')) throw notATable.nested();
  const path = file.newPath('unpacked');
  await unpackGzip(file.path, path, file.limits);
  yield* openOne({ ...file, path, unpacked: [...file.unpacked, 'gzip'] });
}

async function* openEntry(file: OpenFile, zip: Zip, entry: ZipEntry): AsyncGenerator<OpenedLedger> {
  const name = `${file.name} › ${entry.name}`;
  const why = whyIgnored(entry.name);
  if (why !== undefined) yield { kind: 'ignored', name, why };
  else {
    yield* refusalsAsValues(name, async function* () {
      const path = file.newPath('unpacked');
      await zip.unpack(entry, path);
      yield* openOne({ ...file, path, name, unpacked: [...file.unpacked, 'zip'] });
    });
  }
}

/** Folders, and the leavings of the Mac's own packer, are not shown at all. */
function isShown({ name }: ZipEntry): boolean {
  return !name.endsWith('/') && !name.startsWith('__MACOSX/') && !/(?:^|\/)\.[^./]/.test(name);
}

async function* openPlainZip(file: OpenFile, zip: Zip): AsyncGenerator<OpenedLedger> {
  if (file.unpacked.includes('zip')) throw notATable.nested();
  const entries = zip.entries.filter(isShown);
  if (entries.length === 0) throw notATable.emptyZip();
  const inOrder = entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of inOrder) yield* openEntry(file, zip, entry);
}

function isOds(zip: Zip): boolean {
  const spreadsheet = zip.find('content.xml') ?? zip.find('encrypted-package');
  return (
    spreadsheet !== undefined && (zip.find('META-INF/manifest.xml') ?? zip.find('mimetype')) !== undefined
  );
}

async function* openZipped(file: OpenFile): AsyncGenerator<OpenedLedger> {
  const zip = await openZip(file.path, file.limits);
  const { name, newPath, limits } = file;
  try {
    if (zip.find('xl/workbook.bin')) throw notATable.binaryExcel();
    if (zip.find('word/document.xml') || zip.find('ppt/presentation.xml')) throw notATable.document();
    if (zip.find('[Content_Types].xml')) yield* openXlsx({ zip, name, newPath, limits });
    else if (isOds(zip)) yield* openOds({ zip, name, newPath, limits });
    else yield* openPlainZip(file, zip);
  } finally {
    zip.close();
  }
}

async function* openOne(file: OpenFile): AsyncGenerator<OpenedLedger> {
  const kind = kindOf(await firstBytes(file.path, 4_096));
  if (kind === 'gzip') yield* openGzip(file);
  else if (kind === 'zip') yield* openZipped(file);
  else if (kind === 'ole') throw await oleRefusal(file.path);
  else if (kind !== 'text') throw notATable[kind]();
  else yield { kind: 'table', table: await openText(file, file.limits) };
}

/** Turns the refusal that ends a stream of tables into a value; a bug stays an error. */
async function* refusalsAsValues(
  name: string,
  open: () => AsyncIterable<OpenedLedger>,
): AsyncGenerator<OpenedLedger> {
  try {
    yield* open();
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    yield { kind: 'refused', name, refusal };
  }
}

/** Opens one found file: its tables one after another, or why it has none. */
export async function* openFound(
  found: FoundFile,
  context: Pick<OpenFile, 'limits' | 'newPath'>,
): AsyncGenerator<OpenedLedger> {
  const { path, name } = found;
  const why = whyIgnored(name);
  if (why !== undefined && !found.named) yield { kind: 'ignored', name, why };
  else {
    yield* refusalsAsValues(name, async function* () {
      if (isNotes(name) && kindOf(await firstBytes(path, 4_096)) === 'text') throw notATable.notes();
      yield* openOne({ path, name, ...context, unpacked: [] });
    });
  }
}

/** Text that was never meant as a table, whatever its commas look like. */
function isNotes(name: string): boolean {
  return /\.(?:md|json|jsonl|geojson|ya?ml|log|sql|[cm]?js|ts|py|ini|css)$|^readme\b/i.test(name);
}
