import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPlaceIndex } from '../actions/analysis/places.ts';
import { definitionCalls } from '../actions/definitions/definitionCalls.ts';
import { exploreCalls } from '../actions/explore/exploreCalls.ts';
import type { ExploreCalls } from '../actions/explore/types.ts';
import { type ImportUpkeep, importCalls } from '../actions/imports/importCalls.ts';
import type { ImportBoundary, JobQueue } from '../actions/imports/parts.ts';
import type { ImportCalls } from '../actions/imports/types.ts';
import { readingCalls } from '../actions/readings/readingCalls.ts';
import { referenceCalls } from '../actions/references/referenceCalls.ts';
import { backUp } from '../actions/store/backUp.ts';
import { checkStore } from '../actions/store/checkStore.ts';
import { storeErrands } from '../actions/store/errands.ts';
import type { Config } from '../config.ts';
import { parseImportId } from '../domain/spend/imports/ids.ts';
import { accept, assert, type Decision, dayInLondon, instantAt } from '../domain/values/index.ts';
import { newId } from '../external/newId.ts';
import { receiveReference } from '../external/receiveReference.ts';
import { scratchFilesIn } from '../external/scratchFile.ts';
import { openUploads } from '../external/uploads/openUploads.ts';
import { ledgerFiles } from '../formats/ledgers/index.ts';
import { readPlaceTables } from '../formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../formats/readDefinitions.ts';
import { readVocabulary } from '../formats/vocabulary/readVocabulary.ts';
import { serialQueue } from '../jobs/serialQueue.ts';
import { openBatchFolders } from '../lake/batches/folders.ts';
import { openExplorer } from '../lake/batches/openExplorer.ts';
import type { Explorer } from '../lake/batches/types.ts';
import { openLake } from '../lake/ledgers/openLake.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import { inUseOf } from '../lake/reference/inUse.ts';
import { type StoreLock, takeStore } from '../records/lock.ts';
import { openRecords } from '../records/openRecords.ts';
import type { Records } from '../records/types.ts';
import type { Site } from '../web/site.ts';
import { analyse } from './analysing.ts';
import { storedBundles } from './bundles.ts';
import { backUpPartsOf, openStoreOf, pairStore } from './keeping.ts';
import { productVersion, talk } from './product.ts';
import { newScratch } from './scratch.ts';

export interface SiteSettings {
  readonly config: Pick<Config, 'home' | 'databaseUrl' | 'port'>;
  readonly css: string;
  readonly demonstration: Site['demonstration'];
  readonly demonstrationBundles: Site['demonstrationBundles'];
  /** Called at each step of an import; for trying faults. */
  readonly reached?: (boundary: ImportBoundary) => void | Promise<void>;
}

/** The site over an open store. */
export interface OpenSite {
  readonly site: Site;
  readonly upkeep: ImportUpkeep;
  /** Tells other commands where the site answers. */
  readonly announce: (address: string) => Promise<void>;
  /** Ends what runs, closes every part and lets go of the home folder. */
  readonly close: () => Promise<void>;
}

/** Parts of the site that are made once and shared. */
function sharedParts(home: string) {
  return {
    folders: openBatchFolders(join(home, 'lake')),
    files: ledgerFiles(),
    vocabulary: readVocabulary(),
    placeTables: readPlaceTables(),
    references: openReferenceStore(home),
    queue: serialQueue((error) =>
      talk(`A job failed: ${error instanceof Error ? error.message : String(error)}\n`),
    ),
    now: () => instantAt(Date.now()),
  };
}

type Shared = ReturnType<typeof sharedParts>;

/** Explorers are opened when somebody first looks, one for each organisation, and closed together. */
function explorers(home: string, shared: Shared) {
  const open: { readonly explorer: Explorer; readonly scratch: string }[] = [];
  return {
    explorerFor: async () => {
      const scratch = await newScratch(home);
      const explorer = await openExplorer({ scratch, folderOf: shared.folders.folderOf });
      open.push({ explorer, scratch });
      return explorer;
    },
    close: async () => {
      for (const { explorer, scratch } of open) {
        await explorer.close();
        await rm(scratch, { recursive: true, force: true });
      }
    },
  };
}

function importsOf(
  { config, reached }: SiteSettings,
  records: Records,
  shared: Shared,
): ImportCalls & ImportUpkeep {
  const [first] = shippedDefinitions();
  assert(first !== undefined, 'a definition is shipped');
  return importCalls({
    records,
    ...shared,
    openLake: (scratch) => openLake({ scratch }),
    uploads: openUploads(config.home),
    firstDefinition: first.id,
    newId,
    // Explorers look at the catalogue for every request, so nobody has to tell them.
    changed: () => undefined,
    reached: (boundary) => reached?.(boundary),
  });
}

