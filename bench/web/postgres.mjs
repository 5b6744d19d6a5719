// A PostgreSQL server for one benchmark, in a folder that is removed afterwards.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from '../../tools/find-postgres.mjs';

/** PostgreSQL does not start as root. */
function account() {
  if (process.getuid?.() !== 0) return {};
  const id = (what) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function ready(url) {
  for (let tries = 0; tries < 300; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch {
      await pause(100);
    }
  }
  throw new Error('PostgreSQL did not start within 30 seconds');
}

/** Starts a server with settings as they come, durable commits included; null where PostgreSQL is not installed. */
export async function startServer(port) {
  const bin = findPostgres();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-bench-postgres-'));
  const [password, passwordFile] = [randomBytes(12).toString('hex'), join(folder, 'password')];
  writeFileSync(passwordFile, password);
  const { uid, gid } = account();
  if (uid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, uid, gid);
  const [data, run] = [join(folder, 'data'), { cwd: folder, ...account() }];
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'tester', '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    { ...run, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-h', '127.0.0.1', '-k', folder, '-p', String(port)],
    { ...run, stdio: 'ignore' },
  );
  const admin = await ready(`postgres://tester:${password}@127.0.0.1:${port}/postgres`);
  await admin.query(`CREATE ROLE product LOGIN CREATEROLE CREATEDB PASSWORD '${password}'`);
  await admin.query('CREATE DATABASE sevenbox OWNER product');
  await admin.end();
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `postgres://product:${password}@127.0.0.1:${port}/sevenbox`, pid: server.pid, stop };
}
