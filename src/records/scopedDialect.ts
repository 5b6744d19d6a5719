import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { assert } from '../domain/values/index.ts';
import { enteringSql, type Scope } from './scope.ts';

/** A connection that puts every statement outside a transaction into one of its own, under the scope. */
class ScopedConnection implements DatabaseConnection {
  inTransaction = false;
  readonly inner: DatabaseConnection;
  private readonly driver: Driver;
  private readonly scope: Scope;

  constructor(inner: DatabaseConnection, driver: Driver, scope: Scope) {
    this.inner = inner;
    this.driver = driver;
    this.scope = scope;
  }

  async begin(settings: Parameters<Driver['beginTransaction']>[1]): Promise<void> {
    await this.driver.beginTransaction(this.inner, settings);
    this.inTransaction = true;
    try {
      await this.inner.executeQuery(CompiledQuery.raw(enteringSql(this.scope)));
    } catch (error) {
      await this.end('rollbackTransaction');
      throw error;
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.inTransaction) return this.inner.executeQuery<R>(query);
    await this.begin({});
    try {
      const result = await this.inner.executeQuery<R>(query);
      await this.end('commitTransaction');
      return result;
    } catch (error) {
      if (this.inTransaction) await this.end('rollbackTransaction');
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('These records are read page by page, not streamed.');
  }

  async end(how: 'commitTransaction' | 'rollbackTransaction'): Promise<void> {
    this.inTransaction = false;
    await this.driver[how](this.inner);
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
    acquireConnection: async () => new ScopedConnection(await driver.acquireConnection(), driver, scope),
    beginTransaction: (connection, settings) => scoped(connection).begin(settings),
    commitTransaction: (connection) => scoped(connection).end('commitTransaction'),
    rollbackTransaction: (connection) => scoped(connection).end('rollbackTransaction'),
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
