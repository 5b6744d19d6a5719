import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, type Kysely, sql } from 'kysely';
import { lastHashes, type PersonId, verifyChain } from '../../src/domain/organisations/index.ts';
import { sha256Hex } from '../../src/records/audit.ts';
import { embeddedDialect } from '../../src/records/embeddedDialect.ts';
import { openEmbedded } from '../../src/records/embeddedEngine.ts';
import { migrate } from '../../src/records/migrate.ts';
import { storeOver } from '../../src/records/openRecords.ts';
import { serverDialect } from '../../src/records/serverDialect.ts';
import type { Tables } from '../../src/records/tables.ts';
import type { AuditSnapshot, Store, StoreFacts } from '../../src/records/types.ts';
import { personId } from './auditChain.ts';
import { newDatabase, type TestServer } from './postgres.ts';
import { acceptedOf, emptyHome, minute } from './records.ts';

/** A store for a test, with the database under it. */
export interface OpenedStore {
  readonly kind: StoreFacts['kind'];
  readonly store: Store;
  /** The same database with no role set: on the embedded store a superuser, on a server the owner of the tables. */
  readonly db: Kysely<Tables>;
  /** Takes every row out. */
  readonly empty: () => Promise<void>;
  readonly end: () => Promise<void>;
}

async function openedOver(
  kind: StoreFacts['kind'],
  dialect: Dialect,
  ended: () => void = () => {},
): Promise<OpenedStore> {
  const { store, db } = storeOver(dialect, kind, ended);
  acceptedOf(await migrate(db));
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`.execute(
    db,
  );
  const tables = sql.join(rows.map(({ name }) => sql.table(name)));
  const empty = async () => {
    await sql`truncate ${tables}`.execute(db);
  };
  return { kind, store, db, empty, end: () => store.close() };
}

/** An empty embedded store in a home of its own. */
export async function openEmbeddedStore(): Promise<OpenedStore> {
  const home = await emptyHome();
  const engine = await openEmbedded(join(home, 'records'));
  return openedOver('embedded', embeddedDialect(engine), () =>
    rmSync(home, { recursive: true, force: true }),
  );
}

/** An empty store in a new database of a server. */
export async function openServerStore(server: TestServer | null): Promise<OpenedStore> {
  if (!server) throw new Error('PostgreSQL is not installed.');
  return openedOver('server', serverDialect(await newDatabase(server)));
}

/** Both kinds of store, for tests that hold for each; `there` is false where PostgreSQL is not installed. */
export const storesOn = (server: TestServer | null) => [
  { name: 'embedded', kind: 'embedded', open: openEmbeddedStore, there: true },
  {
    name: 'on a PostgreSQL server',
    kind: 'server',
    open: () => openServerStore(server),
    there: server !== null,
  },
];

/** Invented people, as the library that signs people in adds them. */
export async function addPeople(store: Store, ...numbers: readonly number[]): Promise<readonly PersonId[]> {
  for (const number of numbers) {
    const [id, email] = [personId(number), `person-${number}@kirkvale.example`];
    await sql`insert into people (id, name, email, created_at, updated_at)
      values (${id}, ${`Person ${number}`}, ${email}, ${minute(0)}, ${minute(0)})`.execute(store.identity);
  }
  return numbers.map(personId);
}

/** Verifies one chain and compares its records with it. */
async function readChain(snapshot: AuditSnapshot, chain: string) {
  const last = lastHashes();
  const noted = async function* () {
    for await (const entry of snapshot.chainEntries(chain)) {
      last.note(entry);
      yield entry;
    }
  };
  const head = (await snapshot.heads()).find((one) => one.chain === chain) ?? null;
  const verified = await verifyChain(sha256Hex, { chain, entries: noted(), head, anchors: [] });
  const present = snapshot.presentRecords(chain);
  const compared = present ? await last.compare(present) : { findings: [], records: 0 };
  const wrong = [...verified.findings, ...compared.findings].map(({ sentence }) => sentence);
  return { wrong, entries: verified.entries, records: compared.records };
}

/**
 * Verifies every chain, and compares every record with what its chain says last: what is wrong, and how many entries
 * and records each chain has.
 */
export async function soundness(store: Store) {
  const organisations = await store.organisations();
  return store.auditSnapshot(async (snapshot) => {
    const wrong: string[] = [];
    const entries: Record<string, number> = {};
    const records: Record<string, number> = {};
    const chains = new Set([...organisations.map(({ id }) => id), ...(await snapshot.chainNames())]);
    for (const chain of chains) {
      const read = await readChain(snapshot, chain);
      wrong.push(...read.wrong);
      entries[chain] = read.entries;
      records[chain] = read.records;
    }
    return { wrong, entries, records };
  });
}
