// Where the programs of PostgreSQL are. Debian keeps them out of PATH, one folder for each version.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const versions = '/usr/lib/postgresql';

/** The folder that holds `initdb` and `postgres`, the newest version first; null when PostgreSQL is not installed. */
export function findPostgres() {
  const debian = existsSync(versions) ? readdirSync(versions).sort((one, other) => other - one) : [];
  const folders = [
    ...debian.map((version) => join(versions, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}
