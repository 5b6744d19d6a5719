import { whatChanged } from '../../domain/spend/imports/faults.ts';
import { parseBatchId } from '../../domain/spend/imports/ids.ts';
import { type PlannedTable, planImport } from '../../domain/spend/imports/planImport.ts';
import { profileToKeep } from '../../domain/spend/imports/profiles.ts';
import type { Batch, BatchId, Import, TableReading } from '../../domain/spend/imports/types.ts';
import type { Profile } from '../../domain/spend/mapping/index.ts';
import { assert, type Decision } from '../../domain/values/index.ts';
import type { ImportCommit } from '../../records/types.ts';
import { decideTexts } from '../analysis/decideTexts.ts';
import type { JobHandler } from '../jobs/types.ts';
import { Cancelled, type JobJourney, journeyOfJob, nextVersion, pass, Stopped } from './journey.ts';
import type { ImportParts } from './parts.ts';
import type { ReadImport } from './readImport.ts';
import { endJob, giveUp, type ImportKey, keyOf, readAgain, stop } from './readJob.ts';
import { identityOf } from './tableReading.ts';
import { type LakeSession, withLake } from './withLake.ts';

/** One run of an import job: what was confirmed, and the batches it has made folders for. */
interface Run {
  readonly journey: JobJourney;
  readonly key: ImportKey;
  readonly one: Import;
  readonly made: BatchId[];
}

/** A table as it was read again, with what its batch needs. */
function tableAgain(again: ReadImport, { table: { name } }: PlannedTable) {
  const table = again.reading.tables.find((one) => one.name === name);
  const staged = again.staged.get(name);
  assert(table?.profile != null && staged !== undefined, `${name} was read again`);
  return { table, profile: table.profile, ...staged };
}

function batchOf(
  { one, key }: Run,
  about: { readonly id: BatchId; readonly table: TableReading; readonly profile: Profile },
  rejects: Batch['rejects'],
): Omit<Batch, 'importedAt'> {
  const { id, table, profile } = about;
  const { sha256, headerLine } = table.report;
  assert(sha256 !== null, `${table.name} has bytes`);
  return {
    id,
    owner: key.owner,
    import: one.id,
    identity: identityOf(sha256, profile),
    name: table.name,
    sha256,
    signature: headerLine === null ? null : table.signature,
    profile,
    report: table.report,
    warnings: table.warnings,
    rejects,
    state: 'current',
    endedAt: null,
    supersededBy: null,
  };
}

type NewBatch = ReturnType<typeof batchOf>;

/** Writes one table into a folder of the lake, which counts for nothing until the catalogue names it. */
async function writeTable(
  run: Run,
  session: LakeSession,
  again: ReturnType<typeof tableAgain>,
): Promise<NewBatch> {
  const { journey, one, made } = run;
  const { folders, newId } = journey.parts;
  const id = parseBatchId(newId('bat'));
  assert(id !== undefined, 'a new id is the id of a batch');
  made.push(id);
  const written = await session.lake.writeBatch(again.id, await folders.drafting(id));
  const { accepted } = again.table.report.control;
  assert(written.lines === accepted, `${again.table.name}: ${written.lines} written of ${accepted} lines`);
  await pass(journey, one.id, 'batch-drafted');
  await folders.publish(id);
  await pass(journey, one.id, 'batch-published');
  return batchOf(run, { id, table: again.table, profile: again.profile }, again.rejects);
}

/** Reads the same bytes by the same answers; stops when they do not count what was confirmed. */
async function readConfirmed(
  run: Run,
  session: LakeSession,
  planned: readonly PlannedTable[],
): Promise<ReadImport> {
  const { journey, key, one } = run;
  assert(one.reading !== null, `${one.id} was read before it was confirmed`);
  const again = await readAgain(journey, session, { key, forPeople: false });
  const names = planned.map(({ table }) => table.name);
  const changed = whatChanged(one.reading, again.reading, names);
  if (changed !== null) throw new Stopped(changed);
  const left = [...again.staged].filter(([name]) => !names.includes(name));
  for (const [, { id }] of left) await session.lake.forget(id);
  await pass(journey, one.id, 'read-again');
  return again;
}

/** Answers to keep, by the signature of a header; a table without a header leaves none. */
function keptProfiles(again: ReadImport, tables: readonly NewBatch[]): Readonly<Record<string, Profile>> {
  const kept = tables.flatMap(({ signature, profile, report }) =>
    signature === null
      ? []
      : [[signature, profileToKeep(profile, report, again.profiles[signature] ?? {})] as const],
  );
  return Object.fromEntries(kept);
}

