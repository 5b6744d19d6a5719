import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

const { Pool, types } = pg;

const limits = {
  /** Connections at once. */
  max: 10,
  connectionTimeoutMillis: 10_000,
  /** A statement of ours that takes a minute is stuck. */
  statement_timeout: 60_000,
  /** A backup may pause between two rows, but not for ever. */
  idle_in_transaction_session_timeout: 600_000,
};

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${text} is too large for a number`);
  return value;
}

/** BIGINT as a number, as `embeddedWorker.mjs` reads it; everything else as the driver does. */
const readers: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === types.builtins.INT8 && format !== 'binary' ? wholeNumber : types.getTypeParser(type, format),
};

/** Kysely over a bounded pool of connections to a PostgreSQL server. Opens no connection yet. */
export function serverDialect(databaseUrl: string): Dialect {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'sevenbox',
    types: readers,
    ...limits,
  });
  // A connection that breaks while nobody uses it is replaced by the pool; without a listener it ends the process.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
