import type { LadLookup, SupplierPlace } from '../../domain/places/index.ts';
import {
  type PlaceCode,
  type Postcode,
  parsePlaceCode,
  parsePostcode,
  toLocalDate,
  toPlaceCode,
} from '../../domain/values/index.ts';
import { type Duck, fileLiteral, type SqlRow, type SqlValue } from '../duckdb.ts';
import type { RegisterPlace } from './types.ts';

const text = (value: SqlValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** The places of the postcodes asked for; a postcode without a known place is absent. */
export async function readPostcodes(
  duck: Duck,
  file: string,
  codes: readonly Postcode[],
): Promise<ReadonlyMap<Postcode, RegisterPlace>> {
  await duck.run('CREATE TABLE wanted (postcode VARCHAR)');
  await duck.fill(
    'wanted',
    [...new Set(codes)].map((code) => [code]),
  );
  const rows = await duck.rows(
    `SELECT postcode, code, terminated FROM read_parquet(${fileLiteral(file)}, hive_partitioning = false) SEMI JOIN wanted USING (postcode) WHERE code IS NOT NULL`,
  );
  return new Map(
    rows.map((row) => [
      String(row.postcode) as Postcode,
      { code: toPlaceCode(String(row.code)), terminated: row.terminated === true },
    ]),
  );
}

function placeOf(value: SqlValue | undefined): PlaceCode | null {
  return parsePlaceCode(text(value) ?? '') ?? null;
}

function supplierOf(row: SqlRow): SupplierPlace {
  const day = text(row.day);
  return {
    name: text(row.name),
    number: text(row.number),
    postcode: parsePostcode(text(row.postcode) ?? '') ?? null,
    place: placeOf(row.place),
    deliveryPostcode: parsePostcode(text(row.delivery_postcode) ?? '') ?? null,
    deliveryPlace: placeOf(row.delivery_place),
    date: day === null ? null : toLocalDate(day),
    line: Number(row.line),
  };
}

/** Every row of a supplier edition, in the order of the list. */
export async function readSuppliers(duck: Duck, file: string): Promise<readonly SupplierPlace[]> {
  return (
    await duck.rows(
      `SELECT * FROM read_parquet(${fileLiteral(file)}, hive_partitioning = false) ORDER BY line`,
    )
  ).map(supplierOf);
}

function wholeOf(row: SqlRow, stem: 'combined' | 'region'): LadLookup['region'] {
  const code = placeOf(row[`${stem}_code`]);
  return code === null ? null : { code, name: text(row[`${stem}_name`]) ?? code };
}

/** Every row of a look-up edition, in the order of the codes. */
export async function readLookups(duck: Duck, file: string): Promise<readonly LadLookup[]> {
  const rows = await duck.rows(
    `SELECT * FROM read_parquet(${fileLiteral(file)}, hive_partitioning = false) ORDER BY ALL`,
  );
  return rows.map((row) => ({
    authority: toPlaceCode(String(row.authority)),
    combinedAuthority: wholeOf(row, 'combined'),
    region: wholeOf(row, 'region'),
  }));
}
