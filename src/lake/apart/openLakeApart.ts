import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StagedTables } from '../batches/types.ts';
import type { DuckSettings } from '../duckdb.ts';
import { openLake } from '../ledgers/openLake.ts';
import type { LedgerLake } from '../ledgers/types.ts';
import { startApart } from './startApart.ts';

const program = {
  path: fileURLToPath(new URL('./lakeProgram.js', import.meta.url)),
  ended: 'The process that reads ledgers ended before it was done. It may have run out of memory.',
};

type Lake = LedgerLake & StagedTables;

/**
 * Opens a lake in a process of its own, which works when pages leave it a processor and takes its memory with it when it
 * is closed. All that it is asked and answers is plain data. Where the program was not compiled there is no such
 * process, and the lake is opened in this one.
 */
export async function openLakeApart(settings: DuckSettings): Promise<Lake> {
  if (!existsSync(program.path)) return openLake(settings);
  const { opened: recomputeSql, ask, letGo } = await startApart(program, [settings]);
  const close = async () => {
    await ask('close', []).catch(() => undefined);
    await letGo();
  };
  const lake = new Proxy(
    { recomputeSql, close },
    {
      get: (own, name) => {
        // A promise would be taken for one that is still to come.
        if (typeof name === 'symbol' || name === 'then') return undefined;
        return Reflect.get(own, name) ?? ((...given: readonly unknown[]) => ask(name, given));
      },
    },
  );
  // The other end has every call of a lake under its name.
  return lake as unknown as Lake;
}
