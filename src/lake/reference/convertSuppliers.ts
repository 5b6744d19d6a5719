import { accept, type Decision, refuse } from '../../domain/values/index.ts';
import { type Duck, literal } from '../duckdb.ts';
import { headersInWords } from './columns.ts';
import type { Converted } from './convertPostcodes.ts';
import { disagreementNote } from './disagreements.ts';
import { readSmallTable } from './smallTable.ts';
import { readSupplierRow, type SupplierColumns, supplierColumns } from './supplierRow.ts';
import type { UnpackedTables } from './unpack.ts';

const mostNotes = 20;

function columnsOf(headers: readonly string[]): Decision<SupplierColumns> {
  const columns = supplierColumns(headers);
  const found = `The first line reads: ${headersInWords(headers)}.`;
  if (columns.name === undefined && columns.number === undefined) {
    const sentence = `There is no column with supplier names or numbers. Head one "Supplier name" or "Supplier number". ${found}`;
    return refuse('reference-no-supplier', sentence);
  }
  const { address, addressPlace, delivery, deliveryPlace } = columns;
  if ([address, addressPlace, delivery, deliveryPlace].every((position) => position === undefined)) {
    const sentence = `There is no column that says where a supplier is. Head one "Postcode", "Delivery site postcode" or "Place code". ${found}`;
    return refuse('reference-no-place', sentence);
  }
  return accept(columns);
}

function notesOf(remarks: readonly string[]): readonly string[] {
  if (remarks.length <= mostNotes) return remarks;
  return [
    ...remarks.slice(0, mostNotes - 1),
    `${remarks.length - mostNotes + 1} more lines could not be read.`,
  ];
}

/** A list of suppliers and where they are, to Parquet. Rows that disagree are all kept. */
export async function convertSuppliers(
  duck: Duck,
  tables: UnpackedTables,
  target: string,
): Promise<Decision<Converted>> {
  const table = await readSmallTable(tables.paths[0] ?? '');
  if (!table.ok) return table;
  const columns = columnsOf(table.value.headers);
  if (!columns.ok) return columns;
  const readings = table.value.records.map((record) => readSupplierRow(record, columns.value));
  const places = readings.flatMap(({ place }) => (place ? [place] : []));
  const remarks = readings.flatMap(({ remark }) => (remark ? [remark] : []));
  const notes = notesOf([...disagreementNote(places), ...remarks]);
  if (places.length === 0) {
    return refuse('reference-no-rows', `No row names both a supplier and a place. ${notes[0] ?? ''}`.trim());
  }
  await duck.run(
    'CREATE TABLE suppliers (name VARCHAR, number VARCHAR, postcode VARCHAR, place VARCHAR, delivery_postcode VARCHAR, delivery_place VARCHAR, day VARCHAR, line BIGINT)',
  );
  await duck.fill(
    'suppliers',
    places.map((one) => [
      one.name,
      one.number,
      one.postcode,
      one.place,
      one.deliveryPostcode,
      one.deliveryPlace,
      one.date,
      one.line,
    ]),
  );
  await duck.run(`COPY (SELECT * FROM suppliers ORDER BY line) TO ${literal(target)} (FORMAT parquet)`);
  return accept({ rows: places.length, leftOut: readings.length - places.length, notes });
}
