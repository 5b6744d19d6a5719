import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import {
  type FoundHeader,
  findHeader,
  type ReadSet,
  rowsToSet,
  type SetAnswers,
  type SetMapping,
  type SheetRow,
} from '../../domain/measures/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { ledgerFiles } from '../ledgers/index.ts';
import type { LedgerTable, OpenedLedger } from '../ledgers/types.ts';

/** A list of measures out of somebody's file, with what is needed to show that it is that file. */
export interface WorkbookSet extends ReadSet {
  readonly file: string;
  /** SHA-256 of the file as it was given. */
  readonly sha256: string;
  /** The sheet or file that the list was found in, as people see it. */
  readonly table: string;
}

/** What to read, where working files may lie, what the person says of it, and how columns were read last time. */
export interface WorkbookToRead {
  readonly path: string;
  readonly scratch: string;
  readonly answers: SetAnswers;
  readonly mapping: SetMapping | null;
}

/** No list of measures is longer; a sheet of more rows is something else. */
const mostRows = 1_500;
const limits = { unpackedBytes: 100_000_000, recordCharacters: 100_000 };

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function rowsOf({ head, spread }: LedgerTable): readonly SheetRow[] {
  return [...head, ...spread].map(({ line, cells }) => ({ row: line, cells }));
}

interface Candidate {
  readonly table: LedgerTable;
  readonly rows: readonly SheetRow[];
  readonly header: FoundHeader;
}

function candidateIn(table: LedgerTable, mapping: SetMapping | null): Candidate | undefined {
  if (table.records > mostRows) return undefined;
  const rows = rowsOf(table);
  const header = findHeader(
    table.head.map(({ line, cells }) => ({ row: line, cells })),
    mapping,
  );
  return header && { table, rows, header };
}

async function openedIn({ path, scratch }: WorkbookToRead): Promise<readonly OpenedLedger[]> {
  const opened: OpenedLedger[] = [];
  for await (const one of ledgerFiles(limits).open([path], scratch)) opened.push(one);
  return opened;
}

function bestOf(opened: readonly OpenedLedger[], { path, mapping }: WorkbookToRead): Decision<Candidate> {
  const candidates = opened.flatMap((one) =>
    one.kind === 'table' ? (candidateIn(one.table, mapping) ?? []) : [],
  );
  const best = candidates.toSorted((one, other) => other.header.columns.size - one.header.columns.size)[0];
  if (best) return accept(best);
  const refused = opened.flatMap((one) => (one.kind === 'refused' ? [one.refusal] : []));
  if (refused.length > 0) return { ok: false, refusals: refused };
  return refuse(
    'set-header-missing',
    `${fileName(path)} has no line that names columns for reference, measure and unit in a sheet of at most 1,500 rows. Name these columns, or say which column is which.`,
  );
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/**
 * Reads a list of measures from an XLSX, ODS or CSV file: the line that names the columns is found by meaning in the
 * sheet that has most of them. Rows that are wrong are told one by one. Nothing is read without a licence.
 */
export async function readSetWorkbook(asked: WorkbookToRead): Promise<Decision<WorkbookSet>> {
  const best = bestOf(await openedIn(asked), asked);
  if (!best.ok) return best;
  const { table, rows, header } = best.value;
  const read = rowsToSet(rows, header, asked.answers);
  if (!read.ok) return read;
  const sha256 = await hashOfFile(asked.path);
  return accept({ ...read.value, file: fileName(asked.path), sha256, table: table.name });
}
