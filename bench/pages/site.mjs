// The calls of the site over batches, with a list in memory in place of the records.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openExploring } from '../../dist/actions/explore/exploreCalls.js';
import { readPlaceTables } from '../../dist/formats/places/readPlaceTables.js';
import { shippedDefinitions } from '../../dist/formats/readDefinitions.js';
import { readVocabulary } from '../../dist/formats/vocabulary/readVocabulary.js';
import { openBatchFolders } from '../../dist/lake/batches/folders.js';
import { openExplorer } from '../../dist/lake/batches/openExplorer.js';
import { openReferenceStore } from '../../dist/lake/reference/index.js';

export const owner = {
  id: 'org_aaaaaaaaaaaaaaaaaaaa',
  name: 'Examplewell Council',
  orgId: null,
  home: { code: 'E08000034', name: 'Kirklees' },
  definition: 'ledger-all',
};

/** Opens the pages over the batches of a root; `batches` may be replaced later. */
export async function openPages(root, batches) {
  const scratch = mkdtempSync(join(root, 'explore-'));
  const state = join(root, 'home');
  mkdirSync(state, { recursive: true });
  const { folderOf } = openBatchFolders(join(root, 'lake'));
  const explorer = await openExplorer({ scratch, folderOf });
  const pages = { batches };
  const parts = {
    records: {
      owner: async () => owner,
      currentBatches: async () => pages.batches,
      batchOf: async (_, id) => pages.batches.find((batch) => batch.id === id) ?? null,
      importOf: async () => null,
      definitions: async () => [],
    },
    explorerFor: async () => explorer,
    references: openReferenceStore(state),
    vocabulary: readVocabulary(),
    placeTables: readPlaceTables(),
    shippedDefinitions: shippedDefinitions(),
    productVersion: '0',
  };
  const close = async () => {
    await explorer.close();
    rmSync(scratch, { recursive: true, force: true });
  };
  const exploring = openExploring(parts);
  let seen = batches;
  // Each question is a request of its own, and waits until what changed before it has been taken up.
  const ask = async (name, given) => {
    if (pages.batches !== seen) await exploring.upToDate(parts);
    seen = pages.batches;
    return exploring.callsFor(parts)[name](...given);
  };
  const calls = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...given) =>
          ask(name, given),
    },
  );
  return Object.assign(pages, {
    calls,
    explorer,
    parts,
    folderOf,
    close,
  });
}

function accepted(decision) {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

/** Asks one question and answers what it found, and milliseconds: of the engine, of the whole call, and of processors. */
export async function askPage({ calls, explorer }, question) {
  explorer.timings();
  const [from, cpuBefore] = [performance.now(), process.cpuUsage()];
  const found = await answerOf(calls, question);
  const wall = performance.now() - from;
  const { user, system } = process.cpuUsage(cpuBefore);
  const engine = explorer.timings().reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return { found, wall, engine, cpu: (user + system) / 1000 };
}

async function answerOf(calls, question) {
  const { kind, filter, list } = question;
  if (kind === 'result') return calls.analysis(question.definition);
  if (kind === 'slices') return accepted(await calls.slices(filter, question.by));
  if (kind === 'suppliers') return accepted(await calls.suppliers(filter, list));
  if (kind === 'lines') return accepted(await calls.lines(filter, list));
  return calls.line(question.batch, question.record, null);
}
