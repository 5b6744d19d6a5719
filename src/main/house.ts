import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Visitor } from '../actions/access/entering.ts';
import { guarded } from '../actions/access/guarded.ts';
import { loadPlaceIndex } from '../actions/analysis/places.ts';
import { definitionCalls } from '../actions/definitions/definitionCalls.ts';
import { evidenceCalls } from '../actions/evidence/evidenceCalls.ts';
import { type Exploring, openExploring } from '../actions/explore/exploreCalls.ts';
import type { ExploreCalls } from '../actions/explore/types.ts';
import { type OpenImports, openImports } from '../actions/imports/importCalls.ts';
import { openReadings } from '../actions/readings/readingCalls.ts';
import { LastChanges, referenceCalls } from '../actions/references/referenceCalls.ts';
import { parseEvidenceId } from '../domain/evidence/index.ts';
import { type Acting, type OrganisationId, organisationOf, personOf } from '../domain/organisations/index.ts';
import { parseImportId } from '../domain/spend/imports/ids.ts';
import { assert, dayInLondon, instantAt } from '../domain/values/index.ts';
import type { Blobs } from '../external/blobs/types.ts';
import type { Mailer } from '../external/email/types.ts';
import type { Identity } from '../external/identity/types.ts';
import { newId } from '../external/newId.ts';
import { receiveReference } from '../external/receiveReference.ts';
import { scratchFilesIn } from '../external/scratchFile.ts';
import { openUploads } from '../external/uploads/openUploads.ts';
import { ledgerFiles } from '../formats/ledgers/index.ts';
import { readPlaceTables } from '../formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../formats/readDefinitions.ts';
import { readRegister } from '../formats/registers/index.ts';
import { readVocabulary } from '../formats/vocabulary/readVocabulary.ts';
import { serialQueue } from '../jobs/serialQueue.ts';
import { Worker } from '../jobs/worker.ts';
import { openLakeApart } from '../lake/apart/openLakeApart.ts';
import { openBatchFolders } from '../lake/batches/folders.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import { inUseOf } from '../lake/reference/inUse.ts';
import { rememberEntities } from '../lake/reference/registers/rememberEntities.ts';
import type { EditionManifest } from '../lake/reference/types.ts';
import type { Records, Store } from '../records/types.ts';
import type { Arriving } from '../web/door.ts';
import type { Site } from '../web/site.ts';
import { analyse } from './analysing.ts';
import { storedBundles } from './bundles.ts';
import { explorers, keepingUp, newestOf } from './exploring.ts';
import { openMembers } from './members.ts';
import type { SiteSettings } from './openSite.ts';
import { openPeople } from './people.ts';
import { isHere } from './place.ts';
import { procuringIn } from './procuring.ts';
import { productVersion, talk } from './product.ts';
import { readerFor } from './reader.ts';
import { newScratchName } from './scratch.ts';
import { openSuppliers } from './suppliers.ts';

function jobFailed(error: unknown): void {
  talk(`A job failed: ${error instanceof Error ? error.message : String(error)}\n`);
}

/** Parts of the site that are made once and shared. */
function sharedParts(home: string) {
  return {
    folders: openBatchFolders(join(home, 'lake')),
    files: ledgerFiles(),
    vocabulary: readVocabulary(),
    placeTables: readPlaceTables(),
    references: openReferenceStore(home),
    queue: serialQueue(jobFailed),
    now: () => instantAt(Date.now()),
  };
}

type Shared = ReturnType<typeof sharedParts>;

/** Imports, and who carries out their jobs in this process. */
function importsOf(
  settings: SiteSettings,
  store: Store,
  { shared, exploring }: { readonly shared: Shared; readonly exploring: Exploring },
) {
  const { home } = settings.config;
  const keptUp = keepingUp(home, store, { exploring, failed: jobFailed });
  const ordered = () => worker.wake();
  const suppliers = openSuppliers({ home, store, exploring, ordered, failed: jobFailed, ...shared });
  const changed = async (owner: OrganisationId) => {
    await keptUp.changed(owner);
    await suppliers.ledgersChanged(owner);
  };
  const imports = importsOver(settings, { store, shared, ...keptUp, changed, ordered });
  const handlers = { ...imports.handlers, ...suppliers.handlers };
  const worker = new Worker({
    ...{ store, lane: shared.queue, handlers, now: shared.now, failed: jobFailed },
    newHolder: () => newId('run'),
  });
  return { imports: { ...imports, idle: worker.idle }, suppliers, worker };
}

interface ImportsParts extends ReturnType<typeof keepingUp> {
  readonly store: Store;
  readonly shared: Shared;
  readonly ordered: () => void;
}

function importsOver(
  { config, reached }: SiteSettings,
  { store, shared, ...told }: ImportsParts,
): OpenImports {
  const [first] = shippedDefinitions();
  assert(first !== undefined, 'a definition is shipped');
  return openImports({
    store,
    ...told,
    ...shared,
    openLake: (scratch) => openLakeApart({ scratch }),
    uploads: openUploads(config.home),
    firstDefinition: first.id,
    newId,
    reached: (boundary) => reached?.(boundary),
  });
}

/** Readings are held in memory, so each of several servers has a folder of its own, which is swept after its end. */
function readingsFolder({ databaseUrl }: SiteSettings['config']): string {
  return databaseUrl === null ? 'readings' : newScratchName('readings');
}

