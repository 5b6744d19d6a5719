import { type PastProcurement, type ResultRow, readResults } from '../../domain/procurements/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { ledgerFiles } from '../ledgers/index.ts';
import { columnsNamed, withWorkingFolder } from '../ledgers/smallFiles.ts';
import { tidyText } from '../registers/cells.ts';
import { findTables } from '../registers/packed.ts';
import { recordBatches } from '../registers/records.ts';
import { refusalIn, refusing } from '../registers/refusals.ts';

type Field = Exclude<keyof ResultRow, 'line'>;

const headings: readonly (readonly [Field, RegExp])[] = [
  ['procurement', /^(procurement|contract|tender|title|project|name)( name| title)?$/],
  ['contractValue', /^(contract |published |estimated )*(value|amount)( of (the )?contract)?( £| gbp)?$/],
  ['status', /^(status|state|stage|outcome)$/],
  ['bidder', /^(bidder|supplier|tenderer|bid)( name)?$/],
  ['commitment', /^(social value )?(commitment|promise|offer)s?( £| gbp| value)?$|^social value( £)?$/],
  ['winner', /^(winner|won|winning bid|is winner|awarded to)$/],
];
const needed: readonly Field[] = ['procurement', 'contractValue', 'status', 'commitment'];
const names: Readonly<Record<Field, string>> = {
  procurement: 'Procurement',
  contractValue: 'Contract value',
  status: 'Status',
  bidder: 'Bidder',
  commitment: 'Commitment',
  winner: 'Winner',
};

/** The years of a council's procurements with all their bids are fewer by far. */
const mostRows = 50_000;
const limits = { unpackedBytes: 50_000_000, ratio: 200, tables: 1 };

function columnsOf(header: readonly string[], label: string): ReadonlyMap<Field, number> {
  const columns = columnsNamed(header, headings);
  const missing = needed.filter((field) => !columns.has(field)).map((field) => `“${names[field]}”`);
  if (missing.length === 0) return columns;
  throw refusing(
    'results-columns',
    `${label} has no column ${missing.join(', ')}. Its first line has to name the columns.`,
  );
}

/** A file as plain records, and how its lines are counted. */
interface PlainFile {
  readonly path: string;
  readonly label: string;
  readonly lineOf: (record: readonly string[], before: number) => number;
}

async function rowsOf({ path, label, lineOf }: PlainFile): Promise<readonly ResultRow[]> {
  const [table] = await findTables([{ path, label }], limits);
  const rows: ResultRow[] = [];
  let columns: ReadonlyMap<Field, number> | undefined;
  for await (const { header, records } of table ? recordBatches(table, () => true) : []) {
    if (header.length === 0) continue;
    columns ??= columnsOf(header, label);
    for (const record of records) {
      const cell = (field: Field) => tidyText(record[columns?.get(field) ?? -1] ?? '');
      const [procurement, contractValue, status] = [
        cell('procurement'),
        cell('contractValue'),
        cell('status'),
      ];
      const [bidder, commitment, winner] = [cell('bidder'), cell('commitment'), cell('winner')];
      const line = lineOf(record, rows.length);
      rows.push({ line, procurement, contractValue, status, bidder, commitment, winner });
      if (rows.length > mostRows) throw refusing('results-many', `${label} has more than 50,000 lines.`);
    }
  }
  if (rows.length === 0) throw refusing('results-empty', `${label} has no results in it.`);
  return rows;
}

const inWorkbooks = { unpackedBytes: 50_000_000, recordCharacters: 100_000 };

/** The first sheet of a workbook as plain records: each has its row and its width in the first two cells. */
async function firstSheet(path: string, scratch: string): Promise<PlainFile> {
  for await (const one of ledgerFiles(inWorkbooks).open([path], scratch)) {
    if (one.kind === 'refused') throw refusing(one.refusal.code, `${one.name}: ${one.refusal.sentence}`);
    if (one.kind !== 'table') continue;
    const { table } = one;
    const canonical = await table.canonical();
    return { path: canonical.path, label: table.name, lineOf: ([row]) => table.lineOf(Number(row)) };
  }
  throw refusing('results-empty', `${labelOf(path)} holds no table.`);
}

const labelOf = (path: string) => path.split(/[\\/]/).at(-1) ?? path;

async function rowsIn(path: string): Promise<readonly ResultRow[]> {
  if (!/\.(xlsx|ods)$/i.test(path))
    return rowsOf({ path, label: labelOf(path), lineOf: (_, before) => before + 2 });
  return withWorkingFolder(async (scratch) => rowsOf(await firstSheet(path, scratch)));
}

/**
 * Reads the results of past procurements from a CSV, XLSX or ODS file, of a workbook its first sheet: procurement, contract
 * value, status, bidder (may be empty), commitment and who won. Refuses with a sentence for each line that cannot be right,
 * at most 100.
 */
export async function readResultsFile(path: string): Promise<Decision<readonly PastProcurement[]>> {
  try {
    const read = readResults(await rowsIn(path));
    if (read.ok) return accept(read.procurements);
    const shown = read.problems.slice(0, 100).map(({ sentence }) => ({ code: 'results-line', sentence }));
    return { ok: false, refusals: shown };
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    return refuse(refusal.code, refusal.sentence);
  }
}
