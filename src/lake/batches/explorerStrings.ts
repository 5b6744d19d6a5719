import { fileLiteral, literal } from '../duckdb.ts';
import { supplierStringsIn } from '../supplierStrings.ts';
import type { ExplorerSession } from './explorerSession.ts';
import { batchFiles } from './stagedTables.ts';
import type { SupplierString } from './types.ts';

/** What the lines of all batches that are held say of some payees, or of all of them, part by part. */
export async function* supplierStrings(
  session: ExplorerSession,
  payees: readonly string[] | null,
): AsyncIterable<readonly SupplierString[]> {
  if (session.held.length === 0 || payees?.length === 0) return;
  const files = session.held.map((batch) => fileLiteral(session.pathOf(batch, batchFiles.lines)));
  const lines = `read_parquet([${files.join(', ')}], hive_partitioning = false)`;
  const where = payees === null ? 'true' : `payee IN (${payees.map(literal).join(', ')})`;
  yield* supplierStringsIn(session.duck, { lines, where });
}
