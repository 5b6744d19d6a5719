import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type ControlledTransaction,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  sql,
  type Transaction,
} from 'kysely';
import type { PersonId } from '../../domain/organisations/index.ts';
import { assert } from '../../domain/values/index.ts';
import { writesTo } from './statements.ts';
import type { IdentityTables } from './tables.ts';
import type { IdentityEvent } from './types.ts';

/** Whose rights the tables of people are read and written with. */
const role = 'sevenbox_identity';

/**
 * How a piece of work uses the database. `usual` opens its transaction with the first change, so that none is open
 * while passwords are hashed. `together` opens it at once. `with-network` asks other computers on its way: what is
 * valid once is then spent for good beforehand, so that no transaction waits for them.
 */
export type WorkKind = 'usual' | 'together' | 'with-network';

interface OpenWork<T> {
  readonly kind: WorkKind;
  readonly events: IdentityEvent[];
  readonly afterwards: (() => void)[];
  transaction: Promise<ControlledTransaction<T>> | null;
  subject: PersonId | null;
}

/** Pieces of work on the tables of people: each is carried out as a whole, or not at all. */
export interface Works {
  /** The tables, for whoever works: within the transaction of the piece of work where one is open. */
  readonly db: Kysely<IdentityTables>;
  /** Carries out a piece of work, tells what happened, and only then makes it count. */
  readonly during: <R>(kind: WorkKind, task: () => Promise<R>) => Promise<R>;
  /** Notes what happened; it is told when the piece of work is done. */
  readonly tell: (event: IdentityEvent) => void;
  /** Takes back what was noted and does not hold after all; true when it was there. */
  readonly untell: (wrong: (event: IdentityEvent) => boolean) => boolean;
  /** Notes whom the piece of work turns out to be about; null takes that back. */
  readonly noteSubject: (person: PersonId | null) => void;
  readonly subject: () => PersonId | null;
  /** Does something once the work counts, without waiting for it. */
  readonly afterwards: (deed: () => void) => void;
}

export interface WorkParts<T> {
  readonly db: Kysely<T>;
  readonly onEvent: (event: IdentityEvent, within: Transaction<T>) => Promise<void>;
}

async function takeRole<T>(transaction: Transaction<T>): Promise<void> {
  await sql`set local role ${sql.ref(role)}`.execute(transaction);
}

async function opened<T>(db: Kysely<T>): Promise<ControlledTransaction<T>> {
  const transaction = await db.startTransaction().execute();
  try {
    await takeRole(transaction);
    return transaction;
  } catch (error) {
    await transaction.rollback().execute();
    throw error;
  }
}

function transactionOf<T>(db: Kysely<T>, work: OpenWork<T>): Promise<ControlledTransaction<T>> {
  work.transaction ??= opened(db);
  return work.transaction;
}

/** Whether a statement must be within the transaction of its piece of work. */
function opens({ kind }: { readonly kind: WorkKind }, query: CompiledQuery): boolean {
  if (kind === 'together') return true;
  const table = writesTo(query);
  return table !== null && !(kind === 'with-network' && table === 'verifications');
}

/** Carries out one statement where it belongs; one that belongs to no piece of work has a transaction of its own. */
async function carryOut<T, R>(
  db: Kysely<T>,
  work: OpenWork<T> | undefined,
  query: CompiledQuery,
): Promise<QueryResult<R>> {
  if (work && (work.transaction || opens(work, query))) {
    return (await transactionOf(db, work)).executeQuery<R>(query);
  }
  return db.transaction().execute(async (alone) => {
    await takeRole(alone);
    return alone.executeQuery<R>(query);
  });
}

function borrowing(run: <R>(query: CompiledQuery) => Promise<QueryResult<R>>): Dialect {
  const never = async () =>
    assert(false, 'transactions on the tables of people are opened by pieces of work');
  const connection: DatabaseConnection = {
    executeQuery: run,
    streamQuery: () => {
      throw new Error('People are read all at once, not streamed.');
    },
  };
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      beginTransaction: never,
      commitTransaction: never,
      rollbackTransaction: never,
      releaseConnection: async () => {},
      destroy: async () => {},
    }),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

async function finish<T>({ db, onEvent }: WorkParts<T>, work: OpenWork<T>): Promise<void> {
  for (const event of work.events) await onEvent(event, await transactionOf(db, work));
  if (!work.transaction) return;
  const transaction = await work.transaction;
  await transaction.commit().execute();
}

async function abandon<T>(work: OpenWork<T>): Promise<void> {
  const transaction = await work.transaction?.catch(() => null);
  if (transaction && !transaction.isCommitted) await transaction.rollback().execute();
}

/**
 * Pieces of work over a database that has one connection or many. While a transaction is open, everything the work
 * does goes through it: on one connection, anything else would wait for itself.
 */
export function worksOver<T>(parts: WorkParts<T>): Works {
  const current = new AsyncLocalStorage<OpenWork<T>>();
  const working = () => {
    const work = current.getStore();
    assert(work !== undefined, 'a piece of work is being done');
    return work;
  };
  const during = async <R>(kind: WorkKind, task: () => Promise<R>): Promise<R> => {
    assert(current.getStore() === undefined, 'one piece of work at a time');
    const work: OpenWork<T> = { kind, events: [], afterwards: [], transaction: null, subject: null };
    try {
      const result = await current.run(work, task);
      await finish(parts, work);
      for (const deed of work.afterwards) deed();
      return result;
    } catch (error) {
      await abandon(work);
      throw error;
    }
  };
  return {
    db: new Kysely<IdentityTables>({
      dialect: borrowing((query) => carryOut(parts.db, current.getStore(), query)),
    }),
    during,
    tell: (event) => {
      working().events.push(event);
    },
    untell: (wrong) => {
      const { events } = working();
      const at = events.findIndex(wrong);
      if (at >= 0) events.splice(at, 1);
      return at >= 0;
    },
    noteSubject: (person) => {
      working().subject = person;
    },
    subject: () => working().subject,
    afterwards: (deed) => {
      working().afterwards.push(deed);
    },
  };
}
