import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { newDatabase, startPostgres } from '../../test/support/postgres.ts';
import { acceptedOf, emptyHome, refusalOf, removeTemplate } from '../../test/support/records.ts';
import { embeddedDialect } from './embeddedDialect.ts';
import { openEmbedded } from './embeddedEngine.ts';
import { type Migration, migrate, shippedMigrations } from './migrate.ts';
import { openRecords } from './openRecords.ts';
import { serverDialect } from './serverDialect.ts';
import type { Tables } from './tables.ts';

const server = await startPostgres();
afterAll(async () => {
  await server?.stop();
  removeTemplate();
});

async function embeddedDatabase(): Promise<Kysely<Tables>> {
  const engine = await openEmbedded(join(await emptyHome(), 'records'));
  return new Kysely<Tables>({ dialect: embeddedDialect(engine) });
}

async function serverDatabase(): Promise<Kysely<Tables>> {
  if (!server) throw new Error('PostgreSQL is not installed.');
  const db = new Kysely<Tables>({ dialect: serverDialect(await newDatabase(server)) });
  acceptedOf(await migrate(db));
  return db;
}

const shipped = shippedMigrations();
const next = (text: string): Migration => ({
  ...{ number: shipped.length + 1, name: '0099-next', text },
  sha256: 'f'.repeat(64),
});

const numbers = async (db: Kysely<Tables>) =>
  (await db.selectFrom('migrations').select('number').orderBy('number').execute()).map(
    ({ number }) => number,
  );

const stores = [
  { name: 'of an embedded store', open: embeddedDatabase, there: true },
  { name: 'of a PostgreSQL server', open: serverDatabase, there: server !== null },
];

it('migrations are numbered without a gap', () =>
  expect(shipped.map(({ number }) => number)).toEqual(shipped.map((_, index) => index + 1)));

describe.each(stores)('the shape $name', ({ open, there }) => {
  it.skipIf(!there)('is changed once, in order, and all of a step or nothing of it', async () => {
    const db = await open();
    acceptedOf(await migrate(db));
    expect(await numbers(db)).toEqual(shipped.map(({ number }) => number));
    const broken = [...shipped, next('create table half (id integer); create table half (id integer);')];
    await expect(migrate(db, broken)).rejects.toThrow('already exists');
    expect(await numbers(db)).toHaveLength(shipped.length);
    const whole = [...shipped, next('create table half (id integer); insert into half values (1);')];
    for (let times = 0; times < 2; times += 1) acceptedOf(await migrate(db, whole));
    expect(await numbers(db)).toHaveLength(whole.length);
    const refused = refusalOf(await migrate(db));
    expect(refused.code).toBe('records-too-new');
    expect(refused.sentence).toContain('"0099-next"');
    await db.destroy();
  });

  it.skipIf(!there)('is refused when the text of a step was changed', async () => {
    const db = await open();
    const changed = shipped.map((one) => ({ ...one, sha256: 'e'.repeat(64) }));
    const { code, sentence } = refusalOf(await migrate(db, changed));
    expect(code).toBe('records-changed');
    expect(sentence).toContain('"0001-imports"');
    await db.destroy();
  });
});

describe.skipIf(!server)('a PostgreSQL server', () => {
  it('is changed once when five processes start together', async () => {
    if (!server) return;
    const databaseUrl = await newDatabase(server);
    const opening = Array.from({ length: 5 }, () => openRecords({ home: '/nowhere', databaseUrl }));
    const opened = (await Promise.all(opening)).map(acceptedOf);
    for (const records of opened) {
      expect((await records.facts()).migrations).toEqual(shipped.map(({ number }) => number));
    }
    await Promise.all(opened.map((records) => records.close()));
  });

  it('reads whole numbers as numbers, and refuses those that are too large', async () => {
    const db = await serverDatabase();
    const read = (text: string) => sql`select ${sql.raw(text)} as value`.execute(db);
    expect((await read('9007199254740991::bigint')).rows).toEqual([{ value: 9007199254740991 }]);
    expect((await read(`'{"b":1,"a":[2]}'::json`)).rows).toEqual([{ value: { b: 1, a: [2] } }]);
    await expect(read('9007199254740993::bigint')).rejects.toThrow('too large');
    await db.destroy();
  });
});
