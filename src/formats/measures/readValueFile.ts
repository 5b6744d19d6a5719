import { basename } from 'node:path';
import {
  type ReadDeflators,
  type ReadValues,
  readCarbonValues,
  readDeflatorTable,
  readUnitCosts,
  readWages,
  type ValueFile,
  type ValueKind,
  type ValueTable,
} from '../../domain/measures/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { heldRows, openedFrom, sheetOf, withWorkingFolder } from '../ledgers/smallFiles.ts';
import type { LedgerTable } from '../ledgers/types.ts';

/** A file of values, and what the person says that the file does not. */
export interface ValueFileToRead {
  readonly path: string;
  /** The one sheet to read; null for all of them. The licence may stand on any sheet. */
  readonly sheet: string | null;
  readonly source: string | null;
  readonly address: string | null;
  readonly licence: string | null;
  readonly priceYear: string | null;
}

/** No published table of values has more rows on a sheet. */
const mostRows = 2_000;
const limits = { unpackedBytes: 100_000_000, recordCharacters: 100_000, cells: 200 };

function tableOf(table: LedgerTable): ValueTable {
  return { sheet: sheetOf(table), rows: heldRows(table) };
}

async function tablesIn(path: string): Promise<Decision<readonly ValueTable[]>> {
  const opened = await withWorkingFolder((scratch) => openedFrom(path, scratch, limits));
  const refusals = opened.flatMap((one) =>
    one.kind === 'refused'
      ? [{ code: one.refusal.code, sentence: `${one.name}: ${one.refusal.sentence}` }]
      : [],
  );
  const tables = opened.flatMap((one) => (one.kind === 'table' ? [one.table] : []));
  const long = tables.filter(({ records }) => records > mostRows);
  const [first] = long;
  if (first)
    return refuse('values-large', `${first.name} has more than 2,000 rows, which no table of values has.`);
  if (refusals.length > 0) return { ok: false, refusals };
  return tables.length > 0
    ? accept(tables.map(tableOf))
    : refuse('values-empty', `${basename(path)} holds no table.`);
}

async function fileOf(asked: ValueFileToRead): Promise<Decision<ValueFile>> {
  const tables = await tablesIn(asked.path);
  if (!tables.ok) return tables;
  const { path, sheet, ...said } = asked;
  const file = { file: basename(path), tables: tables.value, ...said };
  if (sheet === null) return accept(file);
  const named = (table: ValueTable) => table.sheet?.toLowerCase() === sheet.trim().toLowerCase();
  if (tables.value.some(named)) return accept({ ...file, tables: soleSheet(tables.value, named) });
  return refuse('values-sheet', `${file.file} has no sheet “${sheet}”.`);
}

/** The sheet asked for, and of the others the cells that could name the licence: they have one cell in a row. */
function soleSheet(
  tables: readonly ValueTable[],
  named: (table: ValueTable) => boolean,
): readonly ValueTable[] {
  const isNote = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length === 1;
  return tables.map((table) =>
    named(table) ? table : { ...table, rows: table.rows.filter(({ cells }) => isNote(cells)) },
  );
}

const readers = { 'unit-costs': readUnitCosts, carbon: readCarbonValues, wages: readWages } as const;

/** Reads values from an XLSX, ODS or CSV file of a kind, with a sentence for each row that is not right. */
export async function readValueFile(
  kind: Exclude<ValueKind, 'deflators'>,
  asked: ValueFileToRead,
): Promise<Decision<ReadValues>> {
  const file = await fileOf(asked);
  return file.ok ? readers[kind](file.value) : file;
}

/** Reads price levels from an XLSX, ODS or CSV file, with a sentence for each row that is not right. */
export async function readDeflatorFile(asked: ValueFileToRead): Promise<Decision<ReadDeflators>> {
  const file = await fileOf(asked);
  return file.ok ? readDeflatorTable(file.value) : file;
}
