import { type Kysely, sql, type Transaction } from 'kysely';
import { assert } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';
import type { Records } from './types.ts';

type Row = Readonly<Record<string, unknown>>;

interface TableShape {
  readonly name: Exclude<keyof Tables, 'migrations' | 'store'>;
  /** Unique together; the order of a dump. */
  readonly key: readonly string[];
  readonly json: readonly string[];
  /** Rows asked for at once: few where a row can hold megabytes. */
  readonly page: number;
}

/** In an order in which each table needs only those before it. */
const shapes: readonly TableShape[] = [
  { name: 'owners', key: ['id'], json: [], page: 50 },
  { name: 'imports', key: ['id'], json: ['files', 'answers', 'reading'], page: 2 },
  { name: 'batches', key: ['id'], json: ['profile', 'report', 'warnings'], page: 50 },
  { name: 'batch_rejects', key: ['batch'], json: ['rejects'], page: 2 },
  { name: 'profiles', key: ['owner', 'signature', 'ordinal'], json: ['profile'], page: 50 },
  { name: 'definitions', key: ['owner', 'id', 'version'], json: ['definition'], page: 50 },
];

async function pageAfter(
  db: Kysely<Tables>,
  { name, key, page }: TableShape,
  after: Row | undefined,
): Promise<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const from = after ? sql`where (${columns}) > (${sql.join(key.map((column) => after[column]))})` : sql``;
  const { rows } = await sql<Row>`select * from ${sql.table(name)} ${from}
    order by ${columns} limit ${sql.lit(page)}`.execute(db);
  return rows;
}

async function* rowsOf(db: Kysely<Tables>, shape: TableShape) {
  let last: Row | undefined;
  do {
    const rows = await pageAfter(db, shape, last);
    for (const row of rows) yield { table: shape.name, row };
    last = rows.length === shape.page ? rows.at(-1) : undefined;
  } while (last);
}

async function* dump(db: Kysely<Tables>) {
  const moment = await db
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  try {
    for (const shape of shapes) yield* rowsOf(moment, shape);
  } finally {
    await moment.rollback().execute();
  }
}

async function insertRow(db: Transaction<Tables>, { name, json }: TableShape, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const values = columns.map((column) => {
    const value = row[column];
    return json.includes(column) && value !== null ? JSON.stringify(value) : value;
  });
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(name)} (${names}) values (${sql.join(values)})`.execute(db);
}

async function load(db: Kysely<Tables>, rows: Parameters<Records['load']>[0]): Promise<void> {
  await db.transaction().execute(async (all) => {
    const there = await all.selectFrom('owners').select('id').limit(1).execute();
    assert(there.length === 0, 'rows are written back into an empty store only');
    for await (const { table, row } of rows) {
      const shape = shapes.find(({ name }) => name === table);
      assert(shape !== undefined, `the records have a table ${table}`);
      await insertRow(all, shape, row);
    }
  });
}

/** Rows in and out, for backups. Every other row belongs to an owner, so a store without owners is empty. */
export function dumpIn(db: Kysely<Tables>): Pick<Records, 'dump' | 'load'> {
  return { dump: () => dump(db), load: (rows) => load(db, rows) };
}
