import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Kysely, sql, type Transaction } from 'kysely';
import { accept, type Decision, type Instant, instantAt, refuse } from '../domain/values/index.ts';
import type { Tables } from './tables.ts';

/** A step from one shape of the store to the next, as `migrations/0001-imports.sql` holds it. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

// Migrations lie beside src/ and dist/: two folders up is the package, both from src/records and dist/records.
const folder = new URL('../../migrations/', import.meta.url);

/** The number of the lock that keeps two processes from changing one server at once: "sevenbox" in ASCII. */
const advisoryLock = '8315168261972389752';

/** Every migration of this program, in order. Line ends do not count towards the SHA-256. */
export function shippedMigrations(): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8').replaceAll('\r\n', '\n');
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { number: Number(name.slice(0, 4)), name: name.slice(0, -4), text, sha256 };
  });
}

async function alone(db: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(advisoryLock)}::bigint)`.execute(db);
  await sql`create table if not exists migrations (
    number integer primary key check (number >= 1),
    name text collate "C" not null,
    sha256 text collate "C" not null check (sha256 ~ '^[0-9a-f]{64}$'),
    carried_out_at text collate "C" not null
  )`.execute(db);
}

type Done = Pick<Tables['migrations'], 'number' | 'name' | 'sha256'>;

/** Refuses a store that this program must not touch. Pure. */
export function checkMigrations(done: readonly Done[], known: readonly Migration[]): Decision<null> {
  for (const { number, name, sha256 } of done) {
    const ours = known.find((one) => one.number === number);
    if (!ours) {
      const sentence = `The records were written by a newer Sevenbox: this one does not know the change "${name}". Install that version, or restore a backup from before it.`;
      return refuse('records-too-new', sentence);
    }
    if (ours.sha256 !== sha256) {
      const sentence = `The records were made with another text of the change "${name}" than this Sevenbox has. Install the version that made them.`;
      return refuse('records-changed', sentence);
    }
  }
  return accept(null);
}

/** Carries out the first migration that is missing: null when none is. */
async function step(
  db: Transaction<Tables>,
  known: readonly Migration[],
  at: Instant,
): Promise<Decision<Migration | null>> {
  await alone(db);
  const done = await db
    .selectFrom('migrations')
    .select(['number', 'name', 'sha256'])
    .orderBy('number')
    .execute();
  const checked = checkMigrations(done, known);
  if (!checked.ok) return checked;
  const next = known.find((one) => !done.some(({ number }) => number === one.number));
  if (!next) return accept(null);
  await sql.raw(next.text).execute(db);
  const { number, name, sha256 } = next;
  await db.insertInto('migrations').values({ number, name, sha256, carried_out_at: at }).execute();
  return accept(next);
}

/** Brings a store to the shape this program needs, one transaction for each step. Safe when two processes do it at once. */
export async function migrate(
  db: Kysely<Tables>,
  known: readonly Migration[] = shippedMigrations(),
): Promise<Decision<null>> {
  for (let steps = 0; steps <= known.length; steps += 1) {
    const done = await db.transaction().execute((all) => step(all, known, instantAt(Date.now())));
    if (!done.ok) return done;
    if (done.value === null) break;
  }
  return accept(null);
}
