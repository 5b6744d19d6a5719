import type { BatchId, Import } from '../../domain/spend/imports/types.ts';
import { countOf, formatCount } from '../../domain/values/index.ts';
import type { BatchRow, StoreFacts } from '../../records/types.ts';
import { chainsChecks } from './checkChains.ts';
import { evidenceChecks, keyCheck, sweepEvidence } from './checkEvidence.ts';
import { check } from './checkParts.ts';
import { checkPair } from './pairing.ts';
import type { OpenStore } from './parts.ts';
import type { CheckStatus, StoreCheck, StoreReport } from './report.ts';

const gigabyte = 1_000_000_000;

const severity: Readonly<Record<CheckStatus, number>> = { sound: 0, 'look-at-this': 1, broken: 2 };

/** The report over some checks; its status is the worst of theirs. */
export function reportOf(checks: readonly StoreCheck[], swept = 0): StoreReport {
  const worst = checks.reduce<CheckStatus>(
    (most, one) => (severity[one.status] > severity[most] ? one.status : most),
    'sound',
  );
  return { version: 1, status: worst, checks: [...checks], swept };
}

/** What is said where there is no store yet. */
export function noStoreYet(): StoreReport {
  const sentence = 'There is no store here yet. It is made when Sevenbox is started with `sevenbox serve`.';
  return reportOf([check('records', 'sound', sentence)]);
}

/** What is said of a store that does not open. */
export function storeUnopened(sentences: readonly string[]): StoreReport {
  return reportOf([check('records', 'broken', 'The records do not open.', sentences)]);
}

function recordsCheck({ kind, version }: StoreFacts): StoreCheck {
  const where = kind === 'embedded' ? 'the embedded store' : 'a PostgreSQL server';
  return check('records', 'sound', `The records open: ${where}, ${version}.`);
}

function migrationsCheck({ migrations }: StoreFacts, known: readonly number[]): StoreCheck {
  const missing = known.filter((one) => !migrations.includes(one)).map((one) => `Change ${one} is missing.`);
  const strange = migrations
    .filter((one) => !known.includes(one))
    .map((one) => `Change ${one} is not known.`);
  if (missing.length + strange.length === 0) {
    return check('migrations', 'sound', 'The tables have the shape that this Sevenbox needs.');
  }
  const sentence =
    'The tables have another shape than this Sevenbox needs. Start the version that made them, or restore a backup.';
  return check('migrations', 'broken', sentence, [...missing, ...strange]);
}

function countTrouble(row: BatchRow, lines: number): string | null {
  const { accepted } = row.report.control;
  if (accepted === lines) return null;
  return `${row.name} (${row.id}) has ${formatCount(lines)} lines in its folder and ${formatCount(accepted)} in the catalogue.`;
}

/** What is wrong with one batch of the catalogue; null when nothing is. */
async function batchTrouble({ lake }: OpenStore, id: BatchId, row: BatchRow | undefined) {
  const name = row ? `${row.name} (${id})` : `Batch ${id}`;
  const state = row && row.state !== 'current' ? ` It does not count: ${row.state}.` : '';
  const condition = await lake.batch(id);
  if (condition.kind === 'missing') return `${name} has lost its folder in the lake.${state}`;
  if (condition.kind === 'damaged') return `${name} ${condition.why}.${state}`;
  return row ? countTrouble(row, condition.lines) : null;
}

async function batchesCheck(store: OpenStore, known: ReadonlySet<string>): Promise<StoreCheck> {
  const rows = new Map((await store.records.everyBatch()).map((row) => [row.id, row]));
  const troubles: string[] = [];
  for (const id of [...known].sort()) {
    const batch = id as BatchId;
    const trouble = await batchTrouble(store, batch, rows.get(batch));
    if (trouble !== null) troubles.push(trouble);
  }
  const all = countOf(known.size, 'batch', 'batches');
  if (troubles.length === 0) {
    return check('batches', 'sound', `${all} in the catalogue, each with its files as they were written.`);
  }
  const sentence = `${formatCount(troubles.length)} of ${all} ${troubles.length === 1 ? 'is' : 'are'} damaged. Restore a backup, or undo and import the files again.`;
  return check('batches', 'broken', sentence, troubles);
}

/** Folders that no batch of the catalogue has. */
async function strayFolders({ folders }: OpenStore, known: ReadonlySet<string>): Promise<readonly string[]> {
  return (await folders.list()).filter((id) => !known.has(id));
}

/** Whether lake and records belong together; where they do not, every other finding follows from it. */
async function pairCheck(store: OpenStore): Promise<readonly StoreCheck[]> {
  const pair = await checkPair(store);
  return pair.ok ? [] : pair.refusals.map(({ sentence }) => check('store', 'broken', sentence));
}

async function leftoversCheck(store: OpenStore, known: ReadonlySet<string>): Promise<StoreCheck> {
  const importing = await store.records.importsIn(['importing']);
  if (importing.some((one) => store.isWorkingOn(one.id))) {
    return check(
      'leftovers',
      'sound',
      'An import is running, so unfinished folders in the lake are its own.',
    );
  }
  const [drafts, aside] = [await store.lake.drafts(), await store.folders.setAside()];
  const more = [
    ...drafts.map((name) => `${name} in the lake was not finished.`),
    ...(await strayFolders(store, known)).map((name) => `${name} in the lake is of no import.`),
    ...aside.map((name) => `${name} is of no import and was set aside in the lake.`),
  ];
  if (more.length === 0) return check('leftovers', 'sound', 'Nothing was left behind in the lake.');
  const sentence = `${countOf(more.length, 'folder was', 'folders were')} left behind in the lake. They do not count in any figure. To remove them: sevenbox doctor --mend`;
  return check('leftovers', 'look-at-this', sentence, more);
}

