// Builds dist/: the compiled program and the style sheet of the pages. Run by `npm run build`.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const startedAt = Date.now();

function compilePrograms() {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    console.error('The build stopped: the TypeScript compiler found the errors above.');
    process.exit(1);
  }
}

async function compileStyles() {
  const source = join(root, 'src', 'web', 'styles', 'main.scss');
  if (!existsSync(source)) return;
  const target = join(root, 'dist', 'web', 'styles', 'main.css');
  const sass = await import('sass');
  const { css } = sass.compile(source, {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, css);
}

function makeExecutable() {
  const program = join(root, 'dist', 'main.js');
  if (existsSync(program)) chmodSync(program, 0o755);
}

rmSync(join(root, 'dist'), { recursive: true, force: true });
compilePrograms();
await compileStyles();
makeExecutable();
console.log(`Built dist in ${Math.round((Date.now() - startedAt) / 100) / 10} seconds.`);
