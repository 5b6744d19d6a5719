import type { DuckSettings } from '../duckdb.ts';
import { openLake } from '../ledgers/openLake.ts';
import { serveApart } from './serveApart.ts';

// The process of a lake: `openLakeApart` starts it, tells it what to do, and ends it by letting go.

serveApart(async ([settings]) => {
  // Both ends of the channel are this program.
  const lake = await openLake(settings as DuckSettings);
  return { opened: lake.recomputeSql, calls: lake };
});
