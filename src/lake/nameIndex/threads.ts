import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Nearness, NearRow } from '../../domain/suppliers/index.ts';
import type { OpenedIndex } from './file.ts';

/** Threads that look for names in one index. */
export interface NameThreads {
  /** For each key what `nearest` of the index answers, in the order of the keys. */
  readonly nearestAll: (
    keys: readonly string[],
    nearness: Nearness,
  ) => Promise<readonly (readonly NearRow[])[]>;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly counts: Uint32Array;
  readonly rows: Uint32Array;
  readonly similarities: Float64Array;
}

/** The compiled search: beside this file in the compiled program, in `dist` for the source. */
function compiledSearch(): string {
  const beside = new URL('../../domain/suppliers/nameIndex/index.js', import.meta.url).href;
  return beside.replace(/\/src\/(?=domain\/)/, '/dist/');
}

async function startThread({ buffer, places }: OpenedIndex, program: string): Promise<Worker> {
  const worker = new Worker(new URL('../../../src/lake/nameIndex/nearestWorker.mjs', import.meta.url), {
    workerData: { program, buffer, places },
    execArgv: [],
  });
  // Rejects when the thread ends with an error instead.
  await once(worker, 'message');
  return worker;
}

function rowsOf({ counts, rows, similarities }: Answer): readonly (readonly NearRow[])[] {
  let next = 0;
  return Array.from(counts, (count) => {
    const from = next;
    next += count;
    return Array.from({ length: count }, (_, at) => ({
      row: rows[from + at] ?? 0,
      similarity: similarities[from + at] ?? 0,
    }));
  });
}

async function ask(worker: Worker, keys: readonly string[], nearness: Nearness) {
  const answered = once(worker, 'message');
  worker.postMessage({ keys, nearness });
  const [answer]: Answer[] = await answered;
  return answer === undefined ? [] : rowsOf(answer);
}

/**
 * Starts threads over an opened index; its bytes are shared, not copied. Each takes every so-many-th key. Ask one
 * question after another. `program` is the compiled search, for whoever has it elsewhere.
 */
export async function startNameThreads(
  opened: OpenedIndex,
  { threads, program = compiledSearch() }: { readonly threads: number; readonly program?: string },
): Promise<NameThreads> {
  const workers = await Promise.all(Array.from({ length: threads }, () => startThread(opened, program)));
  const nearestAll = async (keys: readonly string[], nearness: Nearness) => {
    const turn = (worker: Worker, number: number) =>
      ask(
        worker,
        keys.filter((_, at) => at % threads === number),
        nearness,
      );
    const parts = await Promise.all(workers.map(turn));
    return keys.map((_, at) => parts[at % threads]?.[Math.floor(at / threads)] ?? []);
  };
  const close = async () => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return { nearestAll, close };
}
