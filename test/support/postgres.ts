import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from '../../tools/find-postgres.mjs';

/** A PostgreSQL server of a test's own, in a temporary folder. */
export interface TestServer {
  /** Address of the database `postgres` for a user who may make databases and roles and is bound by all policies. */
  readonly url: string;
  /** The same for the superuser of the server. */
  readonly adminUrl: string;
  /** Stops it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** The account the server runs under: PostgreSQL does not start as root. */
function account(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Sorts by the rules of English, so that tests notice text that is not sorted by code point. */
function makeCluster(bin: string, folder: string, password: string): string {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const { uid, gid } = account();
  writeFileSync(passwordFile, password);
  if (uid !== undefined && gid !== undefined) {
    for (const path of [folder, passwordFile]) chownSync(path, uid, gid);
  }
  const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-GB'];
  const safety = ['--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'];
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'tester', '-E', 'UTF8', ...locale, ...safety],
    { cwd: folder, encoding: 'utf8', ...account() },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stdout}${made.stderr}`);
  return data;
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await pause(100);
    }
  }
  throw new Error('PostgreSQL did not start within 30 seconds');
}

/** Makes the user that the product connects as: no superuser. */
async function makeUser(adminUrl: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`CREATE ROLE product LOGIN CREATEROLE CREATEDB PASSWORD '${password}'`);
  await client.end();
  return adminUrl.replace('//tester:', '//product:');
}

/** Starts a server; null where PostgreSQL is not installed. */
export async function startPostgres(): Promise<TestServer | null> {
  const bin = findPostgres();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-postgres-'));
  const password = randomBytes(12).toString('hex');
  const data = makeCluster(bin, folder, password);
  const port = await freePort();
  const settings = ['-h', '127.0.0.1', '-k', folder, '-p', String(port), '-F'];
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings], {
    cwd: folder,
    stdio: 'ignore',
    ...account(),
  });
  const kill = () => server.kill('SIGINT');
  process.once('exit', kill);
  const adminUrl = `postgres://tester:${password}@127.0.0.1:${port}/postgres`;
  await ready(adminUrl, server);
  return {
    url: await makeUser(adminUrl, password),
    adminUrl,
    stop: async () => {
      process.off('exit', kill);
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes an empty database on a test server; its address. */
export async function newDatabase(server: TestServer, settings = ''): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} ${settings}`);
  await client.end();
  return server.url.replace(/postgres$/, name);
}
