import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { assert } from '../domain/values/index.ts';
import { enteringFor, enteringStatements, type Scope } from './scope.ts';
import { type LedConnection, led } from './transactions.ts';

/** A connection that puts every statement outside a transaction into one of its own, under the scope. */
class ScopedConnection implements DatabaseConnection {
  private inTransaction = false;
  private readonly scope: Scope;

  constructor(
    readonly inner: LedConnection,
    scope: Scope,
  ) {
    this.scope = scope;
  }

  async begin(settings: TransactionSettings): Promise<void> {
    this.inner.begin(settings);
    this.inTransaction = true;
    await this.inner.executeQuery(enteringFor(this.scope));
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.inTransaction
      ? this.inner.executeQuery<R>(query)
      : this.inner.alone<R>(query, enteringStatements(this.scope));
  }

  streamQuery(): never {
    throw new Error('These records are read page by page, not streamed.');
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.inTransaction = false;
    await this.inner.end(how);
  }
}

function scoped(connection: DatabaseConnection): ScopedConnection {
  assert(connection instanceof ScopedConnection, 'a scoped driver is given its own connections');
  return connection;
}

/** Transactions over a driver that somebody else opens and closes, each under one scope. */
function driverOver(driver: Driver, scope: Scope): Driver {
  return {
    init: () => driver.init(),
    acquireConnection: async () => new ScopedConnection(led(await driver.acquireConnection()), scope),
    beginTransaction: (connection, settings) => scoped(connection).begin(settings),
    commitTransaction: (connection) => scoped(connection).end('commit'),
    rollbackTransaction: (connection) => scoped(connection).end('rollback'),
    releaseConnection: (connection) => driver.releaseConnection(scoped(connection).inner),
    destroy: async () => {},
  };
}

/** A driver that several Kysely instances share; it is opened once, and closed with the one that owns it. */
export function sharedDriver(dialect: Dialect): { readonly driver: Driver; readonly dialect: Dialect } {
  const driver = dialect.createDriver();
  return { driver, dialect: { ...parts, createDriver: () => driver } };
}

const parts = {
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};

/**
 * Kysely for a library that writes its own statements: whatever it asks runs in a transaction under the scope.
 */
export function scopedDialect(driver: Driver, scope: Scope): Dialect {
  return { ...parts, createDriver: () => driverOver(driver, scope) };
}
