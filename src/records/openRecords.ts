import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import { accept, assert, type Decision, instantAt, refuse } from '../domain/values/index.ts';
import { acrossIn } from './across.ts';
import { attemptsIn } from './attempts.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { holdsStore } from './lock.ts';
import { migrate } from './migrate.ts';
import { recordsIn } from './recordsIn.ts';
import { scopeRoles } from './scope.ts';
import { scopedDialect, sharedDriver } from './scopedDialect.ts';
import { serverDialect } from './serverDialect.ts';
import { type ServerSays, suitable, unreachable } from './serverErrors.ts';
import type { Tables } from './tables.ts';
import type { Store, StoreFacts } from './types.ts';

export interface RecordsSettings {
  /** The home folder; the embedded store is `records` in it. */
  readonly home: string;
  /** A PostgreSQL server to use instead of the embedded store; null for the embedded one. */
  readonly databaseUrl: string | null;
  /** The same database for a user who may change its tables; without it the user of `databaseUrl` changes them. */
  readonly migrationUrl?: string | null;
}

/** Embedded stores that are open in this process: a second engine over the same files would destroy them. */
const open = new Set<string>();

/** A store over a database that has the shape this program needs. Closing it closes the database. */
export function storeOver(
  dialect: Dialect,
  kind: StoreFacts['kind'],
  ended: () => void = () => {},
): { readonly store: Store; readonly db: Kysely<Tables> } {
  const shared = sharedDriver(dialect);
  const db = new Kysely<Tables>({ dialect: shared.dialect });
  const identity = scopedDialect(shared.driver, { role: 'sevenbox_identity' });
  const now = () => instantAt(Date.now());
  const store: Store = {
    ...acrossIn(db, kind),
    as: (acting) => recordsIn(db, acting, now),
    identity: new Kysely<Tables>({ dialect: identity }),
    attempts: attemptsIn(db),
    close: async () => {
      await db.destroy();
      ended();
    },
  };
  return { store, db };
}

async function migrated(
  dialect: Dialect,
  kind: StoreFacts['kind'],
  ended: () => void,
): Promise<Decision<Store>> {
  const { store, db } = storeOver(dialect, kind, ended);
  try {
    const done = await migrate(db);
    if (done.ok) return accept(store);
    await store.close();
    return done;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Refuses a server that would not keep every text, or does not know what the migrations say. */
async function checkServer(databaseUrl: string): Promise<Decision<null>> {
  const db = new Kysely<Tables>({ dialect: serverDialect(databaseUrl) });
  try {
    const { rows } = await sql<ServerSays>`select
      current_setting('server_version_num')::integer as version,
      current_setting('server_encoding') as encoding,
      rolsuper or rolbypassrls as "unbound"
      from pg_roles where rolname = current_user`.execute(db);
    return suitable(databaseUrl, rows[0]);
  } finally {
    await db.destroy();
  }
}

/** Changes the tables as another user, who then lets the user of the product work under its roles. */
async function migrateAs(migrationUrl: string, databaseUrl: string): Promise<Decision<null>> {
  const db = new Kysely<Tables>({ dialect: serverDialect(migrationUrl) });
  try {
    const done = await migrate(db);
    if (!done.ok) return done;
    const user = decodeURIComponent(new URL(databaseUrl).username);
    for (const role of scopeRoles) {
      await sql`grant ${sql.id(role)} to ${sql.id(user)}`.execute(db);
    }
    await sql`grant select on migrations to ${sql.id(user)}`.execute(db);
    return accept(null);
  } catch (error) {
    return unreachable(migrationUrl, error);
  } finally {
    await db.destroy();
  }
}

async function openServer(databaseUrl: string, migrationUrl: string | null): Promise<Decision<Store>> {
  try {
    const checked = await checkServer(databaseUrl);
    if (!checked.ok) return checked;
    if (migrationUrl === null) return await migrated(serverDialect(databaseUrl), 'server', () => {});
    const done = await migrateAs(migrationUrl, databaseUrl);
    return done.ok ? accept(storeOver(serverDialect(databaseUrl), 'server').store) : done;
  } catch (error) {
    return unreachable(databaseUrl, error);
  }
}

async function openFolder(folder: string): Promise<Decision<Store>> {
  assert(!open.has(folder), `the records in ${folder} are opened once in this process`);
  open.add(folder);
  try {
    const engine = await openEmbedded(folder);
    return await migrated(embeddedDialect(engine), 'embedded', () => open.delete(folder));
  } catch (error) {
    open.delete(folder);
    const why = error instanceof Error ? error.message : String(error);
    const sentence = `The records in ${folder} cannot be opened. Check that the disk is not full and that this user may write there; else restore a backup into an empty folder. (The engine says: ${why})`;
    return refuse('records-unreadable', sentence);
  }
}

/**
 * Opens the records, and brings them to the shape this program needs. Refused in words when the server is out of
 * reach or the store is not for this program. The home folder must be taken with `takeStore` before.
 */
export async function openRecords({
  home,
  databaseUrl,
  migrationUrl = null,
}: RecordsSettings): Promise<Decision<Store>> {
  if (databaseUrl !== null) return openServer(databaseUrl, migrationUrl);
  assert(holdsStore(home), `${home} is taken with takeStore before its records are opened`);
  return openFolder(join(realpathSync(home), 'records'));
}
