import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const programOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The first Python that has pandas, or null. */
function pythonWithPandas() {
  const script = 'import sys, pandas; print(sys.version.split()[0], pandas.__version__)';
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, ['-c', script], { encoding: 'utf8' });
    if (status === 0) {
      const [version, pandas] = stdout.trim().split(' ');
      return { python, version, pandas };
    }
  }
  return null;
}

export const pandasHere = pythonWithPandas();

/**
 * Who reads which file. `judges` says whether it applies the accept rules, so that its counts and roll-ups must be
 * the truth.
 */
export function contestantsFor({ clean, mixed, folder }) {
  const node = (name, file, path, judges) => ({
    name,
    program: process.execPath,
    file: programOf(file),
    path,
    judges,
  });
  const all = [
    node('Sevenbox', 'sevenbox.mjs', clean, true),
    node('DuckDB COPY', 'duckdb-copy.mjs', clean, false),
    node('Sevenbox, canonical route', 'sevenbox.mjs', mixed, true),
    node('Papa Parse', 'papaparse.mjs', clean, true),
  ];
  if (pandasHere)
    all.push({
      name: 'pandas',
      program: pandasHere.python,
      file: programOf('ledger_pandas.py'),
      path: clean,
      judges: true,
    });
  return all.map((contestant) => ({ ...contestant, folder }));
}

function outputOf({ program, file, path, folder }) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, BENCH_FOLDER: folder };
    const child = spawn(program, [file, path, String(Date.now())], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else reject(new Error(`${file} ended with code ${code}`));
    });
  });
}

function refuseOtherFigures({ name }, { counts }, truth) {
  for (const figure of ['accepted', 'acceptedPence', 'rejected', 'blank']) {
    if (counts[figure] !== truth[figure])
      throw new Error(`${name} found ${figure} ${counts[figure]}, the generator wrote ${truth[figure]}`);
  }
}

/** Runs one contestant in a fresh process. Throws when it finds other figures than the generator wrote. */
export async function runContestant(contestant, truth) {
  const found = JSON.parse(await outputOf(contestant));
  if (contestant.judges) refuseOtherFigures(contestant, found, truth);
  return found;
}