function readingsOf({ config }: SiteSettings, shared: Shared, imports: ImportCalls) {
  return readingCalls({
    ...shared,
    uploads: openUploads(join(config.home, 'scratch', 'readings')),
    analyse: (request) => analyse(config, { request, bundle: null }),
    definitions: async () => shippedDefinitions(),
    receiveImport: (files, answers) => imports.receive(files, answers),
    contentOf: (path) => createReadStream(path),
    newId: () => {
      const id = parseImportId(newId('imp'));
      assert(id !== undefined, 'a new id is one');
      return id;
    },
    now: Date.now,
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      timer.unref();
      return () => clearTimeout(timer);
    },
  });
}

function definitionsOf(records: Records, shared: Shared, explore: ExploreCalls) {
  return definitionCalls({
    records,
    shipped: shippedDefinitions(),
    places: () => loadPlaceIndex(shared),
    figuresUnder: explore.figuresUnder,
    now: shared.now,
    changed: () => undefined,
  });
}

function referencesOf({ config }: SiteSettings, shared: Shared, explore: ExploreCalls) {
  const figures = async () => {
    const analysis = await explore.analysis(null);
    const lead = analysis?.definitions[0]?.id;
    return analysis?.figures.filter((figure) => figure.definition === lead) ?? [];
  };
  return referenceCalls({
    store: shared.references,
    inUseOf,
    withScratchFile: scratchFilesIn(join(config.home, 'scratch')),
    receive: (file) => receiveReference(file),
    figures,
    today: () => dayInLondon(Date.now()),
    changed: () => undefined,
  });
}

function isWorkingOn(queue: JobQueue): (id: string) => boolean {
  return (id) => queue.jobsBefore(id) !== null;
}

/** Puts the real parts together over records that are open. */
async function assemble(settings: SiteSettings, records: Records, secret: string) {
  const { home } = settings.config;
  const shared = sharedParts(home);
  const looking = explorers(home, shared);
  const imports = importsOf(settings, records, shared);
  const explore = exploreCalls({
    records,
    ...shared,
    explorerFor: looking.explorerFor,
    shippedDefinitions: shippedDefinitions(),
    productVersion: productVersion(),
    bundles: storedBundles(home, shared.folders),
  });
  const readings = readingsOf(settings, shared, imports);
  const store = openStoreOf(home, records, isWorkingOn(shared.queue));
  const site: Site = {
    imports,
    explore,
    definitions: definitionsOf(records, shared, explore),
    references: referencesOf(settings, shared, explore),
    readings,
    demonstration: settings.demonstration,
    demonstrationBundles: settings.demonstrationBundles,
    css: settings.css,
    now: shared.now,
    errand: storeErrands({
      secret,
      doctor: () => checkStore(store, { mend: false }),
      backUp: () => backUp(backUpPartsOf(home, store)),
    }),
  };
  const close = async () => {
    await readings.close();
    await looking.close();
  };
  return { site, upkeep: imports, close };
}

/** Records that belong to the lake of the home folder; closed again where they do not. */
async function openPaired({ config }: SiteSettings): Promise<Decision<Records>> {
  await mkdir(join(config.home, 'scratch'), { recursive: true });
  const records = await openRecords(config);
  if (!records.ok) return records;
  const close = records.value.close;
  try {
    const paired = await pairStore(config.home, records.value);
    if (paired.ok) return records;
    await close();
    return paired;
  } catch (error) {
    await close();
    throw error;
  }
}

async function openOver(settings: SiteSettings, records: Records, { announce, release }: StoreLock) {
  const secret = randomBytes(32).toString('hex');
  try {
    const { site, upkeep, close } = await assemble(settings, records, secret);
    await upkeep.recover();
    return accept({
      site,
      upkeep,
      announce: (address: string) => announce({ address, secret }),
      close: async () => {
        await close();
        await records.close();
        await release();
      },
    });
  } catch (error) {
    await records.close();
    throw error;
  }
}

/**
 * Takes the home folder, opens its store and brings unfinished imports in order. Refused in words while another process
 * holds the folder, the records cannot be opened, or the ledgers there are those of another store; nothing stays open
 * then, and nothing is swept.
 */
export async function openSite(settings: SiteSettings): Promise<Decision<OpenSite>> {
  const lock = await takeStore(settings.config.home);
  if (!lock.ok) return lock;
  try {
    const records = await openPaired(settings);
    if (records.ok) return await openOver(settings, records.value, lock.value);
    await lock.value.release();
    return records;
  } catch (error) {
    await lock.value.release();
    throw error;
  }
}