type Draft = Pick<ImportCommit, 'supersedes' | 'profiles'> & { readonly batches: readonly NewBatch[] };

/** Writes every planned table into the lake. */
async function writeAll(run: Run, session: LakeSession): Promise<Draft> {
  const { journey, one } = run;
  assert(one.reading !== null, `${one.id} was read before it was confirmed`);
  const { add } = planImport(one.reading, one.answers);
  const again = await readConfirmed(run, session, add);
  journey.running.say('Finding out who was paid');
  await decideTexts({ lake: session.lake, vocabulary: journey.parts.vocabulary });
  const batches: NewBatch[] = [];
  const supersedes: { old: BatchId; by: BatchId }[] = [];
  for (const [index, planned] of add.entries()) {
    const { name } = planned.table;
    journey.running.say(`Adding ${name}${add.length > 1 ? ` (${index + 1} of ${add.length})` : ''}`);
    const batch = await writeTable(run, session, tableAgain(again, planned));
    batches.push(batch);
    if (planned.replaces) supersedes.push({ old: planned.replaces, by: batch.id });
  }
  return { batches, supersedes, profiles: keptProfiles(again, batches) };
}

async function isImported({ journey, key }: Run): Promise<boolean> {
  return (await journey.records.importOf(key.owner, key.id))?.state === 'imported';
}

/** Lets the pages get ready for what is added, so that they show it as soon as it counts. */
async function prepare({ journey, key, one }: Run, { batches, supersedes }: Draft): Promise<void> {
  journey.running.say('Adding up the new payments');
  const importedAt = one.changedAt;
  await journey.parts.prepare(key.owner, {
    add: batches.map(({ rejects: _, ...batch }) => ({ ...batch, importedAt })),
    without: supersedes.map(({ old }) => old),
  });
}

/** Makes the import visible in one transaction; throws when it was cancelled or changed meanwhile. */
async function commit(run: Run, draft: Draft): Promise<void> {
  const { journey, one } = run;
  const { parts, records } = journey;
  await pass(journey, one.id, 'before-commit');
  const next: Decision<Import> = nextVersion(parts, one, 'imported');
  assert(next.ok, 'an import that is importing can be finished');
  const at = next.value.changedAt;
  const batches = draft.batches.map((batch): Batch => ({ ...batch, importedAt: at }));
  const { supersedes, profiles } = draft;
  const done = await records.commitImport({
    ...{ import: next.value, batches, supersedes, profiles, at },
    hold: journey.running.hold,
  });
  if (!done) throw new Cancelled(`${one.id} was changed while it was imported`);
}

/** Removes the folders of batches that the catalogue does not name. */
async function discard({ journey, made }: Run): Promise<void> {
  const { store, folders } = journey.parts;
  if (made.length === 0) return;
  const known = await store.batchIds();
  for (const id of made) if (!known.has(id)) await folders.remove(id);
}

/** Tries to import; what a fault leaves behind is removed, and the import says why. True when it counts. */
async function attempt(run: Run): Promise<boolean> {
  const { journey, key, one } = run;
  try {
    await pass(journey, one.id, 'importing');
    const draft = await withLake(journey, one.id, (session) => writeAll(run, session));
    await prepare(run, draft);
    await commit(run, draft);
    return true;
  } catch (error) {
    // A connection may break after the store has written everything, so the store has the last word.
    try {
      await discard(run);
    } finally {
      if (!(error instanceof Cancelled)) await stop(journey, key, error);
    }
    return isImported(run);
  }
}

async function importJob(journey: JobJourney, key: ImportKey): Promise<void> {
  const { parts, records } = journey;
  try {
    const one = await records.importOf(key.owner, key.id);
    if (one?.state !== 'importing') return;
    if (!(await attempt({ journey, key, one, made: [] }))) return;
    await parts.changed(key.owner);
    await parts.reached('committed', key.id);
  } finally {
    await endJob(journey, key);
  }
  await parts.reached('cleaned', key.id);
}

/** Adds what was confirmed. */
export function addingHandler(parts: ImportParts): JobHandler {
  return {
    run: (running) => importJob(journeyOfJob(parts, running), keyOf(running)),
    giveUp: (running) => giveUp(parts, running),
  };
}
