import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Part of the source as it is shipped, in a folder of its own. */
export interface Compiled {
  /** The address of a compiled file, for example of `records/lock.js`. */
  readonly address: (path: string) => string;
  readonly remove: () => void;
}

/**
 * Compiles files under `src` and what they import, so that a test can start them in a process of their own: Node 20
 * does not run TypeScript. Leaves `dist` alone.
 */
export function compile(paths: readonly string[]): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'sevenbox-compiled-'));
  for (const name of ['src', 'data', 'migrations', 'node_modules', 'package.json']) {
    symlinkSync(join(root, name), join(folder, name));
  }
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      ...{ noCheck: true, rootDir: join(root, 'src'), outDir: join(folder, 'dist') },
      typeRoots: [join(root, 'node_modules', '@types')],
    },
    include: [],
    files: paths.map((path) => join(root, 'src', path)),
  };
  const project = join(folder, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(settings));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [compiler, '-p', project], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The compiler failed: ${done.stdout}${done.stderr}`);
  return {
    address: (path) => pathToFileURL(join(folder, 'dist', path)).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
