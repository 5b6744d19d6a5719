import { type Acting, mayDo, organisationOf } from '../../domain/organisations/index.ts';
import { parseBatchId } from '../../domain/spend/imports/ids.ts';
import { answer, cancel, confirm, retry } from './decisions.ts';
import { findImport, type ImportWork, journeyOf } from './journey.ts';
import { homeNames, saveOwner } from './owners.ts';
import type { ImportParts } from './parts.ts';
import { receive } from './receive.ts';
import { recover } from './recover.ts';
import type { ImportCalls, Progress } from './types.ts';
import { bringBack, undo } from './undo.ts';

/** Imports that a list shows, the newest. */
const mostListed = 200;

/** The import journey on real parts: for whoever acts, and what the program itself asks of it. */
export interface OpenImports {
  readonly callsFor: (acting: Acting) => ImportCalls;
  /** Brings unfinished imports in order; once, before the pages are served. */
  readonly recover: (acting: Acting) => Promise<void>;
  /** Resolves when no job runs and none waits. */
  readonly idle: () => Promise<void>;
}

function progressOf({ parts, progress }: ImportWork, text: string): Progress | null {
  const known = [...progress].find(([id]) => id === text)?.[1];
  const waitingBehind = parts.queue.jobsBefore(text);
  return known && waitingBehind !== null ? { ...known, waitingBehind } : null;
}

function callsFor(work: ImportWork, acting: Acting): ImportCalls {
  const journey = journeyOf(work, acting);
  const { parts, records } = journey;
  const organisation = organisationOf(acting.actor);
  const batches = async () => (organisation === null ? [] : records.batches(organisation));
  return {
    owner: () => records.owner(),
    organisation: () => records.organisation(),
    saveOwner: (said) => saveOwner(journey, said),
    homeNames: async () => homeNames(parts),
    receive: (files, profiles) => receive(journey, files, profiles),
    importOf: (id) => findImport(journey, id),
    progressOf: (id) => progressOf(work, id),
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
      const one = id && organisation ? await records.batchOf(organisation, id) : null;
      return one && mayDo(acting.actor, acting.action, one.state) ? one : null;
    },
    batchesOfImport: async (id) => (await batches()).filter((batch) => batch.import === id),
    undo: (what) => undo(journey, what),
    bringBack: (what) => bringBack(journey, what),
  };
}

/** The import journey on real parts. `recover` has to be called before anything else. */
export function openImports(parts: ImportParts): OpenImports {
  const work: ImportWork = { parts, progress: new Map(), cancelled: new Set() };
  return {
    callsFor: (acting) => callsFor(work, acting),
    recover: (acting) => recover(work, acting),
    idle: () => parts.queue.idle(),
  };
}
