import type { FileReport } from '../../domain/spend/analysis.ts';
import { emptyControl } from '../../domain/spend/control.ts';
import { roleWords } from '../../domain/spend/mapping/index.ts';
import type { MappedTable, PassedOver } from './readTables.ts';

const nothingFound = {
  firstDay: null,
  lastDay: null,
  exactDuplicates: { records: 0, pence: 0, everyRecordTwice: false },
  wrongWidthAccepted: 0,
  undated: 0,
  unnamed: 0,
  control: emptyControl,
} as const;

/** The report on a file that was not counted and whose columns were not decided. */
export function reportOfPassedOver({ name, status, why, table }: PassedOver): FileReport {
  return {
    name,
    status,
    why,
    sha256: table?.sha256 ?? null,
    bytes: table?.bytes ?? null,
    format: table?.format ?? null,
    headerLine: null,
    linesAbove: [],
    columns: [],
    amountBasis: null,
    dateOrder: null,
    ...nothingFound,
  };
}

/** The report on a table whose columns were decided, before anything was counted. */
export function reportOf(
  { table, decision }: MappedTable,
  status: FileReport['status'],
  why: string | null,
): FileReport {
  const { header, mapping, dateOrderSettledBy } = decision;
  const ambiguous = dateOrderSettledBy !== 'not ambiguous' && mapping?.columns.date !== undefined;
  return {
    name: table.name,
    status,
    why,
    sha256: table.sha256,
    bytes: table.bytes,
    format: table.format,
    headerLine: header.record < 0 ? null : table.lineOf(header.record),
    linesAbove: [...header.linesAbove.slice(0, 20)],
    columns: decision.columns.map((column) => ({
      header: column.header,
      position: column.index + 1,
      role: column.role === null ? null : roleWords[column.role],
      confidence: column.confidence,
      why: column.why,
    })),
    amountBasis: mapping?.amountBasis ?? null,
    dateOrder: ambiguous ? (mapping?.dateOrder ?? null) : mapping ? 'not ambiguous' : null,
    ...nothingFound,
  };
}
