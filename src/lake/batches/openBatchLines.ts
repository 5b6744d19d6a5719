import { join } from 'node:path';
import { type DuckSettings, fileLiteral, fillSql, openDuck, sqlText } from '../duckdb.ts';
import { figureLines } from '../ledgers/allTables.ts';
import type { FigureLines } from '../ledgers/types.ts';
import { batchFiles } from './stagedTables.ts';

/**
 * Opens the lines of published batches for a bundle of their figures. The folders are numbered from 1 in their order.
 * `settings.scratch` is an empty folder for what does not fit into memory.
 */
export async function openBatchLines(
  settings: DuckSettings,
  folders: readonly string[],
): Promise<FigureLines & { readonly close: () => Promise<void> }> {
  const duck = await openDuck(settings);
  const paths = folders.map((folder) => join(folder, batchFiles.lines));
  await duck.run(sqlText('decision-tables'));
  await duck.run('CREATE TABLE batch_paths (table_id INTEGER, path VARCHAR)');
  await duck.fill(
    'batch_paths',
    paths.map((path, index) => [index + 1, path]),
  );
  await duck.run(fillSql('batch-scoped-lines', { files: paths.map(fileLiteral).join(', ') }));
  return { ...figureLines(duck), close: async () => duck.close() };
}