function readingsOf({ config }: SiteSettings, shared: Shared) {
  return openReadings({
    ...shared,
    uploads: openUploads(join(config.home, 'scratch', readingsFolder(config))),
    analyse: (request) => analyse(config, { request, bundle: null }),
    definitions: async () => shippedDefinitions(),
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

/** What changed last in the reference data of each organisation. */
function lastChanges(): (organisation: OrganisationId | null) => LastChanges {
  const kept = new Map<OrganisationId | null, LastChanges>();
  return (organisation) => {
    const known = kept.get(organisation) ?? new LastChanges();
    kept.set(organisation, known);
    return known;
  };
}

/** Enters in the audit chain that an edition came or went: editions are files, and no transaction holds them. */
function enteringEdition(store: Store, acting: Acting, shared: Shared) {
  const { actor, action, request } = acting;
  const organisation = organisationOf(actor);
  return async ({ kind, edition, sha256 }: EditionManifest, what: 'added' | 'removed') => {
    const [before, after] = what === 'added' ? [null, sha256] : [sha256, null];
    await store.enter({
      ...{ chain: organisation ?? 'system', at: shared.now(), actor: actor.kind, person: personOf(actor) },
      ...{ organisation, action, request, outcome: 'done', reason: null },
      subjects: [{ kind: 'edition', id: `${kind}/${edition}`, before, after }],
    });
  };
}

const wellMilliseconds = 2000;

/** Whether the records answer within two seconds. */
function isWell(store: Pick<Store, 'mode'>): Promise<boolean> {
  const answered = store.mode().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, wait(wellMilliseconds, false, { ref: false })]);
}

/** What the house is built over. */
export interface HouseParts {
  readonly store: Store;
  readonly identity: Identity;
  readonly mailer: Mailer;
  readonly blobs: Blobs;
}

/** The files that show something, of the organisation that is acted in. */
function evidenceIn({ store, blobs }: HouseParts, { now }: Shared, acting: Acting) {
  const newEvidenceId = () => {
    const id = parseEvidenceId(newId('evi'));
    assert(id !== undefined, 'a new id is one');
    return id;
  };
  return evidenceCalls({ acting, records: store.as(acting), store, blobs, newEvidenceId, now });
}

interface ReferenceParts extends Pick<ImportsParts, 'store' | 'shared'> {
  readonly registersChanged: () => Promise<void>;
}

/** Reference data of the organisation that is acted in. */
function referencesIn(home: string, { store, shared, registersChanged }: ReferenceParts) {
  const lastOf = lastChanges();
  return (acting: Acting, explore: Pick<ExploreCalls, 'analysis'>) => {
    const organisation = organisationOf(acting.actor);
    return referenceCalls({
      store: openReferenceStore(home, organisation),
      readRegister,
      inUseOf,
      withScratchFile: scratchFilesIn(join(home, 'scratch')),
      receive: (file) => receiveReference(file),
      figures: async () => {
        const analysis = await explore.analysis(null);
        const lead = analysis?.definitions[0]?.id;
        return analysis?.figures.filter((figure) => figure.definition === lead) ?? [];
      },
      today: () => dayInLondon(Date.now()),
      changed: async (edition, what) => {
        await enteringEdition(store, acting, shared)(edition, what);
        await registersChanged();
      },
      last: lastOf(organisation),
    });
  };
}

/** Everything that stands behind the pages, made once; each request gets calls of its own, in the name of who asks. */
export function openHouse(settings: SiteSettings, parts: HouseParts) {
  const { store } = parts;
  const { home } = settings.config;
  const shared = sharedParts(home);
  const looking = explorers(home, shared.folders);
  const readings = readingsOf(settings, shared);
  const exploring = openExploring({
    ...shared,
    explorerFor: looking.explorerFor,
    registers: rememberEntities(shared.references),
    shippedDefinitions: shippedDefinitions(),
    productVersion: productVersion(),
    bundles: storedBundles(home, shared.folders),
  });
  const { imports, suppliers, worker } = importsOf(settings, store, { shared, exploring });
  const people = openPeople(settings, parts);
  const belongingFor = openMembers(settings, parts, shared.now);
  const procuring = procuringIn({ home, store, now: shared.now });
  const referencesOf = referencesIn(home, { store, shared, ...suppliers });
  const siteFor = (acting: Acting, visitor: Visitor, arriving: Arriving): Omit<Site, 'errand'> => {
    const records = store.as(acting);
    const own = imports.callsFor(acting);
    const references = openReferenceStore(home, organisationOf(acting.actor));
    const explore = exploring.callsFor({ records, references });
    const newest = newestOf(exploring, { records, references });
    const reader = readerFor(acting, own, isHere(settings.config)(arriving));
    return {
      visitor: { ...visitor, demo: settings.mode === 'demo' },
      ...people.callsFor(acting, visitor, arriving),
      ...belongingFor(acting),
      ...procuring(acting),
      imports: guarded(acting, own),
      explore: guarded(acting, explore),
      definitions: guarded(acting, definitionsOf(records, shared, explore)),
      references: guarded(acting, referencesOf(acting, newest)),
      readings: guarded(acting, readings.callsFor(reader)),
      evidence: guarded(acting, evidenceIn(parts, shared, acting)),
      suppliers: guarded(acting, suppliers.callsFor(acting)),
      demonstration: settings.demonstration,
      demonstrationBundles: settings.demonstrationBundles,
      css: settings.css,
      now: shared.now,
      isWell: () => isWell(store),
    };
  };
  return {
    imports,
    people,
    registersChanged: suppliers.registersChanged,
    siteFor,
    now: shared.now,
    worker,
    close: async () => {
      await Promise.all([worker.stop(0), people.settled()]);
      await readings.close();
      await looking.close();
    },
  };
}
