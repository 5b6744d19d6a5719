import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely, sql } from 'kysely';
import { accept, assert, type Decision, refuse } from '../domain/values/index.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { holdsStore } from './lock.ts';
import { migrate } from './migrate.ts';
import { recordsIn } from './recordsIn.ts';
import { serverDialect } from './serverDialect.ts';
import { suitable, unreachable } from './serverErrors.ts';
import type { Tables } from './tables.ts';
import type { Records, StoreFacts } from './types.ts';

export interface RecordsSettings {
  /** The home folder; the embedded store is `records` in it. */
  readonly home: string;
  /** A PostgreSQL server to use instead of the embedded store; null for the embedded one. */
  readonly databaseUrl: string | null;
}

/** Embedded stores that are open in this process: a second engine over the same files would destroy them. */
const open = new Set<string>();

async function migrated(
  dialect: Dialect,
  kind: StoreFacts['kind'],
  ended: () => void,
): Promise<Decision<Records>> {
  const db = new Kysely<Tables>({ dialect });
  const close = async () => {
    await db.destroy();
    ended();
  };
  try {
    const done = await migrate(db);
    if (done.ok) return accept(recordsIn(db, kind, close));
    await close();
    return done;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Refuses a server that would not keep every text, or does not know what the migrations say. */
async function checkServer(databaseUrl: string): Promise<Decision<null>> {
  const db = new Kysely<Tables>({ dialect: serverDialect(databaseUrl) });
  try {
    const { rows } = await sql<{ version: number; encoding: string }>`select
      current_setting('server_version_num')::integer as version,
      current_setting('server_encoding') as encoding`.execute(db);
    return suitable(databaseUrl, rows[0]);
  } finally {
    await db.destroy();
  }
}

async function openServer(databaseUrl: string): Promise<Decision<Records>> {
  try {
    const checked = await checkServer(databaseUrl);
    if (!checked.ok) return checked;
    return await migrated(serverDialect(databaseUrl), 'server', () => {});
  } catch (error) {
    return unreachable(databaseUrl, error);
  }
}

async function openFolder(folder: string): Promise<Decision<Records>> {
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
export async function openRecords({ home, databaseUrl }: RecordsSettings): Promise<Decision<Records>> {
  if (databaseUrl !== null) return openServer(databaseUrl);
  assert(holdsStore(home), `${home} is taken with takeStore before its records are opened`);
  return openFolder(join(realpathSync(home), 'records'));
}
