import { join } from 'node:path';
import type { BatchId } from '../../domain/spend/imports/types.ts';
import { type DuckSettings, openDuck } from '../duckdb.ts';
import { explorerTables, forget, hold, payeesAfter, payeesNumbered, place } from './explorerHold.ts';
import { line, lines, streamLines } from './explorerLines.ts';
import { suppliers, values } from './explorerLists.ts';
import { type ExplorerSession, queue } from './explorerSession.ts';
import { exclusions, sums, widest, years } from './explorerSums.ts';
import { noWords } from './explorerWords.ts';
import type { Explorer } from './types.ts';

/**
 * Opens an explorer that holds nothing yet. `scratch` is an empty folder for what does not fit into memory, and
 * `folderOf` says where a published batch lies.
 */
export async function openExplorer(
  settings: DuckSettings & { readonly folderOf: (batch: BatchId) => string },
): Promise<Explorer> {
  const { folderOf, ...duckSettings } = settings;
  const duck = await openDuck(duckSettings);
  await duck.run(explorerTables());
  // Files of batches never change, so what their ends say is read once.
  await duck.run('SET parquet_metadata_cache = true');
  const inTurn = queue();
  const session: ExplorerSession = {
    duck,
    inTurn,
    pathOf: (batch, file) => join(folderOf(batch), file),
    numbers: new Map(),
    held: [],
    yearsOf: new Map(),
    cells: new Map(),
    documents: 0,
    placings: new Map(),
    texts: new Map([['', 0]]),
    words: noWords(),
    lastPayee: 0,
    answers: new Map(),
    found: new Map(),
    memos: new Map(),
    spent: [],
    counter: 0,
  };
  return {
    hold: (batches) => inTurn(() => hold(session, batches)),
    years: async () => years(session),
    payees: (numbers) => inTurn(() => payeesNumbered(session, numbers)),
    unplaced: (placing) => inTurn(() => payeesAfter(session, session.placings.get(placing)?.placedUpTo ?? 0)),
    place: (placing, rows) => inTurn(() => place(session, placing, rows)),
    forget: (placing) => inTurn(() => forget(session, placing)),
    sums: (request) => inTurn(() => sums(session, request)),
    exclusions: (leaveOut) => inTurn(() => exclusions(session, leaveOut)),
    widest: (request) => inTurn(() => widest(session, request)),
    suppliers: (query, list) => inTurn(() => suppliers(session, query, list)),
    lines: (query, list) => lines(session, query, list),
    streamLines: (query, list) => streamLines(session, query, list),
    line: (batch, record) => line(session, batch, record),
    values: (column) => inTurn(() => values(session, column)),
    timings: () => session.spent.splice(0),
    close: () => inTurn(async () => duck.close()),
  };
}
