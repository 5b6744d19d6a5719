// Runs every group of tests and says at the end what passed, failed and was skipped, and why. Run by `npm test`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPostgres } from './find-postgres.mjs';
import { summarise } from './test-summary.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

function hasChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser'];
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}

function runVitest(reportPath) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const settings = ['--passWithNoTests', '--reporter=default', '--reporter=json'];
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', ...settings, `--outputFile.json=${reportPath}`, ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: { ...process.env, TZ: 'Europe/London' } },
  );
  return status ?? 1;
}

const scratch = mkdtempSync(join(tmpdir(), 'sevenbox-tests-'));
const reportPath = join(scratch, 'report.json');
const exitCode = runVitest(reportPath);
const report = existsSync(reportPath) ? JSON.parse(readFileSync(reportPath, 'utf8')) : null;
rmSync(scratch, { recursive: true });

const { failed, lines } = summarise(report, {
  hasChromium: hasChromium(),
  hasPostgres: findPostgres() !== null,
  hasSharedData: existsSync(join(root, '..', 'shared', 'data')),
  requireAll: process.env.SEVENBOX_REQUIRE === 'all',
  exitCode,
});
console.log(`\n${lines.join('\n')}`);
process.exitCode = failed ? 1 : 0;
