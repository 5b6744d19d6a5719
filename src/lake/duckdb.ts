import { createReadStream, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export type SqlValue = string | number | boolean | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Rows of whole numbers, column by column. */
export interface NumberColumns {
  readonly rows: number;
  readonly columns: readonly ArrayLike<number>[];
}

/** One DuckDB session in this process. Every statement it runs comes from a named `.sql` file or a helper here. */
export interface Duck {
  readonly rows: (sql: string, values?: Readonly<Record<string, SqlValue>>) => Promise<readonly SqlRow[]>;
  /** The same as `rows`, by way of a file: several times quicker for hundreds of thousands of rows. */
  readonly manyRows: (sql: string) => Promise<readonly SqlRow[]>;
  /** Rows as they come, a part at a time, on a connection of their own; the caller may stop early. */
  readonly parts: (sql: string) => AsyncIterable<readonly SqlRow[]>;
  /** Rows of whole numbers below 2^53 as they come, a part at a time; empty cells are not allowed. */
  readonly numbers: (sql: string) => AsyncIterable<NumberColumns>;
  readonly run: (sql: string, values?: Readonly<Record<string, SqlValue>>) => Promise<void>;
  readonly fill: (table: string, rows: Iterable<readonly SqlValue[]>) => Promise<void>;
  /** The same tables by way of a second connection, whose statements do not wait for those of the first. */
  readonly beside: () => Promise<BesideDuck>;
  readonly close: () => void;
}

/** A second connection; it is closed with the first. */
export type BesideDuck = Pick<Duck, 'rows' | 'manyRows' | 'run' | 'fill'>;

export interface DuckSettings {
  /** Where sorts and joins spill to when memory runs short. */
  readonly scratch: string;
  /** Megabytes DuckDB may hold; 700 unless told. */
  readonly memoryMegabytes?: number;
  readonly threads?: number;
}

/** A value as an SQL literal. Only for statements that cannot take parameters, such as `read_csv` and `COPY`. */
export function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A file to read as an SQL literal that names this file only: without it `pay[1].csv` would read `pay1.csv`. */
export function fileLiteral(path: string): string {
  return literal(path.replace(/[*?[]/g, '[$&]'));
}

/** The text of `src/lake/sql/<name>.sql`. */
export function sqlText(name: string): string {
  return readFileSync(new URL(`../../src/lake/sql/${name}.sql`, import.meta.url), 'utf8');
}

/** Puts fragments into `{{name}}` places of a named statement. Throws when a place is left open. */
export function fillSql(name: string, fragments: Readonly<Record<string, string>>): string {
  return sqlText(name).replace(/\{\{(\w+)\}\}/g, (_, place: string) => {
    const fragment = fragments[place];
    if (fragment === undefined) throw new Error(`${name}.sql has no value for ${place}`);
    return fragment;
  });
}

function statementOf(sql: string): string {
  return sql.trim().replace(/;$/, '');
}

async function readRows(
  connection: DuckDBConnection,
  sql: string,
  values: Readonly<Record<string, SqlValue>> = {},
): Promise<readonly SqlRow[]> {
  const query = `SELECT to_json(q)::VARCHAR FROM (${statementOf(sql)}\n) q`;
  const reader = await connection.runAndReadAll(query, values);
  return reader.getColumns()[0]?.map((row) => JSON.parse(String(row)) as SqlRow) ?? [];
}

async function readManyRows(
  connection: DuckDBConnection,
  path: string,
  sql: string,
): Promise<readonly SqlRow[]> {
  await connection.run(`COPY (${statementOf(sql)}\n) TO ${literal(path)} (FORMAT json)`);
  const rows: SqlRow[] = [];
  const parse = (lines: string) => {
    if (lines !== '') for (const row of JSON.parse(`[${lines.replaceAll('\n', ',')}]`)) rows.push(row);
  };
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const text = rest + chunk;
    const end = text.lastIndexOf('\n');
    parse(text.slice(0, Math.max(end, 0)));
    rest = text.slice(end + 1);
  }
  parse(rest);
  await rm(path);
  return rows;
}

async function* readParts(instance: DuckDBInstance, sql: string): AsyncIterable<readonly SqlRow[]> {
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`SELECT to_json(q)::VARCHAR FROM (${statementOf(sql)}\n) q`);
    for await (const rows of result.yieldRows()) {
      yield rows.map((row) => JSON.parse(String(row[0])) as SqlRow);
    }
  } finally {
    connection.closeSync();
  }
}

async function* readNumbers(instance: DuckDBInstance, sql: string): AsyncIterable<NumberColumns> {
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`SELECT COLUMNS(*)::DOUBLE FROM (${statementOf(sql)}\n)`);
    for await (const chunk of result) {
      const rows = chunk.rowCount;
      const columns = Array.from({ length: chunk.columnCount }, (_, column) => {
        const vector = chunk.getColumnVector(column);
        const values = new Float64Array(rows);
        for (let row = 0; row < rows; row += 1) values[row] = Number(vector.getItem(row));
        return values;
      });
      yield { rows, columns };
    }
  } finally {
    connection.closeSync();
  }
}

async function fillTable(
  connection: DuckDBConnection,
  table: string,
  rows: Iterable<readonly SqlValue[]>,
): Promise<void> {
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull();
      else if (typeof value === 'string') appender.appendVarchar(value);
      else if (typeof value === 'boolean') appender.appendBoolean(value);
      else appender.appendBigInt(BigInt(value));
    }
    appender.endRow();
  }
  appender.flushSync();
  appender.closeSync();
}

/** What a connection does; `freshFile` names a file for rows that is not there yet. */
function connected(connection: DuckDBConnection, freshFile: () => string): BesideDuck {
  return {
    rows: (sql, values) => readRows(connection, sql, values),
    manyRows: (sql) => readManyRows(connection, freshFile(), sql),
    run: async (sql, values) => {
      await connection.run(sql, values);
    },
    fill: (table, rows) => fillTable(connection, table, rows),
  };
}

async function connect(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'Europe/London'");
  return connection;
}

/** Opens an in-memory session with fixed settings, so that results do not depend on the machine. */
export async function openDuck(settings: DuckSettings): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${settings.memoryMegabytes ?? 700}MB`,
    temp_directory: settings.scratch,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(settings.threads ? { threads: String(settings.threads) } : {}),
  });
  const first = await connect(instance);
  const open = [first];
  let files = 0;
  const freshFile = () => {
    files += 1;
    return join(settings.scratch, `rows-${files}.json`);
  };
  return {
    ...connected(first, freshFile),
    parts: (sql) => readParts(instance, sql),
    numbers: (sql) => readNumbers(instance, sql),
    beside: async () => {
      const second = await connect(instance);
      open.push(second);
      return connected(second, freshFile);
    },
    close: () => {
      for (const connection of open) connection.closeSync();
      instance.closeSync();
    },
  };
}