async function stuckCheck({ records, isWorkingOn }: OpenStore): Promise<StoreCheck> {
  const running = await records.importsIn(['receiving', 'reading', 'importing']);
  const stuck = running.filter((one) => !isWorkingOn(one.id));
  if (stuck.length === 0) return check('imports', 'sound', 'No import is stuck.');
  const named = stuck.map((one) => `${one.id} of ${one.createdAt.slice(0, 10)} was ${one.state}.`);
  const sentence = `${countOf(stuck.length, 'import was', 'imports were')} cut off. The next start of \`sevenbox serve\` settles that.`;
  return check('imports', 'look-at-this', sentence, named);
}

async function lacksFiles({ uploads }: OpenStore, { id, files }: Import): Promise<boolean> {
  return !(await uploads.holds(id, files));
}

async function strayUploads({ records, uploads }: OpenStore) {
  // Listed before the imports are: an import has its row before it has files.
  const folders = await uploads.list();
  const open = await records.importsIn(['receiving', 'reading', 'waiting', 'importing', 'stopped']);
  const ids = new Set(open.map((one) => one.id));
  return folders.filter((id) => !ids.has(id));
}

async function uploadsCheck(store: OpenStore): Promise<StoreCheck> {
  const stray = await strayUploads(store);
  const waiting = await store.records.importsIn(['waiting']);
  const without: string[] = [];
  for (const one of waiting) {
    if (await lacksFiles(store, one)) without.push(`${one.id} waits for answers, but its files are gone.`);
  }
  if (stray.length + without.length === 0) {
    return check('uploads', 'sound', 'Uploaded files and imports belong together.');
  }
  const more = [...stray.map((id) => `The uploaded files of ${id} are of no open import.`), ...without];
  const remedy = [
    ...(stray.length > 0 ? ['To remove files nobody needs: sevenbox doctor --mend'] : []),
    ...(without.length > 0 ? ['Cancel an import whose files are gone, and upload them again'] : []),
  ].join('. ');
  return check(
    'uploads',
    'look-at-this',
    `Uploaded files and imports do not all belong together. ${remedy}`,
    more,
  );
}

async function editionsCheck({ lake }: OpenStore): Promise<StoreCheck> {
  const editions = await lake.editions();
  const troubles = editions.filter((one) => one.why !== null).map(({ name, why }) => `${name} ${why}.`);
  if (troubles.length > 0) {
    const sentence =
      'Reference editions do not read. Remove their folders below `reference`, and add the files again.';
    return check('references', 'broken', sentence, troubles);
  }
  const all =
    editions.length === 0
      ? 'No reference edition has been added.'
      : `${countOf(editions.length, 'reference edition', 'reference editions')}, all readable.`;
  return check('references', 'sound', all);
}

async function diskCheck({ freeBytes }: OpenStore): Promise<StoreCheck> {
  const free = await freeBytes();
  if (free >= 2 * gigabyte) return check('disk', 'sound', 'There is room on the disk.');
  const megabytes = `${formatCount(Math.floor(free / 1_000_000))} MB`;
  if (free >= gigabyte / 5) {
    return check(
      'disk',
      'look-at-this',
      `Only ${megabytes} are free on the disk. Make room before the next import.`,
    );
  }
  return check('disk', 'broken', `Only ${megabytes} are free on the disk: imports will stop. Make room.`);
}

/** A restore that was killed: before its records were there it is begun again, afterwards only its mark is left. */
async function restoreCheck({ records, restoring }: OpenStore): Promise<readonly StoreCheck[]> {
  if (!(await restoring.wasCutOff())) return [];
  const sentence = (await records.isEmpty())
    ? 'Restoring a backup was cut off here. Restore it again with `sevenbox restore`; what is there will be replaced.'
    : 'Restoring a backup was cut off at its very end; everything is there. To clear up: sevenbox doctor --mend';
  return [check('restore', 'look-at-this', sentence)];
}

/** Removes what nobody needs: drafts and strays of the lake, files of imports that are over. Answers how many. */
async function sweep(store: OpenStore, known: ReadonlySet<string>): Promise<number> {
  const strays = await strayUploads(store);
  const aside = (await store.folders.setAside()).length;
  const folders = aside + (await store.folders.sweep(known));
  await store.folders.clear();
  for (const id of strays) await store.uploads.remove(id);
  const restored = (await store.restoring.wasCutOff()) && !(await store.records.isEmpty());
  if (restored) await store.restoring.end();
  return folders + strays.length + (await sweepEvidence(store)) + (restored ? 1 : 0);
}

/**
 * Looks whether a store is sound. Every byte of every batch is read. Nothing is changed, except that `mend` removes
 * leftovers; it removes nothing from a lake that belongs to other records.
 */
export async function checkStore(
  store: OpenStore,
  { mend }: { readonly mend: boolean },
): Promise<StoreReport> {
  const facts = await store.records.facts();
  const known = await store.records.batchIds();
  const apart = await pairCheck(store);
  const together = apart.length === 0;
  const swept = mend && together ? await sweep(store, known) : 0;
  return reportOf(
    [
      recordsCheck(facts),
      ...apart,
      migrationsCheck(facts, store.migrations),
      await batchesCheck(store, known),
      ...(together ? [await leftoversCheck(store, known)] : []),
      await stuckCheck(store),
      await uploadsCheck(store),
      ...(await restoreCheck(store)),
      ...(await evidenceChecks(store)),
      ...(await chainsChecks(store)),
      await keyCheck(store),
      await editionsCheck(store),
      await diskCheck(store),
    ],
    swept,
  );
}
