// Imports ledgers into batches as the site does: each file is an import of its own. Run as a process of its own.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decideTexts } from '../../dist/actions/analysis/decideTexts.js';
import { importTables } from '../../dist/actions/analysis/importTables.js';
import { readTables } from '../../dist/actions/analysis/readTables.js';
import { ledgerFiles } from '../../dist/formats/ledgers/index.js';
import { readVocabulary } from '../../dist/formats/vocabulary/readVocabulary.js';
import { openBatchFolders } from '../../dist/lake/batches/folders.js';
import { openLake } from '../../dist/lake/ledgers/openLake.js';
import { usageNow } from '../contestants/outcome.mjs';

function batchOf(id, report, imported) {
  return {
    id,
    owner: 'org_aaaaaaaaaaaaaaaaaaaa',
    import: 'imp_aaaaaaaaaaaaaaaaaaaa',
    identity: id,
    name: report.name,
    sha256: report.sha256 ?? '',
    signature: null,
    profile: {},
    report,
    warnings: imported.warnings,
    rejects: [],
    state: 'current',
    importedAt: '2026-11-01T00:00:00.000Z',
    endedAt: null,
    supersededBy: null,
  };
}

/** Reads one file and writes its batch; answers the batch as the catalogue would have it, and the seconds. */
export async function importFile({ root, path, id }) {
  const from = performance.now();
  const folders = openBatchFolders(join(root, 'lake'));
  await folders.list();
  const scratch = mkdtempSync(join(root, 'scratch-'));
  try {
    const [vocabulary, lake] = [readVocabulary(), await openLake({ scratch })];
    const request = { paths: [path], mapping: {}, progress: () => {} };
    const tables = await readTables({ files: ledgerFiles(), vocabulary, scratch }, request);
    const imported = await importTables({ lake, vocabulary }, tables.mapped, request);
    const [report] = imported.reports;
    if (report?.status !== 'read') throw new Error(`${basename(path)} was not read: ${report?.sentence}`);
    const read = performance.now();
    await decideTexts({ lake, vocabulary });
    const written = await lake.writeBatch(1, await folders.drafting(id));
    await folders.publish(id);
    await lake.close();
    const batch = batchOf(id, report, imported);
    const seconds = { read: (read - from) / 1000, write: (performance.now() - read) / 1000 };
    return { batch, cells: written.cells, lines: written.lines, seconds };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `importing.mjs order.json`: the order names `root`, `files` (each a path and an id) and where to write what was done. */
async function main() {
  const { root, files, result } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  mkdirSync(root, { recursive: true });
  const from = Date.now();
  const done = [];
  for (const { path, id } of files) done.push(await importFile({ root, path, id }));
  writeFileSync(result, JSON.stringify({ done, usage: usageNow(from) }));
}

if (process.argv[1]?.endsWith('importing.mjs')) await main();
