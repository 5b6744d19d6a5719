import { parseBatchId } from '../../domain/spend/imports/ids.ts';
import { answer, cancel, confirm, retry } from './decisions.ts';
import { findImport, type Journey } from './journey.ts';
import { homeNames, saveOwner } from './owners.ts';
import type { ImportParts } from './parts.ts';
import { receive } from './receive.ts';
import { recover } from './recover.ts';
import type { ImportCalls, Progress } from './types.ts';
import { bringBack, undo } from './undo.ts';

/** Imports that a list shows, the newest. */
const mostListed = 200;

/** What the program itself asks of imports, beside the pages. */
export interface ImportUpkeep {
  /** Brings unfinished imports in order; once, before the pages are served. */
  readonly recover: () => Promise<void>;
  /** Resolves when no job runs and none waits. */
  readonly idle: () => Promise<void>;
}

function progressOf({ parts, progress }: Journey, text: string): Progress | null {
  const known = [...progress].find(([id]) => id === text)?.[1];
  const waitingBehind = parts.queue.jobsBefore(text);
  return known && waitingBehind !== null ? { ...known, waitingBehind } : null;
}

/** The import journey on real parts. `recover` has to be called before anything else. */
export function importCalls(parts: ImportParts): ImportCalls & ImportUpkeep {
  const journey: Journey = { parts, progress: new Map(), cancelled: new Set() };
  const { records } = parts;
  const ofOwner = async <T>(use: (owner: Parameters<typeof records.batches>[0]) => Promise<T>, none: T) => {
    const owner = await records.firstOwner();
    return owner ? use(owner.id) : none;
  };
  const batches = () => ofOwner((owner) => records.batches(owner), []);
  return {
    owner: () => records.firstOwner(),
    saveOwner: (said) => saveOwner(parts, said),
    homeNames: async () => homeNames(parts),
    receive: (files, profiles) => receive(journey, files, profiles),
    importOf: (id) => findImport(parts, id),
    progressOf: (id) => progressOf(journey, id),
    imports: () => ofOwner((owner) => records.imports(owner, mostListed), []),
    answer: (id, version, said) => answer(journey, id, version, said),
    confirm: (id, version) => confirm(journey, id, version),
    cancel: (id) => cancel(journey, id),
    retry: (id) => retry(journey, id),
    batches,
    batchOf: async (text) => {
      const id = parseBatchId(text);
      return id ? ofOwner((owner) => records.batchOf(owner, id), null) : null;
    },
    batchesOfImport: async (id) => (await batches()).filter((batch) => batch.import === id),
    undo: (what) => undo(parts, what),
    bringBack: (what) => bringBack(parts, what),
    recover: () => recover(journey),
    idle: () => parts.queue.idle(),
  };
}
