import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { EmbeddedEngine } from './embeddedEngine.ts';

/** Lets one after another in. A turn lasts until `leave` is called. */
function turnstile() {
  const queue: (() => void)[] = [];
  let taken = false;
  return {
    enter: () =>
      new Promise<void>((resolve) => {
        if (taken) queue.push(resolve);
        else {
          taken = true;
          resolve();
        }
      }),
    leave: () => {
      const next = queue.shift();
      if (next) next();
      else taken = false;
    },
  };
}

function connectionTo(engine: EmbeddedEngine): DatabaseConnection {
  return {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      const { rows, affected } = await engine.run(sql, parameters);
      // Kysely asks for rows of whatever type the query was typed with; only the database knows their shape.
      return { rows: rows as unknown as R[], numAffectedRows: BigInt(affected) };
    },
    streamQuery: () => {
      throw new Error('The records are read page by page, not streamed.');
    },
  };
}

function begin(settings: { readonly accessMode?: string; readonly isolationLevel?: string }): string {
  const level = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
  return `start transaction${level}${settings.accessMode ? ` ${settings.accessMode}` : ''}`;
}

/** One connection. Whoever holds it, for one statement or a whole transaction, holds it alone. */
function driverOver(engine: EmbeddedEngine): Driver {
  const connection = connectionTo(engine);
  const turns = turnstile();
  const run = async (sql: string) => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    init: async () => {},
    acquireConnection: async () => {
      await turns.enter();
      return connection;
    },
    beginTransaction: (_, settings) => run(begin(settings)),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    releaseConnection: async () => turns.leave(),
    destroy: () => engine.close(),
  };
}

/** Kysely's PostgreSQL over the embedded engine. Closing it closes the engine. */
export function embeddedDialect(engine: EmbeddedEngine): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driverOver(engine),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
