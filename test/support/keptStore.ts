import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Batch, BatchId } from '../../src/domain/spend/imports/types.ts';
import { toLocalDate } from '../../src/domain/values/index.ts';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import type { StagedTables } from '../../src/lake/batches/types.ts';
import type { LedgerLake } from '../../src/lake/ledgers/types.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { keepingCommands } from '../../src/main/keeping.ts';
import { takeStore } from '../../src/records/lock.ts';
import { openRecords } from '../../src/records/openRecords.ts';
import type { Store } from '../../src/records/types.ts';
import { withAnalysis } from './analyse.ts';
import { withFiles } from './openLedgers.ts';
import {
  acceptedOf,
  batch,
  importAt,
  minute,
  organisationId,
  storedDefinition,
  withOwner,
} from './records.ts';
import { configOf } from './signedIn.ts';

export interface StorePlace {
  readonly home: string;
  readonly databaseUrl: string | null;
}

/** What a command around the store said, run in this process. */
export async function said(place: StorePlace, ...words: string[]) {
  const result = { out: '', talk: '', code: 0 };
  const speaking = {
    out: (text: string) => {
      result.out += text;
    },
    talk: (text: string) => {
      result.talk += text;
    },
    setExitCode: (code: number) => {
      result.code = code;
    },
  };
  const [name, ...rest] = words;
  const command = keepingCommands(configOf(place), speaking).find((one) => one.name() === name);
  if (!command) throw new Error(`There is no command ${name}.`);
  await command.parseAsync(rest, { from: 'user' });
  return result;
}

/** Takes a store, works with it, and lets go of it. */
export async function withStore<T>(place: StorePlace, work: (store: Store) => Promise<T>): Promise<T> {
  const lock = acceptedOf(await takeStore(place.home));
  try {
    const store = acceptedOf(await openRecords(place));
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await lock.release();
  }
}

/** Writes real lines of an invented ledger into the lake of a home folder; how many. */
async function writeLines(home: string, id: BatchId, rows: number): Promise<number> {
  const lines = Array.from(
    { length: rows },
    (_, row) => `0${1 + (row % 9)}/04/2020,Alder ${row} Ltd,${row}.10`,
  );
  const ledger = ['Date,Supplier,Net Amount', ...lines].join('\n');
  const folders = openBatchFolders(join(home, 'lake'));
  let written = 0;
  await withFiles({ 'april.csv': ledger }, (folder) =>
    withAnalysis({ paths: [folder] }, async ({ lake }) => {
      const staged = lake as LedgerLake & StagedTables;
      written = (await staged.writeBatch(1, await folders.drafting(id))).lines;
      await folders.publish(id);
    }),
  );
  return written;
}

/** Fills an empty store: two batches with their files, an import that waits, a definition, a supplier list. */
export async function fillStore(place: StorePlace): Promise<void> {
  const batches: Batch[] = [];
  for (const number of [1, 2]) {
    const one = batch(number);
    const accepted = await writeLines(place.home, one.id, 20 * number);
    const control = { ...one.report.control, accepted };
    batches.push({ ...one, report: { ...one.report, control } });
  }
  await withStore(place, async (store) => {
    const records = await withOwner(store);
    await records.addImport(importAt(1));
    const imported = importAt(1, { state: 'imported', version: 2 });
    const rest = { supersedes: [], profiles: {}, at: minute(9) };
    if (!(await records.commitImport({ import: imported, batches, ...rest })))
      throw new Error('Not imported.');
    await records.undoBatches(organisationId(1), [batch(2).id], minute(20));
    await records.addDefinition(organisationId(1), storedDefinition('near-us', '1'));
  });
  const list = join(place.home, 'suppliers.csv');
  await writeFile(list, 'Supplier name,Postcode\nAlder 1 Ltd,HD1 1AA\n');
  const source = { path: list, label: 'suppliers.csv' };
  acceptedOf(await openReferenceStore(place.home).add('suppliers', source, toLocalDate('2026-11-23')));
}
