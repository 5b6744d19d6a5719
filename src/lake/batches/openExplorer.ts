import { join } from 'node:path';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { type DuckSettings, openDuck } from '../duckdb.ts';
import {
  explorerTables,
  forget,
  nothingHeld,
  payeesNumbered,
  payeesUnplaced,
  place,
  taken,
} from './explorerHold.ts';
import { line, lines, streamLines } from './explorerLines.ts';
import { suppliers, values } from './explorerLists.ts';
import { type ExplorerBase, type ExplorerSession, queue } from './explorerSession.ts';
import { supplierStrings } from './explorerStrings.ts';
import { exclusions, sums, widest, years } from './explorerSums.ts';
import { noWords } from './explorerWords.ts';
import { memory } from './memory.ts';
import type { Explorer, OpenExplorer } from './types.ts';

/** Answers about batches that are held. */
function explorerOver(session: ExplorerSession): Explorer {
  return {
    years: async () => years(session),
    payees: (numbers) => payeesNumbered(session, numbers),
    unplaced: (placing) => payeesUnplaced(session, placing),
    place: (placing, rows) => session.placingUp(() => place(session, placing, rows)),
    sums: (request) => sums(session, request),
    exclusions: (leaveOut) => exclusions(session, leaveOut),
    widest: (request) => widest(session, request),
    suppliers: (query, list) => suppliers(session, query, list),
    lines: (query, list) => lines(session, query, list),
    streamLines: (query, list) => streamLines(session, query, list),
    line: (batch, record) => line(session, batch, record),
    supplierStrings: (payees) => supplierStrings(session, payees),
    values: (column) => values(session, column),
  };
}

async function emptyBase(
  settings: DuckSettings & { readonly folderOf: (batch: BatchId) => string },
): Promise<ExplorerBase> {
  const { folderOf, ...duckSettings } = settings;
  const duck = await openDuck(duckSettings);
  await duck.run(explorerTables());
  // Files of batches never change, so what their ends say is read once.
  await duck.run('SET parquet_metadata_cache = true');
  return {
    ...{ duck, takingUp: queue() },
    ...{ reader: await duck.beside(), reading: queue(), placingUp: queue() },
    pathOf: (batch, file) => join(folderOf(batch), file),
    numbers: new Map(),
    placings: new Map(),
    texts: new Map([['', 0]]),
    words: noWords(),
    payees: new Map(),
    answers: memory(2_000),
    found: memory(12),
    memos: memory(400),
    spent: [],
    given: { documents: 0, placings: 0 },
  };
}

/**
 * Opens an explorer that holds nothing yet. `scratch` is an empty folder for what does not fit into memory, and
 * `folderOf` says where a published batch lies.
 */
export async function openExplorer(
  settings: DuckSettings & { readonly folderOf: (batch: BatchId) => string },
): Promise<OpenExplorer> {
  const base = await emptyBase(settings);
  let last = nothingHeld;
  return {
    holding: (batches) =>
      base.takingUp(async () => {
        last = await taken(base, last, batches);
        return explorerOver({ ...base, ...last });
      }),
    forget: (placing) => base.placingUp(() => forget(base, placing)),
    timings: () => base.spent.splice(0),
    close: () => base.takingUp(() => base.reading(async () => base.duck.close())),
  };
}
