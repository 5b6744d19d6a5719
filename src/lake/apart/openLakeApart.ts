import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StagedTables } from '../batches/types.ts';
import type { DuckSettings } from '../duckdb.ts';
import { openLake } from '../ledgers/openLake.ts';
import type { LedgerLake } from '../ledgers/types.ts';
import { type LakeAnswer, type LakeRequest, openCall } from './messages.ts';

const program = fileURLToPath(new URL('./lakeProgram.js', import.meta.url));

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const ended = 'The process that reads ledgers ended before it was done. It may have run out of memory.';

/** Starts the process with nothing of the settings of this one, which hold secrets. */
function start(): ChildProcess {
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  return fork(program, [], { serialization: 'advanced', stdio: [...stdio], execArgv: [], env: {} });
}

/** Sends what is asked to a process, and finds who waits for an answer. */
function asker(child: ChildProcess): (call: string, given: readonly unknown[]) => Promise<unknown> {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let gone: Error | null = null;
  const end = (error: Error) => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  child.on('message', (answer: LakeAnswer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) {
      const { message, code } = answer.error;
      one?.reject(Object.assign(new Error(message), code === null ? {} : { code }));
    } else one?.resolve(answer.value);
  });
  child.on('error', end);
  child.on('exit', () => end(new Error(ended)));
  return (call, given) =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      asked += 1;
      waiting.set(asked, { resolve, reject });
      const request: LakeRequest = { id: asked, call, given };
      child.send(request);
    });
}

async function letGo(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  if (child.connected) child.disconnect();
  await over;
}

type Lake = LedgerLake & StagedTables;

/**
 * Opens a lake in a process of its own, which works when pages leave it a processor and takes its memory with it when it
 * is closed. All that it is asked and answers is plain data. Where the program was not compiled there is no such
 * process, and the lake is opened in this one.
 */
export async function openLakeApart(settings: DuckSettings): Promise<Lake> {
  if (!existsSync(program)) return openLake(settings);
  const child = start();
  const ask = asker(child);
  try {
    const recomputeSql = await ask(openCall, [settings]);
    const close = async () => {
      await ask('close', []).catch(() => undefined);
      await letGo(child);
    };
    const lake = new Proxy(
      { recomputeSql, close },
      {
        get: (own, name) => {
          // A promise would be taken for one that is still to come.
          if (typeof name === 'symbol' || name === 'then') return undefined;
          return Reflect.get(own, name) ?? ((...given: readonly unknown[]) => ask(name, given));
        },
      },
    );
    // The other end has every call of a lake under its name.
    return lake as unknown as Lake;
  } catch (error) {
    await letGo(child);
    throw error;
  }
}
