import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openImports } from '../../src/actions/imports/importCalls.ts';
import type { ImportBoundary, ImportParts } from '../../src/actions/imports/parts.ts';
import type { IncomingFile } from '../../src/actions/imports/types.ts';
import type { Import, ImportId, TableReading } from '../../src/domain/spend/imports/types.ts';
import { type Instant, instantAt } from '../../src/domain/values/index.ts';
import { newId } from '../../src/external/newId.ts';
import { openUploads } from '../../src/external/uploads/openUploads.ts';
import type { UploadLimits } from '../../src/external/uploads/types.ts';
import { ledgerFiles } from '../../src/formats/ledgers/index.ts';
import { readPlaceTables } from '../../src/formats/places/readPlaceTables.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';
import { serialQueue } from '../../src/jobs/serialQueue.ts';
import { Worker } from '../../src/jobs/worker.ts';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import { openLake } from '../../src/lake/ledgers/openLake.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { acceptedOf, actingIn, embeddedStore, emptyHome, minute, organisationId } from './records.ts';

/** Files as they come in with a form, each in two pieces. */
export async function* incoming(files: Readonly<Record<string, string>>): AsyncGenerator<IncomingFile> {
  for (const [name, text] of Object.entries(files)) yield { name, content: pieces(Buffer.from(text)) };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const half = Math.floor(bytes.length / 2);
  yield bytes.subarray(0, half);
  yield bytes.subarray(half);
}

const noFault = (_boundary: ImportBoundary, _id: ImportId): void | Promise<void> => undefined;

export type ImportSite = Awaited<ReturnType<typeof openImportSite>>;

/** The import journey on real parts and an embedded store, as `main.ts` puts them together. */
export async function openImportSite(home: string, limits: Partial<UploadLimits> = {}) {
  const store = await embeddedStore(home);
  const lakeFolder = join(home, 'lake');
  const failures: unknown[] = [];
  const hooks = { reached: noFault, changes: 0, failures };
  let clock = Date.UTC(2026, 10, 23, 9);
  const now = (): Instant => {
    clock += 1_000;
    return instantAt(clock);
  };
  const folders = openBatchFolders(lakeFolder);
  const uploads = openUploads(home, { freeBytes: 1_000_000, ...limits });
  const parts: ImportParts = {
    store: store.store,
    folders,
    openLake: (scratch) => openLake({ scratch, memoryMegabytes: 300 }),
    files: ledgerFiles(),
    uploads,
    ordered: () => worker.wake(),
    vocabulary: readVocabulary(),
    placeTables: readPlaceTables(),
    references: openReferenceStore(home),
    firstDefinition: 'ledger-all',
    now,
    newId,
    prepare: async () => undefined,
    changed: () => {
      hooks.changes += 1;
    },
    reached: (boundary, id) => hooks.reached(boundary, id),
  };
  const open = openImports(parts);
  const failed = (error: unknown) => void failures.push(error);
  const lane = serialQueue(failed);
  const worker = new Worker({
    ...{ store: store.store, lane, handlers: open.handlers, now, failed },
    newHolder: () => newId('run'),
  });
  const acting = actingIn(organisationId(1));
  const { records } = store;
  return {
    ...{
      home,
      parts,
      calls: open.callsFor(acting),
      idle: worker.idle,
      lane,
      hooks,
      recover: () => open.recover(actingIn(null)),
      folders,
      uploads,
    },
    ...{ store: store.store, records },
    close: async () => {
      await worker.idle();
      await store.close();
    },
  };
}

/** Runs a test on a site with an organisation and no imports; everything is removed afterwards. */
export async function withImportSite(
  use: (site: ImportSite) => Promise<void>,
  limits: Partial<UploadLimits> = {},
): Promise<void> {
  const home = await emptyHome();
  const site = await openImportSite(home, limits);
  try {
    const said = { name: 'Kirkvale Council', orgId: 'GB-LAE-KIR', home: 'Kirklees' };
    const made = { id: organisationId(1), kind: 'anchor', form: null, name: said.name, orgId: null } as const;
    await site.records.addOrganisation(made, null, minute(0));
    acceptedOf(await site.calls.saveOwner(said));
    site.hooks.changes = 0;
    await use(site);
  } finally {
    await site.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** The import as it is stored. */
export async function stored({ calls }: ImportSite, id: string): Promise<Import> {
  const one = await calls.importOf(id);
  if (!one) throw new Error(`There is no import ${id}.`);
  return one;
}

/** Uploads files and waits until they are read. */
export async function upload(site: ImportSite, files: Readonly<Record<string, string>>): Promise<Import> {
  const id = acceptedOf(await site.calls.receive(incoming(files)));
  await site.idle();
  return stored(site, id);
}

/** Confirms what was read and waits until it is imported. */
export async function confirmed(site: ImportSite, { id, version }: Import): Promise<Import> {
  acceptedOf(await site.calls.confirm(id, version));
  await site.idle();
  return stored(site, id);
}

/** One table of what was read. */
export function tableOf(one: Import, name: string): TableReading {
  const table = one.reading?.tables.find((each) => each.name === name);
  if (!table) throw new Error(`${name} is not among ${one.reading?.tables.map((each) => each.name)}`);
  return table;
}

/** Names below a folder in order; none where it is not there. */
function namesBelow(folder: string, recursive = false): readonly string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive }).map(String).sort() : [];
}

/** What lies on the disk and in the catalogue: the two must agree, whatever happened. */
export async function traces({ home, folders, records, store }: ImportSite) {
  const current = await records.owner().then((owner) => (owner ? records.currentBatches(owner.id) : []));
  return {
    working: namesBelow(join(home, 'imports'), true),
    inLake: namesBelow(join(home, 'lake')),
    published: await folders.list(),
    catalogued: [...(await store.batchIds())].sort(),
    lines: current.reduce((sum, batch) => sum + batch.report.control.accepted, 0),
    pence: current.reduce((sum, batch) => sum + batch.report.control.acceptedPence, 0),
  };
}
