// How long it takes to add a register of invented companies, and what it takes to read it: see docs/guide/registers.md.
// Run after `npm run build`: node bench/registers.mjs --companies 1000000
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { companyRegister } from './registers/generate.mjs';

const { values: options } = parseArgs({
  options: {
    dir: { type: 'string', default: join(tmpdir(), 'sevenbox-bench') },
    companies: { type: 'string', default: '1000000' },
    dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
  },
});

const path = await companyRegister(options.dir, Number(options.companies));
const home = mkdtempSync(join(tmpdir(), 'sevenbox-bench-register-'));
try {
  const program = fileURLToPath(new URL('registers/adding.mjs', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, [program, home, path, options.dist], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error('adding the register failed');
  const folder = join(home, 'reference', 'companies');
  const [edition = ''] = readdirSync(folder);
  const sizes = readdirSync(join(folder, edition)).map((name) => [
    name,
    statSync(join(folder, edition, name)).size,
  ]);
  const packed = statSync(path).size;
  process.stdout.write(
    `${JSON.stringify({ ...JSON.parse(stdout), packed, ...Object.fromEntries(sizes) }, null, 2)}\n`,
  );
} finally {
  rmSync(home, { recursive: true, force: true });
}
