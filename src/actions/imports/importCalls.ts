import type { JobKind } from '../../domain/jobs/index.ts';
import { type Acting, mayDo, organisationOf } from '../../domain/organisations/index.ts';
import { parseBatchId, parseImportId } from '../../domain/spend/imports/ids.ts';
import { millisecondsOf } from '../../domain/values/index.ts';
import { inState } from '../access/inState.ts';
import type { JobHandlers } from '../jobs/types.ts';
import { answer, cancel, confirm, retry } from './decisions.ts';
import { addingHandler } from './importJob.ts';
import { findImport, type Journey, journeyOf } from './journey.ts';
import { homeNames, saveOwner } from './owners.ts';
import type { ImportParts } from './parts.ts';
import { readingHandler } from './readJob.ts';
import { receive } from './receive.ts';
import { recover } from './recover.ts';
import type { ImportCalls, Progress } from './types.ts';
import { bringBack, undo } from './undo.ts';

/** Imports that a list shows, the newest. */
const mostListed = 200;

/** The import journey on real parts: for whoever acts, and what the program itself asks of it. */
export interface OpenImports {
  readonly callsFor: (acting: Acting) => ImportCalls;
  /** Brings unfinished imports in order: for the one process that uses the store, before the pages are served. */
  readonly recover: (acting: Acting) => Promise<void>;
  /** Carries out the jobs of imports. */
  readonly handlers: Pick<JobHandlers, 'read-import' | 'add-import'>;
}

const waitingFor: Readonly<Partial<Record<JobKind, string>>> = {
  'read-import': 'Waiting to be read',
  'add-import': 'Waiting to be imported',
};

async function progressOf({ parts, records }: Journey, text: string): Promise<Progress | null> {
  const id = parseImportId(text);
  const job = id ? await records.jobOf(id) : null;
  const waitingBehind = job && (await parts.store.jobsBefore(job.organisation, job.subject));
  if (job === null || waitingBehind === null) return null;
  return {
    sentence: job.progress ?? waitingFor[job.kind] ?? 'Waiting',
    startedMilliseconds: millisecondsOf(job.startedAt ?? job.createdAt),
    waitingBehind,
  };
}

function callsFor(parts: ImportParts, acting: Acting): ImportCalls {
  const journey = journeyOf(parts, acting);
  const { records } = journey;
  const organisation = organisationOf(acting.actor);
  const batches = async () => (organisation === null ? [] : records.batches(organisation));
  return {
    owner: () => records.owner(),
    organisation: () => records.organisation(),
    saveOwner: (said) => saveOwner(journey, said),
    homeNames: async () => homeNames(parts),
    receive: (files, profiles) => receive(journey, files, profiles),
    importOf: (id) => findImport(journey, id),
    progressOf: (id) => progressOf(journey, id),
    imports: async () => {
      const all = organisation === null ? [] : await records.imports(organisation, mostListed);
      return all.filter(({ state }) => mayDo(acting.actor, 'imports.import', state));
    },
    answer: (id, version, said) => answer(journey, id, version, said),
    confirm: (id, version) => confirm(journey, id, version),
    cancel: (id) => cancel(journey, id),
    retry: (id) => retry(journey, id),
    batches,
    batchOf: async (text) => {
      const id = parseBatchId(text);
      const found = id && organisation ? await records.batchOf(organisation, id) : null;
      return inState(parts, acting, { found, state: ({ state }) => state });
    },
    batchesOfImport: async (id) => (await batches()).filter((batch) => batch.import === id),
    undo: (what) => undo(journey, what),
    bringBack: (what) => bringBack(journey, what),
  };
}

/** The import journey on real parts. Its jobs wait until somebody carries them out. */
export function openImports(parts: ImportParts): OpenImports {
  return {
    callsFor: (acting) => callsFor(parts, acting),
    recover: (acting) => recover(parts, acting),
    handlers: { 'read-import': readingHandler(parts), 'add-import': addingHandler(parts) },
  };
}
