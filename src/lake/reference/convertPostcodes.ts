import { open } from 'node:fs/promises';
import { accept, type Decision, formatCount, refuse } from '../../domain/values/index.ts';
import { type Duck, fileLiteral, fillSql, literal } from '../duckdb.ts';
import { findColumn, headersInWords } from './columns.ts';
import { delimitedRecords } from './delimited.ts';
import type { EditionManifest } from './types.ts';
import type { UnpackedTables } from './unpack.ts';

/** What a conversion made of a source. */
export interface Converted {
  readonly rows: number;
  readonly leftOut: number;
  readonly notes: readonly string[];
  /** Only of look-ups. */
  readonly holds?: EditionManifest['holds'];
}

const headerBytes = 65_536;
/** No whole register is smaller: that of May 2025 has 2.7 million rows. */
const fewestRowsOfAll = 100_000;
const postcodePatterns = [/^pcds$/, /^pcd8$/, /^pcd7$/, /^pcd2$/, /^pcd$/, /^postcode$/];
const authorityPatterns = [/^(os)?laua$/, /^(os)?lad\d\dcd$/, /^ladcd$/];
const countryPatterns = [/^ctry$/, /^ctry\d\dcd$/];
const terminatedPatterns = [/^doterm$/];

async function headerOf(path: string): Promise<readonly string[]> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    const [first] = delimitedRecords(buffer.subarray(0, bytesRead).toString('utf8'), ',');
    return first?.cells ?? [];
  } finally {
    await file.close();
  }
}

function cell(column: { readonly position: number } | undefined): string {
  return column === undefined ? 'NULL' : `c${column.position}`;
}

/** Columns have our own names in the order of the file, so that odd or repeated headers do no harm. */
function readCsv(paths: readonly string[], width: number): string {
  const columns = Array.from({ length: width }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const files = paths.map(fileLiteral).join(', ');
  return `read_csv([${files}], hive_partitioning = false, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', strict_mode = false, columns = {${columns}})`;
}

interface Counts {
  readonly rows: number;
  readonly known: number;
  readonly records: number;
}

async function counted(duck: Duck): Promise<Counts> {
  const [row] = await duck.rows(
    'SELECT count(postcode) AS rows, count(code) FILTER (postcode IS NOT NULL) AS known, CAST(sum(records) AS BIGINT) AS records FROM register',
  );
  return { rows: Number(row?.rows ?? 0), known: Number(row?.known ?? 0), records: Number(row?.records ?? 0) };
}

function partNote(rows: number): readonly string[] {
  if (rows >= fewestRowsOfAll) return [];
  const shown = formatCount(rows);
  const sentence = `This is a part of the directory: ${shown} ${rows === 1 ? 'row' : 'rows'}; the full directory has about 2.7 million. Postcodes it does not list are placed by sector, which is approximate.`;
  return [sentence];
}

function judge({ rows, known, records }: Counts): Decision<Converted> {
  if (rows === 0) return refuse('reference-no-rows', 'No row below the header holds a whole postcode.');
  if (known === 0) {
    const sentence = 'No row holds an ONS code such as E08000034 in the column of the local authority.';
    return refuse('reference-no-codes', sentence);
  }
  const leftOut = records - rows;
  const left = `${leftOut} ${leftOut === 1 ? 'record holds' : 'records hold'} no whole postcode or repeat one.`;
  const unknown = rows - known;
  const unplaced = `${unknown} ${unknown === 1 ? 'postcode has' : 'postcodes have'} no known place.`;
  return accept({
    rows,
    leftOut,
    notes: [...partNote(rows), ...(leftOut ? [left] : []), ...(unknown ? [unplaced] : [])],
  });
}

/** ONSPD or NSPL of any vintage, or any CSV with a postcode and an authority column, to Parquet. */
export async function convertPostcodes(
  duck: Duck,
  tables: UnpackedTables,
  target: string,
): Promise<Decision<Converted>> {
  const headers = await headerOf(tables.paths[0] ?? '');
  const others = await Promise.all(tables.paths.slice(1).map(headerOf));
  if (others.some((other) => other.join() !== headers.join())) {
    return refuse('reference-parts-differ', 'The parts of this register have different headers.');
  }
  const postcode = findColumn(headers, postcodePatterns);
  const authority = findColumn(headers, authorityPatterns);
  const found = `The first line reads: ${headersInWords(headers)}.`;
  if (!postcode) {
    return refuse('reference-no-postcode', `There is no postcode column (pcds, pcd, pcd7 or pcd8). ${found}`);
  }
  if (!authority) {
    const sentence = `There is no local authority column (laua, oslaua or one like lad25cd). ${found}`;
    return refuse('reference-no-authority', sentence);
  }
  const sql = fillSql('reference-postcodes', {
    postcode: cell(postcode),
    authority: cell(authority),
    country: cell(findColumn(headers, countryPatterns)),
    terminated: cell(findColumn(headers, terminatedPatterns)),
    source: readCsv(tables.paths, headers.length),
  });
  await duck.run(sql);
  const rows =
    '(SELECT postcode, code, terminated FROM register WHERE postcode IS NOT NULL ORDER BY postcode)';
  await duck.run(
    `COPY ${rows} TO ${literal(target)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`,
  );
  return judge(await counted(duck));
}
