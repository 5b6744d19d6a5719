import { type ChildProcess, fork } from 'node:child_process';
import { type ApartAnswer, type ApartRequest, openCall } from './messages.ts';

/** A program that is started in a process of its own. */
export interface ApartProgram {
  /** Its compiled file. */
  readonly path: string;
  /** What is said when it ends too early. */
  readonly ended: string;
}

/** What runs in a process of its own. */
export interface Apart {
  /** What opening it answered. */
  readonly opened: unknown;
  /** Asks one call of it; all that is asked and answered is plain data. */
  readonly ask: (call: string, given: readonly unknown[]) => Promise<unknown>;
  /** Resolves when the process is gone, whether or not it had ended before. */
  readonly letGo: () => Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the process with nothing of the settings of this one, which hold secrets. */
function start(path: string): ChildProcess {
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  return fork(path, [], { serialization: 'advanced', stdio: [...stdio], execArgv: [], env: {} });
}

/** Sends what is asked to a process, and finds who waits for an answer. */
function asker(child: ChildProcess, ended: string): Apart['ask'] {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let gone: Error | null = null;
  const end = (error: Error) => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  child.on('message', (answer: ApartAnswer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) {
      const { message, code } = answer.error;
      one?.reject(Object.assign(new Error(message), code === null ? {} : { code }));
    } else one?.resolve(answer.value);
  });
  child.on('error', (cause) => end(new Error(ended, { cause })));
  child.on('exit', () => end(new Error(ended)));
  return (call, given) =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone);
      asked += 1;
      waiting.set(asked, { resolve, reject });
      const request: ApartRequest = { id: asked, call, given };
      child.send(request);
    });
}

async function letGo(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  if (child.connected) child.disconnect();
  await over;
}

/**
 * Starts a program in a process of its own and opens what it is for. It works when pages leave it a processor, and
 * takes its memory with it when it is let go.
 */
export async function startApart({ path, ended }: ApartProgram, given: readonly unknown[]): Promise<Apart> {
  const child = start(path);
  const ask = asker(child, ended);
  try {
    return { opened: await ask(openCall, given), ask, letGo: () => letGo(child) };
  } catch (error) {
    await letGo(child);
    throw error;
  }
}
