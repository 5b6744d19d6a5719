import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import {
  type ColumnsBy,
  chooseTable,
  mostSetRows,
  type ReadSet,
  rowsToExplain,
  rowsToSet,
  type SetAnswers,
  type SetMapping,
  type SetTable,
  type SheetRow,
} from '../../domain/measures/index.ts';
import { accept, type Decision } from '../../domain/values/index.ts';
import { heldRows, openedFrom } from '../ledgers/smallFiles.ts';
import type { LedgerTable } from '../ledgers/types.ts';

/** A list of measures out of somebody's file, with what is needed to show that it is that file. */
export interface WorkbookSet extends ReadSet {
  readonly file: string;
  /** SHA-256 of the file as it was given. */
  readonly sha256: string;
  /** The sheet or file that the list was found in, as people see it. */
  readonly table: string;
  /** Every row of that sheet, so that its columns can be read otherwise. */
  readonly rows: readonly SheetRow[];
  readonly columnsBy: ColumnsBy;
}

/** What to read, where working files may lie, what the person says of it, and how columns were read before. */
export interface WorkbookToRead {
  readonly path: string;
  readonly scratch: string;
  readonly answers: SetAnswers;
  /** What a person says of the columns of this file; null where nothing was said. */
  readonly mapping: SetMapping | null;
  /** What was said of earlier files, the newest first; followed where all header words of one occur. */
  readonly earlier?: readonly SetMapping[];
}

const limits = { unpackedBytes: 100_000_000, recordCharacters: 100_000 };

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function tableOf(table: LedgerTable): SetTable {
  const { name, records } = table;
  return { name, records, rows: records > mostSetRows ? [] : heldRows(table) };
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/**
 * Reads a list of measures from an XLSX, ODS or CSV file: the line that names the columns is found by meaning in the
 * sheet that has most of them. Rows that are wrong are told one by one. Nothing is read without a licence.
 */
export async function readSetWorkbook(asked: WorkbookToRead): Promise<Decision<WorkbookSet>> {
  const { path, answers, mapping, earlier = [] } = asked;
  const opened = await openedFrom(path, asked.scratch, limits);
  const tables = opened.flatMap((one) => (one.kind === 'table' ? [tableOf(one.table)] : []));
  const refused = opened.flatMap((one) => (one.kind === 'refused' ? [one.refusal] : []));
  const chosen = chooseTable(fileName(path), tables, { mapping, earlier });
  if (!chosen.ok) return refused.length > 0 ? { ok: false, refusals: refused } : chosen;
  const { table, header, by } = chosen.value;
  const read = (by === 'unknown' ? rowsToExplain : rowsToSet)(table.rows, header, answers);
  if (!read.ok) return read;
  const sha256 = await hashOfFile(path);
  return accept({
    ...{ ...read.value, file: fileName(path), sha256, table: table.name },
    ...{ rows: table.rows, columnsBy: by },
  });
}
