import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Exploring, type OwnParts, openExploring } from '../../src/actions/explore/exploreCalls.ts';
import type { ExploreRecords } from '../../src/actions/explore/parts.ts';
import type { ExploreCalls } from '../../src/actions/explore/types.ts';
import type { OrganisationId, Owner } from '../../src/domain/organisations/index.ts';
import type { LocalDefinition } from '../../src/domain/spend/definitions.ts';
import type { Batch, BatchId, ImportId } from '../../src/domain/spend/imports/types.ts';
import { instantAt } from '../../src/domain/values/index.ts';
import { readPlaceTables } from '../../src/formats/places/readPlaceTables.ts';
import { shippedDefinitions } from '../../src/formats/readDefinitions.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';
import { openBatchFolders } from '../../src/lake/batches/folders.ts';
import { openExplorer } from '../../src/lake/batches/openExplorer.ts';
import type { StagedTables } from '../../src/lake/batches/types.ts';
import { openReferenceStore } from '../../src/lake/reference/index.ts';
import { storedBundles } from '../../src/main/bundles.ts';
import { withAnalysis } from './analyse.ts';

const owner: Owner = {
  id: 'org_aaaaaaaaaaaaaaaaaaaa' as OrganisationId,
  name: 'Examplewell Council',
  orgId: null,
  home: { code: 'E08000034', name: 'Kirklees' },
  definition: 'ledger-all',
};

/** Batches in a folder with a list in memory in place of the records, and what explores them. */
export interface BatchStore {
  readonly calls: ExploreCalls;
  readonly references: ReturnType<typeof openReferenceStore>;
  readonly stateFolder: string;
  /** Imports ledgers in one go; answers the ids of the batches, one for each table that counts. */
  readonly import: (paths: readonly string[]) => Promise<readonly BatchId[]>;
  readonly undo: (batch: BatchId) => void;
  readonly bringBack: (batch: BatchId) => void;
  readonly own: (definition: LocalDefinition) => void;
}

function batchFrom(
  id: BatchId,
  report: Batch['report'],
  analysis: Pick<Batch, 'warnings' | 'rejects'>,
): Batch {
  return {
    id,
    owner: owner.id,
    import: 'imp_aaaaaaaaaaaaaaaaaaaa' as ImportId,
    identity: id,
    name: report.name,
    sha256: report.sha256 ?? '',
    signature: null,
    profile: {},
    report,
    warnings: analysis.warnings.filter(({ file }) => file === report.name),
    rejects: analysis.rejects.filter(({ file }) => file === report.name),
    state: 'current',
    importedAt: instantAt(0),
    endedAt: null,
    supersededBy: null,
  };
}

/** Calls each of which is a request of its own, after whatever changed before has been made ready. */
function callsOf(exploring: Exploring, own: OwnParts): ExploreCalls {
  const call =
    (name: string | symbol) =>
    async (...given: readonly unknown[]): Promise<unknown> => {
      await exploring.upToDate(own);
      const calls = exploring.callsFor(own);
      return Reflect.apply(Reflect.get(calls, name), calls, given);
    };
  return new Proxy(exploring.callsFor(own), { get: (_, name) => call(name) });
}

/** Opens an empty store in a folder of its own, which is removed afterwards. */
export async function withBatchStore<T>(use: (store: BatchStore) => Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'sevenbox-store-'));
  const [scratch, stateFolder] = [join(root, 'scratch'), join(root, 'home')];
  mkdirSync(scratch);
  mkdirSync(stateFolder);
  const folders = openBatchFolders(join(root, 'lake'));
  const explorer = await openExplorer({ scratch, folderOf: folders.folderOf });
  const references = openReferenceStore(stateFolder);
  const batches: Batch[] = [];
  const stored: LocalDefinition[] = [];
  const gone = new Set<BatchId>();
  const records: ExploreRecords = {
    owner: async () => owner,
    currentBatches: async () => batches.filter(({ id }) => !gone.has(id)),
    batchOf: async (_, id) => batches.find((batch) => batch.id === id) ?? null,
    importOf: async () => null,
    supplierVersion: async () => '',
    supplierDecisions: async () => [],
    supplierFindings: async () => [],
    definitions: async () =>
      stored.map((definition) => ({ definition, savedAt: instantAt(0), copiedFrom: null, note: '' })),
  };
  const exploring = openExploring({
    explorerFor: async () => explorer,
    registers: { entitiesOf: async () => new Map() },
    vocabulary: readVocabulary(),
    placeTables: readPlaceTables(),
    shippedDefinitions: shippedDefinitions(),
    productVersion: '0',
    bundles: storedBundles(stateFolder, folders),
  });
  const calls = callsOf(exploring, { records, references });
  const take = (paths: readonly string[]) =>
    withAnalysis({ paths, stateFolder }, async ({ analysis, lake, tableNames }) => {
      const ids: BatchId[] = [];
      for (const [table, name] of tableNames) {
        const report = analysis.files.find((file) => file.name === name);
        if (report?.status !== 'read') continue;
        const id = `bat_${String(batches.length).padStart(20, '0')}` as BatchId;
        await (lake as typeof lake & StagedTables).writeBatch(table, await folders.drafting(id));
        await folders.publish(id);
        batches.push(batchFrom(id, report, analysis));
        ids.push(id);
      }
      return ids;
    });
  try {
    return await use({
      calls,
      references,
      stateFolder,
      import: take,
      undo: (batch) => gone.add(batch),
      bringBack: (batch) => gone.delete(batch),
      own: (definition) => stored.unshift(definition),
    });
  } finally {
    await explorer.close();
    rmSync(root, { recursive: true, force: true });
  }
}
