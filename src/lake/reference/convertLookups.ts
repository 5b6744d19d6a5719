import { accept, type Decision, parsePlaceCode, refuse } from '../../domain/values/index.ts';
import { type Duck, literal, type SqlValue } from '../duckdb.ts';
import { type FoundColumn, findColumn, headersInWords } from './columns.ts';
import type { Converted } from './convertPostcodes.ts';
import type { DelimitedRecord } from './delimited.ts';
import { readSmallTable } from './smallTable.ts';
import type { UnpackedTables } from './unpack.ts';

interface LookupColumns {
  readonly authority: FoundColumn;
  readonly wholes: readonly [FoundColumn | undefined, FoundColumn | undefined][];
}

function columnsOf(headers: readonly string[]): Decision<LookupColumns> {
  const authority = findColumn(headers, [/^lad\d\dcd$/]);
  const wholes = ['cauth', 'rgn'].map((stem): [FoundColumn | undefined, FoundColumn | undefined] => [
    findColumn(headers, [new RegExp(`^${stem}\\d\\dcd$`)]),
    findColumn(headers, [new RegExp(`^${stem}\\d\\dnm$`)]),
  ]);
  const found = `The first line reads: ${headersInWords(headers)}.`;
  if (!authority) {
    return refuse(
      'reference-no-authority',
      `There is no column of authority codes such as LAD25CD. ${found}`,
    );
  }
  if (wholes.every(([code]) => code === undefined)) {
    const sentence = `There is no column of combined authorities (CAUTH25CD) or regions (RGN25CD). ${found}`;
    return refuse('reference-no-whole', sentence);
  }
  return accept({ authority, wholes });
}

function cellsOf(record: DelimitedRecord, columns: LookupColumns): readonly SqlValue[] | undefined {
  const at = (column: FoundColumn | undefined) => (column ? (record.cells[column.position] ?? '') : '');
  const authority = parsePlaceCode(at(columns.authority));
  const pairs = columns.wholes.flatMap(([codeColumn, nameColumn]) => {
    const code = parsePlaceCode(at(codeColumn)) ?? null;
    return [code, code === null ? null : at(nameColumn) || code];
  });
  return authority === undefined || pairs.every((value) => value === null)
    ? undefined
    : [authority, ...pairs];
}

/** An ONS look-up from authorities to combined authorities, regions or both, to Parquet. */
export async function convertLookups(
  duck: Duck,
  tables: UnpackedTables,
  target: string,
): Promise<Decision<Converted>> {
  const table = await readSmallTable(tables.paths[0] ?? '');
  if (!table.ok) return table;
  const columns = columnsOf(table.value.headers);
  if (!columns.ok) return columns;
  const rows = table.value.records.flatMap((record) => {
    const cells = cellsOf(record, columns.value);
    return cells ? [cells] : [];
  });
  if (rows.length === 0)
    return refuse('reference-no-rows', 'No row holds ONS codes such as E08000034 and E47000003.');
  await duck.run(
    'CREATE TABLE lookups (authority VARCHAR, combined_code VARCHAR, combined_name VARCHAR, region_code VARCHAR, region_name VARCHAR)',
  );
  await duck.fill('lookups', rows);
  await duck.run(`COPY (SELECT DISTINCT * FROM lookups ORDER BY ALL) TO ${literal(target)} (FORMAT parquet)`);
  const holds = [
    ...(rows.some((row) => row[1] !== null) ? ['combined authorities' as const] : []),
    ...(rows.some((row) => row[3] !== null) ? ['regions' as const] : []),
  ];
  return accept({ rows: rows.length, leftOut: table.value.records.length - rows.length, notes: [], holds });
}
