import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(0, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** Builds `dist` before the tests unless it is newer than every source, so that commands are tried as people run them. */
export default function build(): void {
  const program = join(root, 'dist', 'main.js');
  const styles = join(root, 'dist', 'web', 'styles', 'main.css');
  if (existsSync(program) && existsSync(styles) && statSync(styles).mtimeMs > newest(join(root, 'src')))
    return;
  const built = spawnSync(process.execPath, [join(root, 'tools', 'build.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
}
