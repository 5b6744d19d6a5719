import { Worker } from 'node:worker_threads';
import { assert } from '../domain/values/index.ts';
import { compiledProgram } from './embeddedProgram.ts';

/** The answer to one statement. */
export interface EngineAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly affected: number;
}

/** Scripts that stand before and after a statement. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** An embedded PostgreSQL in a thread of its own, so that a slow statement does not hold up pages. */
export interface EmbeddedEngine {
  /**
   * Carries out a statement, or a script of several when there are no parameters; after all that came before. Scripts
   * around it go to the thread with it, and nothing is carried out after what failed.
   */
  readonly run: (sql: string, parameters: readonly unknown[], around?: Around) => Promise<EngineAnswer>;
  /** Writes everything down and ends the thread. */
  readonly close: () => Promise<void>;
  /** Ends the thread at once. What was acknowledged is kept. */
  readonly stop: () => Promise<void>;
}

/** An error as PostgreSQL describes it, with its code of five characters. */
export interface SqlError extends Error {
  readonly code?: string | undefined;
  readonly constraint?: string | undefined;
  readonly detail?: string | undefined;
}

interface Described {
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

type WorkerMessage =
  | { readonly opened: true }
  | { readonly opened: false; readonly error: Described }
  | { readonly id: number; readonly error: Described }
  | (EngineAnswer & { readonly id: number; readonly error?: undefined });

type Request =
  | ({ readonly sql: string; readonly parameters: readonly unknown[] } & Around)
  | { readonly close: true };

interface Waiting {
  readonly resolve: (answer: EngineAnswer) => void;
  readonly reject: (error: Error) => void;
}

const stopped =
  'The records stopped working. Stop Sevenbox and start it again; what was acknowledged is kept on disk.';

function errorFrom({ message, code, constraint, detail }: Described): SqlError {
  return Object.assign(new Error(message), { code, constraint, detail });
}

async function startWorker(folder: string): Promise<Worker> {
  const file = new URL('../../src/records/embeddedWorker.mjs', import.meta.url);
  return new Worker(file, { workerData: { folder, program: await compiledProgram() }, execArgv: [] });
}

function opening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: WorkerMessage) => {
      if ('opened' in message && !message.opened) reject(errorFrom(message.error));
      else resolve();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error(stopped)));
  });
}

/** Opens the store in `folder`, and makes it when there is none. Throws when it cannot be opened. */
export async function openEmbedded(folder: string): Promise<EmbeddedEngine> {
  const worker = await startWorker(folder);
  await opening(worker);
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let gone: Error | null = null;
  const end = (error: Error) => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  worker.on('message', (message: WorkerMessage) => {
    if ('opened' in message) return;
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    assert(one !== undefined, `answer ${message.id} was asked for`);
    if (message.error) one.reject(errorFrom(message.error));
    else one.resolve(message);
  });
  worker.on('error', (error) => end(new Error(stopped, { cause: error })));
  worker.on('exit', () => end(new Error(stopped)));
  const ask = (request: Request): Promise<EngineAnswer> =>
    new Promise((resolve, reject) => {
      if (gone) {
        reject(gone);
        return;
      }
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker.postMessage({ id: asked, ...request });
    });
  return {
    run: (sql, parameters, { before, after } = { before: '', after: '' }) =>
      ask({ sql, parameters, before, after }),
    close: async () => {
      await ask({ close: true });
      await worker.terminate();
    },
    stop: async () => {
      await worker.terminate();
    },
  };
}
