import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDatabase, startPostgres } from '../../test/support/postgres.ts';
import {
  acceptedOf,
  importAt,
  importId,
  organisationId,
  refusalOf,
  withOwner,
} from '../../test/support/records.ts';
import { addPeople, soundness } from '../../test/support/stores.ts';
import { openRecords } from './openRecords.ts';

const server = await startPostgres();
afterAll(() => server?.stop());

const home = '/nowhere';
const refusedAt = async (databaseUrl: string, migrationUrl: string | null = null) =>
  refusalOf(await openRecords({ home, databaseUrl, migrationUrl }));

/** The same address with something else in it. */
function changed(address: string, change: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'username'>>) {
  return Object.assign(new URL(address), change).href;
}

/** Connects for some work without the records, and ends the connection whatever comes of it. */
async function connected<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return work(client).finally(() => client.end());
}

const password = 'sesame-open';

describe.skipIf(!server)('a PostgreSQL server that cannot be used', () => {
  it.each([
    ['a wrong password', 'password', { password: 'sesame%2Fopen' }],
    ['a database that is not there', 'no database of that name', { pathname: '/nothing' }],
    ['a port where nothing answers', 'Nothing answers', { port: '1' }],
  ])('%s is refused in words without the password', async (_, words, change) => {
    const url = changed(server?.url ?? '', change);
    const { code, sentence } = await refusedAt(url);
    expect(code).toBe('records-unreachable');
    expect(sentence).toContain(words);
    expect(sentence).toContain(new URL(url).host);
    expect(sentence).not.toContain(new URL(url).password);
    expect(sentence).not.toContain('sesame');
  });

  it('a database that cannot keep every letter is refused', async () => {
    if (!server) throw new Error('PostgreSQL is not installed.');
    const settings = "ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0";
    expect((await refusedAt(await newDatabase(server, settings))).sentence).toContain(
      'keeps text as SQL_ASCII',
    );
  });
});

describe.skipIf(!server)('the user of a PostgreSQL server', () => {
  let databaseUrl = '';
  let adminUrl = '';
  beforeAll(async () => {
    if (!server) return;
    databaseUrl = await newDatabase(server);
    adminUrl = changed(server.adminUrl, { pathname: new URL(databaseUrl).pathname });
    await asSuperuser(`CREATE ROLE bypassing LOGIN CREATEROLE BYPASSRLS PASSWORD '${password}'`);
    await asSuperuser(`CREATE ROLE plain LOGIN PASSWORD '${password}'`);
    await asSuperuser(`CREATE ROLE "no rights" LOGIN PASSWORD '${password}'`);
  });
  const asSuperuser = (statement: string) => connected(adminUrl, (client) => client.query(statement));
  const as = (username: string) => changed(databaseUrl, { username, password });

  it('is refused when row-level security does not bind it, and nothing is made', async () => {
    for (const url of [adminUrl, as('bypassing')]) {
      const { code, sentence } = await refusedAt(url);
      expect(code).toBe('records-unbound');
      expect(sentence).toContain('superuser or has BYPASSRLS');
      expect(sentence).toContain('DATABASE_URL');
      expect(sentence).not.toContain(new URL(url).password);
      expect((await refusedAt(url, adminUrl)).code).toBe('records-unbound');
    }
    const { rows } = await asSuperuser(`select tablename from pg_tables where schemaname = 'public'`);
    expect(rows).toEqual([]);
  });

  it('is told what is missing when it may not make tables', async () => {
    const { code, sentence } = await refusedAt(as('no%20rights'));
    expect(code).toBe('records-unreachable');
    expect(sentence).toContain('may not make tables or roles');
    expect(sentence).toContain('MIGRATION_DATABASE_URL');
    expect(sentence).not.toContain(password);
  });

  it('may be a plain one when another makes the tables, and is bound by the policies', async () => {
    const opened = acceptedOf(await openRecords({ home, databaseUrl: as('plain'), migrationUrl: adminUrl }));
    await addPeople(opened, 1);
    const records = await withOwner(opened);
    await records.addImport(importAt(1));
    expect((await opened.facts()).migrations.length).toBeGreaterThan(5);
    expect((await soundness(opened)).wrong).toEqual([]);
    await opened.close();
    const again = acceptedOf(await openRecords({ home, databaseUrl: as('plain'), migrationUrl: adminUrl }));
    expect(await again.importsIn(['receiving'])).toHaveLength(1);
    await again.close();
    expect((await refusedAt(as('plain'))).sentence).toContain('MIGRATION_DATABASE_URL');
    await connected(as('plain'), async (client) => {
      for (const statement of ['drop table imports', 'create table mine (id integer)']) {
        await expect(client.query(statement)).rejects.toThrow(/permission denied|must be owner/);
      }
      expect((await client.query('delete from imports')).rowCount).toBe(0);
    });
  });

  it('owns the tables elsewhere, and finds nothing in them without a role', async () => {
    if (!server) return;
    const url = await newDatabase(server);
    const opened = acceptedOf(await openRecords({ home, databaseUrl: url }));
    const records = await withOwner(opened);
    await records.addImport(importAt(1));
    expect(await records.importOf(organisationId(1), importId(1))).not.toBeNull();
    await connected(url, async (client) => {
      for (const table of ['imports', 'organisations', 'audit_entries', 'people']) {
        expect((await client.query(`select * from ${table}`)).rows, table).toEqual([]);
      }
      expect((await client.query('delete from imports')).rowCount).toBe(0);
    });
    await opened.close();
  });

  it('signs people in before anything else was asked', async () => {
    const opened = acceptedOf(await openRecords({ home, databaseUrl: as('plain'), migrationUrl: adminUrl }));
    const { rows } = await sql`select count(*) as people from people`.execute(opened.identity);
    expect(rows).toEqual([{ people: 1 }]);
    await opened.close();
  });

  it('that lost a role is refused in words by the server, and its connections stay usable', async () => {
    const opened = acceptedOf(await openRecords({ home, databaseUrl: as('plain'), migrationUrl: adminUrl }));
    await asSuperuser('REVOKE sevenbox_identity FROM plain');
    for (let tries = 0; tries < 15; tries += 1) {
      await expect(sql`select 1 as one`.execute(opened.identity)).rejects.toThrow('permission denied');
    }
    expect(await opened.isEmpty()).toBe(false);
    await asSuperuser('GRANT sevenbox_identity TO plain');
    const { rows } = await sql`select 1 as one`.execute(opened.identity);
    expect(rows).toEqual([{ one: 1 }]);
    await opened.close();
  });
});
