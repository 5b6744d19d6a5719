// What `sevenbox analyse` does with a ledger before it places suppliers, then the two roll-ups.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importTables } from '../../dist/actions/analysis/importTables.js';
import { readTables } from '../../dist/actions/analysis/readTables.js';
import { ledgerFiles } from '../../dist/formats/ledgers/index.js';
import { readVocabulary } from '../../dist/formats/vocabulary/readVocabulary.js';
import { openDuck } from '../../dist/lake/duckdb.js';
import { openLake } from '../../dist/lake/ledgers/openLake.js';
import { report, usageNow } from './outcome.mjs';

const supplierSql = `SELECT coalesce(trim(supplier), '') || '|' || sum(pence)::BIGINT || '|' || count(*) AS "row"
  FROM read_parquet({{files}}) WHERE rule IS NULL AND file_row_number >= first_record GROUP BY coalesce(trim(supplier), '')`;
const categorySql = `SELECT coalesce((year(day) - (month(day) < 4)::INT)::VARCHAR, 'undated') || '|' || category || '|'
    || sum(pence)::BIGINT || '|' || count(*) AS "row"
  FROM read_parquet({{files}}) WHERE rule IS NULL AND file_row_number >= first_record GROUP BY year(day) - (month(day) < 4)::INT, category`;

/** The lake with a clock on each of its verbs. */
function clocked(lake, stages) {
  const timed =
    (name, verb) =>
    async (...given) => {
      const from = performance.now();
      const answer = await verb(...given);
      stages[name] = (stages[name] ?? 0) + (performance.now() - from) / 1000;
      return answer;
    };
  return Object.fromEntries(
    Object.entries(lake).map(([name, verb]) => [name, typeof verb === 'function' ? timed(name, verb) : verb]),
  );
}

async function rollUps(scratch) {
  const duck = await openDuck({ scratch });
  const files = `'${join(scratch, 'lines-*.parquet')}', file_row_number = true`;
  const linesOf = async (sql) => (await duck.manyRows(sql.replace('{{files}}', files))).map(({ row }) => row);
  const bySupplier = await linesOf(supplierSql);
  const byCategory = await linesOf(categorySql);
  duck.close();
  return { bySupplier, byCategory };
}

async function importLedger(path, scratch, stages) {
  const vocabulary = readVocabulary();
  const request = { paths: [path], mapping: {}, progress: () => {} };
  const lake = clocked(await openLake({ scratch }), stages);
  const from = performance.now();
  const tables = await readTables({ files: ledgerFiles(), vocabulary, scratch }, request);
  stages.survey = (performance.now() - from) / 1000;
  const imported = await importTables({ lake, vocabulary }, tables.mapped, request);
  stages.allImport = (performance.now() - from) / 1000 - stages.survey;
  await lake.close();
  return { imported, tables };
}

const [path, startedAt] = process.argv.slice(2);
const scratch = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'sevenbox-bench-'));
try {
  const stages = { start: (Date.now() - Number(startedAt)) / 1000 };
  const { imported, tables } = await importLedger(path, scratch, stages);
  const afterImport = usageNow(Number(startedAt));
  const rolled = await rollUps(scratch);
  const usage = {
    ...usageNow(Number(startedAt)),
    importSeconds: afterImport.seconds,
    importCpuSeconds: afterImport.cpuSeconds,
  };
  const [file] = imported.reports;
  const { accepted, acceptedPence, rejected, blank } = file.control;
  const direct = tables.mapped[0].table.direct !== null && !Object.hasOwn(stages, 'canonical');
  const listed = imported.rejects.length;
  report({ usage, stages, found: { accepted, acceptedPence, rejected, blank, listed, direct, ...rolled } });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
