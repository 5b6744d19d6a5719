// Adds to package-lock.json the optional packages of other systems that were out of reach when it was written.
// Usage: node tools/complete-lock.mjs, after npm install. Without those rows `npm ci` refuses the lock file.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const systems = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(' ');
const processors = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x x64'.split(' ');

/** Which machines a package such as `@scope/binding-linux-arm64-musl` is for, read from its name. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const [os, cpu] = [systems, processors].map((known) => words.find((word) => known.includes(word)));
  if (!os || !cpu) throw new Error(`${name} does not say which system it is for; add its row by hand`);
  const libc = os === 'linux' ? { libc: [/-musl/.test(name) ? 'musl' : 'glibc'] } : {};
  return { cpu: [cpu], ...libc, os: [os] };
}

/** The optional packages that others in the lock file name and that have no row of their own. */
export function missingRows(lock) {
  return Object.entries(lock.packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(
        ([name]) => !lock.packages[`node_modules/${name}`] && !lock.packages[`${path}/node_modules/${name}`],
      )
      .map(([name, version]) => ({ path: `node_modules/${name}`, name, version, dev: parent.dev === true })),
  );
}

/** The lock file with a row for every optional package, in npm's own order. */
export function completeLock(lock) {
  const rows = missingRows(lock).map(({ path, name, version, dev }) => {
    if (!/^\d/.test(version)) throw new Error(`${name} ${version} is no exact version; add its row by hand`);
    return [path, { version, ...(dev ? { dev } : {}), optional: true, ...platformOf(name) }];
  });
  const packages = [...Object.entries(lock.packages), ...rows];
  packages.sort(([one], [other]) => one.localeCompare(other, 'en'));
  return { ...lock, packages: Object.fromEntries(packages) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, `${JSON.stringify(completeLock(lock), null, 2)}\n`);
  console.log(`Added ${missingRows(lock).length} optional packages to package-lock.json.`);
}
