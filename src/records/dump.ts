import { sql, type Transaction } from 'kysely';
import { assert } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';
import type { AcrossOrganisations } from './types.ts';

type Row = Readonly<Record<string, unknown>>;

interface TableShape {
  readonly name: string;
  /** Unique together; the order of a dump. */
  readonly key: readonly string[];
  readonly json: readonly string[];
  /** Rows asked for at once: few where a row can hold megabytes. */
  readonly page: number;
}

/** Tables that a dump leaves out, and why. A table that is neither here nor dumped fails a test. */
export const leftOut: Readonly<Record<string, string>> = {
  store: 'names this one store; what is restored is another, and says itself whether it is a demonstration',
  migrations: 'say what shape the tables have, which a restore finds made',
  sessions: 'everybody signs in again',
  verifications: 'links and trips to a provider last minutes and are asked for again',
  rate_limits: 'count attempts of the last minutes',
  jobs: 'a restore closes the imports they work on, and sends no email again',
};

/** In an order in which each table needs only those before it. */
export const dumped: readonly TableShape[] = [
  { name: 'people', key: ['id'], json: [], page: 50 },
  { name: 'accounts', key: ['id'], json: [], page: 50 },
  { name: 'second_factors', key: ['id'], json: [], page: 50 },
  { name: 'organisations', key: ['id'], json: [], page: 50 },
  { name: 'memberships', key: ['organisation', 'person'], json: ['roles'], page: 50 },
  { name: 'invitations', key: ['id'], json: ['roles'], page: 50 },
  { name: 'owners', key: ['id'], json: [], page: 50 },
  { name: 'imports', key: ['id'], json: ['files', 'answers', 'reading'], page: 2 },
  { name: 'batches', key: ['id'], json: ['profile', 'report', 'warnings'], page: 50 },
  { name: 'batch_rejects', key: ['batch'], json: ['rejects'], page: 2 },
  { name: 'profiles', key: ['owner', 'signature', 'ordinal'], json: ['profile'], page: 50 },
  { name: 'definitions', key: ['owner', 'id', 'version'], json: ['definition'], page: 50 },
  { name: 'evidence_files', key: ['id'], json: [], page: 50 },
  { name: 'supplier_decisions', key: ['id'], json: ['name_keys'], page: 200 },
  { name: 'matchings', key: ['id'], json: [], page: 50 },
  {
    name: 'supplier_matches',
    key: ['organisation', 'supplier_number', 'name_key'],
    json: ['finding'],
    page: 500,
  },
  { name: 'measure_sets', key: ['id'], json: ['content', 'source'], page: 2 },
  { name: 'tender_files', key: ['id'], json: ['content'], page: 2 },
  { name: 'audit_entries', key: ['chain', 'number'], json: ['subjects'], page: 200 },
  { name: 'audit_heads', key: ['chain'], json: [], page: 50 },
];

async function pageAfter(
  tx: Transaction<Tables>,
  { name, key, page }: TableShape,
  after: Row | undefined,
): Promise<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const from = after ? sql`where (${columns}) > (${sql.join(key.map((column) => after[column]))})` : sql``;
  const { rows } = await sql<Row>`select * from ${sql.table(name)} ${from}
    order by ${columns} limit ${sql.lit(page)}`.execute(tx);
  return rows;
}

async function* rowsOf(tx: Transaction<Tables>, shape: TableShape) {
  let last: Row | undefined;
  do {
    const rows = await pageAfter(tx, shape, last);
    for (const row of rows) yield { table: shape.name, row };
    last = rows.length === shape.page ? rows.at(-1) : undefined;
  } while (last);
}

/** Every row that is kept, table by table, in an order that can be written back. */
export async function* dumpPieces(tx: Transaction<Tables>) {
  for (const shape of dumped) yield* rowsOf(tx, shape);
}

async function insertRow(tx: Transaction<Tables>, { name, json }: TableShape, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const values = columns.map((column) => {
    const value = row[column];
    return json.includes(column) && value !== null ? JSON.stringify(value) : value;
  });
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(name)} (${names}) values (${sql.join(values)})`.execute(tx);
}

/** What the row of an owner of ledgers was before there were organisations: both, for backups of that time. */
function rowsNow(one: { readonly table: string; readonly row: Row }): readonly (typeof one)[] {
  if (one.table !== 'owners' || !('name' in one.row)) return [one];
  const { name, org_id, ...row } = one.row;
  const { id, created_at, changed_at } = row;
  const organisation = { id, kind: 'anchor', name, org_id, created_at, changed_at };
  return [
    { table: 'organisations', row: organisation },
    { table: 'owners', row },
  ];
}

/** Writes rows back. Throws where there is an organisation already. */
export async function loadIn(
  tx: Transaction<Tables>,
  rows: Parameters<AcrossOrganisations['load']>[0],
): Promise<void> {
  const there = await tx.selectFrom('organisations').select('id').limit(1).execute();
  assert(there.length === 0, 'rows are written back into an empty store only');
  for await (const one of rows) {
    for (const { table, row } of rowsNow(one)) {
      const shape = dumped.find(({ name }) => name === table);
      assert(shape !== undefined, `the records have a table ${table}`);
      await insertRow(tx, shape, row);
    }
  }
}
