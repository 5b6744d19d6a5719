import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import Papa from 'papaparse';
import { ZipFile } from 'yazl';
import { ledgerFiles } from '../../src/formats/ledgers/index.ts';
import type { LedgerTable, OpenedLedger, OpenLimits } from '../../src/formats/ledgers/types.ts';

type Bytes = string | Buffer;

/** The bytes of a zip with the given files, in the order given. */
export function zipOf(files: Readonly<Record<string, Bytes>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** Runs a test with a folder that holds the given files and is removed afterwards. */
export async function withFiles<T>(
  files: Readonly<Record<string, Bytes>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-ledgers-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Opens paths below a folder; scratch files go into a hidden folder in it. */
export async function openAll(
  folder: string,
  names: readonly string[] = [''],
  limits: Partial<OpenLimits> = {},
): Promise<readonly OpenedLedger[]> {
  const paths = names.map((name) => join(folder, name));
  const opened: OpenedLedger[] = [];
  for await (const each of ledgerFiles(limits).open(paths, join(folder, '.scratch'))) opened.push(each);
  return opened;
}

/** What one file opens as, in one line: its records, or its refusal code, or that it is ignored. */
export function summary(opened: OpenedLedger): string {
  if (opened.kind === 'table') return `${opened.table.name}: ${opened.table.records} records`;
  return `${opened.name}: ${opened.kind === 'refused' ? opened.refusal.code : 'ignored'}`;
}

/** The only table of an opening. Throws when there is another thing. */
export function onlyTable(opened: readonly OpenedLedger[]): LedgerTable {
  const [first, ...more] = opened;
  if (first?.kind !== 'table' || more.length > 0) throw new Error(opened.map(summary).join('; '));
  return first.table;
}

/** One row of a canonical file, read by another CSV reader than ours. */
export interface CanonicalRow {
  readonly record: number;
  readonly cells: readonly string[];
}

/** The rows of a table's canonical file, without the padding. */
export async function canonicalRows(table: LedgerTable): Promise<readonly CanonicalRow[]> {
  const { path, width } = await table.canonical();
  const text = readFileSync(path, 'utf8');
  const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n', skipEmptyLines: true });
  return data.map((row) => {
    if (row.length !== width + 2)
      throw new Error(`A canonical row has ${row.length} cells, not ${width + 2}`);
    return { record: Number(row[0]), cells: row.slice(2, 2 + Number(row[1])) };
  });
}
