import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sevenbox } from '../support/command.ts';
import { company, companyCsv } from '../support/registerFiles.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sevenbox-killed-'));
const state = join(folder, '.state');
const kept = () => {
  try {
    return readdirSync(join(state, 'reference', 'companies'));
  } catch {
    return [];
  }
};

/** Companies of one part; the last part is long, so that there is time to stop in it. */
function part(number: number, companies: number): void {
  const all = Array.from({ length: companies }, (_, index) =>
    company(`0${number}${String(index).padStart(6, '0')}`, `ALDER ${number} ${index} LIMITED`),
  );
  writeFileSync(join(folder, 'parts', `BasicCompanyData-2026-11-01-part${number}_3.csv`), companyCsv(all));
}

beforeAll(() => {
  mkdirSync(join(folder, 'parts'));
  part(1, 500);
  part(2, 700);
  part(3, 150_000);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a register whose adding was killed half way is nowhere, and is whole when it is added again', async () => {
  const child = spawn(process.execPath, [program, 'reference', 'add', 'companies', 'parts'], {
    cwd: folder,
    env: { ...process.env, SEVENBOX_HOME: state },
    stdio: 'ignore',
  });
  const ended = new Promise((done) => child.on('close', (_code, signal) => done(signal)));
  const isHalfWay = () =>
    kept().filter((name) => name.startsWith('.read-')).length === 2 &&
    kept().some((name) => name.startsWith('.reading-'));
  for (let tries = 0; !isHalfWay() && tries < 6000; tries += 1) await pause(5);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  expect(kept().some((name) => name.startsWith('.reading-'))).toBe(true);
  expect((await sevenbox(['reference', 'list'], { cwd: folder })).out).toBe('');

  const again = await sevenbox(['reference', 'add', 'companies', 'parts'], { cwd: folder });
  expect(again.talk).toMatch(
    /^Added companies [0-9a-f]{12} from BasicCompanyData-2026-11-01-part1_3\.csv to BasicCompanyData-2026-11-01-part3_3\.csv \(3 files\), 151,200 organisations with 151,200 names, 0 records left out\.\n/,
  );
  expect((await sevenbox(['reference', 'list'], { cwd: folder })).out).toMatch(/November 2026 +151,200 +yes/);
  expect(kept().filter((name) => name.startsWith('.read-'))).toEqual([]);
}, 240_000);
