import {
  type CompiledQuery,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { exchange } from './serverExchange.ts';
import { type Carrier, ledDriver, type Together } from './transactions.ts';

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

const changes: readonly string[] = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'];

/** Whether a text may hold several statements, which the server takes only without others around them. */
const isScript = ({ sql, parameters }: CompiledQuery) => parameters.length === 0 && sql.includes(';');

async function carryOut(client: pg.PoolClient, together: Together): Promise<QueryResult<unknown>> {
  const { before, query, after } = together;
  if (before.length > 0 && isScript(query)) {
    for (const text of before) await client.query(text);
    return carryOut(client, { ...together, before: [] });
  }
  const isPlain = before.length === 0 && after.length === 0;
  const { command, rowCount, rows } = await (isPlain
    ? client.query(query.sql, [...query.parameters])
    : exchange(client, together, readers));
  return { rows, ...(changes.includes(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
}

/** How long a connection may wait for something that the end of its last transaction can go with. */
const patienceMilliseconds = 5;

/**
 * A connection whose transactions without changes end together with the beginning of the next one: each message to the
 * server costs more than most statements.
 */
class ServerCarrier implements Carrier {
  private timer: NodeJS.Timeout | null = null;

  constructor(readonly client: pg.PoolClient) {}

  carryOut(together: Together): Promise<QueryResult<unknown>> {
    const owed = this.timer === null ? [] : ['commit'];
    this.pay();
    return carryOut(this.client, { ...together, before: [...owed, ...together.before] });
  }

  async letGo(): Promise<void> {
    this.timer = setTimeout(() => {
      this.pay();
      // Where the connection breaks, what comes next on it hears of it.
      this.client.query('commit').catch(() => {});
    }, patienceMilliseconds);
  }

  release(): void {
    this.client.release();
  }

  private pay(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

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
  const carriers = new WeakMap<pg.PoolClient, ServerCarrier>();
  const acquire = async () => {
    const client = await pool.connect();
    const carrier = carriers.get(client) ?? new ServerCarrier(client);
    carriers.set(client, carrier);
    return carrier;
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ledDriver({ acquire, destroy: () => pool.end() }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
