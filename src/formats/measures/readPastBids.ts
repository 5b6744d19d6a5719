import {
  type PastBidField,
  type PastBidRow,
  type PastTender,
  pastBidFields,
  readPastBids,
} from '../../domain/procurements/index.ts';
import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { ledgerFiles } from '../ledgers/index.ts';
import { columnsNamed } from '../ledgers/smallFiles.ts';
import type { LedgerTable } from '../ledgers/types.ts';
import { tidyText } from '../registers/cells.ts';
import { findTables } from '../registers/packed.ts';
import { recordBatches } from '../registers/records.ts';

/** Bids of the past with the rows that they were read from, which can be kept as they are. */
export interface PastBidsFile {
  readonly rows: readonly PastBidRow[];
  readonly tenders: readonly PastTender[];
}

const headings: Readonly<Record<PastBidField, RegExp>> = {
  procurement: /^(procurement|contract|tender|project)( name| title)?$/,
  priceWeight: /^(weight (of|for) price|price weight(ing)?)( %)?$/,
  qualityWeight: /^(weight (of|for) quality|quality weight(ing)?)( %)?$/,
  socialValueWeight: /^(weight (of|for) social value|social value weight(ing)?)( %)?$/,
  priceFormula: /^(formula (of|for) price|price formula)$/,
  socialValueFormula: /^(formula (of|for) social value|social value formula)$/,
  qualityTop: /^(best|top|highest|maximum) (quality )?score( for quality)?$/,
  qualityFloor: /^(lowest|minimum) (quality )?score( for quality)?$/,
  bidder: /^(bidder|supplier|tenderer|bid)( name)?$/,
  price: /^(bid )?(price|tender sum)( £| gbp)?$/,
  quality: /^(quality( score)?|score for quality)$/,
  measure: /^(measure|reference|measure reference|ref)( reference)?$/,
  quantity: /^(quantity|offer|amount|offered|target)$/,
  localShare: /^(local share|share local|local( %)?|local part)$/,
  attribution: /^(attribution|part due|due to (the )?contract|share due)( %)?$/,
  thing: /^(what is counted|thing|counts|description)$/,
};
const needed = ['procurement', 'bidder', 'price', 'measure', 'quantity'] as const;
const names: Readonly<Record<(typeof needed)[number], string>> = {
  ...{ procurement: 'Procurement', bidder: 'Bidder', price: 'Price' },
  ...{ measure: 'Measure', quantity: 'Quantity' },
};

const limits = { unpackedBytes: 50_000_000, recordCharacters: 100_000 };
const packed = { unpackedBytes: 100_000_000, ratio: 200, tables: 1 };

const fields = pastBidFields.map((field) => [field, headings[field]] as const);

type Columns = ReadonlyMap<PastBidField, number>;

function missingIn(columns: Columns): readonly string[] {
  return needed.filter((field) => !columns.has(field)).map((field) => `“${names[field]}”`);
}

function rowOf(line: number, cell: (field: PastBidField) => string): PastBidRow {
  return {
    line,
    ...{ procurement: cell('procurement'), bidder: cell('bidder'), price: cell('price') },
    ...{ priceWeight: cell('priceWeight'), qualityWeight: cell('qualityWeight') },
    ...{ socialValueWeight: cell('socialValueWeight'), priceFormula: cell('priceFormula') },
    ...{ socialValueFormula: cell('socialValueFormula'), quality: cell('quality') },
    ...{ qualityTop: cell('qualityTop'), qualityFloor: cell('qualityFloor') },
    ...{ measure: cell('measure'), quantity: cell('quantity'), localShare: cell('localShare') },
    ...{ attribution: cell('attribution'), thing: cell('thing') },
  };
}

/** The rows of a table; its canonical form has the number of the record and its width in the first two cells. */
async function rowsOf(table: LedgerTable): Promise<Decision<readonly PastBidRow[]>> {
  const { path } = await table.canonical();
  const [written] = await findTables([{ path, label: table.name }], packed);
  const rows: PastBidRow[] = [];
  let columns: Columns | undefined;
  for await (const { header, records } of written ? recordBatches(written, () => true) : []) {
    columns ??= columnsNamed(header, fields);
    for (const record of records) {
      const cell = (field: PastBidField) => tidyText(record[columns?.get(field) ?? -1] ?? '');
      rows.push(rowOf(table.lineOf(Number(record[0])), cell));
    }
  }
  const missing = missingIn(columns ?? new Map());
  if (missing.length === 0) return accept(rows);
  return refuse(
    'past-bids-columns',
    `${table.name} has no column ${missing.join(', ')}. Its first line has to name the columns.`,
  );
}

async function firstTable(path: string, scratch: string): Promise<Decision<LedgerTable>> {
  for await (const one of ledgerFiles(limits).open([path], scratch)) {
    if (one.kind === 'table') return accept(one.table);
    if (one.kind === 'refused') return { ok: false, refusals: [one.refusal] };
  }
  return refuse('past-bids-empty', 'The file holds no table. Give a CSV, XLSX or ODS file with bids.');
}

/**
 * Reads bids of the past from a CSV, XLSX or ODS file, of a workbook its first sheet: one row for each procurement, bidder and
 * measure. Refuses with a sentence for each line that cannot be right, at most 100.
 */
export async function readPastBidsFile(asked: {
  readonly path: string;
  /** Where working files may lie. */
  readonly scratch: string;
}): Promise<Decision<PastBidsFile>> {
  const table = await firstTable(asked.path, asked.scratch);
  if (!table.ok) return table;
  const rows = await rowsOf(table.value);
  if (!rows.ok) return rows;
  if (rows.value.length === 0) {
    return refuse('past-bids-empty', `${table.value.name} has no bids in it. Add one row for each offer.`);
  }
  const read = readPastBids(rows.value);
  if (read.ok) return accept({ rows: rows.value, tenders: read.tenders });
  const shown = read.problems.slice(0, 100).map(({ sentence }) => ({ code: 'past-bids-line', sentence }));
  return { ok: false, refusals: shown };
}
