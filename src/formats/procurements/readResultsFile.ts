import { type PastProcurement, type ResultRow, readResults } from '../../domain/procurements/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
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
  const columns = new Map<Field, number>();
  header.forEach((cell, at) => {
    const words = cell
      .replace(/[()_.-]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const field = headings.find(([, pattern]) => pattern.test(words))?.[0];
    if (field && !columns.has(field)) columns.set(field, at);
  });
  const missing = needed.filter((field) => !columns.has(field)).map((field) => `“${names[field]}”`);
  if (missing.length === 0) return columns;
  throw refusing(
    'results-columns',
    `${label} has no column ${missing.join(', ')}. Its first line has to name the columns.`,
  );
}

async function rowsOf(path: string): Promise<readonly ResultRow[]> {
  const label = path.split(/[\\/]/).at(-1) ?? path;
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
      rows.push({ line: rows.length + 2, procurement, contractValue, status, bidder, commitment, winner });
      if (rows.length > mostRows) throw refusing('results-many', `${label} has more than 50,000 lines.`);
    }
  }
  if (rows.length === 0) throw refusing('results-empty', `${label} has no results in it.`);
  return rows;
}

/**
 * Reads the results of past procurements from a CSV file: procurement, contract value, status, bidder (may be empty), commitment
 * and who won. Refuses with a sentence for each line that cannot be right, at most 100.
 */
export async function readResultsFile(path: string): Promise<Decision<readonly PastProcurement[]>> {
  try {
    const read = readResults(await rowsOf(path));
    if (read.ok) return accept(read.procurements);
    const shown = read.problems.slice(0, 100).map(({ sentence }) => ({ code: 'results-line', sentence }));
    return { ok: false, refusals: shown };
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    return refuse(refusal.code, refusal.sentence);
  }
}
