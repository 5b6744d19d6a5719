import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  type NameIndexTables,
  type Nearness,
  type NearRow,
  nameIndexOver,
} from '../../domain/suppliers/index.ts';
import { type NearestAnswer, type NearestQuestion, rowsIn } from './messages.ts';

const program = fileURLToPath(new URL('./nearestThread.js', import.meta.url));

/** Looks for names in several indexes. */
export interface Nearest {
  /** For each key what `nearest` of this index answers, in the order of the keys. */
  readonly nearestAll: (
    index: number,
    keys: readonly string[],
    nearness: Nearness,
  ) => Promise<readonly (readonly NearRow[])[]>;
  readonly close: () => Promise<void>;
}

/** A thread answers one question after another, in their order. */
function asker(worker: Worker): (question: NearestQuestion) => Promise<readonly (readonly NearRow[])[]> {
  const waiting: { resolve: (answer: NearestAnswer) => void; reject: (error: Error) => void }[] = [];
  let gone: Error | null = null;
  const end = (error: Error) => {
    gone ??= error;
    for (const { reject } of waiting.splice(0)) reject(gone);
  };
  worker.on('message', (answer: NearestAnswer) => waiting.shift()?.resolve(answer));
  worker.on('error', end);
  worker.on('exit', () => end(new Error('A thread that looks for names ended before it was done.')));
  return async (question) => {
    const answer = await new Promise<NearestAnswer>((resolve, reject) => {
      if (gone) return reject(gone);
      waiting.push({ resolve, reject });
      worker.postMessage(question);
    });
    return rowsIn(answer);
  };
}

function startThreads(all: readonly NameIndexTables[], threads: number): Nearest {
  const workers = Array.from(
    { length: threads },
    () => new Worker(program, { workerData: all, execArgv: [] }),
  );
  const askers = workers.map(asker);
  const nearestAll = async (index: number, keys: readonly string[], nearness: Nearness) => {
    const turns = askers.map((ask, turn) => {
      const own = keys.filter((_, at) => at % threads === turn);
      return ask({ index, keys: own, nearness });
    });
    const parts = await Promise.all(turns);
    return keys.map((_, at) => parts[at % threads]?.[Math.floor(at / threads)] ?? []);
  };
  const close = async () => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return { nearestAll, close };
}

/**
 * Starts a thread for each processor to look for names in some indexes, whose arrays they share. Each takes every
 * so-many-th key. Where the program was not compiled this thread does it alone.
 */
export function startNearest(all: readonly NameIndexTables[], threads = availableParallelism()): Nearest {
  if (threads > 1 && existsSync(program)) return startThreads(all, threads);
  const indexes = all.map(nameIndexOver);
  return {
    nearestAll: async (index, keys, nearness) => indexes[index]?.nearestAll(keys, nearness) ?? [],
    close: async () => undefined,
  };
}
