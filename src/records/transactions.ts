import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { assert } from '../domain/values/index.ts';

/**
 * A statement with those that have to stand before and after it. They go to the database together, in this order, and
 * none is carried out after one that failed.
 */
export interface Together {
  readonly before: readonly string[];
  readonly query: CompiledQuery;
  readonly after: readonly string[];
}

/** One connection of a database, as far as transactions need it. */
export interface Carrier {
  readonly carryOut: (together: Together) => Promise<QueryResult<unknown>>;
  /** Ends a transaction that changed nothing, before whatever comes next; nobody waits for it. */
  readonly letGo: () => Promise<void>;
  readonly release: () => void;
}

/** Connections of a database. */
export interface Carriers {
  readonly acquire: () => Promise<Carrier>;
  readonly destroy: () => Promise<void>;
}

const entering = new WeakMap<CompiledQuery, readonly string[]>();

/**
 * What a transaction begins with. It asks for nothing, so it goes to the database with the first statement that does,
 * and that statement is carried out only after it.
 */
export function enteringQuery(statements: readonly string[]): CompiledQuery {
  const query = CompiledQuery.raw(statements.join('; '));
  entering.set(query, statements);
  return query;
}

/** What a query puts before those that ask for something; undefined where it asks for something itself. */
function statementsBefore(query: CompiledQuery): readonly string[] | undefined {
  const { sql, parameters } = query;
  const takesRole = parameters.length === 0 && /^set local role "?\w+"?$/.test(sql);
  return entering.get(query) ?? (takesRole ? [sql] : undefined);
}

/** Whether a query surely changes nothing: what was written by hand, or holds other queries by name, may do so. */
function onlyReads({ query }: CompiledQuery): boolean {
  return query.kind === 'SelectQueryNode' && !('with' in query && query.with !== undefined);
}

function beginning({ isolationLevel, accessMode }: TransactionSettings): string {
  const level = isolationLevel ? ` isolation level ${isolationLevel}` : '';
  return `start transaction${level}${accessMode ? ` ${accessMode}` : ''}`;
}

const nothing = { rows: [], numAffectedRows: 0n };

/** A connection whose transactions begin with their first statement. */
export class LedConnection implements DatabaseConnection {
  private waiting: string[] = [];
  private mayHaveChanged = false;

  constructor(readonly carrier: Carrier) {}

  begin(settings: TransactionSettings): void {
    this.waiting = [beginning(settings)];
    this.mayHaveChanged = false;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statements = statementsBefore(query);
    if (statements !== undefined && this.waiting.length > 0) {
      this.waiting.push(...statements);
      return nothing;
    }
    const before = this.waiting;
    this.waiting = [];
    this.mayHaveChanged ||= !onlyReads(query);
    // Kysely asks for rows of whatever type the query was typed with; only the database knows their shape.
    return (await this.carrier.carryOut({ before, query, after: [] })) as QueryResult<R>;
  }

  /** Carries out one statement in a transaction of its own, which begins with some others. */
  async alone<R>(query: CompiledQuery, statements: readonly string[]): Promise<QueryResult<R>> {
    const before = [beginning({}), ...statements];
    try {
      return (await this.carrier.carryOut({ before, query, after: ['commit'] })) as QueryResult<R>;
    } catch (error) {
      await this.carryOutAlone('rollback');
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('The records are read page by page, not streamed.');
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    const isBegun = this.waiting.length === 0;
    this.waiting = [];
    if (!isBegun) return;
    if (how === 'commit' && !this.mayHaveChanged) await this.carrier.letGo();
    else await this.carryOutAlone(how);
  }

  private async carryOutAlone(statement: string): Promise<void> {
    await this.carrier.carryOut({ before: [], query: CompiledQuery.raw(statement), after: [] });
  }
}

/** A connection that this driver gave. */
export function led(connection: DatabaseConnection): LedConnection {
  assert(connection instanceof LedConnection, 'a driver is given its own connections');
  return connection;
}

/** Transactions over the connections of a database. */
export function ledDriver({ acquire, destroy }: Carriers): Driver {
  return {
    init: async () => {},
    acquireConnection: async () => new LedConnection(await acquire()),
    beginTransaction: async (connection, settings) => led(connection).begin(settings),
    commitTransaction: (connection) => led(connection).end('commit'),
    rollbackTransaction: (connection) => led(connection).end('rollback'),
    releaseConnection: async (connection) => led(connection).carrier.release(),
    destroy,
  };
}
