import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A Node process that a test started, and what it printed. */
export interface Child {
  readonly pid: number;
  /** The next line it prints; null when it has ended. */
  readonly line: () => Promise<string | null>;
  /** Every line that was not asked for yet, once it has ended. */
  readonly rest: () => Promise<readonly string[]>;
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a module given as text. `preload` is a CommonJS file that every thread of it reads first. */
export function startChild(program: string, preload?: string): Child {
  const started = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: preload ? { ...process.env, NODE_OPTIONS: `--require=${preload}` } : process.env,
  });
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<void>((resolve) => started.once('close', () => resolve()));
  const line = async () => {
    const { done, value } = await lines.next();
    return done ? null : value;
  };
  return {
    pid: started.pid ?? 0,
    line,
    rest: async () => {
      const all: string[] = [];
      for (let one = await line(); one !== null; one = await line()) all.push(one);
      return all;
    },
    kill: async () => {
      started.kill('SIGKILL');
      await ended;
    },
  };
}
