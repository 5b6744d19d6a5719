import { join } from 'node:path';
import { stagedCalls } from '../batches/stagedTables.ts';
import type { StagedTables } from '../batches/types.ts';
import { type DuckSettings, fileLiteral, fillSql, openDuck } from '../duckdb.ts';
import { allTablesCalls } from './allTables.ts';
import { defineReading } from './macros.ts';
import { tableCalls } from './oneTable.ts';
import type { LedgerLake } from './types.ts';

/** Opens a lake for one analysis. Typed lines are written below `settings.scratch`, which the caller removes. */
export async function openLake(settings: DuckSettings): Promise<LedgerLake & StagedTables> {
  const duck = await openDuck(settings);
  await defineReading(duck);
  await duck.run('CREATE TABLE dropped (table_id INTEGER, record BIGINT, rule VARCHAR)');
  const fileOf = (table: number) => join(settings.scratch, `lines-${String(table).padStart(6, '0')}.parquet`);
  const recordsOf = (tables: readonly number[]) =>
    fillSql('records', { files: `[${tables.map((table) => fileLiteral(fileOf(table))).join(', ')}]` });
  const session = { duck, imported: new Set<number>(), fileOf, recordsOf };
  return {
    ...tableCalls(session),
    ...allTablesCalls(session),
    ...stagedCalls(session),
    close: async () => duck.close(),
  };
}
